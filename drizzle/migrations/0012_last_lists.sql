DROP INDEX "audit_event_subject";--> statement-breakpoint
DROP INDEX "audit_event_actor";--> statement-breakpoint
DROP INDEX "audit_event_action";--> statement-breakpoint
CREATE INDEX "task_table_ids" ON "task_table" USING btree ("task_id","id") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "task_table_source" ON "task_table" USING btree ("task_id","source_schema","source_name","id");--> statement-breakpoint
CREATE INDEX "task_table_sharing" ON "task_table" USING btree ("task_id","target_schema","target_name","ordinal","id") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "verification_table_proven" ON "verification_table" USING btree ("run_id","table_id") WHERE result = 'CONSISTENT' AND row_filter IS NULL;--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("actor","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_action" ON "audit_event" USING btree ("action","at","id");