/** DDL of a real source, taken from its own stream and applied to the target in its place (C16). */
import { expect, test } from 'vitest';
import { DDL_KINDS } from '../../server/connectors/ddl-converter.ts';
import type { ImportedRanges } from '../../server/connectors/snapshot-reader.ts';
import { parseSnapshot, type RangeVisibility } from '../../server/core/range-visibility.ts';
import { must } from '../../server/core/assert.ts';
import { asPosition } from '../../server/core/position.ts';
import { CHANGE } from '../../server/core/change.ts';
import { FollowedSource } from '../support/followed-source.ts';
import { compareDatabases } from '../support/oracle.ts';
import { MemoryJournal, plainMapping, runSync, type SyncRunOptions } from '../support/sync-run.ts';
import { testPostgres } from '../setup/postgres.ts';

const TABLES = ['item', 'keyless'];
const DDL = `
  CREATE TABLE item (id int PRIMARY KEY, price int, old text);
  CREATE TABLE keyless (a int, b text);
  ALTER TABLE keyless REPLICA IDENTITY FULL;
  INSERT INTO item SELECT g, g, 'old' FROM generate_series(1, 20) g;
  INSERT INTO keyless SELECT g % 3, 'b' FROM generate_series(1, 9) g;`;

async function twoSides() {
  const server = await testPostgres();
  const source = await server.createDatabase();
  const target = await server.createDatabase();
  for (const { sql } of [source, target]) await sql.unsafe(DDL);
  const followed = await FollowedSource.start(source, { tables: TABLES, captureDdl: true });
  const numbers = await source.sql`SELECT unnest(${TABLES}::text[]::regclass[])::oid::text AS oid`;
  const known = new Set(numbers.map((row) => String(row['oid'])));
  const journal = new MemoryJournal();
  let epoch = 0;
  return {
    source: source.sql,
    target: target.sql,
    journal,
    /** Replays what was committed by now. */
    async replay(more: Partial<SyncRunOptions> = {}) {
      const [now] = await source.sql`SELECT pg_current_wal_insert_lsn()::text AS lsn`;
      await source.sql`UPDATE item SET price = price WHERE id = 1`; // a transaction behind that position ends the run
      await followed.read();
      const log = await followed.logs.openReader('log');
      try {
        return await runSync({
          source: source.address,
          target: target.address,
          log,
          mappings: TABLES.map((table) => plainMapping(table)),
          until: asPosition(String(now?.['lsn'])),
          epoch: (epoch += 1),
          known,
          ddlKinds: DDL_KINDS,
          journal,
          ...more,
        });
      } finally {
        await log.close();
      }
    },
    indexes: async (of: 'source' | 'target'): Promise<string[]> =>
      (
        await { source, target }[of].sql`
          SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE 'godwit%' ORDER BY 1`
      ).map((row) => String(row['indexdef'])),
    async [Symbol.asyncDispose]() {
      await followed[Symbol.asyncDispose]();
      await source[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}

const equal = async (sides: Awaited<ReturnType<typeof twoSides>>): Promise<void> => {
  expect(await compareDatabases(sides.source, sides.target)).toEqual([]);
};

test('changes of a table between its rows, also within one transaction', async () => {
  await using sides = await twoSides();
  const { source, journal } = sides;
  await source`INSERT INTO item VALUES (30, 30, 'before')`;
  await source.begin(async (tx) => {
    await tx`UPDATE item SET price = 31 WHERE id = 30`;
    await tx`ALTER TABLE item ADD COLUMN note text DEFAULT 'x', ADD COLUMN made timestamptz NOT NULL DEFAULT now()`;
    await tx`INSERT INTO item VALUES (31, 31, 'between', 'new')`;
    await tx`ALTER TABLE item ALTER COLUMN price TYPE numeric(12,2) USING price / 4.0, DROP COLUMN old`;
    await tx`INSERT INTO item VALUES (32, 32.25, 'behind')`;
  });
  await source`ALTER TABLE item RENAME COLUMN note TO "Notiz"`;
  await source`UPDATE item SET "Notiz" = 'later' WHERE id < 5`;
  await source`CREATE INDEX CONCURRENTLY item_lower ON item (lower("Notiz"))`;
  await source`CREATE INDEX item_price ON item (price)`;
  await source`DROP INDEX item_price`;
  await source`COMMENT ON COLUMN item."Notiz" IS 'a note'`;
  await source.unsafe(
    `ALTER TABLE keyless ADD c int DEFAULT 7; DELETE FROM keyless WHERE ctid = '(0,1)'; ALTER TABLE keyless ADD d int`,
  );
  await source`UPDATE keyless SET d = 1 WHERE ctid = '(0,2)'`;
  await source`DELETE FROM keyless WHERE ctid = '(0,3)'`;
  await sides.replay();
  await equal(sides);
  expect(await sides.indexes('target')).toEqual(await sides.indexes('source'));
  const comment =
    await sides.target`SELECT col_description('item'::regclass, attnum) AS text FROM pg_attribute WHERE attrelid = 'item'::regclass AND attname = 'Notiz'`;
  expect(comment[0]).toEqual({ text: 'a note' });
  expect([...journal.ddlStatus.values()].map(({ status }) => status)).toEqual(Array(9).fill('APPLIED')); // each once
  expect(journal.ddl).toEqual([]);
  expect(journal.conflicts).toEqual([]);
  await sides.source`INSERT INTO item (id, price) VALUES (40, 1)`; // the default goes on by itself on both sides
  await sides.replay();
  await equal(sides);
});

test('a stop ends a statement that waits on the target; the next run applies it', async () => {
  await using sides = await twoSides();
  const { source, target, journal } = sides;
  const stop = new AbortController();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const reading = Promise.withResolvers<void>();
  const reader = target.begin(async (tx) => {
    await tx`SELECT FROM item LIMIT 1`;
    reading.resolve();
    await held;
  });
  await reading.promise;
  await source`ALTER TABLE item ADD COLUMN note text`;
  const running = sides.replay({ signal: stop.signal });
  await expect
    .poll(() => target`SELECT FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE%' AND wait_event_type = 'Lock'`, {
      timeout: 30_000,
    })
    .toHaveLength(1);
  const asked = performance.now();
  stop.abort();
  expect((await running).outcome).toBe('STOPPED');
  expect(performance.now() - asked).toBeLessThan(3_000);
  expect([...journal.ddlStatus.values()]).toMatchObject([{ status: 'APPLYING' }]); // and not failed
  release();
  await reader;
  await sides.replay();
  expect([...journal.ddlStatus.values()]).toMatchObject([{ status: 'APPLIED' }]);
  await equal(sides);
});

test('a chosen column that is dropped goes from the target too, and the stream goes on, also when it is begun again', async () => {
  await using sides = await twoSides();
  const chosen = ['id', 'price', 'old'].map((name) => ({ source: name, target: name }));
  const mappings = [plainMapping('item', { columns: chosen }), plainMapping('keyless')];
  await sides.source`ALTER TABLE item DROP COLUMN old`;
  await sides.source`INSERT INTO item VALUES (70, 70)`;
  await sides.replay({ mappings });
  await sides.source`INSERT INTO item VALUES (71, 71)`;
  await sides.replay({ mappings });
  await equal(sides);
});

test('what the target refuses stops the stream until it is mended or skipped, and is taken back whole', async () => {
  await using sides = await twoSides();
  const { source, target, journal } = sides;
  await target`ALTER TABLE item ADD CONSTRAINT price_low CHECK (price < 1000)`;
  await source.begin(async (tx) => {
    await tx`INSERT INTO item VALUES (50, 1, 'with it')`;
    await tx`ALTER TABLE item ADD CONSTRAINT price_low CHECK (price < 500)`;
  });
  const failed = { code: 'DDL_FAILED', message: expect.stringContaining('already exists') as unknown };
  await expect(sides.replay()).rejects.toMatchObject(failed);
  await expect(sides.replay()).rejects.toMatchObject(failed); // it stands there, however often it is begun
  expect(await target`SELECT FROM item WHERE id = 50`).toHaveLength(0);
  const [place, one] = must([...journal.ddlStatus][0], 'the statement');
  expect(one).toMatchObject({ status: 'FAILED', reason: { code: 'DDL_FAILED' } });
  journal.skipped.add(place);
  await sides.replay();
  await equal(sides);
  expect(journal.ddlStatus.get(place)?.status).toBe('SKIPPED');
});

test('what cannot be said the same is refused, and a table that has another name stops the stream', async () => {
  await using sides = await twoSides();
  await sides.source`ALTER TABLE item ADD n serial`;
  await expect(sides.replay()).rejects.toMatchObject({ code: 'DDL_NOT_CONVERTIBLE' });
  sides.journal.skipped.add([...sides.journal.ddlStatus.keys()][0] ?? '');
  await sides.source`ALTER TABLE item RENAME TO article`;
  await sides.source`ALTER TABLE article RENAME TO item`;
  await expect(sides.replay()).rejects.toMatchObject({
    code: 'DDL_NOT_CONVERTIBLE',
    message: expect.stringContaining('has another name now') as unknown,
  });
});

test('a table that was being copied when it changed is refused; one that was handed over behind the change has it', async () => {
  await using sides = await twoSides();
  const { source, target, journal } = sides;
  const snapshot = async (): Promise<RangeVisibility> => {
    const [row] =
      await source`SELECT pg_current_snapshot()::text AS snapshot, pg_current_wal_insert_lsn()::text AS lsn`;
    return { snapshot: parseSnapshot(String(row?.['snapshot'])), endPosition: asPosition(String(row?.['lsn'])) };
  };
  const before = await snapshot();
  await source`ALTER TABLE item ADD COLUMN note text`;
  const behind = await snapshot();
  const ranges = (visibility: RangeVisibility): ImportedRanges => ({
    tables: new Map([['item', [{ bounds: { kind: 'WHOLE' }, visibility }]]]),
    greatestEnd: behind.endPosition,
  });
  await expect(sides.replay({ imported: ranges(behind) })).rejects.toMatchObject({
    code: 'DDL_NOT_CONVERTIBLE',
    message: expect.stringContaining('still being copied') as unknown,
  });
  const handedOver = { ...ranges(before), upTo: new Map([['item', behind.endPosition]]) };
  await sides.replay({ imported: handedOver });
  expect([...journal.ddlStatus.values()]).toMatchObject([{ status: 'SEEN' }]);
  await source`ALTER TABLE item ADD COLUMN later text`;
  await sides.replay({ imported: ranges(before) });
  expect(await target`SELECT attname FROM pg_attribute WHERE attrelid = 'item'::regclass AND attnum > 3`).toEqual([
    { attname: 'later' },
  ]);
});

test('a table that has another name stops the stream also where no DDL is applied', async () => {
  await using sides = await twoSides();
  await sides.source`ALTER TABLE keyless RENAME TO renamed`;
  await sides.source`INSERT INTO renamed VALUES (100, 'lost?')`;
  await expect(sides.replay({ ddlKinds: [] })).rejects.toMatchObject({ code: 'TABLE_CHANGED' });
});

test('only chosen kinds of changes are applied; the others are counted at the source', async () => {
  await using sides = await twoSides();
  const { source, target, journal } = sides;
  const before = await target`SELECT * FROM keyless ORDER BY 1, 2`;
  await source`INSERT INTO item VALUES (60, 60, 'in')`;
  await source`UPDATE item SET price = 61 WHERE id = 60`;
  await source`DELETE FROM item WHERE id = 2`;
  await source`TRUNCATE keyless`;
  await sides.replay({ leftOut: new Set([CHANGE.update, CHANGE.delete, CHANGE.truncate]) });
  expect(await target`SELECT id, price FROM item WHERE id IN (2, 60) ORDER BY id`).toEqual([
    { id: 2, price: 2 },
    { id: 60, price: 60 },
  ]);
  expect(await target`SELECT * FROM keyless ORDER BY 1, 2`).toEqual(before);
  const sum = (name: 'sourceDeletes' | 'targetDeletes' | 'targetUpdates' | 'targetInserts'): number =>
    journal.counts.reduce((total, counts) => total + counts[name], 0);
  expect([sum('sourceDeletes'), sum('targetDeletes'), sum('targetUpdates'), sum('targetInserts')]).toEqual([
    1, 0, 0, 1,
  ]);
});
