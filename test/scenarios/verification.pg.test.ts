/** Full-Verification on real PostgreSQL: everything that was planted is found, nothing else is, also under load. */
import { describe, expect, test } from 'vitest';
import { both, loadedSides, twoSides } from '../support/hot-rows.ts';
import { compareDatabases } from '../support/oracle.ts';
import { applyCorrections, MemoryVerificationJournal, runVerification } from '../support/verification-run.ts';
import type { ChunkBounds } from '../../server/connectors/row-digester.ts';
import { completeParameters } from '../../server/task/parameters.ts';
import { verificationReaders } from '../../server/worker/steering.ts';
import type { DoneChunk } from '../../server/full-verification/verification-journal.ts';
import { plainMapping } from '../support/sync-run.ts';

describe('without changes meanwhile', () => {
  test('a planted change, extra row, missing row and compensating pair are found, with what corrects them', async () => {
    await using sides = await twoSides('CREATE TABLE item (id bigint PRIMARY KEY, name text, price numeric(12,2))');
    await both(sides, `INSERT INTO item SELECT i, 'n' || i, i FROM generate_series(1, 5000) i; ANALYZE item`);
    const { sql } = sides.target;
    await sql`UPDATE item SET name = 'it''s \\ other' WHERE id = 17`;
    await sql`DELETE FROM item WHERE id = 4000`;
    await sql`INSERT INTO item VALUES (-5, 'extra', NULL), (999999, 'beyond', 1)`;
    await sql`UPDATE item SET price = CASE id WHEN 20 THEN 21 ELSE 20 END WHERE id IN (20, 21)`;
    const { outcome, journal } = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('item')],
      chunkRows: 700,
    });
    expect(outcome).toBe('COMPLETED');
    expect(journal.plans.get('item')?.length).toBeGreaterThan(3);
    expect(journal.differences.map(({ kind, key }) => `${kind} ${key['id']}`).sort()).toEqual([
      'MISMATCHED 17',
      'MISMATCHED 20',
      'MISMATCHED 21',
      'SOURCE_ONLY 4000',
      'TARGET_ONLY -5',
      'TARGET_ONLY 999999',
    ]);
    expect(journal.tables.get('item')).toMatchObject({
      result: 'INCONSISTENT',
      progress: 1,
      verifiedRows: 5000,
      mismatched: 3,
      sourceOnly: 1,
      targetOnly: 2,
      consistent: 4996,
    });
    const changed = journal.differences.find(({ key }) => key['id'] === '17');
    expect(changed).toMatchObject({ sourceValues: { name: 'n17' }, targetValues: { name: `it's \\ other` } });
    const few = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('item')],
      chunkRows: 700,
      differencesKept: 2,
    });
    expect(few.journal.differences).toHaveLength(2);
    expect(few.journal.tables.get('item')).toMatchObject({ mismatched: 3, sourceOnly: 1, targetOnly: 2 });
    for (const { correction } of journal.differences) await sql.unsafe(correction);
    const again = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('item')],
    });
    expect(again.journal.tables.get('item')).toMatchObject({ result: 'CONSISTENT', consistent: 5000 });
  });
});

test('readers are those of the parameters, and follow them while it runs', async () => {
  await using sides = await twoSides('CREATE TABLE item (id bigint PRIMARY KEY, filler text)');
  await both(sides, `INSERT INTO item SELECT i, repeat('x', 200) FROM generate_series(1, 5000) i; ANALYZE item`);
  const { sql } = sides.target;
  const waiting = async (): Promise<number> =>
    (await sql`SELECT FROM pg_locks WHERE relation = 'item'::regclass AND NOT granted`).length;
  let steer = (_to: object): void => {};
  const { promise: planned, resolve: plan } = Promise.withResolvers<void>();
  const { promise: locked, resolve: begin } = Promise.withResolvers<void>();
  class Gate extends MemoryVerificationJournal {
    override async recordPlan(tableId: string, chunks: readonly ChunkBounds[]): Promise<void> {
      await super.recordPlan(tableId, chunks);
      plan();
      await locked;
    }
  }
  const running = runVerification({
    source: sides.source.address,
    target: sides.target.address,
    mappings: [plainMapping('item')],
    chunkRows: 200,
    journal: new Gate(),
    started: (stage) => {
      steer = (to) => {
        const parameters = completeParameters({ verificationConcurrency: 'CUSTOM', ...to });
        stage.steer({ readers: verificationReaders(parameters) });
      };
      steer({ verificationReaders: 1 });
    },
  });
  await planned;
  await sql.begin(async (tx) => {
    await tx`LOCK TABLE item`; // every reader waits for it with its first chunk
    begin();
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
    steer({ verificationReaders: 3 });
    await expect.poll(waiting, { timeout: 15_000 }).toBe(3);
    steer({ verificationReaders: 5 });
    await expect.poll(waiting, { timeout: 15_000 }).toBe(5);
  });
  expect((await running).outcome).toBe('COMPLETED');
});

const TYPES = `id int PRIMARY KEY, r real, d double precision, n numeric, n2 numeric(20,5), ts timestamptz, day date, span interval, raw bytea,
  doc jsonb, plain json, tags text[], grid int[][], mood mood, fixed char(5), flag boolean, ip inet, bits varbit, pair pair`;
const VALUES = `
  (1, '-0', '1.7976931348623157e308', 'NaN', 1.50000, 'infinity', '-infinity', '1 mon -2 days 03:04:05.678', '\\x00ff5c', '{"b": 1, "a": [null, "é"]}', '{"b":  1}', '{"a,b",NULL,"NULL","\\"q\\""}', '{{1,2},{3,4}}', 'süß', 'ab', true, '10.0.0.1', B'101', '(1,"x y")'),
  (2, 'Infinity', '5e-324', 1e-20, 0, '0001-01-01 00:00:00+00', '0044-03-15 BC', '0', '', 'null', 'null', '{}', NULL, 'o''k', '', false, '::1/64', B'', '(,)'),
  (3, '1e-45', 'NaN', 100.00, -1, '2024-02-29 23:59:59.999999+14', '9999-12-31', '-1 year', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 0, 0, 0, 0, now(), now(), '1 day', 'x', '""', '""', '{""}', '{}', 'o''k', '日本', true, '0.0.0.0', B'1', '(2,"")')`;

describe('kinds of values, keys and tables', () => {
  test('every kind of value compares equal to itself, and its nearest neighbour does not', async () => {
    const before = `CREATE TYPE mood AS ENUM ('süß', 'o''k'); CREATE TYPE pair AS (a int, b text);`;
    await using sides = await twoSides(
      `${before} CREATE TABLE kinds (${TYPES})`,
      `${before} CREATE TABLE kinds (extra int GENERATED ALWAYS AS (id + 1) STORED, ${TYPES.replace('n numeric, n2 numeric(20,5)', 'n2 numeric(20,5), n numeric')})`,
    );
    const columns = 'id, r, d, n, n2, ts, day, span, raw, doc, plain, tags, grid, mood, fixed, flag, ip, bits, pair';
    await both(
      sides,
      `INSERT INTO kinds (${columns}) VALUES ${VALUES.replace('now(), now()', `'2024-01-01 00:00+00', '2024-01-01'`)}`,
    );
    const ends = { source: sides.source.address, target: sides.target.address, mappings: [plainMapping('kinds')] };
    const equal = await runVerification(ends);
    expect(equal.journal.differences).toEqual([]);
    expect(equal.journal.tables.get('kinds')).toMatchObject({ result: 'CONSISTENT', uncomparedColumns: ['extra'] });
    const neighbours = {
      r: `'0'`, d: `'1.7976931348623155e308'`, n: '1', ts: `'-infinity'`, day: `'infinity'`, span: `'1 mon -2 days 03:04:05.679'`,
      raw: `'\\x00ff5d'`, doc: `'{"b": 1, "a": ["null", "é"]}'`, plain: `'{"b": 1}'`, tags: `'{"a,b","NULL",NULL,"\\"q\\""}'`,
      grid: `'{1,2,3,4}'`, mood: `'o''k'`, fixed: `'abc'`, flag: 'NULL', ip: `'10.0.0.1/31'`, bits: `B'1010'`, pair: `'(1,"x  y")'`,
    }; // prettier-ignore
    for (const [column, value] of Object.entries(neighbours)) {
      await sides.target.sql.unsafe(`UPDATE kinds SET ${column} = ${value} WHERE id = 1`);
      const { journal } = await runVerification(ends);
      expect(journal.differences.map(({ targetValues }) => Object.keys(targetValues ?? {}))).toEqual([[column]]);
      for (const { correction } of journal.differences) await sides.target.sql.unsafe(correction);
    }
    await sides.target.sql`UPDATE kinds SET raw = NULL, fixed = NULL WHERE id = 2`;
    const nulls = await runVerification(ends);
    expect(nulls.journal.differences).toMatchObject([
      { key: { id: '2' }, sourceValues: { raw: '\\x', fixed: '     ' }, targetValues: { raw: null, fixed: null } },
    ]);
    for (const { correction } of nulls.journal.differences) await sides.target.sql.unsafe(correction);
    expect((await runVerification(ends)).journal.differences).toEqual([]);
  });

  test('text and composite keys, partitions, duplicates without a key, renamed columns and a row filter', async () => {
    await using sides = await twoSides(
      `CREATE TABLE word (w text PRIMARY KEY, n int); CREATE TABLE bag (a int, b text, c json);
       CREATE TABLE part (id int, region text, v int, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
       CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a'); CREATE TABLE part_b PARTITION OF part DEFAULT;
       CREATE TABLE old (id int PRIMARY KEY, name text, age int)`,
      `CREATE TABLE word (n int, w text PRIMARY KEY); CREATE TABLE bag (a int, b text, c json);
       CREATE TABLE part (id int, region text, v int, PRIMARY KEY (id, region));
       CREATE TABLE new (title text, id int PRIMARY KEY)`,
    );
    await both(
      sides,
      `INSERT INTO word (w, n) SELECT 'wört' || chr(i % 80 + 40) || i, i FROM generate_series(1, 3000) i;
       INSERT INTO bag SELECT i % 7, NULLIF('b' || i % 3, 'b1'), '{"x": 1}' FROM generate_series(1, 500) i;
       INSERT INTO part SELECT i, chr(97 + i % 3), i FROM generate_series(1, 2000) i; ANALYZE`,
    );
    await sides.source.sql`INSERT INTO old SELECT i, 'n' || i, i FROM generate_series(1, 100) i`;
    await sides.target.sql`INSERT INTO new SELECT 'n' || i, i FROM generate_series(1, 49) i`;
    const ends = {
      source: sides.source.address,
      target: sides.target.address,
      chunkRows: 500,
      mappings: [
        ...['word', 'bag', 'part'].map((table) => plainMapping(table)),
        plainMapping('old', {
          target: { schema: 'public', name: 'new' },
          columns: [{ source: 'id', target: 'id' }, { source: 'name', target: 'title' }],
          rowFilter: 'age < 50',
        }),
      ],
    }; // prettier-ignore
    expect((await runVerification(ends)).journal.differences).toEqual([]);
    const { sql } = sides.target;
    await sql`UPDATE word SET n = -1 WHERE n = 77`;
    await sql`DELETE FROM bag WHERE ctid IN (SELECT ctid FROM bag WHERE a = 3 AND b IS NULL LIMIT 2)`;
    await sql`INSERT INTO bag VALUES (1, 'b0', '{"x":  1}')`;
    await sql`UPDATE part SET region = 'z' WHERE id = 6`;
    await sql`UPDATE new SET title = 'N5' WHERE id = 5`;
    await sql`INSERT INTO new VALUES ('n60', 60)`;
    const { journal } = await runVerification(ends);
    expect(
      journal.differences.map(({ tableId, kind, key }) => `${tableId} ${kind} ${Object.values(key).join('/')}`).sort(),
    ).toEqual([
      'bag SOURCE_ONLY 3//{"x": 1}',
      'bag SOURCE_ONLY 3//{"x": 1}',
      'bag TARGET_ONLY 1/b0/{"x":  1}',
      expect.stringMatching(/^old MISMATCHED 5$/),
      'old TARGET_ONLY 60',
      'part SOURCE_ONLY 6/a',
      'part TARGET_ONLY 6/z',
      expect.stringMatching(/^word MISMATCHED wört/),
    ]);
    for (const { correction } of journal.differences) await sql.unsafe(correction);
    const again = await runVerification(ends);
    expect(again.journal.differences).toEqual([]);
    expect([...again.journal.tables.values()].map(({ result }) => result)).toEqual(Array(4).fill('CONSISTENT'));
  });

  test('a run that begins again does only the chunks that are left, and only the rows asked for', async () => {
    await using sides = await twoSides('CREATE TABLE item (id int PRIMARY KEY, v int)');
    await both(sides, 'INSERT INTO item SELECT i, i FROM generate_series(1, 3000) i; ANALYZE item');
    await sides.target.sql`UPDATE item SET v = 0 WHERE id IN (10, 2500)`;
    const ends = { source: sides.source.address, target: sides.target.address, mappings: [plainMapping('item')] };
    const first = await runVerification({ ...ends, chunkRows: 500 });
    const chunks = first.journal.done.length;
    const [gone] = first.journal.done.splice(0, 1);
    const again = await runVerification({ ...ends, chunkRows: 500, journal: first.journal });
    expect(again.journal.done).toHaveLength(chunks);
    expect(again.journal.tables.get('item')?.verifiedRows).toBe(3000);
    // the graphs get what was digested: a chunk once, and once more where something differs
    const digested = (chunks: readonly DoneChunk[]): number =>
      chunks.reduce((sum, { counts }) => sum + counts.verifiedRows * (counts.mismatched > 0 ? 2 : 1), 0);
    const fed = ({ context: { meter } }: typeof first): number[] =>
      (['verify_source_rows', 'verify_target_rows'] as const).map((name) => meter.counter(name).total);
    const all = digested(again.journal.done);
    const left = digested(gone === undefined ? [] : [gone]);
    expect(all).toBe(4_000);
    expect([fed(first), fed(again)]).toEqual([[all, all], [left, left]]); // prettier-ignore
    const only = await runVerification({ ...ends, onlyRows: new Map([['item', [['10'], ['11'], ['99999']]]]) });
    expect(only.journal.tables.get('item')).toMatchObject({ verifiedRows: 2, mismatched: 1 });
  });

  test('a table whose structure changes fails by its code, the others do not', async () => {
    await using sides = await twoSides(
      'CREATE TABLE stays (id int PRIMARY KEY); CREATE TABLE goes (id int PRIMARY KEY, v int)',
    );
    const journal = new MemoryVerificationJournal();
    journal.recordPlan = async (tableId, chunks) => {
      journal.plans.set(tableId, chunks);
      if (tableId === 'goes') await sides.source.sql`ALTER TABLE goes RENAME v TO w`;
    };
    const { outcome } = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('stays'), plainMapping('goes')],
      journal,
    });
    expect(outcome).toBe('COMPLETED');
    expect(journal.tables.get('stays')?.result).toBe('CONSISTENT');
    expect(journal.tables.get('goes')).toMatchObject({ result: 'FAILED', error: { code: 'TABLE_CHANGED' } });
  });
});

describe('while changes go on', () => {
  test(
    'C21: five runs under a hot-row load with a lagging replay report no false difference',
    { timeout: 120_000 },
    async () => {
      await using sides = await loadedSides();
      for (let run = 0; run < 5; run += 1) {
        const before = sides.written.transactions;
        const { outcome, journal } = await runVerification({
          source: sides.source.address,
          target: sides.target.address,
          mappings: sides.mappings,
          replay: { log: sides.reader, taskId: 'task1' },
          chunkRows: 1_000,
        });
        expect(outcome).toBe('COMPLETED');
        expect(journal.differences).toEqual([]);
        expect([...journal.tables.values()].map(({ tableId, result }) => `${tableId} ${result}`).sort()).toEqual([
          'account CONSISTENT',
          'bag CONSISTENT',
          'doc CONSISTENT',
          'moving CONSISTENT',
        ]);
        expect(sides.written.transactions).toBeGreaterThan(before);
      }
      await sides.stopLoad();
      await sides.level();
      expect(await compareDatabases(sides.source.sql, sides.target.sql)).toEqual([]);
    },
  );

  test('C20: planted differences are found under the same load, and exactly they', { timeout: 60_000 }, async () => {
    await using sides = await loadedSides();
    await sides.target.sql`UPDATE account SET note = 'planted' WHERE id = 1500`;
    await sides.target.sql`UPDATE account SET n = n + CASE id WHEN 1600 THEN 1 ELSE -1 END WHERE id IN (1600, 1601)`;
    await sides.target.sql`DELETE FROM moving WHERE a = 'k400'`;
    await sides.target.sql`INSERT INTO doc VALUES (9999, 1, 'extra')`;
    await sides.target.sql`UPDATE doc SET body = 'short' WHERE id = 39`;
    await sides.target.sql`INSERT INTO bag VALUES (7, 'b2')`;
    const { journal } = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: sides.mappings,
      replay: { log: sides.reader, taskId: 'task1' },
      chunkRows: 1_000,
    });
    expect(
      journal.differences.map(({ tableId, kind, key }) => `${tableId} ${kind} ${Object.values(key).join('/')}`).sort(),
    ).toEqual([
      'account MISMATCHED 1500',
      'account MISMATCHED 1600',
      'account MISMATCHED 1601',
      'bag TARGET_ONLY 7/b2',
      'doc MISMATCHED 39',
      'doc TARGET_ONLY 9999',
      'moving SOURCE_ONLY k400/400',
    ]);
  });

  test(
    'corrections under the load leave both sides equal, and overwrite nothing newer',
    { timeout: 60_000 },
    async () => {
      await using sides = await loadedSides();
      await sides.target.sql`UPDATE account SET note = 'planted' WHERE id = 1500`;
      await sides.target.sql`DELETE FROM doc WHERE id = 39`;
      await sides.target.sql`INSERT INTO bag VALUES (7, 'b2')`;
      const ends = { source: sides.source.address, target: sides.target.address, mappings: sides.mappings };
      const replay = { log: sides.reader, taskId: 'task1' };
      const { journal } = await runVerification({ ...ends, replay });
      expect(journal.differences).toHaveLength(3);
      // Rows that are written to all the time are asked for as well: they are judged anew and left alone.
      const hot = [1, 2, 3, 4, 5].map((id) => ({
        ...journal.differences[0],
        tableId: 'account',
        key: { id: `${id}` },
      }));
      expect(await applyCorrections({ ...ends, replay }, [...journal.differences, ...hot])).toBe(3);
      expect((await runVerification({ ...ends, replay })).journal.differences).toEqual([]);
      await sides.stopLoad();
      await sides.level();
      expect(await compareDatabases(sides.source.sql, sides.target.sql)).toEqual([]);
    },
  );
});
