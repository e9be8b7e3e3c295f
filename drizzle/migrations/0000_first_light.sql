CREATE TABLE "alert" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"reason" jsonb NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"repeated_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" text,
	"cleared_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"role" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "component" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"status" text NOT NULL,
	"desired" text NOT NULL,
	"stopped_by_person" boolean DEFAULT false NOT NULL,
	"reason" jsonb,
	"configuration" jsonb NOT NULL,
	"configuration_revision" integer DEFAULT 1 NOT NULL,
	"standing" jsonb,
	"standing_at" timestamp (3) with time zone,
	"worker_id" text,
	"host" text,
	"location" text,
	"epoch" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "component_configuration" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"component_id" text NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"diff" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conflict" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"phase" text NOT NULL,
	"table_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"operation" text NOT NULL,
	"key" jsonb,
	"source_row" jsonb,
	"target_row" jsonb,
	"done" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ddl_seen" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"position" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"table_schema" text,
	"table_name" text,
	"statement" text,
	"converted_statement" text,
	"status" text NOT NULL,
	"error" jsonb
);
--> statement-breakpoint
CREATE TABLE "endpoint" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"database" text NOT NULL,
	"user" text NOT NULL,
	"tls_mode" text NOT NULL,
	"tls_ca" text,
	"has_tls_certificate" boolean NOT NULL,
	"credentials" "bytea" NOT NULL,
	"version" text,
	"tested_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "endpoint_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"number" bigint PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"task_id" text,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_counter" (
	"id" smallint PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL,
	"pruned" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"task_id" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fact_task_id_name_pk" PRIMARY KEY("task_id","name")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"input_hash" text NOT NULL,
	"answer" jsonb,
	"started_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "idempotency_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "log_line" (
	"component_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"run" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"level" text NOT NULL,
	"message" text NOT NULL,
	"facts" jsonb,
	"bytes" integer NOT NULL,
	CONSTRAINT "log_line_component_id_sequence_pk" PRIMARY KEY("component_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "metric_latest" (
	"component_id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"values" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_sample" (
	"task_id" text NOT NULL,
	"component_id" text NOT NULL,
	"metric" text NOT NULL,
	"resolution" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "metric_sample_task_id_resolution_metric_component_id_at_pk" PRIMARY KEY("task_id","resolution","metric","component_id","at")
);
--> statement-breakpoint
CREATE TABLE "object_change" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"objects" jsonb NOT NULL,
	"status" text NOT NULL,
	"reason" jsonb,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "parameter_history" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "precheck_item" (
	"task_id" text NOT NULL,
	"id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"object" text,
	"side" text NOT NULL,
	"result" text NOT NULL,
	"found" text,
	"wanted" text,
	"remedy" text,
	"error" jsonb,
	"skippable" boolean NOT NULL,
	"skipped_by" text,
	"skip_reason" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "precheck_item_task_id_id_pk" PRIMARY KEY("task_id","id")
);
--> statement-breakpoint
CREATE TABLE "schema_object" (
	"task_id" text NOT NULL,
	"id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"source_schema" text NOT NULL,
	"source_name" text NOT NULL,
	"target_schema" text NOT NULL,
	"target_name" text NOT NULL,
	"parent" text,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"source_ddl" text,
	"converted_ddl" text,
	"conversions" jsonb NOT NULL,
	"ran" text,
	"answered" text,
	"error" jsonb,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"facts" jsonb,
	CONSTRAINT "schema_object_task_id_id_pk" PRIMARY KEY("task_id","id")
);
--> statement-breakpoint
CREATE TABLE "subtask" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"reason" jsonb
);
--> statement-breakpoint
CREATE TABLE "table_progress" (
	"task_id" text NOT NULL,
	"table_id" text NOT NULL,
	"status" text NOT NULL,
	"estimated_rows" bigint NOT NULL,
	"estimated_bytes" bigint NOT NULL,
	"migrated_rows" bigint NOT NULL,
	"migrated_bytes" bigint NOT NULL,
	"ranges_total" integer NOT NULL,
	"ranges_completed" integer NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"error" jsonb,
	CONSTRAINT "table_progress_task_id_table_id_pk" PRIMARY KEY("task_id","table_id")
);
--> statement-breakpoint
CREATE TABLE "table_statistics" (
	"task_id" text NOT NULL,
	"table_id" text NOT NULL,
	"side" text NOT NULL,
	"inserts" bigint NOT NULL,
	"updates" bigint NOT NULL,
	"deletes" bigint NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "table_statistics_task_id_table_id_side_pk" PRIMARY KEY("task_id","table_id","side")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"reason" jsonb,
	"phases" jsonb NOT NULL,
	"source_endpoint_id" text NOT NULL,
	"target_endpoint_id" text NOT NULL,
	"alert_level" text NOT NULL,
	"alert_repeat_minutes" integer NOT NULL,
	"tags" text[] NOT NULL,
	"parameters" jsonb NOT NULL,
	"parameters_revision" integer DEFAULT 1 NOT NULL,
	"selection" jsonb NOT NULL,
	"selection_revision" integer DEFAULT 1 NOT NULL,
	"pending_action" jsonb,
	"waiting_for" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "task_command" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"reason" jsonb
);
--> statement-breakpoint
CREATE TABLE "task_table" (
	"task_id" text NOT NULL,
	"id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"source_schema" text NOT NULL,
	"source_name" text NOT NULL,
	"target_schema" text NOT NULL,
	"target_name" text NOT NULL,
	"columns" jsonb,
	"row_filter" text,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "task_table_task_id_id_pk" PRIMARY KEY("task_id","id")
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "token_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "verification_chunk" (
	"run_id" text NOT NULL,
	"table_id" text NOT NULL,
	"chunk_id" integer NOT NULL,
	"bounds" jsonb NOT NULL,
	"result" text NOT NULL,
	"counts" jsonb NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "verification_chunk_run_id_table_id_chunk_id_pk" PRIMARY KEY("run_id","table_id","chunk_id")
);
--> statement-breakpoint
CREATE TABLE "verification_difference" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"table_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" jsonb NOT NULL,
	"source_values" jsonb,
	"target_values" jsonb,
	"correction" text,
	"status" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification_run" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"scope" text NOT NULL,
	"request" jsonb NOT NULL,
	"status" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"reason" jsonb
);
--> statement-breakpoint
CREATE TABLE "verification_table" (
	"run_id" text NOT NULL,
	"table_id" text NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"result" text,
	"estimated_rows" bigint NOT NULL,
	"verified_rows" bigint NOT NULL,
	"source_only" bigint NOT NULL,
	"target_only" bigint NOT NULL,
	"mismatched" bigint NOT NULL,
	"consistent" bigint NOT NULL,
	"uncompared_columns" text[] NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"error" jsonb,
	CONSTRAINT "verification_table_run_id_table_id_pk" PRIMARY KEY("run_id","table_id")
);
--> statement-breakpoint
CREATE TABLE "worker" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"location" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"heartbeat_at" timestamp (3) with time zone NOT NULL,
	"cpu" double precision,
	"memory_bytes" bigint
);
--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component" ADD CONSTRAINT "component_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component_configuration" ADD CONSTRAINT "component_configuration_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ddl_seen" ADD CONSTRAINT "ddl_seen_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_line" ADD CONSTRAINT "log_line_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_latest" ADD CONSTRAINT "metric_latest_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_latest" ADD CONSTRAINT "metric_latest_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_sample" ADD CONSTRAINT "metric_sample_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_sample" ADD CONSTRAINT "metric_sample_component_id_component_id_fk" FOREIGN KEY ("component_id") REFERENCES "public"."component"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "object_change" ADD CONSTRAINT "object_change_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parameter_history" ADD CONSTRAINT "parameter_history_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "precheck_item" ADD CONSTRAINT "precheck_item_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schema_object" ADD CONSTRAINT "schema_object_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subtask" ADD CONSTRAINT "subtask_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_progress" ADD CONSTRAINT "table_progress_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "table_statistics" ADD CONSTRAINT "table_statistics_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_source_endpoint_id_endpoint_id_fk" FOREIGN KEY ("source_endpoint_id") REFERENCES "public"."endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_target_endpoint_id_endpoint_id_fk" FOREIGN KEY ("target_endpoint_id") REFERENCES "public"."endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_command" ADD CONSTRAINT "task_command_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_table" ADD CONSTRAINT "task_table_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_chunk" ADD CONSTRAINT "verification_chunk_run_id_verification_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."verification_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_difference" ADD CONSTRAINT "verification_difference_run_id_verification_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."verification_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_run" ADD CONSTRAINT "verification_run_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_table" ADD CONSTRAINT "verification_table_run_id_verification_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."verification_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_task" ON "alert" USING btree ("task_id","raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_open" ON "alert" USING btree ("task_id","kind") WHERE cleared_at IS NULL;--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "component_kind" ON "component" USING btree ("task_id","kind","direction");--> statement-breakpoint
CREATE INDEX "component_lease" ON "component" USING btree ("desired","lease_until");--> statement-breakpoint
CREATE INDEX "component_configuration_component" ON "component_configuration" USING btree ("component_id","id");--> statement-breakpoint
CREATE INDEX "conflict_task" ON "conflict" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "ddl_seen_task" ON "ddl_seen" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "event_age" ON "event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "metric_sample_age" ON "metric_sample" USING btree ("resolution","at");--> statement-breakpoint
CREATE INDEX "object_change_task" ON "object_change" USING btree ("task_id","requested_at");--> statement-breakpoint
CREATE INDEX "parameter_history_task" ON "parameter_history" USING btree ("task_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "subtask_kind" ON "subtask" USING btree ("task_id","kind");--> statement-breakpoint
CREATE INDEX "task_status" ON "task" USING btree ("status");--> statement-breakpoint
CREATE INDEX "task_created_at" ON "task" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "task_tags" ON "task" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "task_command_open" ON "task_command" USING btree ("task_id","id") WHERE completed_at IS NULL;--> statement-breakpoint
CREATE INDEX "verification_difference_run" ON "verification_difference" USING btree ("run_id","table_id","id");--> statement-breakpoint
CREATE INDEX "verification_run_task" ON "verification_run" USING btree ("task_id","started_at");