/** The objects of one large task, as SQL: its 50 000 tables, what was made of each, a verification run over all, what differed. */
export const TABLES = 50_000;
export const RUN = 'r000000000001';
/** A table with differences. */
export const DIFFERING = 't250';

const ERROR = `'{"code": "CONNECTION_REFUSED", "action": "RETRYABLE", "message": "The database refused the connection.", "remedy": "Look whether it runs.", "facts": {}, "rowDetail": null}'::jsonb`;
const SCHEMA = `'shop' || n % 20`;
const NAME = `(ARRAY['orders','invoices','customers','stock_movements','audit_trail'])[n % 5 + 1] || '_' || lpad(n::text, 5, '0')`;
const DDL = `'CREATE TABLE "shop"."' || n || '" ("id" bigint NOT NULL, "customer" bigint NOT NULL, "created_at" timestamp with time zone NOT NULL DEFAULT now(), "state" text, "total" numeric(12, 2), "note" text)'`;

/** n is the number of a table; one statement each. */
export const seedObjects = (task: string): readonly string[] => [
  `INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name, structure_made)
   SELECT '${task}', 't' || n, n, ${SCHEMA}, ${NAME}, ${SCHEMA}, ${NAME}, n % 1000 <> 0 FROM generate_series(1, ${TABLES}) n`,
  `INSERT INTO table_progress (task_id, table_id, status, estimated_rows, estimated_bytes, migrated_rows, migrated_bytes, ranges_total, ranges_completed, started_at, completed_at, error)
   SELECT '${task}', 't' || n, CASE WHEN n % 2000 = 0 THEN 'FAILED' ELSE 'COPIED' END, 1000, 100000, 1000, 100000, 4, 4, now(), now(), CASE WHEN n % 2000 = 0 THEN ${ERROR} END
   FROM generate_series(1, ${TABLES}) n`,
  `INSERT INTO schema_object (task_id, id, ordinal, kind, source_schema, source_name, target_schema, target_name, parent, status, stage, source_ddl, converted_ddl, conversions, ran, error, started_at, completed_at, facts)
   SELECT '${task}', k.kind || ' ' || ${SCHEMA} || '.' || ${NAME} || k.ending, n + k.turn * ${TABLES}, k.kind, ${SCHEMA}, ${NAME} || k.ending, ${SCHEMA}, ${NAME} || k.ending, NULL,
     CASE WHEN n % 1000 = 0 THEN 'FAILED' WHEN n % 10 = 0 THEN 'COMPLETED_WITH_CONVERSION' ELSE 'COMPLETED' END, k.stage, ${DDL}, ${DDL}, '[]', ${DDL},
     CASE WHEN n % 1000 = 0 THEN ${ERROR} END, now(), now(), jsonb_build_object('ownerTable', jsonb_build_object('schema', ${SCHEMA}, 'name', ${NAME}), 'needs', '[]'::jsonb)
   FROM generate_series(1, ${TABLES}) n, (VALUES (0, 'TABLE', '', 'BEFORE_COPY'), (1, 'CONSTRAINT', '_pkey', 'AFTER_COPY')) k (turn, kind, ending, stage)`,
  `INSERT INTO precheck_item (task_id, id, ordinal, name, side, result, skippable, at)
   SELECT '${task}', 'item ' || n, n, 'VERSION', 'SOURCE', 'PASSED', false, now() FROM generate_series(1, 40) n`,
  `INSERT INTO verification_run (id, task_id, scope, request, status, started_at, completed_at) VALUES ('${RUN}', '${task}', 'ALL', '{}', 'COMPLETED', now(), now())`,
  `INSERT INTO verification_table (run_id, table_id, progress, result, estimated_rows, verified_rows, source_only, target_only, mismatched, consistent, uncompared_columns, started_at, completed_at, error)
   SELECT '${RUN}', 't' || n, 1, r.result, 1000, 1000, 0, 0, CASE r.result WHEN 'INCONSISTENT' THEN 50 ELSE 0 END, 1000, '{}', now(), now(), CASE r.result WHEN 'FAILED' THEN ${ERROR} END
   FROM generate_series(1, ${TABLES}) n, LATERAL (SELECT CASE WHEN n % 250 = 0 THEN 'INCONSISTENT' WHEN n % 1001 = 0 THEN 'FAILED' WHEN n % 2003 = 0 THEN 'NOT_COMPARABLE' ELSE 'CONSISTENT' END AS result) r`,
  `INSERT INTO verification_difference (run_id, table_id, kind, key, source_values, target_values, correction, status, at)
   SELECT '${RUN}', 't' || n * 250, 'MISMATCHED', jsonb_build_object('id', k), '{"total": "1.00"}', '{"total": "2.00"}', 'UPDATE', 'OPEN', now() FROM generate_series(1, 200) n, generate_series(1, 50) k`,
  `INSERT INTO conflict (task_id, phase, table_id, at, operation, key, source_row, target_row, done)
   SELECT '${task}', 'INCREMENTAL_SYNCHRONIZATION', 't' || n % 500 + 1, now(), 'UPDATE', '{"id": 1}', '{"id": 1}', NULL, 'SKIPPED' FROM generate_series(1, 10000) n`,
  `INSERT INTO table_statistics (task_id, table_id, side, inserts, updates, deletes, updated_at)
   SELECT '${task}', 't' || n, side, n, n, n, now() FROM generate_series(1, ${TABLES}) n, unnest(ARRAY['SOURCE', 'TARGET']) side`,
  `INSERT INTO ddl_seen (task_id, position, ordinal, place, at, table_schema, table_name, statement, status)
   SELECT '${task}', '0/1A', n, 0, now(), 'shop1', 'orders_00001', 'ALTER TABLE x ADD y int', 'APPLIED' FROM generate_series(1, 2000) n`,
  `INSERT INTO object_change (id, task_id, kind, objects, status, requested_by, requested_at, completed_at)
   SELECT 'o' || lpad(n::text, 12, '0'), '${task}', 'ADD', '[{"schema": "shop1", "name": "x"}]', 'SUCCEEDED', 'person1', now(), now() FROM generate_series(1, 100) n`,
];
