/** What stages record is what people read: through the journals and sinks in, through Observation out. */
import type { Page } from '../../server/core/page.ts';
import { type ObjectFilter, type StatisticsFilter, type TableStatistics } from '../../server/task/observation.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { pointsOf } from '../../server/metrics/series.ts';
import { randomId } from '../../server/core/ids.ts';
import type { TableImport } from '../../server/full-import/import-progress.ts';
import { DatabaseSinks } from '../../server/persistence/component-sinks.ts';
import type { ControlDatabase } from '../../server/persistence/control-database.ts';
import { HouseLock } from '../../server/persistence/house-lock.ts';
import { keepHouse } from '../../server/persistence/housekeeping.ts';
import { DatabaseImportJournal } from '../../server/persistence/import-journal.ts';
import { DatabaseObjectJournal } from '../../server/persistence/object-journal.ts';
import type { DatabaseObservation } from '../../server/persistence/observation.ts';
import { DatabaseOutbox } from '../../server/persistence/outbox.ts';
import { STANDSTILL_MS } from '../../server/persistence/session-limits.ts';
import { DatabaseSyncJournal } from '../../server/persistence/sync-journal.ts';
import { DatabaseVerificationJournal } from '../../server/persistence/verification-journal.ts';
import {
  abnormalTables,
  currentRun,
  openVerificationRun,
  setRunStatus,
} from '../../server/persistence/verification-runs.ts';
import type { RowDifference, VerifiedTable } from '../../server/full-verification/verification-journal.ts';
import type { SchemaObject } from '../../server/schema-migration/object-journal.ts';
import { noCounts } from '../../server/incr-sync/sync-journal.ts';
import { ObservedControl } from '../support/observed-control.ts';
import { alteredTable } from '../support/stream-ddl.ts';

const SECOND = 1_000;

let observed: ObservedControl;
let control: ControlDatabase;
let seen: DatabaseObservation;
beforeAll(async () => {
  observed = await ObservedControl.open();
  ({ control, seen } = observed);
});
afterAll(() => observed[Symbol.asyncDispose]());

const makeTask: ObservedControl['makeTask'] = (name) => observed.makeTask(name);

const ago = (ms: number): Date => new Date(Date.now() - ms);

test('the newest values of many tasks are one statement, and latency ages while nothing reports', async () => {
  const sinks = new DatabaseSinks(control);
  const [fresh, silent, mute] = [await makeTask('fresh'), await makeTask('silent'), await makeTask('mute')];
  const sample = (of: typeof fresh, latency: number) => ({ ...of, epoch: 1, values: { incr_latency: latency } });
  await sinks.samples(ago(0), [sample(fresh, 0.25)]);
  await sinks.samples(ago(30 * SECOND), [sample(silent, 0.25)]);
  const latest = await seen.latestMetrics([fresh.taskId, silent.taskId]);
  expect(latest.toSorted((a, b) => b.at.getTime() - a.at.getTime())).toMatchObject([
    { ...fresh, kind: 'INCR_SYNC', values: { incr_latency: 0.25 } },
    { ...silent, kind: 'INCR_SYNC', values: { incr_latency: 0.25 } },
  ]);
  expect(await seen.latestMetrics([fresh.taskId, silent.taskId], { withinMs: 10 * SECOND })).toMatchObject([fresh]);
  const found = await seen.latency([fresh.taskId, silent.taskId, mute.taskId]);
  const of = (taskId: string) => found.find((one) => one.taskId === taskId);
  expect(of(fresh.taskId)).toMatchObject({ stale: false, position: '0/1A', sourceTimestamp: new Date(1_234.567) });
  expect(of(silent.taskId)).toMatchObject({ stale: true });
  const old = must(of(silent.taskId)?.latencyMs, 'latency');
  expect(old).toBeGreaterThanOrEqual(30_250);
  expect(old - must(of(fresh.taskId)?.latencyMs, 'latency')).toBeGreaterThan(20_000);
  expect(of(mute.taskId)).toMatchObject({ latencyMs: null, updatedAgoMs: null, stale: false });
});

test('an age that the next worker does not report yet goes on growing, other figures do not stay', async () => {
  const sinks = new DatabaseSinks(control);
  const one = await makeTask('taken over');
  await sinks.samples(ago(8 * SECOND), [{ ...one, epoch: 1, values: { incr_latency: 2, incr_applied_rows: 7 } }]);
  await sinks.samples(ago(5 * SECOND), [{ ...one, epoch: 2, values: { component_cpu: 0.5 } }]);
  await sinks.samples(ago(1 * SECOND), [{ ...one, epoch: 2, values: { component_cpu: 0.25 } }]);
  const [latest] = await seen.latestMetrics([one.taskId]);
  expect(latest?.values).toEqual({ component_cpu: 0.25, incr_latency: expect.closeTo(9, 1) });
  await sinks.samples(ago(0), [{ ...one, epoch: 2, values: { incr_latency: 0.5 } }]);
  expect((await seen.latestMetrics([one.taskId]))[0]?.values).toEqual({ incr_latency: 0.5 });
});

test('a series has a null where nothing was reported, and never more points than asked for', async () => {
  const sinks = new DatabaseSinks(control);
  const one = await makeTask('series');
  const to = new Date(Math.floor(Date.now() / SECOND) * SECOND);
  const at = (second: number): Date => new Date(to.getTime() - second * SECOND);
  for (const second of [5, 4, 2])
    await sinks.samples(at(second), [{ ...one, epoch: 1, values: { incr_applied_rows: second, incr_latency: 1 } }]);
  const [rows] = await seen.metricSeries([one.taskId], { metrics: ['incr_applied_rows'], from: at(6), to });
  expect(rows).toMatchObject({ firstAt: at(6), stepSeconds: 1, values: [null, 5, 4, null, 2, null] });
  expect(pointsOf(must(rows, 'a series'))[1]).toEqual({ at: at(5), value: 5 });
  const request = { metrics: ['incr_applied_rows', 'incr_latency'] as const, from: at(3_599.5), to, maxPoints: 60 };
  for (const series of await seen.metricSeries([one.taskId], request))
    expect(series.values.length).toBeLessThanOrEqual(60);
});

test('a long span shows what was just reported, also before its means are made', async () => {
  const sinks = new DatabaseSinks(control);
  const one = await makeTask('long');
  const now = Math.floor(Date.now() / SECOND) * SECOND;
  const sample = { ...one, epoch: 1, values: { incr_applied_rows: 7 } };
  for (const second of [1, 2, 3]) await sinks.samples(new Date(now - second * SECOND), [sample]);
  const span = { from: new Date(now - 20 * 3_600 * SECOND), to: new Date(now) };
  const [rows] = await seen.metricSeries([one.taskId], { metrics: ['incr_applied_rows'], ...span });
  expect(new Set(rows?.values)).toEqual(new Set([null, 7]));
  expect(rows?.values.at(-1) ?? rows?.values.at(-2)).toBe(7);
});

test('rates of several components are summed, gauges are averaged', async () => {
  const sinks = new DatabaseSinks(control);
  const one = await makeTask('several');
  const other = randomId('c');
  await control.db.execute(sql`
    INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, created_at)
    VALUES (${other}, ${one.taskId}, 'STORE', 'FORWARD', 'RUNNING', 'RUNNING', '{}', now())`);
  const at = new Date(Math.floor(Date.now() / SECOND) * SECOND - SECOND);
  const values = (rows: number, cpu: number) => ({ incr_applied_rows: rows, component_cpu: cpu });
  await sinks.samples(at, [
    { ...one, epoch: 1, values: values(10, 0.2) },
    { taskId: one.taskId, componentId: other, epoch: 1, values: values(30, 0.4) },
  ]);
  const request = {
    metrics: ['incr_applied_rows', 'component_cpu'] as const,
    from: at,
    to: new Date(at.getTime() + 1),
  };
  const mute = await makeTask('of nothing');
  const series = await seen.metricSeries([mute.taskId, one.taskId], request);
  expect(series.map(({ taskId, metric, values }) => [taskId, metric, values[0]])).toEqual([
    [mute.taskId, 'incr_applied_rows', null],
    [mute.taskId, 'component_cpu', null],
    [one.taskId, 'incr_applied_rows', 40],
    [one.taskId, 'component_cpu', expect.closeTo(0.3)],
  ]);
});

/** The concern of alerts.pg.test.ts. */
const deliveries = { prune: async (): Promise<void> => {} };

test('housekeeping makes means over its own pauses', async () => {
  const sinks = new DatabaseSinks(control);
  const outbox = new DatabaseOutbox(control);
  const one = await makeTask('means');
  const bucket = Math.floor(Date.now() / 10_000) * 10_000 - 600_000;
  for (const [second, rows] of [2, 4, 6].entries())
    await sinks.samples(new Date(bucket + second * SECOND), [
      { ...one, epoch: 1, values: { incr_applied_rows: rows } },
    ]);
  await control.db.execute(sql`
    INSERT INTO idempotency (actor, key, operation, input_hash, started_at) VALUES ('a', 'old', 'o', 'h', now() - interval '3 days'), ('a', 'new', 'o', 'h', now())`);
  expect(await keepHouse({ control, sinks, outbox, deliveries })).toBe(true);
  const means = await control.db.execute(
    sql`SELECT extract(epoch FROM at) * 1000 AS at, value FROM metric_sample WHERE task_id = ${one.taskId} AND resolution = 10`,
  );
  expect(means.map((row) => [Number(row['at']), row['value']])).toEqual([[bucket, 4]]);
  expect((await control.db.execute(sql`SELECT key FROM idempotency`)).map((row) => row['key'])).toEqual(['new']);
  const span = { from: new Date(bucket), to: new Date(bucket + 10 * SECOND), maxPoints: 1 };
  const [shown] = await seen.metricSeries([one.taskId], { metrics: ['incr_applied_rows'], ...span });
  expect(shown).toMatchObject({ firstAt: new Date(bucket), values: [4] });
});

test('a chart of months is made of means over three hours, each made once', async () => {
  const sinks = new DatabaseSinks(control);
  const one = await makeTask('months');
  const hours = 10_800 * SECOND;
  const bucket = (Math.floor(Date.now() / hours) - 1) * hours;
  const fiveMinutes = (minutes: number, value: number) =>
    control.db.execute(sql`
    INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
    VALUES (${one.taskId}, ${one.componentId}, 'incr_applied_rows', 300, ${new Date(bucket + minutes * 60 * SECOND).toISOString()}::timestamptz, ${value})`);
  await fiveMinutes(0, 10);
  await fiveMinutes(60, 20);
  await sinks.rollUp();
  await fiveMinutes(65, 60);
  await sinks.rollUp();
  await fiveMinutes(185, 5); // of the hours that are not over yet
  const span = { from: new Date(bucket - 100 * 86_400 * SECOND), to: new Date(bucket + 2 * hours), maxPoints: 2_000 };
  const [shown] = await seen.metricSeries([one.taskId], { metrics: ['incr_applied_rows'], ...span });
  const told = pointsOf(must(shown, 'a series')).filter(({ value }) => value !== null);
  expect(told).toEqual([
    { at: new Date(bucket), value: 15 },
    { at: new Date(bucket + hours), value: 5 },
  ]);
});

test('one process keeps house, for as long as its work takes', async () => {
  const sinks = new DatabaseSinks(control);
  const outbox = new DatabaseOutbox(control);
  const nested: boolean[] = [];
  const rollUp = async (): Promise<void> => {
    // longer than a transaction of ours may stand still
    await control.db.execute(sql`SELECT pg_sleep(${(STANDSTILL_MS + 1_500) / 1_000})`);
    nested.push(await keepHouse({ control, sinks, outbox, deliveries }));
  };
  expect(await keepHouse({ control, sinks: { rollUp, trimLogs: () => sinks.trimLogs() }, outbox, deliveries })).toBe(
    true,
  );
  expect(nested).toEqual([false]);
  expect(await keepHouse({ control, sinks, outbox, deliveries })).toBe(true);
});

test('who has lost its turn begins no further step, and a turn that says nothing any more is ended', async () => {
  const outbox = new DatabaseOutbox(control);
  const done: string[] = [];
  const sinks = {
    rollUp: async () => {
      done.push('rollUp');
      await control.db.execute(sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`);
    },
    trimLogs: () => Promise.resolve(void done.push('trimLogs')),
  };
  expect(await keepHouse({ control, sinks, outbox, deliveries })).toBe(false);
  expect(done).toEqual(['rollUp']);

  const quiet = { rollUp: () => Promise.resolve(), trimLogs: () => Promise.resolve() };
  const frozen = must(await HouseLock.take(control), 'the lock');
  try {
    expect(await keepHouse({ control, sinks: quiet, outbox, deliveries })).toBe(false);
    expect(await frozen.isHeld()).toBe(true);
    await expect
      .poll(() => keepHouse({ control, sinks: quiet, outbox, deliveries, silentMs: 0 }), { timeout: 10_000 })
      .toBe(true);
    expect(await frozen.isHeld()).toBe(false);
  } finally {
    await frozen[Symbol.asyncDispose]();
  }
});

test('a log is read by sequence, of the latest run, and its oldest lines go above the limit', async () => {
  const sinks = new DatabaseSinks(control, { maxLogBytes: 700 });
  const { componentId } = await makeTask('log');
  const line = (message: string, level: 'INFO' | 'ERROR' = 'INFO') => ({ at: new Date(), level, message, facts: null });
  const begin = (run: number) => control.db.execute(sql`UPDATE component SET epoch = ${run} WHERE id = ${componentId}`);
  await begin(1);
  await sinks.logLines(componentId, 1, [line('first run')]);
  await begin(2);
  expect(await seen.logLines(componentId, { after: 0n, limit: 100 })).toEqual([]);
  expect(await seen.logLines(componentId, { after: 0n, limit: 100, runs: 'ALL' })).toMatchObject([{ run: 1 }]);
  await sinks.logLines(componentId, 1, [line('late, of a worker that had lost it')]);
  await sinks.logLines(componentId, 2, [line('100% done'), line('100 done', 'ERROR')]);
  const read = async (request: object) =>
    (await seen.logLines(componentId, { after: 0n, limit: 100, ...request })).map((one) => one.message);
  expect(await read({})).toEqual(['100% done', '100 done']);
  expect(await read({ search: '0%' })).toEqual(['100% done']);
  expect(await read({ levels: ['ERROR'] })).toEqual(['100 done']);
  expect(await read({ after: 3n, limit: 1 })).toEqual(['100 done']);
  for (let count = 0; count < 20; count += 1) await sinks.logLines(componentId, 2, [line(`line ${count} ......`)]);
  await sinks.trimLogs();
  const [kept] = await control.db.execute(sql`
    SELECT c.log_bytes::int AS known, (SELECT sum(bytes)::int FROM log_line WHERE component_id = c.id) AS real FROM component c WHERE id = ${componentId}`);
  expect(kept?.['known']).toBe(kept?.['real']);
  expect(kept?.['real']).toBeLessThanOrEqual(700);
  expect(kept?.['real']).toBeGreaterThan(600);
  expect((await read({})).at(-1)).toBe('line 19 ......');
});

test('the copy is shown for every compiled table, also before it begins', async () => {
  const { taskId } = await makeTask('copy');
  const journal = new DatabaseImportJournal(control, taskId);
  const table: TableImport = {
    tableId: 't2',
    status: 'COPYING',
    estimatedRows: 100,
    estimatedBytes: 1_000,
    migratedRows: 40,
    migratedBytes: 400,
    rangesTotal: 5,
    rangesCompleted: 2,
    startedAt: ago(60 * SECOND),
    completedAt: null,
    error: null,
  };
  await journal.recordTables([table]);
  const first = await seen.tableProgress(taskId, {}, { first: 1 });
  expect(first).toMatchObject({
    totalCount: 2,
    hasNextPage: true,
    items: [{ tableId: 't1', status: 'WAITING', migratedRows: 0n, progress: 0, timeLeftMs: null }],
  });
  const second = await seen.tableProgress(taskId, {}, { first: 5, after: first.cursors[0] ?? null });
  expect(second).toMatchObject({
    hasNextPage: false,
    items: [{ tableId: 't2', status: 'COPYING', migratedRows: 40n, target: { schema: 'store', name: 'lines' } }],
  });
  expect(second.items[0]?.progress).toBe(0.4);
  expect(second.items[0]?.timeLeftMs).toBeGreaterThanOrEqual(90 * SECOND); // two fifths took a minute
  expect(second.items[0]?.timeLeftMs).toBeLessThan(100 * SECOND);
  expect(second.items).toMatchObject([{ estimatedRows: 100n, estimatedBytes: 1_000n, migratedBytes: 400n }]);
  const errors = async () => (await seen.tableProgress(taskId, { onlyWithErrors: true }, { first: 5 })).totalCount;
  expect(await errors()).toBe(0);
  await journal.recordTables([
    { ...table, status: 'FAILED', error: { code: 'INTERNAL_ERROR', facts: {} } as TableImport['error'] },
  ]);
  expect(await errors()).toBe(1);
  // it comes before the others now, from page to page in both directions
  const worst = await seen.tableProgress(taskId, {}, { first: 1 });
  const others = await seen.tableProgress(taskId, {}, { first: 5, after: worst.cursors[0] ?? null });
  const back = await seen.tableProgress(taskId, {}, { last: 1, before: others.cursors[0] ?? null });
  expect([worst, others, back].map(({ items }) => items.map(({ tableId }) => tableId))).toEqual([['t2'], ['t1'], ['t2']]); // prettier-ignore
  await journal.recordTables([{ ...table, status: 'COPIED', completedAt: new Date() }]);
  await journal.recordTables([{ ...table, status: 'COPYING' }]);
  const again = await seen.tableProgress(taskId, { keyword: 'LINES' }, { first: 5 });
  expect(again.items).toMatchObject([{ status: 'COPYING', completedAt: null, error: null }]);
  await journal.recordConflicts([
    { tableId: 't2', constraint: 't2_pkey', sourceRow: '{"id":1,"a":"x"}', targetRow: '{"id":1,"a":null}' },
  ]);
  await journal.recordUnlisted('t2', 17);
  expect((await seen.conflicts(taskId, { phase: 'FULL_MIGRATION' }, { first: 5 })).items).toMatchObject([
    {
      tableId: 't2',
      table: { schema: 'shop', name: 'items' },
      sourceRow: null,
      done: 'EXISTING_ROW_KEPT: 17 more rows of one range, not listed',
    },
    {
      tableId: 't2',
      sourceRow: { id: '1', a: 'x' },
      targetRow: { id: '1', a: null },
      done: 'EXISTING_ROW_KEPT (t2_pkey)',
    },
  ]);
});

test('tables of the copy are found by their database at either end, and those databases are listed', async () => {
  const { taskId } = await makeTask('databases');
  await control.db.execute(sql`
    INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name, removed_at)
    VALUES (${taskId}, 't4', 4, 'stock', 'parts', 'store', 'parts', NULL), (${taskId}, 't5', 5, 'stock', 'bins', 'depot', 'bins', NULL),
      (${taskId}, 't6', 6, 'gone', 'x', 'gone', 'x', now())`);
  const found = async (filter: ObjectFilter) =>
    (await seen.tableProgress(taskId, filter, { first: 9 })).items.map(({ tableId }) => tableId);
  expect(await found({})).toEqual(['t1', 't2', 't4', 't5']);
  expect(await found({ sourceSchema: 'stock' })).toEqual(['t4', 't5']);
  expect(await found({ targetSchema: 'store' })).toEqual(['t1', 't2', 't4']);
  expect(await found({ sourceSchema: 'stock', targetSchema: 'store' })).toEqual(['t4']);
  expect(await seen.tableSchemas(taskId)).toEqual({ source: ['shop', 'stock'], target: ['depot', 'store'] });
});

const schemaObject: SchemaObject = {
  key: 'TABLE shop.orders',
  place: 1,
  kind: 'TABLE',
  stage: 'BEFORE_COPY',
  source: { schema: 'shop', name: 'orders' },
  target: { schema: 'store', name: 'orders' },
  ownerTable: null,
  ownerTarget: { schema: 'store', name: 'orders' },
  lane: 'shop\0orders',
  needs: ['SCHEMA shop'],
  sourceDdl: 'CREATE TABLE a',
  convertedDdl: ['CREATE TABLE b'],
  finishingDdl: [],
  conversions: [],
  status: 'DDL_OBTAINED',
  reason: null,
};

test('schema objects come back to the phase as they were, and to people with their state', async () => {
  const { taskId } = await makeTask('objects');
  const journal = new DatabaseObjectJournal(control, taskId);
  const object = schemaObject;
  const index: SchemaObject = { ...object, key: 'INDEX shop.i', place: 2, kind: 'INDEX', stage: 'AFTER_OVERLAP' };
  await journal.upsert([index, object]);
  expect(await journal.load()).toEqual([object, index]);
  await journal.upsert([{ ...index, status: 'CREATING' }]);
  await journal.upsert([{ ...index, status: 'COMPLETED' }]);
  expect(await seen.schemaObjectCounts(taskId)).toEqual({ DDL_OBTAINED: 1, COMPLETED: 1 });
  const { items } = await seen.schemaObjects(taskId, { kinds: ['INDEX'], stage: 'AFTER_COPY' }, { first: 5 });
  expect(items).toMatchObject([{ kind: 'INDEX', status: 'COMPLETED', startedAt: expect.any(Date) }]);
  expect(await seen.schemaObject(must(items[0], 'index').id)).toEqual(items[0]);
  expect(await seen.schemaObject('nothing')).toBeNull();
  const [news] = await control.db.execute(
    sql`SELECT subject_id, facts FROM event WHERE task_id = ${taskId} ORDER BY number DESC LIMIT 1`,
  );
  expect(news).toEqual({ subject_id: items[0]?.id, facts: { status: 'COMPLETED', kind: 'INDEX' } });
  await journal.remove([index.key]);
  await journal.upsert([{ ...index, status: 'FAILED' }]); // a late word of a worker
  expect(await journal.load()).toEqual([object]);
  expect(await journal.removed()).toEqual(new Set([index.key]));
  expect(await seen.schemaObjectCounts(taskId)).toEqual({ DDL_OBTAINED: 1 });
  expect((await seen.schemaObjects(taskId, {}, { first: 5 })).items).toHaveLength(1);
  expect(await seen.schemaObject(must(items[0], 'index').id)).toBeNull();
});

test('statistics of the stream add up; conflicts and statements are listed newest first', async () => {
  const { taskId } = await makeTask('stream');
  const journal = new DatabaseSyncJournal(control, taskId);
  await journal.addStatistics([{ ...noCounts('t1'), sourceInserts: 3, targetInserts: 2 }]);
  await journal.addStatistics([{ ...noCounts('t1'), sourceDeletes: 1, targetInserts: 1 }]);
  expect((await seen.statistics(taskId, {}, { first: 10 })).items).toMatchObject([
    { tableId: 't1', side: 'SOURCE', inserts: 3n, deletes: 1n, sum: 4n, source: { schema: 'shop', name: 'orders' } },
    { tableId: 't1', side: 'TARGET', inserts: 3n, deletes: 0n, sum: 3n },
  ]);
  await journal.addStatistics([{ ...noCounts('t2'), sourceUpdates: 9, targetUpdates: 2 }]);
  const pages = async (filter: StatisticsFilter): Promise<string[]> => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Page<TableStatistics> = await seen.statistics(taskId, filter, { first: 1, after });
      found.push(...page.items.map(({ tableId, side, sum }) => `${tableId} ${side} ${sum}`));
      after = page.cursors.at(-1) ?? null;
      if (!page.hasNextPage) return found;
    }
  };
  expect(await pages({})).toEqual(['t2 SOURCE 9', 't1 SOURCE 4', 't1 TARGET 3', 't2 TARGET 2']);
  expect(await pages({ side: 'TARGET' })).toEqual(['t1 TARGET 3', 't2 TARGET 2']);
  expect(await pages({ side: 'SOURCE', keyword: 'ORDER' })).toEqual(['t1 SOURCE 4']);
  expect(await pages({ targetSchema: 'nowhere' })).toEqual([]);
  for (const ordinal of [1, 2]) {
    await journal.addDdlSeen(alteredTable(ordinal));
    await journal.addConflict({
      at: Date.now(),
      tableId: 't1',
      ordinal,
      kind: 'UPDATE_MISSING',
      key: { id: String(ordinal) },
      sourceRow: { id: String(ordinal) },
      targetRow: ordinal === 1 ? null : '{"id": 2, "note": {"a": 1}}',
      done: 'INSERTED',
    });
    await journal.addDdlSeen(alteredTable(ordinal));
  }
  const conflicts = await seen.conflicts(taskId, { tableId: 't1' }, { first: 1 });
  expect(conflicts).toMatchObject({
    totalCount: 2,
    hasNextPage: true,
    items: [{ key: { id: '2' }, targetRow: { id: '2', note: '{"a": 1}' } }],
  });
  await new DatabaseImportJournal(control, taskId).recordUnlisted('t2', 3);
  const phases = async (phase?: 'FULL_MIGRATION' | 'INCREMENTAL_SYNCHRONIZATION') =>
    (await seen.conflicts(taskId, { phase: phase ?? null }, { first: 5 })).items.map((one) => one.table?.name);
  expect(await phases('FULL_MIGRATION')).toEqual(['items']);
  expect(await phases('INCREMENTAL_SYNCHRONIZATION')).toEqual(['orders', 'orders']);
  expect(await phases()).toEqual(['items', 'orders', 'orders']);
  const table = { schema: 'shop', name: 'Or"ders' };
  expect((await seen.ddlSeen(taskId, { first: 5 })).items).toMatchObject([
    { statement: 'ALTER 2', table },
    { statement: 'ALTER 1', table },
  ]);
});

const verified = (tableId: string, more: Partial<VerifiedTable>): VerifiedTable => ({
  tableId,
  source: { schema: 'shop', name: 'x' },
  target: { schema: 'store', name: 'x' },
  rowFilter: null,
  progress: 0.5,
  result: null,
  estimatedRows: 200,
  verifiedRows: 100,
  sourceOnly: 0,
  targetOnly: 0,
  mismatched: 0,
  consistent: 100,
  uncomparedColumns: ['photo'],
  startedAt: new Date(),
  completedAt: null,
  error: null,
  ...more,
});

test('J1, J2: a verification run goes on with what is left, and no chunk counts twice', async () => {
  const { taskId } = await makeTask('verification');
  expect(await currentRun(control, taskId)).toBeNull();
  const runId = await openVerificationRun(control, { taskId, request: { scope: 'ALL' }, newId: randomId });
  const journal = new DatabaseVerificationJournal(control, runId);
  const chunks = [
    { kind: 'KEY', from: null, to: '10' },
    { kind: 'KEY', from: '10', to: null },
  ] as const;
  await journal.recordPlan('t1', chunks);
  const difference: RowDifference = {
    tableId: 't1',
    kind: 'MISMATCHED',
    key: { id: '12' },
    sourceValues: { note: 'a' },
    targetValues: { note: null },
    correction: 'UPDATE ...',
  };
  const counts = { verifiedRows: 9, sourceOnly: 0, targetOnly: 0, mismatched: 2 };
  const done = { tableId: 't1', chunk: 1, counts };
  const differences = [difference, { ...difference, kind: 'SOURCE_ONLY', targetValues: null } as const];
  await journal.recordChunk(done, differences);
  await journal.recordChunk(done, differences);
  expect(await journal.load()).toEqual({ plans: new Map([['t1', chunks]]), done: [done] });
  const all = await seen.verificationDifferences(runId, { tableId: 't1' }, { first: 1 });
  expect(all).toMatchObject({ totalCount: 2, hasNextPage: true, items: [{ ...difference, status: 'OPEN' }] });
  const lacking = await seen.verificationDifferences(runId, { kinds: ['SOURCE_ONLY'] }, { first: 5 });
  expect(lacking.items).toMatchObject([{ targetValues: null }]);
});

test('a run is shown with the sums of its tables, and its news are told once', async () => {
  const { taskId } = await makeTask('runs');
  const first = await openVerificationRun(control, { taskId, request: { scope: 'ALL' }, newId: randomId });
  const journal = new DatabaseVerificationJournal(control, first);
  await journal.recordTables([verified('t1', {}), verified('t2', { estimatedRows: 5 })]);
  const mended = { progress: 1, result: 'INCONSISTENT', mismatched: 3, completedAt: new Date() } as const;
  await journal.recordTables([verified('t1', mended), verified('t2', { result: 'CONSISTENT' })]);
  await journal.recordTables([verified('t1', mended)]);
  await setRunStatus(control, first, { status: 'COMPLETED', reason: null });
  await setRunStatus(control, first, { status: 'COMPLETED', reason: null });
  expect(await seen.verificationRun(first)).toMatchObject({
    status: 'COMPLETED',
    tablesTotal: 2,
    tablesCompleted: 2,
    estimatedRows: 400n,
    verifiedRows: 200n,
    differences: 3n,
    completedAt: expect.any(Date),
  });
  const news = await control.db.execute(
    sql`SELECT facts FROM event WHERE type = 'VERIFICATION_CHANGED' AND subject_id = ${first} ORDER BY number`,
  );
  expect(news.map((row) => row['facts'])).toEqual([
    { status: 'RUNNING', scope: 'ALL' },
    { tables: 2, abnormal: 1 },
    { status: 'COMPLETED' },
  ]);
  const { items } = await seen.verificationTables(first, { results: ['INCONSISTENT'] }, { first: 5 });
  expect(items).toMatchObject([
    { tableId: 't1', source: { schema: 'shop', name: 'orders' }, uncomparedColumns: ['photo'], mismatched: 3n },
  ]);
  // of the same two only orders is completed at the target
  await new DatabaseObjectJournal(control, taskId).upsert([
    { ...schemaObject, status: 'COMPLETED' },
    { ...schemaObject, key: 'TABLE shop.items', place: 2, source: { schema: 'shop', name: 'items' }, status: 'FAILED' },
  ]);
  const left = async (filter: Parameters<typeof seen.verificationTables>[1]): Promise<string[]> =>
    (await seen.verificationTables(first, filter, { first: 5 })).items.map(({ tableId }) => tableId);
  expect(await left({ onlySchemaCompleted: true })).toEqual(['t1']);
  expect(await left({ onlySchemaCompleted: false })).toEqual(['t1', 't2']);
  expect(await left({ sourceSchema: 'shop', targetSchema: 'store' })).toEqual(['t1', 't2']);
  expect(await left({ sourceSchema: 'store' })).toEqual([]);
  expect(await left({ targetSchema: 'shop' })).toEqual([]);
  expect(await abnormalTables(control.db, taskId)).toEqual(['t1']);
  const again = { taskId, request: { scope: 'ABNORMAL_TABLES' } as const, newId: randomId };
  const [second, third] = [await openVerificationRun(control, again), await openVerificationRun(control, again)];
  expect(await currentRun(control, taskId)).toMatchObject({ id: third, status: 'RUNNING', request: again.request });
  await setRunStatus(control, second, { status: 'COMPLETED', reason: null });
  expect((await seen.verificationRun(second))?.status).toBe('STOPPED');
  await new DatabaseVerificationJournal(control, third).recordTables([verified('t1', { result: 'CONSISTENT' })]);
  expect(await abnormalTables(control.db, taskId)).toEqual([]);

  // what is skipped was not compared, and takes nothing back; what differs stands first
  const skipped = new DatabaseVerificationJournal(control, third);
  await skipped.recordTables([verified('t2', {})]);
  await setRunStatus(control, third, { status: 'SKIPPED', reason: null });
  const results = async () =>
    (await seen.verificationTables(third, {}, { first: 5 })).items.map(({ tableId, result }) => `${tableId} ${result}`);
  expect(await results()).toEqual(['t1 CONSISTENT', 't2 SKIPPED']);
  await skipped.recordTables([verified('t2', {})]); // by a component that ends only now
  expect(await results()).toEqual(['t1 CONSISTENT', 't2 SKIPPED']);
  expect(await abnormalTables(control.db, taskId)).toEqual([]);
  expect(await seen.verificationVerdict(taskId)).toMatchObject({ result: 'EQUAL', proven: 2 });
  await skipped.recordTables([verified('t2', { result: 'FAILED' })]);
  expect(await results()).toEqual(['t2 FAILED', 't1 CONSISTENT']);
  const runs = await seen.verificationRuns(taskId, { first: 2 });
  expect(runs).toMatchObject({ totalCount: 3, hasNextPage: true });
});

test('the totals of the statistics are exact, also where a double is not', async () => {
  const one = await makeTask('totals');
  const add = (table: string, side: string, inserts: bigint, updates: bigint) =>
    control.db.execute(sql`
    INSERT INTO table_statistics (task_id, table_id, side, inserts, updates, deletes, updated_at)
    VALUES (${one.taskId}, ${table}, ${side}, ${String(inserts)}::bigint, ${String(updates)}::bigint, 0, now())`);
  const nothing = { inserts: 0n, updates: 0n, deletes: 0n, sum: 0n };
  expect(await seen.statisticsTotals(one.taskId)).toEqual([
    { side: 'SOURCE', ...nothing },
    { side: 'TARGET', ...nothing },
  ]);
  await add('a', 'SOURCE', 3n, 5n);
  await add('b', 'SOURCE', 4n, 0n);
  expect(await seen.statisticsTotals(one.taskId)).toEqual([
    { side: 'SOURCE', inserts: 7n, updates: 5n, deletes: 0n, sum: 12n },
    { side: 'TARGET', ...nothing },
  ]);
  const most = 2n ** 53n;
  await add('a', 'TARGET', most, 2n ** 62n);
  await add('b', 'TARGET', 1n, 2n);
  expect((await seen.statisticsTotals(one.taskId))[1]).toEqual(
    { side: 'TARGET', inserts: most + 1n, updates: 2n ** 62n + 2n, deletes: 0n, sum: most + 2n ** 62n + 3n }, // prettier-ignore
  );
});
