CREATE TABLE "alert_condition" (
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_condition_task_id_kind_pk" PRIMARY KEY("task_id","kind")
);
--> statement-breakpoint
CREATE TABLE "alert_delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"alert_id" text,
	"change" text NOT NULL,
	"body" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"http_status" integer,
	"error" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_settings" (
	"id" smallint PRIMARY KEY NOT NULL,
	"thresholds" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_webhook" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"levels" text[] NOT NULL,
	"kinds" text[] NOT NULL,
	"enabled" boolean NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_webhook_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "repeats" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "acknowledged_note" text;--> statement-breakpoint
ALTER TABLE "alert_condition" ADD CONSTRAINT "alert_condition_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_delivery" ADD CONSTRAINT "alert_delivery_webhook_id_alert_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."alert_webhook"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_delivery_webhook" ON "alert_delivery" USING btree ("webhook_id","created_at","id");--> statement-breakpoint
CREATE INDEX "alert_delivery_age" ON "alert_delivery" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "alert_delivery_pending" ON "alert_delivery" USING btree ("id") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "alert_raised_at" ON "alert" USING btree ("raised_at","id");