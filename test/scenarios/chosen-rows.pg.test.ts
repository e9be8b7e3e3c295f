/**
 * A run over chosen rows: what differs among them is found exactly, whichever side fulfils the filter, and also while they are
 * written to; nothing else is told; and what it finds equal proves nothing of the other rows.
 */
import { expect, test } from 'vitest';
import type { TableMapping } from '../../server/core/object-map.ts';
import { openChosenRows } from '../../server/worker/row-filters.ts';
import { loadedSides, twoSides } from '../support/hot-rows.ts';
import { plainMapping } from '../support/sync-run.ts';
import { runVerification, type VerificationRunOptions } from '../support/verification-run.ts';

async function chosenRun(options: VerificationRunOptions, rowFilters: Readonly<Record<string, string>>) {
  const { source, mappings } = options;
  const chosen = await openChosenRows(source, mappings, new Map(Object.entries(rowFilters)));
  const { outcome, journal } = await runVerification({ ...options, chosen });
  expect(outcome).toBe('COMPLETED');
  const found = journal.differences.map(
    ({ tableId, kind, key }) => `${tableId} ${kind} ${Object.values(key).join('/')}`,
  );
  return { journal, found: found.sort() };
}

test('a row differs that the filter chooses on one side alone, and rows that it chooses on neither do not count', async () => {
  await using sides = await twoSides(
    `CREATE TABLE item (id int PRIMARY KEY, state text, price numeric(12,2)); CREATE TABLE bag (a int, b text)`,
    `CREATE TABLE goods (no int PRIMARY KEY, status text, price numeric(12,2)); CREATE TABLE bag (a int, b text)`,
  );
  const [from, to] = [sides.source.sql, sides.target.sql];
  const values = `SELECT i, CASE i % 10 WHEN 0 THEN 'open' ELSE 'done' END, i FROM generate_series(1, 20000) i`;
  await from.unsafe(`INSERT INTO item ${values}; INSERT INTO bag SELECT i % 5, 'b' || i % 3 FROM generate_series(1, 60) i; ANALYZE`); // prettier-ignore
  await to.unsafe(`INSERT INTO goods ${values}; INSERT INTO bag SELECT i % 5, 'b' || i % 3 FROM generate_series(1, 60) i`); // prettier-ignore
  await to`UPDATE goods SET price = 1.5 WHERE no IN (100, 101)`; // chosen on both sides, on neither
  await to`UPDATE goods SET status = 'done' WHERE no = 200`; // at the source alone
  await to`UPDATE goods SET status = 'open' WHERE no = 201`; // at the target alone
  await to`DELETE FROM goods WHERE no IN (300, 301)`;
  await to`INSERT INTO goods VALUES (-1, 'open', 1), (-2, 'done', 1)`;
  await to`INSERT INTO bag VALUES (1, 'b1'), (2, 'b1')`;
  await to`DELETE FROM bag WHERE ctid IN (SELECT ctid FROM bag WHERE a = 3 AND b = 'b2' LIMIT 1)`;
  const item: TableMapping = {
    id: 'item',
    source: { schema: 'public', name: 'item' },
    target: { schema: 'public', name: 'goods' },
    columns: [
      { source: 'id', target: 'no' },
      { source: 'state', target: 'status' },
      { source: 'price', target: 'price' },
    ],
    rowFilter: null,
  };
  const ends = { source: sides.source.address, target: sides.target.address, chunkRows: 3_000 };
  const mappings = [item, plainMapping('bag')];
  const { journal, found } = await chosenRun({ ...ends, mappings }, { item: "state = 'open'", bag: 'a IN (1, 3)' });
  expect(found).toEqual([
    'bag SOURCE_ONLY 3/b2',
    'bag TARGET_ONLY 1/b1',
    'item MISMATCHED 100',
    'item MISMATCHED 200',
    'item MISMATCHED 201',
    'item SOURCE_ONLY 300',
    'item TARGET_ONLY -1',
  ]);
  expect(journal.tables.get('item')).toMatchObject({
    rowFilter: "state = 'open'",
    result: 'INCONSISTENT',
    verifiedRows: 2_000,
    mismatched: 3,
    sourceOnly: 1,
    targetOnly: 1,
  });

  // the filter of the task holds as well: what it leaves out must not be at the target
  const filtered = { ...ends, mappings: [{ ...item, rowFilter: 'id <= 10000' }] };
  const more = await chosenRun(filtered, { item: 'id > 9990 AND id <= 10010' });
  expect(more.journal.tables.get('item')).toMatchObject({ verifiedRows: 10, targetOnly: 10, sourceOnly: 0 });

  await expect(openChosenRows(ends.source, [item], new Map([['item', 'status = 1']]))).rejects.toMatchObject({
    code: 'FILTER_INVALID', // the source's names
  });
  const less = { ...item, columns: [{ source: 'id', target: 'no' }] };
  await expect(openChosenRows(ends.source, [less], new Map([['item', "state = 'open'"]]))).rejects.toMatchObject({
    code: 'FILTER_INVALID', // a column that is not migrated
  });
  await to`ALTER TABLE goods DROP status`;
  const lacking = await chosenRun({ ...ends, mappings: [item] }, { item: "state = 'open'" });
  expect(lacking.journal.tables.get('item')).toMatchObject({
    result: 'NOT_COMPARABLE',
    error: { code: 'TARGET_TABLE_DIFFERS' },
  });
});

test(
  'C20: among rows that are written to all the time what was planted is found, and nothing else',
  { timeout: 60_000 },
  async () => {
    await using sides = await loadedSides();
    const options = {
      source: sides.source.address,
      target: sides.target.address,
      mappings: sides.mappings,
      replay: { log: sides.reader, taskId: 'task1' },
      chunkRows: 1_000,
    };
    const filters = {
      account: "n >= 0 AND (id <= 100 OR note = 'x1500' OR note = 'planted')",
      moving: "v >= 0 AND a LIKE 'k%'",
      doc: 'n >= 0',
      bag: 'a <= 10',
    };
    const before = sides.written.transactions;
    for (let run = 0; run < 5; run += 1) expect((await chosenRun(options, filters)).found).toEqual([]);
    expect(sides.written.transactions).toBeGreaterThan(before);
    await sides.target.sql`UPDATE account SET note = 'planted' WHERE id = 1500`;
    await sides.target.sql`UPDATE account SET note = 'other' WHERE id = 1501`;
    await sides.target.sql`DELETE FROM moving WHERE a = 'k400'`;
    await sides.target.sql`INSERT INTO doc VALUES (9999, 1, 'extra'), (9998, -1, 'not chosen')`;
    await sides.target.sql`INSERT INTO bag VALUES (7, 'b2'), (17, 'b2')`;
    expect((await chosenRun(options, filters)).found).toEqual([
      'account MISMATCHED 1500',
      'bag TARGET_ONLY 7/b2',
      'doc TARGET_ONLY 9999',
      'moving SOURCE_ONLY k400/400',
    ]);
  },
);
