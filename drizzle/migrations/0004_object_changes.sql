ALTER TABLE "object_change" ADD COLUMN "child_id" text;--> statement-breakpoint
ALTER TABLE "object_change" ADD COLUMN "aborting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "parent_id" text;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_parent_id_task_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."task"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "task_parent" ON "task" USING btree ("parent_id");