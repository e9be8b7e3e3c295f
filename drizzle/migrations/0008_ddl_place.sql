ALTER TABLE "ddl_seen" ADD COLUMN "ordinal" bigint;--> statement-breakpoint
ALTER TABLE "ddl_seen" ADD COLUMN "place" integer;--> statement-breakpoint
UPDATE "ddl_seen" d SET "ordinal" = d."position"::bigint, "place" = n."place" FROM (
  SELECT "id", row_number() OVER (PARTITION BY "task_id", "position" ORDER BY "id") - 1 AS "place" FROM "ddl_seen"
) n WHERE n."id" = d."id";--> statement-breakpoint
ALTER TABLE "ddl_seen" ALTER COLUMN "ordinal" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ddl_seen" ALTER COLUMN "place" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "ddl_seen_place" ON "ddl_seen" USING btree ("task_id","ordinal","place");
