/** No question per row: whatever a list holds, a page of 5 and a page of 50 take the same statements of the control database. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { makeLoaders } from '../../schema/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { composeControl, type Control } from '../../server/control.ts';
import { LOCAL_ACTOR } from '../../server/core/actor.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { roundsOf } from '../support/statement-count.ts';

const REASON = `'{"code": "CONNECTION_REFUSED", "action": "RETRYABLE", "message": "m", "remedy": "r", "facts": {}, "rowDetail": null}'::jsonb`;
/** 120 of each; n counts them. Task t1 is the one whose objects are listed. */
const ROWS: readonly string[] = [
  `INSERT INTO endpoint (id, name, kind, host, port, "database", "user", tls_mode, has_tls_certificate, credentials, created_by, created_at, updated_at)
   SELECT 'e' || n, 'end ' || n, 'POSTGRESQL', 'h', 5432, 'd', 'u', 'DISABLE', false, '\\x00', 'me', now(), now() FROM generate_series(1, 120) n`,
  `INSERT INTO task (id, name, status, phases, source_endpoint_id, target_endpoint_id, alert_level, alert_repeat_minutes, tags, parameters, selection, created_by, created_at, updated_at)
   SELECT 't' || n, 'task ' || n, 'RUNNING', '["SCHEMA_MIGRATION", "FULL_MIGRATION", "INCREMENTAL_SYNCHRONIZATION", "FULL_VERIFICATION"]', 'e' || n, 'e' || 121 - n, 'HIGH', 10,
     ARRAY['tag' || n], '{}', '{"objects": [], "include": [], "exclude": []}', 'me', now() - n * interval '1 hour', now() FROM generate_series(1, 120) n`,
  `INSERT INTO subtask (id, task_id, kind, status) SELECT 's' || n || k, 't' || n, k, 'RUNNING'
   FROM generate_series(1, 120) n, unnest(ARRAY['PRECHECK','SCHEMA_MIGRATION','FULL_MIGRATION','INCREMENTAL_SYNCHRONIZATION','FULL_VERIFICATION']) k`,
  `INSERT INTO worker (id, host, pid, location, started_at, heartbeat_at) SELECT 'w' || n, 'h' || n, n, 'here', now(), now() FROM generate_series(1, 120) n`,
  `INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, standing, worker_id, created_at)
   SELECT 'c' || n || k, 't' || n, k, 'FORWARD', 'RUNNING', 'RUNNING', '{}', '{"position": "0/1"}', 'w' || n, now() FROM generate_series(1, 120) n, unnest(ARRAY['STORE','INCR_SYNC']) k`,
  `INSERT INTO metric_latest (component_id, task_id, at, "values") SELECT id, task_id, now(), '{"incr_latency": 500}' FROM component`,
  `INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
   SELECT task_id, id, 'incr_latency', r, now() - k * interval '10 seconds', 1 FROM component, generate_series(1, 8) k, unnest(ARRAY[1, 10]) r WHERE kind = 'INCR_SYNC'`,
  `INSERT INTO fact (task_id, name, value, at) SELECT id, 'log.place', '{"location": "m", "since": "2026-01-01T00:00:00Z", "generation": 1}', now() FROM task`,
  `INSERT INTO alert (id, task_id, kind, level, reason, raised_at) SELECT 'a' || n, 't' || n, 'LATENCY', 'HIGH', ${REASON}, now() FROM generate_series(1, 120) n`,
  `INSERT INTO audit_event (at, actor, role, action, subject, subject_id) SELECT now(), 'me', 'ADMIN', 'taskStart', 'task', 't' || n FROM generate_series(1, 120) n`,
  `INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name) SELECT 't1', 'o' || n, n, 's', 'o' || n, 's', 'o' || n / 2 FROM generate_series(1, 120) n`,
  `INSERT INTO table_progress (task_id, table_id, status, estimated_rows, estimated_bytes, migrated_rows, migrated_bytes, ranges_total, ranges_completed, error)
   SELECT 't1', 'o' || n, 'COPYING', 1, 1, 1, 1, 1, 1, CASE WHEN n < 3 THEN ${REASON} END FROM generate_series(1, 120) n`,
  `INSERT INTO schema_object (task_id, id, ordinal, kind, source_schema, source_name, target_schema, target_name, status, stage, conversions)
   SELECT 't1', k || n, n, k, 's', 'o' || n, 's', 'o' || n, 'COMPLETED', 'BEFORE_COPY', '[]' FROM generate_series(1, 120) n, unnest(ARRAY['TABLE','INDEX']) k`,
  `INSERT INTO verification_run (id, task_id, scope, request, status, started_at) VALUES ('r1', 't1', 'ALL', '{}', 'RUNNING', now())`,
  `INSERT INTO verification_table (run_id, table_id, result, estimated_rows, verified_rows, source_only, target_only, mismatched, consistent, uncompared_columns)
   SELECT 'r1', 'o' || n, CASE WHEN n < 3 THEN 'INCONSISTENT' ELSE 'CONSISTENT' END, 1, 1, 0, 0, 0, 1, '{}' FROM generate_series(1, 120) n`,
  `INSERT INTO verification_difference (run_id, table_id, kind, key, status, at) SELECT 'r1', 'o1', 'MISMATCHED', '{"id": 1}', 'OPEN', now() FROM generate_series(1, 120) n`,
  `INSERT INTO conflict (task_id, phase, table_id, at, operation, done) SELECT 't1', 'FULL_MIGRATION', 'o' || n, now(), 'UPDATE', 'SKIPPED' FROM generate_series(1, 120) n`,
  `INSERT INTO object_change (id, task_id, kind, objects, status, requested_by, requested_at, child_id)
   SELECT 'x' || n, 't1', 'ADD', '[]', 'RUNNING', 'me', now(), 't' || n FROM generate_series(1, 120) n`,
  `INSERT INTO parameter_history (task_id, revision, changed_by, changed_at, changes) SELECT 't1', n, 'me', now(), '[]' FROM generate_series(1, 120) n`,
  `INSERT INTO ddl_seen (task_id, position, ordinal, place, at, status) SELECT 't1', '0/1', n, 0, now(), 'APPLIED' FROM generate_series(1, 120) n`,
  `INSERT INTO alert_webhook (id, name, url, secret, levels, kinds, enabled, created_by, created_at, updated_at)
   SELECT 'b' || n, 'hook ' || n, 'https://receiver.example/', '\\x00', ARRAY['HIGH'], ARRAY['LATENCY'], true, 'me', now(), now() FROM generate_series(1, 120) n`,
  `INSERT INTO alert_delivery (id, webhook_id, change, body, status, created_at)
   SELECT 'd' || n || 'k' || k, 'b' || n, 'TEST', '{}', 'DELIVERED', now() - k * interval '1 second' FROM generate_series(1, 120) n, generate_series(1, 4) k`,
  `INSERT INTO token (id, name, role, secret_hash, created_by, created_at) SELECT 'k' || n, 'k', 'VIEWER', decode(lpad(n::text, 8, '0'), 'hex'), 'me', now() FROM generate_series(1, 120) n`,
];

/** What dashboards of partners ask for, with everything that a task has. */
const OF_DASHBOARDS = `
  query DashboardTasks($first: Int!) { tasks(first: $first) { totalCount nodes { ...Whole } } }
  query DashboardAlerts($first: Int!) { alerts(first: $first) { totalCount nodes { kind task { ...Whole } } } }
  query DashboardComponents($first: Int!) { components(first: $first) { totalCount nodes { kind host task { ...Whole } } } }
  query DashboardChanges($taskId: ID!, $first: Int!) { task(id: $taskId) { objectChanges(first: $first) { totalCount nodes { status phase progress dropped } } } }
  query DashboardHistory($taskId: ID!, $first: Int!) { task(id: $taskId) { parameterHistory(first: $first) { totalCount nodes { revision changedBy } } } }
  query DashboardDdl($taskId: ID!, $first: Int!) { task(id: $taskId) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { ddl(first: $first) { totalCount nodes { ddlId status } } } } } }
  query DashboardRows($runId: ID!, $first: Int!) { node(id: $runId) { ... on VerificationRun { rows(first: $first) { totalCount nodes { kind key } } } } }
  query DashboardWebhooks($first: Int!) { alertWebhooks(first: $first) { totalCount nodes { name deliveries(first: 2) { totalCount nodes { status } } } } }
  fragment Whole on Task { id name tags status source { name } target { name } latency { latencyMs } changeLog { machine } catchingUp { latencyMs } dropped
    subtasks { kind status progress ... on IncrementalSubtask { latency { latencyMs } } } subtask(kind: FULL_MIGRATION) { status }
    components { kind status host cpu waiting { what } configuration { name value } } openAlerts { kind level } allowedActions { action allowed } parameters { name value }
    metrics(names: ["incr_latency"]) { metric { name } referenceValue points { value } } }`;

const DOCUMENT = parse(
  readdirSync('client/operations')
    .map((name) => readFileSync(`client/operations/${name}`, 'utf8'))
    .join('\n') + OF_DASHBOARDS,
);

let database: TestDatabase;
let control: Control;
beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  control = await composeControl({
    databaseUrl: server.server.url(database.name),
    key: randomBytes(32),
    log: createLogger({ name: 'statements', level: 'error' }),
  });
  for (const rows of ROWS) await database.sql.unsafe(rows);
});
afterAll(async () => {
  await control.close();
  await database[Symbol.asyncDispose]();
});

interface Asked {
  readonly rows: number;
  /** The table of each statement, sorted. */
  readonly statements: readonly string[];
}

async function asked(operationName: string, variableValues: Record<string, unknown>): Promise<Asked> {
  const { ports } = control;
  let rows = 0;
  const rounds = await roundsOf(control.database, async () => {
    const contextValue = { actor: LOCAL_ACTOR, ports, loaders: makeLoaders(ports) };
    const { data, errors } = await execute({ schema, document: DOCUMENT, operationName, variableValues, contextValue });
    expect(errors).toBeUndefined();
    rows = longestList(data);
  });
  return { rows, statements: rounds.flat().toSorted() };
}

/** Of those that `first` bounds. */
function longestList(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const own = 'totalCount' in value && 'nodes' in value && Array.isArray(value.nodes) ? value.nodes.length : 0;
  return Math.max(own, ...Object.values(value).map(longestList));
}

const taskId = encodeId('Task', 't1');
const runId = encodeId('VerificationRun', 'r1');
const latencyFrom = new Date(Date.now() - 900_000).toISOString();

test.each([
  ['TasksPage', { latencyFrom }],
  ['DashboardTasks', {}],
  ['TaskObjects', { taskId }],
  ['TaskObjects', { taskId, keyword: 'o' }],
  ['DashboardChanges', { taskId }],
  ['DashboardHistory', { taskId }],
  ['SchemaMigrationPage', { taskId }],
  ['FullMigrationPage', { taskId }],
  ['TableIndexes', { taskId }],
  ['VerificationPage', { taskId }],
  ['VerificationPage', { taskId, filter: { keyword: 'o' } }],
  ['Differences', { runId, tableId: 'o1' }],
  ['DashboardRows', { runId }],
  ['DashboardDdl', { taskId }],
  ['Conflicts', { taskId }],
  ['AlertsPage', {}],
  ['DashboardAlerts', {}],
  ['DashboardWebhooks', {}],
  ['ComponentsPage', {}],
  ['DashboardComponents', {}],
  ['AuditPage', {}],
  ['TokensPage', {}],
  ['EndpointsPage', {}],
] as const)('%s %o: as many statements for 50 rows as for 5', async (operation, variables) => {
  const few = await asked(operation, { ...variables, first: 5 });
  const many = await asked(operation, { ...variables, first: 50 });
  expect([few.rows, many.rows]).toEqual([5, 50]);
  expect(many.statements).toEqual(few.statements);
});
