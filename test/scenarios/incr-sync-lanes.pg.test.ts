/** Lanes of Incr-Sync on real PostgreSQL: what runs at once, what must wait, and that the target is always a prefix of the log. */
import { expect, test } from 'vitest';
import type postgres from 'postgres';
import { must } from '../../server/core/assert.ts';
import type { Position } from '../../server/core/position.ts';
import { pause } from '../../server/runtime/clock.ts';
import { DEFAULT_TUNING } from '../../server/incr-sync/batch-limits.ts';
import { createSlot, drainSlot } from '../support/logical-changes.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { plainMapping, runSync, type SyncRunOptions } from '../support/sync-run.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

interface Sides extends AsyncDisposable {
  readonly source: TestDatabase;
  readonly target: TestDatabase;
  /** Brings what the source has committed by now into the log; the position of its end. */
  drain(): Promise<Position>;
  readonly log: MemoryLog;
  /** Replays everything the source has committed by now, in batches of about so many rows on four lanes. */
  replay(batchRows: number): ReturnType<typeof runSync>;
}

async function twoSides(ddl: string, tables: readonly string[]): Promise<Sides> {
  const server = await testPostgres();
  const source = await server.createDatabase();
  const target = await server.createDatabase();
  await source.sql.unsafe(ddl);
  await target.sql.unsafe(ddl);
  const slot = `s_${source.name}`;
  await createSlot(source.sql, slot, tables);
  const log = new MemoryLog();
  const endOf = (): Position => must(log.parts.at(-1), 'last part').commitPosition;
  return {
    source,
    target,
    log,
    drain: async () => {
      await drainSlot(source.sql, slot, log);
      return endOf();
    },
    replay: async (batchRows) => {
      await drainSlot(source.sql, slot, log);
      const options: SyncRunOptions = {
        source: source.address,
        target: target.address,
        log,
        mappings: tables.map((table) => plainMapping(table)),
        until: endOf(),
        lanes: 4,
        tuning: { batchRows, batchBytes: 1e9, batchDelayMs: 0, maxRowsPerSecond: null, maxBytesPerSecond: null },
      };
      return await runSync(options);
    },
    async [Symbol.asyncDispose]() {
      await source[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}

const rowsOf = async (sql: postgres.Sql, table: string): Promise<string[]> =>
  (await sql.unsafe(`SELECT t::text AS row FROM ${table} t ORDER BY t::text COLLATE "C"`)).map((row) =>
    String(row['row']),
  );

/** Answers until `wanted` is true of the target. */
async function until(sql: postgres.Sql, wanted: string): Promise<void> {
  for (;;) {
    const [row] = await sql.unsafe(`SELECT (${wanted}) AS wanted`);
    if (row?.['wanted'] === true) return;
    await pause(10);
  }
}

test('several lanes share the work, and whoever looks sees a prefix of the log', async () => {
  await using sides = await twoSides(
    `CREATE TABLE hot (id int PRIMARY KEY, n int NOT NULL); CREATE TABLE cold (id int PRIMARY KEY, n int NOT NULL); CREATE TABLE line (tx int, note text);
     INSERT INTO hot SELECT i, 0 FROM generate_series(1, 3) i; INSERT INTO cold SELECT i, 0 FROM generate_series(1, 5000) i`,
    ['hot', 'cold', 'line'],
  );
  const { source, target } = sides;
  await source.sql.unsafe(`CREATE PROCEDURE work() LANGUAGE plpgsql AS $$ BEGIN
    FOR tx IN 1..4000 LOOP
      UPDATE hot SET n = n + 1 WHERE id = 1 + tx % 3;
      UPDATE cold SET n = n + 1 WHERE id = 1 + (tx * 7919) % 5000;
      INSERT INTO line VALUES (tx, 'line ' || tx);
      COMMIT;
    END LOOP; END $$`);
  await source.sql`CALL work()`;
  const running = sides.replay(150);
  let over = false;
  void running.finally(() => (over = true));
  const seen = new Set<number>();
  await until(target.sql, `to_regclass('godwit.checkpoint') IS NOT NULL`);
  while (!over) {
    const [now] = await target.sql`
      SELECT (SELECT sum(n) FROM hot)::int AS hot, (SELECT sum(n) FROM cold)::int AS cold, (SELECT count(*) FROM line)::int AS lines,
        (SELECT coalesce(max(tx), 0) FROM line) AS last, (SELECT coalesce(max(ordinal), 0)::int FROM godwit.checkpoint) AS ordinal`;
    const applied = now?.['ordinal'] as number;
    expect(now).toEqual({ hot: applied, cold: applied, lines: applied, last: applied, ordinal: applied });
    seen.add(applied);
  }
  const { journal, refusals } = await running;
  expect(seen.size).toBeGreaterThan(3);
  expect(refusals).toEqual([]);
  expect(journal.conflicts).toEqual([]);
  const lanes = await target.sql`SELECT lane FROM godwit.checkpoint ORDER BY lane`;
  expect(lanes.map((row) => row['lane'])).toEqual([0, 1, 2, 3]);
  for (const table of ['hot', 'cold', 'line'])
    expect(await rowsOf(target.sql, table)).toEqual(await rowsOf(source.sql, table));
});

test('a unique value that goes from row to row through many batches is no conflict', async () => {
  await using sides = await twoSides('CREATE TABLE seat (id int PRIMARY KEY, place int UNIQUE)', ['seat']);
  const { source, target } = sides;
  await source.sql`INSERT INTO seat SELECT i, NULL FROM generate_series(1, 40) i`;
  await source.sql.unsafe(`CREATE PROCEDURE rotate() LANGUAGE plpgsql AS $$ BEGIN
    FOR step IN 1..300 LOOP
      UPDATE seat SET place = NULL WHERE place = step % 3;
      UPDATE seat SET place = step % 3 WHERE id = 1 + (step * 7) % 40;
      COMMIT;
    END LOOP; END $$`);
  await source.sql`CALL rotate()`;
  const { journal } = await sides.replay(2);
  expect(journal.conflicts).toEqual([]);
  expect(await rowsOf(target.sql, 'seat')).toEqual(await rowsOf(source.sql, 'seat'));
});

test('a later batch gives back the lock that the first one waits for', { timeout: 20_000 }, async () => {
  await using sides = await twoSides(
    'CREATE TABLE a_first (id int PRIMARY KEY, n int); CREATE TABLE seat (id int PRIMARY KEY, place text UNIQUE); INSERT INTO a_first VALUES (1, 0)',
    ['a_first', 'seat'],
  );
  const { source, target } = sides;
  await source.sql.begin(async (sql) => {
    await sql`UPDATE a_first SET n = 1`;
    await sql`INSERT INTO seat VALUES (1, 'window')`;
  });
  await source.sql.begin(async (sql) => {
    await sql`DELETE FROM seat WHERE id = 1`;
    await sql`INSERT INTO seat VALUES (2, 'window')`;
  });
  const holder = await target.sql.reserve();
  await holder`BEGIN`;
  await holder`SELECT FROM a_first WHERE id = 1 FOR UPDATE`;
  const running = sides.replay(2);
  // the second transaction has run ahead: its new row holds the value that the first one is going to insert
  await until(
    target.sql,
    `SELECT count(*) = 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE a.application_name LIKE 'godwit INCR_SYNC%' AND a.state = 'idle in transaction' AND l.relation = 'seat'::regclass AND l.mode = 'RowExclusiveLock'`,
  );
  await holder`COMMIT`;
  holder.release();
  const { journal } = await running;
  expect(journal.conflicts).toEqual([]);
  expect(await rowsOf(target.sql, 'seat')).toEqual(['(2,window)']);
  expect(await rowsOf(target.sql, 'a_first')).toEqual(['(1,1)']);
});

test('beside others a batch gathers for as long as the parameter says, and a change holds for the next one', async () => {
  await using sides = await twoSides(
    'CREATE TABLE item (id int PRIMARY KEY, n int); INSERT INTO item SELECT i, 0 FROM generate_series(1, 3) i',
    ['item'],
  );
  const { source, target } = sides;
  const stop = new AbortController();
  let batchDelayMs = 1_000;
  const began = (sessions: number): Promise<void> =>
    until(
      target.sql,
      `SELECT count(*) = ${sessions} FROM pg_stat_activity
        WHERE application_name LIKE 'godwit INCR_SYNC%' AND datname = current_database() AND backend_xid IS NOT NULL`,
    );
  const holder = await target.sql.reserve();
  await holder`BEGIN`;
  await holder`SELECT FROM item WHERE id = 1 FOR UPDATE`;
  await source.sql`UPDATE item SET n = 1 WHERE id = 1`;
  await sides.drain();
  const running = runSync({
    source: source.address,
    target: target.address,
    log: sides.log,
    mappings: [plainMapping('item')],
    until: null,
    signal: stop.signal,
    lanes: 4,
    tuning: () => ({ ...DEFAULT_TUNING, batchDelayMs }),
  });
  await until(target.sql, `SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`);
  const waits: number[] = [];
  for (const [id, delay] of [
    [2, 1_000],
    [3, 3_000],
  ] as const) {
    batchDelayMs = delay;
    await source.sql`UPDATE item SET n = 1 WHERE id = ${id}`;
    const from = performance.now();
    await sides.drain();
    await began(id);
    waits.push(performance.now() - from);
  }
  expect(waits[0]).toBeGreaterThan(990);
  expect(waits[1]).toBeGreaterThan(2_990);
  await holder`COMMIT`;
  holder.release();
  await until(target.sql, `SELECT count(*) = 3 FROM item WHERE n = 1`);
  stop.abort();
  await running;
});

test('a truncate waits for what is before it and is waited for', async () => {
  await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, n int)', ['item']);
  const { source, target } = sides;
  await source.sql.unsafe(`CREATE PROCEDURE work() LANGUAGE plpgsql AS $$ BEGIN
    FOR step IN 1..200 LOOP
      INSERT INTO item SELECT i, step FROM generate_series(step * 10, step * 10 + 9) i;
      COMMIT;
      IF step % 17 = 0 THEN TRUNCATE item; COMMIT; END IF;
    END LOOP; END $$`);
  await source.sql`CALL work()`;
  const { refusals } = await sides.replay(30);
  expect(refusals).toEqual([]);
  expect(await rowsOf(target.sql, 'item')).toEqual(await rowsOf(source.sql, 'item'));
});
