CREATE FUNCTION "structure_is_made"("task" text, "schema" text, "name" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM schema_object o WHERE o.task_id = task AND o.source_schema = schema AND o.source_name = name
    AND o.removed_at IS NULL AND o.kind = 'TABLE' AND o.status IN ('COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED'))
$$;--> statement-breakpoint
ALTER TABLE "task_table" ADD COLUMN "structure_made" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "task_table" SET "structure_made" = true WHERE structure_is_made(task_id, source_schema, source_name);--> statement-breakpoint
CREATE FUNCTION "tell_table_of_structure"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told schema_object := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  -- tables of a task that is deleted go with it
  IF told.kind = 'TABLE' AND (TG_OP <> 'DELETE' OR EXISTS (SELECT FROM task WHERE id = told.task_id)) THEN
    UPDATE task_table t SET structure_made = NOT t.structure_made
    WHERE t.task_id = told.task_id AND t.source_schema = told.source_schema AND t.source_name = told.source_name
      AND t.structure_made <> structure_is_made(t.task_id, t.source_schema, t.source_name);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "schema_object_tells_table" AFTER INSERT OR UPDATE OR DELETE ON "schema_object"
  FOR EACH ROW EXECUTE FUNCTION tell_table_of_structure();--> statement-breakpoint
CREATE FUNCTION "ask_structure_of_table"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.structure_made := structure_is_made(NEW.task_id, NEW.source_schema, NEW.source_name);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "task_table_asks_structure" BEFORE INSERT OR UPDATE OF "source_schema", "source_name" ON "task_table"
  FOR EACH ROW EXECUTE FUNCTION ask_structure_of_table();--> statement-breakpoint
-- depends on its texts alone, for an index is made of it; its cost keeps it out of scans, where it would be asked for each row
CREATE FUNCTION "name_parts"("task_id" text, "one" text, "other" text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
DECLARE
  parts text[] := ARRAY[task_id];
  name text;
BEGIN
  FOREACH name IN ARRAY CASE WHEN one = other THEN ARRAY[lower(one)] ELSE ARRAY[lower(one), lower(other)] END LOOP
    FOR place IN 1 .. length(name) - 2 LOOP
      parts := parts || substr(name, place, 3);
    END LOOP;
  END LOOP;
  RETURN parts;
END $$;--> statement-breakpoint
CREATE INDEX "schema_object_named" ON "schema_object" USING gin (name_parts(task_id, source_name, target_name));--> statement-breakpoint
CREATE INDEX "task_table_named" ON "task_table" USING gin (name_parts(task_id, source_name, target_name));--> statement-breakpoint
CREATE INDEX "task_table_made" ON "task_table" USING btree ("task_id","structure_made","id");--> statement-breakpoint
CREATE INDEX "task_table_removed" ON "task_table" USING btree ("task_id","id") WHERE removed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "verification_table_filtered" ON "verification_table" USING btree ("run_id","table_id","result") WHERE row_filter IS NOT NULL;
