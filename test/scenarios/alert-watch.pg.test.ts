/** What the evaluator of alerts reads and writes on a real control database, without a service: figures, waits, many tasks. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AlertWatch } from '../../server/alert/alert-watch.ts';
import { randomId } from '../../server/core/ids.ts';
import { DatabaseAlertWatch } from '../../server/persistence/alert-watch-repository.ts';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { JobQueue } from '../../server/persistence/job-queue.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

const GIB = 1024 ** 3;
const OUTAGE = { code: 'CONNECTION_LOST', action: 'RETRYABLE', message: 'm', remedy: 'r', facts: {}, rowDetail: null };

let database: TestDatabase;
let control: ControlDatabase;
let queue: JobQueue;

beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  const url = server.server.url(database.name);
  await runMigrations(url);
  control = new ControlDatabase(url);
  queue = await JobQueue.open(url, control, (error) => expect.fail(String(error)));
  await database.sql`
    INSERT INTO endpoint (id, name, kind, host, port, database, "user", tls_mode, has_tls_certificate, credentials, created_by, created_at, updated_at)
    SELECT 'e' || n, 'e' || n, 'POSTGRESQL', 'h', 1, 'd', 'u', 'DISABLE', false, '', 'test', now(), now() FROM generate_series(1, 2) n`;
});
afterAll(async () => {
  for (const one of [queue, control, database]) await one[Symbol.asyncDispose]();
});
beforeEach(async () => void (await database.sql`DELETE FROM task`));

/** A new one each time, as after a restart. */
const look = (): Promise<boolean> =>
  new AlertWatch({
    records: new DatabaseAlertWatch(control, queue.deliveries),
    newId: randomId,
    publicId: (type, id) => `${type}:${id}`,
  }).look();

async function makeTasks(count: number, level = 'HIGH'): Promise<void> {
  await database.sql`
    INSERT INTO task (id, name, status, phases, source_endpoint_id, target_endpoint_id, alert_level, alert_repeat_minutes, tags, parameters, selection, created_by, created_at, updated_at)
    SELECT 't' || n, 't' || n, 'RUNNING', '[]', 'e1', 'e2', ${level}, 3, '{}', '{"incrementalLogRetentionBytes": 10737418240}', '{}', 'test', now(), now()
    FROM generate_series(1, ${count}::int) n`;
  await database.sql`
    INSERT INTO subtask (id, task_id, kind, status) SELECT 's' || id, id, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING' FROM task`;
  await database.sql`
    INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, created_at)
    SELECT 'c' || kind || id, id, kind, 'FORWARD', 'RUNNING', 'RUNNING', '{}', now() FROM task, unnest(ARRAY['STORE', 'INCR_SYNC']) kind`;
}

/** As a worker reports them, some seconds ago. */
const report = (kind: 'STORE' | 'INCR_SYNC', values: Record<string, number>, secondsAgo = 0): Promise<unknown> =>
  database.sql`
    INSERT INTO metric_latest (component_id, task_id, at, "values")
    SELECT id, task_id, now() - make_interval(secs => ${secondsAgo}), ${database.sql.json(values)} FROM component WHERE kind = ${kind}
    ON CONFLICT (component_id) DO UPDATE SET at = excluded.at, "values" = excluded."values"`;

/** As if what is seen had been seen for so long already. */
const lastsFor = (seconds: number): Promise<unknown> =>
  database.sql`UPDATE alert_condition SET since = since - make_interval(secs => ${seconds})`;

async function codes(): Promise<string[]> {
  const rows =
    await database.sql`SELECT kind || ' ' || (reason ->> 'code') AS words FROM alert WHERE cleared_at IS NULL ORDER BY kind`;
  return rows.map(({ words }) => String(words));
}

test('latency is what was reported, and what has passed in silence since', async () => {
  await makeTasks(1);
  await report('INCR_SYNC', { incr_latency: 20 }, 2);
  await look();
  expect(await codes()).toEqual([]);
  await report('INCR_SYNC', { incr_latency: 20 }, 12);
  await look();
  expect(await codes()).toEqual(['LATENCY LATENCY_HIGH']);
});

test('log that runs short is told of the source, of the retention that the component has of its own, and of the disk', async () => {
  await makeTasks(1);
  const after = async (values: Record<string, number>, secondsAgo = 0): Promise<string[]> => {
    await database.sql`DELETE FROM alert`;
    await database.sql`DELETE FROM alert_condition`;
    await report('STORE', values, secondsAgo);
    await look();
    await lastsFor(31);
    await look();
    return codes();
  };
  expect(await after({ source_retention_left: 4_000 })).toEqual([]);
  expect(await after({ source_retention_left: 4_000 }, 1_000)).toEqual(['LOG_RETENTION SOURCE_LOG_ENDS']);
  const log = { store_log_bytes: 9 * GIB, store_unapplied_bytes: 9 * GIB, store_disk_free: 500 * GIB };
  expect(await after(log)).toEqual(['LOG_RETENTION LOG_NEARLY_FULL']);
  await database.sql`UPDATE component SET configuration = ${database.sql.json({ incrementalLogRetentionBytes: 20 * GIB })} WHERE kind = 'STORE'`;
  expect(await after(log)).toEqual([]);
  expect(await after({ ...log, store_disk_free: GIB / 2 })).toEqual(['LOG_RETENTION LOG_DISK_LOW']);
});

test('after a switchover the alerts of a task are those of the stream that goes back, with the retention of the way back', async () => {
  await makeTasks(1);
  const log = { store_log_bytes: 9 * GIB, store_unapplied_bytes: 9 * GIB, store_disk_free: 500 * GIB };
  await report('INCR_SYNC', { incr_latency: 100 }, 100); // of the stream before, which has ended
  await report('STORE', log);
  await database.sql`INSERT INTO task (id, name, status, phases, source_endpoint_id, target_endpoint_id, alert_level, alert_repeat_minutes, tags, parameters, selection, created_by, created_at, updated_at, parent_id)
    SELECT 'h_t1_1', 'h_t1_1', 'RUNNING', phases, 'e2', 'e1', 'NONE', 3, '{}', parameters, selection, 'test', now(), now(), 't1' FROM task`;
  await database.sql`INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, created_at)
    SELECT 'l' || kind, 'h_t1_1', kind, 'FORWARD', 'RUNNING', 'RUNNING', '{}', now() FROM unnest(ARRAY['STORE', 'INCR_SYNC']) kind`;
  await database.sql`UPDATE task SET live_side = 'TARGET', live_leg = 1, parameters = ${database.sql.json({ incrementalLogRetentionBytes: 10 * GIB, reverseLogRetentionBytes: 40 * GIB })} WHERE id = 't1'`;
  await database.sql`INSERT INTO subtask (id, task_id, kind, status) VALUES ('r1', 't1', 'REVERSE_INCREMENTAL', 'MONITORING')`;
  const told = async (latency: number): Promise<string[]> => {
    await database.sql`INSERT INTO metric_latest (component_id, task_id, at, "values")
      VALUES ('lINCR_SYNC', 'h_t1_1', now(), ${database.sql.json({ incr_latency: latency })}), ('lSTORE', 'h_t1_1', now(), ${database.sql.json(log)})
      ON CONFLICT (component_id) DO UPDATE SET at = excluded.at, "values" = excluded."values"`;
    await look();
    await lastsFor(31);
    await look();
    return codes();
  };
  expect(await told(1)).toEqual([]);
  expect(await told(100)).toEqual(['LATENCY LATENCY_HIGH']);
  await database.sql`UPDATE task SET parameters = ${database.sql.json({ incrementalLogRetentionBytes: 40 * GIB, reverseLogRetentionBytes: 10 * GIB })} WHERE id = 't1'`;
  expect(await told(1)).toEqual(['LOG_RETENTION LOG_NEARLY_FULL']);
  await database.sql`UPDATE component SET status = 'FAILED', reason = ${database.sql.json({ ...OUTAGE, code: 'LOG_CORRUPT' })} WHERE id = 'lSTORE'`;
  expect(await told(1)).toContain('COMPONENT_FAILED LOG_CORRUPT');
  expect(await database.sql`SELECT DISTINCT task_id FROM alert`).toEqual([{ task_id: 't1' }]); // of the leg none
});

test('what waits for a database, or stands FAILED, is told when it has lasted; what a person stopped is not', async () => {
  await makeTasks(1);
  const waits = (who: string) =>
    database.sql`UPDATE task SET waiting_for = ${database.sql.json({ who, what: 'w', since: '2026-01-01T00:00:00Z', action: null, reason: OUTAGE })}`;
  await waits('PERSON');
  await look();
  expect(await database.sql`SELECT FROM alert_condition`).toHaveLength(0);
  await waits('DATABASE');
  await look();
  expect(await codes()).toEqual([]);
  await lastsFor(31);
  await look();
  expect(await codes()).toEqual(['COMPONENT_FAILED CONNECTION_LOST']);
  await database.sql`UPDATE task SET waiting_for = NULL`;
  await database.sql`UPDATE component SET status = 'FAILED', reason = ${database.sql.json({ ...OUTAGE, code: 'LOG_CORRUPT' })} WHERE kind = 'STORE'`;
  await database.sql`UPDATE alert SET raised_at = raised_at - interval '4 min'`;
  await look();
  expect(await codes()).toEqual(['COMPONENT_FAILED LOG_CORRUPT']); // the repetition says what is wrong now
});

test('many tasks at once, and as many webhooks as there can be: each alert once, whoever looks and how often, each change told once', async () => {
  await makeTasks(400);
  await report('INCR_SYNC', { incr_latency: 100 });
  await database.sql`
    INSERT INTO alert_webhook (id, name, url, secret, levels, kinds, enabled, created_by, created_at, updated_at)
    SELECT 'h' || n, 'h' || n, 'http://127.0.0.1:1/', '', '{HIGH}', CASE WHEN n = 20 THEN '{TASK_FAILED}'::text[] ELSE '{LATENCY}' END, n < 20, 'test', now(), now() FROM generate_series(1, 20) n`;
  const before = (await database.sql`SELECT last FROM event_counter`)[0]?.['last'] as bigint | number;
  await Promise.all([look(), look(), look()]);
  for (let turn = 0; turn < 3; turn += 1) await look();
  expect(await database.sql`SELECT FROM alert`).toHaveLength(400);
  await report('INCR_SYNC', { incr_latency: 1 });
  for (let turn = 0; turn < 3; turn += 1) await look();
  const told = await database.sql`
    SELECT facts ->> 'change' AS change, count(*)::int AS count, count(DISTINCT subject_id)::int AS alerts FROM event
    WHERE type = 'ALERT_CHANGED' AND number > ${String(before)} GROUP BY 1 ORDER BY 1`;
  expect([...told]).toEqual([
    { change: 'CLEARED', count: 400, alerts: 400 },
    { change: 'RAISED', count: 400, alerts: 400 },
  ]);
  const messages = await database.sql`
    SELECT webhook_id, change, count(*)::int AS count FROM alert_delivery GROUP BY 1, 2`;
  expect(messages).toHaveLength(19 * 2);
  for (const { count } of messages) expect(count).toBe(400);
  const [jobs] = await database.sql`SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'alert-delivery'`;
  expect(jobs?.['count']).toBe(19 * 2 * 400);
});

test('a task at NONE, or released, has no open alert', async () => {
  await makeTasks(2);
  await report('INCR_SYNC', { incr_latency: 100 });
  await look();
  expect(await codes()).toHaveLength(2);
  await database.sql`UPDATE task SET alert_level = 'NONE' WHERE id = 't1'`;
  await database.sql`UPDATE task SET status = 'RELEASED' WHERE id = 't2'`;
  await look();
  expect(await codes()).toEqual([]);
});
