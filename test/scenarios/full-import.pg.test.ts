import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableMapping } from '../../server/core/object-map.ts';
import type { CopyConflict } from '../../server/connectors/copy-target.ts';
import { PostgresCopyTarget } from '../../server/connectors/postgres/snapshot/postgres-copy-target.ts';
import { PostgresSnapshotReader } from '../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import { readImportedRanges } from '../../server/connectors/postgres/snapshot/imported-ranges.ts';
import { readTableShapes } from '../../server/connectors/postgres/table-shape.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import { createShop } from '../../server/demo/shop-data.ts';
import { SHOP_SCHEMA } from '../../server/demo/shop-schema.ts';
import { FullImportStage, type FullImportOptions } from '../../server/full-import/full-import.ts';
import type { TableImport } from '../../server/full-import/import-progress.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { readerSessionName } from '../../server/connectors/postgres/reader-sessions.ts';
import { completeParameters } from '../../server/task/parameters.ts';
import { fullImportSteering } from '../../server/worker/steering.ts';
import { compareDatabases } from '../support/oracle.ts';
import { stageContext, type TestContext } from '../support/stage-context.ts';

let source: TestDatabase;

beforeAll(async () => {
  source = await (await testPostgres()).createDatabase();
  await createShop(source.sql, { scale: 0.1 });
  await source.sql.unsafe(`
    CREATE TABLE public.big (id bigint PRIMARY KEY, filler text);
    INSERT INTO public.big SELECT g * 3, repeat(md5(g::text), 20) FROM generate_series(1, 150000) g;
    CREATE TABLE public.big_keyless AS SELECT id % 1000 AS n, left(filler, 600) AS filler FROM public.big;
    CREATE TABLE public.empty (id int PRIMARY KEY);
    ANALYZE public.big; ANALYZE public.big_keyless`);
});
afterAll(() => source[Symbol.asyncDispose]());

const AT_ONCE = { timeout: 50_000, interval: 20 };
/** What a lane has read at most before it looks at the limit. */
const PIECE = { rows: 500, bytes: 150_000 };

async function emptyTarget(): Promise<TestDatabase> {
  const target = await (await testPostgres()).createDatabase();
  await target.sql.unsafe(SHOP_SCHEMA);
  await target.sql.unsafe(
    'CREATE TABLE public.big (id bigint PRIMARY KEY, filler text); CREATE TABLE public.big_keyless (n bigint, filler text); CREATE TABLE public.empty (id int PRIMARY KEY)',
  );
  return target;
}

async function allMappings(): Promise<TableMapping[]> {
  const sql = openPool(source.address, { applicationName: 'test' });
  const shapes = await readTableShapes(sql, null);
  await sql.end();
  return shapes.map((shape, index) => ({
    id: `t${index + 1}`,
    source: shape.table,
    target: shape.table,
    columns: null,
    rowFilter: null,
  }));
}

interface Outcome {
  readonly outcome: string;
  readonly context: TestContext;
  readonly tables: Map<string, TableImport>;
  readonly conflicts: CopyConflict[];
  readonly unlisted: Map<string, number>;
}

async function runImport(
  target: TestDatabase,
  mappings: TableMapping[],
  options: Partial<FullImportOptions> & {
    epoch?: number;
    from?: TestDatabase;
    started?: (stage: FullImportStage, context: TestContext) => void;
  } = {},
): Promise<Outcome> {
  const tables = new Map<string, TableImport>();
  const conflicts: CopyConflict[] = [];
  const unlisted = new Map<string, number>();
  const context = stageContext(options.epoch ?? 1);
  await using reader = new PostgresSnapshotReader((options.from ?? source).address, { taskId: 'copy' });
  await using copyTarget = new PostgresCopyTarget(target.address, { taskId: 'copy', epoch: context.epoch });
  const journal = {
    recordTables: (changed: readonly TableImport[]) =>
      Promise.resolve(changed.forEach((table) => tables.set(table.tableId, table))),
    recordConflicts: (found: readonly CopyConflict[]) => Promise.resolve(void conflicts.push(...found)),
    recordUnlisted: (tableId: string, rows: number) =>
      Promise.resolve(void unlisted.set(tableId, (unlisted.get(tableId) ?? 0) + rows)),
  };
  const stage = new FullImportStage(
    { reader, target: copyTarget, journal },
    { mappings, incremental: false, targetNotEmpty: 'STOP', ...options },
  );
  options.started?.(stage, context);
  const outcome = await stage
    .run(context)
    .catch((error: unknown) => String((error as { code?: string }).code ?? error));
  return { outcome, context, tables, conflicts, unlisted };
}

describe('the full copy', () => {
  test('every kind of table arrives whole, with the figures of what was copied', async () => {
    await using target = await emptyTarget();
    const mappings = await allMappings();
    const { outcome, tables, context } = await runImport(target, mappings);
    expect(outcome).toBe('COMPLETED');
    expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
    for (const mapping of mappings) expect(tables.get(mapping.id)).toMatchObject({ status: 'COPIED', error: null });
    const [counted] = await source.sql`SELECT count(*)::int AS rows FROM public.big`;
    const big = tables.get(mappings.find((mapping) => mapping.source.name === 'big')?.id ?? '');
    expect(big?.migratedRows).toBe(counted?.['rows']);
    expect(big?.rangesTotal).toBeGreaterThan(1);
    expect(context.standing.progress).toBe(1);
    const totals = context.meter.totals();
    expect(totals['full_source_rows']).toBe(totals['full_target_rows']);
  });

  test('lanes and limits are those of the parameters, and follow them while it runs', async () => {
    await using target = await emptyTarget();
    const mappings = (await allMappings()).filter(({ source: { name } }) => name === 'big');
    let meter = stageContext().meter;
    let steer = (_to: Record<string, number>): void => {};
    let stop = (): void => {};
    const total = (name: string): number => meter.totals()[name] ?? 0;
    const seconds = (since: number): number => (performance.now() - since) / 1_000;
    const begun = performance.now();
    const running = runImport(target, mappings, {
      started: (stage, context) => {
        ({ meter, stop } = context);
        steer = (to) => stage.steer(fullImportSteering(completeParameters({ fullConcurrency: 'CUSTOM', ...to })));
        steer({ fullLanes: 1, fullRowsPerSecond: 2_000 });
      },
    });
    await expect.poll(() => total('full_source_rows'), AT_ONCE).toBeGreaterThan(2_000);
    expect(total('full_source_rows')).toBeLessThan(2_000 * seconds(begun) + PIECE.rows);
    const lanes = async (): Promise<number> => {
      const name = readerSessionName('full-import', 'copy');
      return (await source.sql`SELECT FROM pg_stat_activity WHERE application_name = ${name}`).length;
    };
    expect(await lanes()).toBe(1);

    const [then, before] = [performance.now(), total('full_source_bytes')];
    steer({ fullLanes: 3, fullBytesPerSecond: 500_000 });
    await expect.poll(lanes, AT_ONCE).toBe(3);
    await expect.poll(() => total('full_source_bytes') - before, AT_ONCE).toBeGreaterThan(1_000_000);
    expect(total('full_source_bytes') - before).toBeLessThan(500_000 * seconds(then) + 4 * PIECE.bytes);

    steer({ fullLanes: 3 });
    const rows = total('full_source_rows');
    await expect.poll(() => total('full_source_rows') - rows, AT_ONCE).toBeGreaterThan(20_000); // at 500 KB/s half a minute
    stop();
    expect((await running).outcome).toBe('STOPPED');
  });

  test('the ranges that the replay reads cover each table once and carry their snapshots', async () => {
    await using target = await emptyTarget();
    const mappings = await allMappings();
    await runImport(target, mappings, { incremental: true });
    const sql = openPool(target.address, { applicationName: 'test' });
    const imported = await readImportedRanges(sql, 'copy');
    await sql.end();
    expect([...imported.tables.keys()].sort()).toEqual(mappings.map((mapping) => mapping.id).sort());
    const ranges = imported.tables.get(mappings.find((mapping) => mapping.source.name === 'big')?.id ?? '') ?? [];
    const key = ranges.map((range) => range.bounds).filter((bounds) => bounds.kind === 'KEY');
    expect(key[0]?.from).toBeNull();
    expect(key.at(-1)?.to).toBe('450001'); // one more than the greatest key: what comes later comes through the log
    for (const [index, bounds] of key.entries()) if (index > 0) expect(bounds.from).toBe(key[index - 1]?.to);
    expect(imported.greatestEnd).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
  });

  test('a second run copies nothing again', async () => {
    await using target = await emptyTarget();
    const mappings = await allMappings();
    await runImport(target, mappings);
    const again = await runImport(target, mappings, { epoch: 2 });
    expect(again.outcome).toBe('COMPLETED');
    expect(again.context.meter.totals()['full_source_rows'] ?? 0).toBe(0);
  });

  test('a target that is not empty stops that table only, with its code', async () => {
    await using target = await emptyTarget();
    await target.sql`INSERT INTO public.empty VALUES (1)`;
    const mappings = await allMappings();
    const { outcome, tables } = await runImport(target, mappings);
    expect(outcome).toBe('TARGET_NOT_EMPTY');
    const failed = [...tables.values()].filter((table) => table.status === 'FAILED');
    expect(failed.map((table) => table.error?.code)).toEqual(['TARGET_NOT_EMPTY']);
    expect(await compareDatabases(source.sql, target.sql, ['public.big', 'shop.customer'])).toEqual([]);
  });

  test('with IGNORE the existing row wins and the loser is reported', async () => {
    await using target = await emptyTarget();
    await target.sql`INSERT INTO public.big VALUES (3, 'mine'), (1, 'extra')`;
    const mappings = (await allMappings()).filter((mapping) => mapping.source.name === 'big');
    const { outcome, conflicts } = await runImport(target, mappings, { targetNotEmpty: 'IGNORE' });
    expect(outcome).toBe('COMPLETED');
    expect(await target.sql`SELECT filler FROM public.big WHERE id = 3`).toEqual([{ filler: 'mine' }]);
    expect(conflicts).toHaveLength(1);
    expect(JSON.parse(conflicts[0]?.targetRow ?? '')).toEqual({ id: 3, filler: 'mine' });
    const [counted] = await target.sql`SELECT count(*)::int AS rows FROM public.big`;
    expect(counted?.['rows']).toBe(150_001);
  });

  test('with IGNORE a row that loses by any constraint is reported with it, and what is not listed is counted', async () => {
    await using from = await (await testPostgres()).createDatabase();
    await using to = await (await testPostgres()).createDatabase();
    const ddl = `CREATE TABLE seat (id int PRIMARY KEY, place int UNIQUE, name text, during int4range, EXCLUDE USING gist (during WITH &&));
      CREATE UNIQUE INDEX seat_name ON seat (lower(name)) WHERE id > 0`;
    await from.sql.unsafe(ddl);
    await to.sql.unsafe(ddl);
    await from.sql`INSERT INTO seat SELECT i, i, 'n' || i, int4range(i * 10, i * 10 + 5) FROM generate_series(1, 3000) i`;
    await to.sql`INSERT INTO seat VALUES (1, -1, 'key', NULL), (-2, 2, 'place', NULL), (9003, -3, 'N3', NULL), (-4, -4, 'range', '[42,43)')`;
    await to.sql`INSERT INTO seat SELECT i, -i, NULL, NULL FROM generate_series(1001, 2500) i`;
    const mapping: TableMapping = {
      id: 'seats',
      source: { schema: 'public', name: 'seat' },
      target: { schema: 'public', name: 'seat' },
      columns: null,
      rowFilter: null,
    };
    const { outcome, conflicts, unlisted } = await runImport(to, [mapping], { targetNotEmpty: 'IGNORE', from });
    expect(outcome).toBe('COMPLETED');
    const [counted] = await to.sql`SELECT count(*)::int AS rows FROM seat`;
    const lost = 4 + 1500;
    expect(counted?.['rows']).toBe(4 + 1500 + 3000 - lost);
    expect(conflicts.length + (unlisted.get('seats') ?? 0)).toBe(lost);
    expect(conflicts).toHaveLength(1_000);
    const told = (id: number) => {
      const found = conflicts.find(({ sourceRow }) => (JSON.parse(sourceRow) as { id: number }).id === id);
      const winner = JSON.parse(found?.targetRow ?? 'null') as { id: number } | null;
      return [found?.constraint, winner?.id ?? null];
    };
    expect([1, 2, 3, 4, 1001].map(told)).toEqual([
      ['seat_pkey', 1],
      ['seat_place_key', -2],
      ['seat_name', null],
      ['seat_during_excl', null],
      ['seat_pkey', 1001],
    ]);
  });

  test('a filter, a choice of columns and other names are respected', async () => {
    await using target = await emptyTarget();
    await target.sql`CREATE TABLE public.renamed ("Key" bigint PRIMARY KEY, other int)`;
    const mapping: TableMapping = {
      id: 't1',
      source: { schema: 'public', name: 'big' },
      target: { schema: 'public', name: 'renamed' },
      columns: [{ source: 'id', target: 'Key' }],
      rowFilter: '"id" < 300',
    };
    const { outcome } = await runImport(target, [mapping]);
    expect(outcome).toBe('COMPLETED');
    const [row] = await target.sql`SELECT count(*)::int AS rows, max("Key")::int AS greatest FROM public.renamed`;
    expect(row).toEqual({ rows: 99, greatest: 297 });
  });

  test('an older epoch can no longer write', async () => {
    await using target = await emptyTarget();
    const mappings = await allMappings();
    await runImport(target, mappings.slice(0, 1), { epoch: 7 });
    const late = await runImport(target, mappings, { epoch: 6 });
    expect(late.outcome).toBe('FENCED');
  });

  test('killed again and again it ends with every row once', async () => {
    await using target = await emptyTarget();
    const mappings = (await allMappings()).filter((mapping) => mapping.source.schema === 'public');
    const given = { source: source.address, target: target.address, mappings, bytesPerSecond: 60_000_000 };
    let kills = 0;
    for (let epoch = 1; ; epoch += 1) {
      const child = spawn(
        process.execPath,
        [...process.execArgv, 'test/support/import-child.ts', JSON.stringify({ ...given, epoch })],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const ended = once(child, 'exit');
      const killing = kills < 4 ? setTimeout(() => child.kill('SIGKILL'), 700 + 150 * kills) : undefined;
      const [code] = (await ended) as [number | null];
      clearTimeout(killing);
      if (code === 0) break;
      expect(child.signalCode).toBe('SIGKILL');
      kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    expect(
      await compareDatabases(source.sql, target.sql, ['public.big', 'public.big_keyless', 'public.empty']),
    ).toEqual([]);
  });
});
