DROP INDEX "task_status";--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("actor","action","id");--> statement-breakpoint
CREATE INDEX "audit_event_action" ON "audit_event" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "component_listed" ON "component" USING btree ("created_at","id","task_id") WHERE kind <> 'WORKFLOW';--> statement-breakpoint
CREATE INDEX "component_status" ON "component" USING btree ("status","created_at","id","task_id") WHERE kind <> 'WORKFLOW';--> statement-breakpoint
CREATE INDEX "schema_object_listed" ON "schema_object" USING btree ("task_id","ordinal","id","kind","status","source_name","target_name") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "schema_object_status" ON "schema_object" USING btree ("task_id","status","kind") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "schema_object_error" ON "schema_object" USING btree ("task_id","ordinal","id","kind") WHERE removed_at IS NULL AND error IS NOT NULL AND error <> 'null';--> statement-breakpoint
CREATE INDEX "schema_object_table" ON "schema_object" USING btree ("task_id","source_schema","source_name","status") WHERE removed_at IS NULL AND kind = 'TABLE';--> statement-breakpoint
CREATE INDEX "schema_object_of_table" ON "schema_object" USING btree ("task_id","ordinal","id") WHERE removed_at IS NULL AND kind IN ('INDEX', 'CONSTRAINT');--> statement-breakpoint
CREATE INDEX "table_progress_error" ON "table_progress" USING btree ("task_id","table_id") WHERE error IS NOT NULL;--> statement-breakpoint
CREATE INDEX "task_updated_at" ON "task" USING btree ("updated_at","id") WHERE parent_id IS NULL;--> statement-breakpoint
CREATE INDEX "task_table_listed" ON "task_table" USING btree ("task_id","ordinal","id") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "task_table_schemas" ON "task_table" USING btree ("task_id","source_schema","target_schema") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "task_table_target" ON "task_table" USING btree ("task_id","target_schema","target_name");--> statement-breakpoint
CREATE INDEX "verification_difference_status" ON "verification_difference" USING btree ("run_id","status");--> statement-breakpoint
CREATE INDEX "verification_table_result" ON "verification_table" USING btree ("run_id","result");--> statement-breakpoint
CREATE INDEX "task_status" ON "task" USING btree ("status","id") WHERE parent_id IS NULL;--> statement-breakpoint
-- the means of three hours of what is there, which the housekeeping goes on with
INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
SELECT task_id, component_id, metric, 10800, to_timestamp(floor(extract(epoch FROM at) / 10800) * 10800), avg(value)
FROM metric_sample WHERE resolution = 300 AND at < to_timestamp(floor(extract(epoch FROM now()) / 10800) * 10800)
GROUP BY 1, 2, 3, 5 ON CONFLICT DO NOTHING;
