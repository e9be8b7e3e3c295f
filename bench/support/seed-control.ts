/**
 * Fills a control database as a large installation leaves it, by SQL alone: 10 000 tasks over a year, the newest of them with
 * 50 000 tables, and about ten million samples at the product's own resolutions (metric-resolutions.ts): a year of that task,
 * a week of two others, an hour of ninety-eight. Ids are made of numbers, so that requests know them.
 */
import type postgres from 'postgres';
import { RESOLUTIONS } from '../../server/persistence/metric-resolutions.ts';
import { seedObjects } from './seed-objects.ts';

export const TASKS = 10_000;
/** From this one on they run. */
const RUNNING_FROM = 9_900;
const HOUR_S = 3_600;
const STARTED = `'2026-01-01T00:00:00Z'::timestamptz`;

/** Prefix and twelve digits, as long as ids of the product. */
export const idOf = (prefix: string, number: number): string => `${prefix}${String(number).padStart(12, '0')}`;
const sqlId = (prefix: string, expression: string): string => `('${prefix}' || lpad((${expression})::text, 12, '0'))`;

export const BIG_TASK = idOf('t', TASKS);
export const BIG_COMPONENT = idOf('c', TASKS * 4 + 1);

const REASON = `'{"code": "CONNECTION_REFUSED", "action": "RETRYABLE", "message": "The database refused the connection.", "remedy": "Look whether it runs.", "facts": {}, "rowDetail": null}'::jsonb`;
const AGE = (n: string): string => `now() - (${TASKS} - ${n}) * interval '50 minutes'`;

const SELECTION = `'{"objects": [], "include": [{"schema": "shop*", "name": "*"}], "exclude": []}'::jsonb`;

/** One statement each; n is the number of a task. */
const STATEMENTS: readonly string[] = [
  `INSERT INTO endpoint (id, name, kind, host, port, "database", "user", tls_mode, has_tls_certificate, credentials, version, created_by, created_at, updated_at)
   SELECT ${sqlId('e', 'n')}, 'database ' || n || ' ' || (ARRAY['orders','billing','stock','people'])[n % 4 + 1], 'POSTGRESQL', 'db' || n || '.example', 5432, 'app' || n,
     'godwit', 'REQUIRE', false, '\\x00'::bytea, '17.2', 'person' || n % 12, ${STARTED}, ${STARTED} FROM generate_series(1, 200) n`,
  `INSERT INTO task (id, name, status, reason, phases, source_endpoint_id, target_endpoint_id, alert_level, alert_repeat_minutes, tags, parameters, selection,
     waiting_for, created_by, created_at, started_at, completed_at, updated_at)
   SELECT ${sqlId('t', 'n')}, (ARRAY['Orders','Billing','Stock','People','Archive'])[n % 5 + 1] || ' of region ' || n % 97 || ', move ' || n,
     s.status, CASE s.status WHEN 'FAILED' THEN ${REASON} END,
     '["SCHEMA_MIGRATION", "FULL_MIGRATION", "INCREMENTAL_SYNCHRONIZATION", "FULL_VERIFICATION"]', ${sqlId('e', 'n % 100 + 1')}, ${sqlId('e', 'n % 100 + 101')},
     (ARRAY['HIGH','MEDIUM','LOW','NONE'])[n % 4 + 1], 10, ARRAY['region-' || n % 97, 'team-' || n % 12, 'wave-' || n / 500], '{}', ${SELECTION},
     CASE WHEN s.status = 'RUNNING' AND n % 3 = 0 THEN jsonb_build_object('who', 'PERSON', 'what', 'TO_GO_ON', 'since', to_jsonb(now()), 'action', NULL, 'reason', NULL, 'rowDetail', NULL) END,
     'person' || n % 12, ${AGE('n')}, CASE s.status WHEN 'NOT_STARTED' THEN NULL ELSE ${AGE('n')} END,
     CASE WHEN s.status IN ('COMPLETED', 'RELEASED') THEN ${AGE('n')} + interval '1 day' END, ${AGE('n')} + (n * 7919 % 1000) * interval '1 hour'
   FROM generate_series(1, ${TASKS}) n, LATERAL (SELECT CASE WHEN n >= ${RUNNING_FROM} THEN 'RUNNING'
     ELSE (ARRAY['FAILED','STOPPED','NOT_STARTED','COMPLETED','COMPLETED','COMPLETED','RELEASED','RELEASED','RELEASED','RELEASED'])[n % 10 + 1] END AS status) s`,
  `INSERT INTO subtask (id, task_id, kind, status, progress, started_at)
   SELECT ${sqlId('s', 'n * 5 + k')}, ${sqlId('t', 'n')}, (ARRAY['PRECHECK','SCHEMA_MIGRATION','FULL_MIGRATION','INCREMENTAL_SYNCHRONIZATION','FULL_VERIFICATION'])[k + 1],
     CASE WHEN n < ${RUNNING_FROM} OR k < 3 THEN 'COMPLETED' WHEN k = 3 THEN (ARRAY['MONITORING','RUNNING'])[n % 2 + 1] ELSE 'NOT_STARTED' END, 0.5, ${AGE('n')}
   FROM generate_series(1, ${TASKS}) n, generate_series(0, 4) k`,
  `INSERT INTO worker (id, host, pid, location, started_at, heartbeat_at, cpu, memory_bytes)
   SELECT ${sqlId('w', 'n')}, 'host' || n, n, 'here', now(), now(), 0.5, 200000000 FROM generate_series(1, 8) n`,
  `INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, standing, standing_at, worker_id, host, epoch, lease_until, started_at, created_at)
   SELECT ${sqlId('c', 'n * 4 + k')}, ${sqlId('t', 'n')}, (ARRAY['STORE','INCR_SYNC','FULL_IMPORT','WORKFLOW'])[k + 1], 'FORWARD',
     CASE WHEN n >= ${RUNNING_FROM} AND k < 2 THEN 'RUNNING' ELSE 'STOPPED' END, CASE WHEN n >= ${RUNNING_FROM} AND k < 2 THEN 'RUNNING' ELSE 'STOPPED' END, '{}',
     '{"position": "0/1A", "checkpoint": "0/1A", "committedAtMicros": 1760000000000000}', now(), CASE WHEN n >= ${RUNNING_FROM} THEN ${sqlId('w', 'n % 8 + 1')} END, 'host' || n % 8 + 1, 1,
     CASE WHEN n >= ${RUNNING_FROM} AND k < 2 THEN now() + interval '1 day' END, ${AGE('n')}, ${AGE('n')}
   FROM generate_series(1, ${TASKS}) n, generate_series(0, 3) k`,
  `INSERT INTO metric_latest (component_id, task_id, at, "values")
   SELECT id, task_id, now(), '{"incr_latency": 0.4, "incr_applied_rows": 900, "component_cpu": 0.3, "source_retained_bytes": 5000000}' FROM component WHERE kind IN ('STORE', 'INCR_SYNC')`,
  `INSERT INTO fact (task_id, name, value, at) SELECT id, 'release.removed', '{"removed": ["slot godwit"]}', now() FROM task WHERE status = 'RELEASED'`,
  `INSERT INTO alert (id, task_id, kind, level, reason, raised_at, cleared_at)
   SELECT ${sqlId('a', 'n * 5 + k')}, ${sqlId('t', 'n')}, (ARRAY['LATENCY','TASK_FAILED','COMPONENT_FAILED','LOG_RETENTION','LATENCY'])[k + 1], (ARRAY['HIGH','MEDIUM','LOW'])[n % 3 + 1], ${REASON},
     ${AGE('n')} + k * interval '1 hour', CASE WHEN n % 10 = 0 AND k < 2 THEN NULL ELSE ${AGE('n')} + interval '2 days' END
   FROM generate_series(1, ${TASKS}) n, generate_series(0, 4) k`,
  `INSERT INTO audit_event (at, actor, role, action, subject, subject_id, before, after)
   SELECT ${STARTED} + n * interval '90 seconds', 'person' || n % 12, 'OPERATOR', (ARRAY['taskStart','taskStop','taskSetTags','taskUpdateParameters','componentStop'])[n % 5 + 1], 'task', ${sqlId('t', 'n % 10000 + 1')},
     '{"status": "STOPPED"}', '{"status": "RUNNING"}' FROM generate_series(1, 300000) n`,
  `INSERT INTO event (number, type, task_id, subject_id, facts, at)
   SELECT n, 'TASK_STATUS_CHANGED', ${sqlId('t', 'n % 10000 + 1')}, ${sqlId('t', 'n % 10000 + 1')}, '{"from": "STOPPED", "to": "RUNNING"}', now() - (300000 - n) * interval '3 seconds'
   FROM generate_series(1, 300000) n`,
  `INSERT INTO event_counter (id, last, pruned) VALUES (1, 300000, 0) ON CONFLICT (id) DO UPDATE SET last = 300000`,
  `INSERT INTO parameter_history (task_id, revision, changed_by, changed_at, changes)
   SELECT ${sqlId('t', 'n')}, r, 'person1', now(), '[]' FROM generate_series(1, ${TASKS}) n, generate_series(1, 5) r`,
  `INSERT INTO log_line (component_id, sequence, run, at, level, message, bytes)
   SELECT '${BIG_COMPONENT}', n, 1, now() - (100000 - n) * interval '1 second', 'INFO', 'the batch ' || n || ' is applied', 100 FROM generate_series(1, 100000) n`,
];

const INCR_METRICS = `ARRAY['incr_latency','incr_applied_rows','incr_applied_traffic','incr_applied_transactions','incr_execute_time','incr_commit_time','component_cpu','component_memory','component_queue_bytes']`;
const STORE_METRICS = `ARRAY['store_pulled_rows','store_pulled_bytes','store_log_bytes','store_unapplied_bytes','store_disk_free','store_pull_latency','source_retention_left','source_retained_bytes','component_cpu','component_memory']`;

/** Tasks `from` to `to` have reported for `seconds`; of Store only `storeMetrics` figures. In the order in which they were reported. */
function samples(span: { from: number; to: number; seconds: number; storeMetrics: number }): string[] {
  return RESOLUTIONS.map(
    ({ seconds, keptSeconds }) => `INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
   SELECT c.task_id, c.id, m, ${seconds}, t.at, 0.1 + random() FROM component c,
     LATERAL unnest(CASE c.kind WHEN 'INCR_SYNC' THEN ${INCR_METRICS} ELSE (${STORE_METRICS})[1:${span.storeMetrics}] END) m,
     generate_series(1, ${Math.floor(Math.min(span.seconds, keptSeconds) / seconds)}) k,
     LATERAL (SELECT to_timestamp((floor(extract(epoch FROM now()) / ${seconds})::bigint - k) * ${seconds}) AS at) t
   WHERE c.kind IN ('STORE', 'INCR_SYNC') AND c.task_id BETWEEN '${idOf('t', span.from)}' AND '${idOf('t', span.to)}' ORDER BY t.at`,
  );
}

const SAMPLES: readonly string[] = [
  ...samples({ from: TASKS, to: TASKS, seconds: 365 * 24 * HOUR_S, storeMetrics: 10 }),
  ...samples({ from: TASKS - 2, to: TASKS - 1, seconds: 7 * 24 * HOUR_S, storeMetrics: 10 }),
  ...samples({ from: RUNNING_FROM, to: TASKS - 3, seconds: HOUR_S, storeMetrics: 3 }),
];

/** Of an empty database that is migrated; answers how many samples it has then. */
export async function seedControl(sql: postgres.Sql): Promise<number> {
  const session = await sql.reserve();
  try {
    // every row is right: keys are not looked up, and indexes of samples are made once
    await session.unsafe(
      `SET session_replication_role = replica; SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'`,
    );
    for (const statement of [...STATEMENTS, ...seedObjects(BIG_TASK)]) await session.unsafe(statement);
    const indexes = await session<{ name: string; made: string; key: boolean }[]>`
      SELECT indexname AS name, indexdef AS made, i.indisprimary AS key FROM pg_indexes p JOIN pg_index i ON i.indexrelid = p.indexname::regclass WHERE p.tablename = 'metric_sample'`;
    for (const { name, key } of indexes)
      await session.unsafe(key ? `ALTER TABLE metric_sample DROP CONSTRAINT "${name}"` : `DROP INDEX "${name}"`);
    for (const statement of SAMPLES) await session.unsafe(statement);
    for (const { name, made, key } of indexes) {
      await session.unsafe(made);
      if (key)
        await session.unsafe(`ALTER TABLE metric_sample ADD CONSTRAINT "${name}" PRIMARY KEY USING INDEX "${name}"`);
    }
    await session.unsafe('VACUUM ANALYZE');
    await session.unsafe('CHECKPOINT');
    const [row] = await session<{ count: number }[]>`SELECT count(*)::int AS count FROM metric_sample`;
    return row?.count ?? 0;
  } finally {
    session.release();
  }
}
