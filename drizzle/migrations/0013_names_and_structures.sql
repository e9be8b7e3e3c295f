DROP INDEX "schema_object_table";--> statement-breakpoint
DROP INDEX "task_table_source";--> statement-breakpoint
CREATE INDEX "schema_object_made" ON "schema_object" USING btree ((task_id || chr(1) || source_schema || chr(1) || source_name)) WHERE removed_at IS NULL AND kind = 'TABLE' AND status IN ('COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED');--> statement-breakpoint
CREATE FUNCTION "structure_is_made"("source_key" text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM schema_object WHERE (task_id || chr(1) || source_schema || chr(1) || source_name) = source_key AND removed_at IS NULL AND kind = 'TABLE' AND status IN ('COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED'));
END $$;--> statement-breakpoint
ALTER TABLE "task_table" ADD COLUMN "structure_made" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "task_table" SET "structure_made" = true WHERE structure_is_made(task_id || chr(1) || source_schema || chr(1) || source_name);--> statement-breakpoint
CREATE FUNCTION "makes_structure"("object" schema_object) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT object.kind = 'TABLE' AND object.removed_at IS NULL AND object.status IN ('COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED')
$$;--> statement-breakpoint
-- planned anew each time: a plan that was made while the lists were short would read them whole when they are long
CREATE FUNCTION "tell_table_of_structure"() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  told schema_object := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  source_key text := told.task_id || chr(1) || told.source_schema || chr(1) || told.source_name;
  made boolean := TG_OP <> 'DELETE' AND makes_structure(told);
BEGIN
  -- tables of a task that is deleted go with it
  IF TG_OP <> 'DELETE' OR EXISTS (SELECT FROM task WHERE id = told.task_id) THEN
    made := made OR structure_is_made(source_key);
    UPDATE task_table t SET structure_made = made
    WHERE (t.task_id || chr(1) || t.source_schema || chr(1) || t.source_name) = source_key AND t.structure_made <> made;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "schema_object_comes" AFTER INSERT ON "schema_object"
  FOR EACH ROW WHEN (makes_structure(NEW)) EXECUTE FUNCTION tell_table_of_structure();--> statement-breakpoint
CREATE TRIGGER "schema_object_changes" AFTER UPDATE ON "schema_object"
  FOR EACH ROW WHEN (makes_structure(OLD) <> makes_structure(NEW)) EXECUTE FUNCTION tell_table_of_structure();--> statement-breakpoint
CREATE TRIGGER "schema_object_goes" AFTER DELETE ON "schema_object"
  FOR EACH ROW WHEN (makes_structure(OLD)) EXECUTE FUNCTION tell_table_of_structure();--> statement-breakpoint
CREATE FUNCTION "ask_structure_of_table"() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  NEW.structure_made := structure_is_made(NEW.task_id || chr(1) || NEW.source_schema || chr(1) || NEW.source_name);
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
CREATE INDEX "task_table_of_source" ON "task_table" USING btree ((task_id || chr(1) || source_schema || chr(1) || source_name));--> statement-breakpoint
CREATE INDEX "verification_table_filtered" ON "verification_table" USING btree ("run_id","table_id","result") WHERE row_filter IS NOT NULL;
