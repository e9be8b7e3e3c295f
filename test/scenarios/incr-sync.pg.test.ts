/** Incr-Sync on real PostgreSQL: real changes of a source, judged by plain comparison of both sides. */
import { describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { must } from '../../server/core/assert.ts';
import type { Position } from '../../server/core/position.ts';
import { DEFAULT_TUNING } from '../../server/incr-sync/batch-limits.ts';
import { createSlot, drainSlot } from '../support/logical-changes.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { plainMapping, runSync } from '../support/sync-run.ts';
import { testPostgres } from '../setup/postgres.ts';

const rowsOf = async (sql: postgres.Sql, table: string): Promise<string[]> =>
  (await sql.unsafe(`SELECT t::text AS row FROM ${table} t ORDER BY t::text COLLATE "C"`)).map((row) =>
    String(row['row']),
  );

const endOf = (log: MemoryLog): Position => must(log.parts.at(-1), 'last part').commitPosition;

async function twoSides(ddl: string, tables: readonly string[]) {
  const server = await testPostgres();
  const source = await server.createDatabase();
  const target = await server.createDatabase();
  await source.sql.unsafe(ddl);
  await target.sql.unsafe(ddl);
  const slot = `s_${source.name}`;
  await createSlot(source.sql, slot, tables);
  const log = new MemoryLog();
  return {
    source,
    target,
    log,
    drain: (partBytes?: number) => drainSlot(source.sql, slot, log, partBytes),
    async [Symbol.asyncDispose]() {
      await source[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}

describe('replay of real changes', () => {
  test('inserts, updates, deletes, key changes and truncates end equal', async () => {
    await using sides = await twoSides(
      `CREATE TABLE item (id bigint PRIMARY KEY, name text, price numeric(12,2), tags text[], data jsonb, at timestamptz, flag boolean, fixed char(5), raw bytea);
       CREATE TABLE other (a int, b text, note text, PRIMARY KEY (a, b));`,
      ['item', 'other'],
    );
    const { sql } = sides.source;
    await sql`INSERT INTO item SELECT i, 'n' || i, i / 3.0, ARRAY['a"b', 'c\\d', NULL, 'x,y'], jsonb_build_object('k', i), now(), i % 2 = 0, 'ab', decode('00ff5c', 'hex') FROM generate_series(1, 300) i`;
    await sql`UPDATE item SET price = price + 1, name = NULL WHERE id % 3 = 0`;
    await sql`DELETE FROM item WHERE id % 5 = 0`;
    await sql`UPDATE item SET id = id + 1000 WHERE id % 7 = 0`;
    await sql`INSERT INTO other SELECT i, 'tab' || chr(9) || 'nl' || chr(10) || chr(92) || i, repeat('é', 3) FROM generate_series(1, 100) i`;
    await sql`TRUNCATE other`;
    await sql`INSERT INTO other VALUES (1, '', NULL), (2, 'NULL', '\\N')`;
    await sides.drain();
    const { outcome, journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item'), plainMapping('other')],
      until: endOf(sides.log),
    });
    expect(outcome).toBe('COMPLETED');
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(await rowsOf(sql, 'item'));
    expect(await rowsOf(sides.target.sql, 'other')).toEqual(await rowsOf(sql, 'other'));
    expect(journal.conflicts).toEqual([]);
  });

  test('swapped unique values and shifted keys are replayed without a conflict', async () => {
    await using sides = await twoSides('CREATE TABLE seat (id int PRIMARY KEY, place int UNIQUE, note text)', ['seat']);
    const { sql } = sides.source;
    await sql`INSERT INTO seat SELECT i, i * 10, 'x' FROM generate_series(1, 50) i`;
    await sql.begin(async (tx) => {
      await tx`UPDATE seat SET place = -1 WHERE id = 1`;
      await tx`UPDATE seat SET place = 10 WHERE id = 2`;
      await tx`UPDATE seat SET place = 20 WHERE id = 1`;
    });
    await sql.begin(async (tx) => {
      for (let id = 50; id > 0; id -= 1) await tx`UPDATE seat SET id = ${id + 1} WHERE id = ${id}`;
    });
    await sides.drain();
    const { journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('seat')],
      until: endOf(sides.log),
    });
    expect(await rowsOf(sides.target.sql, 'seat')).toEqual(await rowsOf(sql, 'seat'));
    expect(journal.conflicts).toEqual([]);
  });

  test('unchanged TOAST values stay, also through a key change', async () => {
    await using sides = await twoSides(
      'CREATE TABLE doc (id int PRIMARY KEY, n int, body text); ALTER TABLE doc ALTER body SET STORAGE EXTERNAL',
      ['doc'],
    );
    const { sql } = sides.source;
    await sql`INSERT INTO doc SELECT i, 0, repeat('body' || i, 2000) FROM generate_series(1, 20) i`;
    await sides.drain();
    await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('doc')],
      until: endOf(sides.log),
    });
    await sql`UPDATE doc SET n = n + 1`;
    await sql`UPDATE doc SET n = n + 1 WHERE id % 2 = 0`;
    await sql`UPDATE doc SET id = id + 100 WHERE id % 4 = 0`;
    await sides.drain();
    const { journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('doc')],
      until: endOf(sides.log),
      epoch: 2,
    });
    expect(await rowsOf(sides.target.sql, 'doc')).toEqual(await rowsOf(sql, 'doc'));
    expect(journal.conflicts).toEqual([]);
  });

  test('a table without a key keeps exactly its duplicates', async () => {
    await using sides = await twoSides(
      'CREATE TABLE bag (a int, b text, c json, d boolean); ALTER TABLE bag REPLICA IDENTITY FULL',
      ['bag'],
    );
    const { sql } = sides.source;
    await sql`INSERT INTO bag SELECT i % 10, 'v' || i % 10, '{"x": 1}', NULL FROM generate_series(1, 100) i`;
    await sides.drain();
    await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('bag')],
      until: endOf(sides.log),
    });
    await sql`DELETE FROM bag WHERE ctid IN (SELECT ctid FROM bag WHERE a = 3 LIMIT 4)`;
    await sql`UPDATE bag SET b = NULL, d = true WHERE ctid IN (SELECT ctid FROM bag WHERE a = 5 LIMIT 3)`;
    await sql`UPDATE bag SET d = false WHERE ctid IN (SELECT ctid FROM bag WHERE d LIMIT 1)`;
    await sides.drain();
    const { journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('bag')],
      until: endOf(sides.log),
      epoch: 2,
    });
    expect(await rowsOf(sides.target.sql, 'bag')).toEqual(await rowsOf(sql, 'bag'));
    expect(journal.conflicts).toEqual([]);
  });

  test('rows move between partitions, and one partition is truncated', async () => {
    await using sides = await twoSides(
      `CREATE TABLE part (id int, region text, n int, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
       CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a'); CREATE TABLE part_b PARTITION OF part FOR VALUES IN ('b'); CREATE TABLE part_c PARTITION OF part FOR VALUES IN ('c');`,
      ['part_a', 'part_b', 'part_c'],
    );
    const { sql } = sides.source;
    await sql`INSERT INTO part SELECT i, (ARRAY['a','b','c'])[1 + i % 3], i FROM generate_series(1, 90) i`;
    await sql`UPDATE part SET region = 'b' WHERE id % 4 = 0`;
    await sql`TRUNCATE part_c`;
    await sql`INSERT INTO part VALUES (500, 'c', 1)`;
    await sides.drain();
    await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('part')],
      until: endOf(sides.log),
    });
    expect(await rowsOf(sides.target.sql, 'part')).toEqual(await rowsOf(sql, 'part'));
  });

  test('a row filter moves rows in and out, reading again what the log did not send', async () => {
    await using sides = await twoSides(
      'CREATE TABLE doc (id int PRIMARY KEY, n int, body text); ALTER TABLE doc ALTER body SET STORAGE EXTERNAL',
      ['doc'],
    );
    const { sql } = sides.source;
    await sql`INSERT INTO doc SELECT i, i % 4, repeat('body' || i, 1500) FROM generate_series(1, 40) i`;
    await sql`UPDATE doc SET n = n + 1`;
    await sql`UPDATE doc SET n = 0 WHERE id % 5 = 0`;
    await sql`DELETE FROM doc WHERE id % 9 = 0`;
    await sides.drain();
    const filters = new Map([['doc', (cell: (column: string) => string | null) => Number(cell('n')) >= 2]]);
    const { journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('doc')],
      filters,
      until: endOf(sides.log),
    });
    expect(await rowsOf(sides.target.sql, 'doc')).toEqual(
      (await sql`SELECT t::text AS row FROM doc t WHERE n >= 2 ORDER BY t::text COLLATE "C"`).map((row) => row['row']),
    );
    expect(journal.conflicts).toEqual([]);
  });

  test('an insert that meets an existing row overwrites it and is reported', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, name text)', ['item']);
    await sides.target.sql`INSERT INTO item VALUES (2, 'foreign')`;
    const { sql } = sides.source;
    for (const id of [1, 2, 3]) await sql`INSERT INTO item VALUES (${id}, 'own')`;
    await sql`DELETE FROM item WHERE id = 3`;
    await sides.drain();
    const { journal } = await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
      until: endOf(sides.log),
    });
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(['(1,own)', '(2,own)']);
    expect(journal.conflicts).toMatchObject([
      { kind: 'INSERT_EXISTS', key: { id: '2' }, sourceRow: { name: 'own' }, done: 'OVERWRITTEN' },
    ]);
    expect(journal.conflicts[0]?.targetRow).toContain('foreign');
  });

  test('a value that the target refuses stops with its code and loses nothing after mending', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, name text)', ['item']);
    await sides.target.sql`ALTER TABLE item ALTER name TYPE varchar(5)`;
    const { sql } = sides.source;
    for (let id = 1; id <= 40; id += 1)
      await sql`INSERT INTO item VALUES (${id}, ${id === 30 ? 'much too long' : 'ok'})`;
    await sides.drain();
    const run = {
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
      until: endOf(sides.log),
    };
    await expect(runSync(run)).rejects.toMatchObject({ code: 'TARGET_REFUSED_VALUE', facts: { table: 'public.item' } });
    expect(await rowsOf(sides.target.sql, 'item')).toHaveLength(29);
    await sides.target.sql`ALTER TABLE item ALTER name TYPE text`;
    await runSync({ ...run, epoch: 2 });
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(await rowsOf(sql, 'item'));
  });

  test('a value that is always generated as identity is carried, in and outside of the key', async () => {
    await using sides = await twoSides(
      `CREATE TABLE item (id int PRIMARY KEY, seq int GENERATED ALWAYS AS IDENTITY, n int, body text);
       CREATE TABLE numbered (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int, body text);
       CREATE TABLE bare (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
       ALTER TABLE item ALTER body SET STORAGE EXTERNAL; ALTER TABLE numbered ALTER body SET STORAGE EXTERNAL`,
      ['item', 'numbered', 'bare'],
    );
    const { sql } = sides.source;
    const large = 'x'.repeat(9_000);
    await sql`INSERT INTO item (id, n, body) SELECT i, 0, CASE WHEN i > 4 THEN ${large} || i ELSE 'small' END FROM generate_series(1, 9) i`;
    await sql`INSERT INTO numbered (n, body) SELECT i, CASE WHEN i > 4 THEN ${large} || i ELSE 'small' END FROM generate_series(1, 9) i`;
    for (let count = 0; count < 5; count += 1) await sql`INSERT INTO bare DEFAULT VALUES`;
    await sides.drain();
    let epoch = 0;
    const replay = async (batchRows: number): Promise<void> => {
      const { journal } = await runSync({
        source: sides.source.address,
        target: sides.target.address,
        log: sides.log,
        mappings: ['item', 'numbered', 'bare'].map((table) => plainMapping(table)),
        until: endOf(sides.log),
        epoch: (epoch += 1),
        tuning: { batchRows, batchBytes: 1e9, batchDelayMs: 0, maxRowsPerSecond: null, maxBytesPerSecond: null },
      });
      expect(journal.conflicts).toEqual([]);
      for (const table of ['item', 'numbered', 'bare'])
        expect(await rowsOf(sides.target.sql, table)).toEqual(await rowsOf(sql, table));
    };
    await replay(1_000);
    for (const batchRows of [1_000, 1]) {
      await sql`UPDATE item SET n = n + 1`;
      await sql`UPDATE item SET seq = DEFAULT WHERE id IN (2, 6)`;
      await sql`UPDATE item SET id = id + 100 WHERE id IN (3, 7)`;
      await sql`UPDATE item SET id = id + 1000, seq = DEFAULT WHERE id IN (4, 8, 1004, 1008)`;
      await sql`UPDATE numbered SET n = n + 1`;
      await sql`UPDATE numbered SET id = DEFAULT WHERE id IN (SELECT min(id) FROM numbered UNION SELECT max(id) FROM numbered)`;
      await sql`UPDATE bare SET id = DEFAULT WHERE id = (SELECT min(id) FROM bare)`;
      await sides.drain();
      await replay(batchRows);
    }
  });

  test('a column that is added at the source is left out, named, and carried once the target has it', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, name text)', ['item']);
    const { sql } = sides.source;
    await sql`INSERT INTO item VALUES (1, 'a')`;
    await sql`ALTER TABLE item ADD note text`;
    await sql`INSERT INTO item VALUES (2, 'b', 'first')`;
    await sql`UPDATE item SET name = 'c' WHERE id = 1`;
    await sides.drain();
    const run = {
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
    };
    const { refusals } = await runSync({ ...run, until: endOf(sides.log) });
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(['(1,c)', '(2,b)']);
    expect(refusals).toEqual([expect.stringContaining('not carried')]);
    await sides.target.sql`ALTER TABLE item ADD note text`;
    await sql`UPDATE item SET note = 'now'`;
    await sides.drain();
    await runSync({ ...run, until: endOf(sides.log), epoch: 2 });
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(await rowsOf(sql, 'item'));
  });

  test('a type that changes stops the table, also after a restart, until the target has it too', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, price int, gone int)', ['item']);
    const { sql } = sides.source;
    await sql`INSERT INTO item VALUES (1, 10, 1)`;
    await sql`ALTER TABLE item ALTER price TYPE bigint`;
    await sql`INSERT INTO item VALUES (2, 20, 2)`;
    await sql`ALTER TABLE item ALTER price TYPE numeric`;
    await sql`INSERT INTO item VALUES (3, 3.5, 3)`;
    await sql`ALTER TABLE item DROP gone`;
    await sql`INSERT INTO item VALUES (4, 4)`;
    await sides.drain();
    let epoch = 0;
    const run = () =>
      runSync({
        source: sides.source.address,
        target: sides.target.address,
        log: sides.log,
        mappings: [plainMapping('item')],
        until: endOf(sides.log),
        epoch: (epoch += 1),
      });
    const stopped = (detail: string) => ({ code: 'TABLE_CHANGED', facts: { detail } });
    const first = 'column price changed from integer to bigint';
    await expect(run()).rejects.toMatchObject(stopped(first));
    await expect(run()).rejects.toMatchObject(stopped(first));
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(['(1,10,1)']);
    await sides.target.sql`ALTER TABLE item ALTER price TYPE bigint`;
    await expect(run()).rejects.toMatchObject(stopped('column price changed from bigint to numeric'));
    await sides.target.sql`ALTER TABLE item ALTER price TYPE numeric`;
    await expect(run()).rejects.toMatchObject(stopped('column gone was dropped or renamed at the source'));
    await sides.target.sql`ALTER TABLE item DROP gone`;
    await run();
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(await rowsOf(sql, 'item'));
  });

  test('a large transaction in many parts is one target transaction', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, n int)', ['item']);
    const { sql } = sides.source;
    await sql.begin(async (tx) => {
      await tx`INSERT INTO item SELECT i, 0 FROM generate_series(1, 5000) i`;
      await tx`UPDATE item SET n = id`;
      await tx`DELETE FROM item WHERE id % 2 = 0`;
    });
    await sides.drain(8_192);
    expect(sides.log.parts.length).toBeGreaterThan(20);
    await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
      until: endOf(sides.log),
      tuning: { batchRows: 500, batchBytes: 1e9, batchDelayMs: 100, maxRowsPerSecond: null, maxBytesPerSecond: null },
    });
    expect(await rowsOf(sides.target.sql, 'item')).toEqual(await rowsOf(sql, 'item'));
    expect(await sides.target.sql`SELECT count(DISTINCT xmin::text)::int AS n FROM item`).toMatchObject([{ n: 1 }]);
  });

  test.each(['batchRows', 'batchBytes'] as const)('a change of %s holds for the next batch', async (limit) => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY)', ['item']);
    for (let id = 1; id <= 40; id += 1) await sides.source.sql`INSERT INTO item VALUES (${id})`;
    await sides.drain();
    let asked = 0;
    await runSync({
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
      until: endOf(sides.log),
      lanes: 1,
      tuning: () => ({ ...DEFAULT_TUNING, ...((asked += 1) <= 20 ? { [limit]: 1 } : {}) }),
    });
    const written = await sides.target.sql<{ n: number; last: number }[]>`
      SELECT count(*)::int AS n, max(id) AS last FROM item GROUP BY xmin::text ORDER BY max(id)`;
    const [first = 0, last = 0] = [written[0]?.n, written.at(-1)?.n];
    expect([first, written.at(-1)?.last]).toEqual([1, 40]);
    expect(written.length).toBeGreaterThan(4);
    expect(last).toBeGreaterThan(15);
  });

  test('an epoch that was overtaken cannot commit', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY)', ['item']);
    await sides.source.sql`INSERT INTO item VALUES (1)`;
    await sides.drain();
    const run = {
      source: sides.source.address,
      target: sides.target.address,
      log: sides.log,
      mappings: [plainMapping('item')],
      until: endOf(sides.log),
    };
    await runSync({ ...run, epoch: 5 });
    await sides.target.sql`UPDATE godwit.fence SET epoch = 9`;
    await expect(runSync({ ...run, epoch: 5 })).rejects.toMatchObject({ code: 'FENCED' });
  });
});
