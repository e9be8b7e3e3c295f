/** Rows are found by their keys, whatever the key is: one column, several, or the whole row; also when they are many. */
import { expect, test } from 'vitest';
import {
  PostgresSourceDigester,
  PostgresTargetDigester,
} from '../../../server/connectors/postgres/digest/postgres-digester.ts';
import type { RowCells } from '../../../server/connectors/row-digester.ts';
import { pairTables } from '../../../server/full-verification/verification-plan.ts';
import { testPostgres } from '../../setup/postgres.ts';

const ROWS = 12_000;

test.each([
  ['one column', 'one', (n: number): RowCells => [String(n)]],
  ['several columns', 'several', (n: number): RowCells => [`it's ${n}`, String(n % 7), String(n)]],
  ['no key', 'keyless', (n: number): RowCells => [String(n), n % 2 === 0 ? null : `note ${n}`]],
])('a key of %s', async (_, name, keyOf) => {
  const server = await testPostgres();
  const database = await server.createDatabase();
  await database.sql.unsafe(`CREATE SCHEMA k;
    CREATE TABLE k.one (id int PRIMARY KEY, note text);
    CREATE TABLE k.several (a text, b smallint, c bigint, note text, PRIMARY KEY (a, b, c));
    CREATE TABLE k.keyless (id int, note text);
    INSERT INTO k.one SELECT n, 'note' FROM generate_series(1, ${ROWS}) n;
    INSERT INTO k.several SELECT 'it''s ' || n, n % 7, n, 'note' FROM generate_series(1, ${ROWS}) n;
    INSERT INTO k.keyless SELECT n, CASE WHEN n % 2 = 1 THEN 'note ' || n END FROM generate_series(1, ${ROWS}) n;
    ANALYZE`);
  await using source = new PostgresSourceDigester(database.address, { taskId: 't1' });
  await using target = new PostgresTargetDigester(database.address, { taskId: null });
  const table = { schema: 'k', name };
  const mapping = { id: 'm1', source: table, target: table, columns: null, rowFilter: null };
  const [pair] = await pairTables([mapping], { source, target });
  if (pair === undefined || 'error' in pair) throw new Error(`it is not compared: ${pair?.error.message}`);
  await using reader = await source.openReader();
  await reader.begin(pair.source, null);
  const found = async (numbers: readonly number[]): Promise<number> => {
    const groups = await reader.digest({ bounds: { kind: 'KEYS', keys: numbers.map(keyOf) }, groups: 1 });
    return [...groups.values()].reduce((sum, { rows }) => sum + rows, 0);
  };
  expect(await found([7])).toBe(1);
  expect(await found([7, 8, ROWS + 1, ROWS + 2])).toBe(2);
  const many = Array.from({ length: 5_000 }, (__, index) => 2 * index + 2);
  const began = performance.now();
  expect(await found(many)).toBe(5_000);
  expect(performance.now() - began).toBeLessThan(5_000); // by an index or a hash, not by a list gone through for every row
  await reader.end();
});
