CREATE TABLE "switchover" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"number" integer NOT NULL,
	"direction" text NOT NULL,
	"status" text NOT NULL,
	"options" jsonb NOT NULL,
	"leg" integer,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"pause_ended_at" timestamp (3) with time zone,
	"point_of_no_return_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "switchover_step" (
	"switchover_id" text NOT NULL,
	"kind" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"status" text NOT NULL,
	"answer" text,
	"answered_by" text,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"reason" jsonb,
	"findings" jsonb NOT NULL,
	"waiting" text,
	"skip_reason" text,
	CONSTRAINT "switchover_step_switchover_id_kind_pk" PRIMARY KEY("switchover_id","kind")
);
--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "switching" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "live_side" text DEFAULT 'SOURCE' NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "live_leg" integer;--> statement-breakpoint
ALTER TABLE "switchover" ADD CONSTRAINT "switchover_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "switchover_step" ADD CONSTRAINT "switchover_step_switchover_id_switchover_id_fk" FOREIGN KEY ("switchover_id") REFERENCES "public"."switchover"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "switchover_number" ON "switchover" USING btree ("task_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "switchover_open" ON "switchover" USING btree ("task_id") WHERE status IN ('RUNNING', 'CANCELING');--> statement-breakpoint
CREATE INDEX "switchover_step_listed" ON "switchover_step" USING btree ("switchover_id","ordinal");