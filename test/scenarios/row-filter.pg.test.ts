/** Full copy, replay and verification under row filters: rows enter and leave, and the target holds what `SELECT ... WHERE filter` answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { must } from '../../server/core/assert.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import { PostgresCopyTarget } from '../../server/connectors/postgres/snapshot/postgres-copy-target.ts';
import { readImportedRanges } from '../../server/connectors/postgres/snapshot/imported-ranges.ts';
import { PostgresSnapshotReader } from '../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import { readTableShapes } from '../../server/connectors/postgres/table-shape.ts';
import { FullImportStage } from '../../server/full-import/full-import.ts';
import { compileSelection } from '../../server/selection/compile-selection.ts';
import type { ObjectRule } from '../../server/selection/selection-service.ts';
import { openRowFilters } from '../../server/worker/row-filters.ts';
import { createSlot, drainSlot } from '../support/logical-changes.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { stageContext } from '../support/stage-context.ts';
import { runSync } from '../support/sync-run.ts';
import { runVerification } from '../support/verification-run.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

const DDL = `
  CREATE TABLE sale (id bigint PRIMARY KEY, region text, amount numeric(12,2), sold_on date, paid boolean, code char(4), body text);
  ALTER TABLE sale ALTER body SET STORAGE EXTERNAL;
  CREATE TABLE sale_full (LIKE sale INCLUDING ALL);
  ALTER TABLE sale_full ALTER body SET STORAGE EXTERNAL, REPLICA IDENTITY FULL;
  CREATE TABLE event (a int, at timestamptz, note text);
  ALTER TABLE event REPLICA IDENTITY FULL;
  CREATE TABLE plain (id int PRIMARY KEY, note text);`;

/** What a person writes; the oracle hands the same words to the source. */
const SALES = `(region IN ('north', 'Süd') OR region LIKE 'w_st%') AND amount >= 10.005 AND NOT (sold_on < '2026-01-15' AND paid = TRUE) AND code <> 'x'`;
const EVENTS = `at BETWEEN '2026-01-01 12:00:00+00' AND 'infinity' AND note IS NOT NULL OR a NOT IN (1, 2, 3)`;

const rules: ObjectRule[] = [
  { schema: 'public', name: 'sale', rowFilter: SALES },
  { schema: 'public', name: 'sale_full', rowFilter: SALES },
  { schema: 'public', name: 'event', rowFilter: EVENTS },
  { schema: 'public', name: 'plain' },
];

let source: TestDatabase;
let target: TestDatabase;

beforeAll(async () => {
  const server = await testPostgres();
  source = await server.createDatabase();
  target = await server.createDatabase();
  await source.sql.unsafe(DDL);
  await target.sql.unsafe(DDL);
});
afterAll(async () => {
  await source[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

const rowsOf = async (sql: postgres.Sql, table: string, where = 'true'): Promise<string[]> =>
  (await sql.unsafe(`SELECT t::text AS row FROM ${table} t WHERE ${where} ORDER BY t::text COLLATE "C"`)).map((row) =>
    String(row['row']),
  );

async function selected(): Promise<readonly TableMapping[]> {
  const sql = openPool(source.address, { applicationName: 'test', maxSessions: 1 });
  const preview = compileSelection({ objects: rules, include: [], exclude: [] }, await readTableShapes(sql, null));
  await sql.end();
  expect(preview.errors).toEqual([]);
  return preview.tables;
}

async function copy(mappings: readonly TableMapping[]): Promise<string> {
  await using reader = new PostgresSnapshotReader(source.address, { taskId: 'copy' });
  await using copyTarget = new PostgresCopyTarget(target.address, { taskId: 'task1', epoch: 1 });
  const journal = {
    recordTables: () => Promise.resolve(),
    recordConflicts: () => Promise.resolve(),
    recordUnlisted: () => Promise.resolve(),
  };
  const stage = new FullImportStage(
    { reader, target: copyTarget, journal },
    { mappings, incremental: true, targetNotEmpty: 'STOP' },
  );
  return await stage.run(stageContext(1));
}

/** Changes in which rows enter, leave, stay, move their keys, and are written without their large value. */
async function change(sql: postgres.Sql, salt: number): Promise<void> {
  for (const table of ['sale', 'sale_full']) {
    await sql.unsafe(`UPDATE ${table} SET region = 'east' WHERE id % 7 = ${salt % 7}`);
    await sql.unsafe(`UPDATE ${table} SET region = 'west end' WHERE id % 5 = ${salt % 5}`);
    await sql.unsafe(`UPDATE ${table} SET amount = amount + 0.01 WHERE id % 3 = ${salt % 3}`);
    await sql.unsafe(`UPDATE ${table} SET paid = NOT paid, sold_on = sold_on + 7 WHERE id % 4 = ${salt % 4}`);
    await sql.unsafe(`UPDATE ${table} SET amount = NULL WHERE id % 11 = ${salt % 11}`);
    await sql.unsafe(`UPDATE ${table} SET id = id + 100000 WHERE id % 13 = ${salt % 13} AND id < 100000`);
    await sql.unsafe(`DELETE FROM ${table} WHERE id % 17 = ${salt % 17}`);
    await sql.unsafe(
      `INSERT INTO ${table} SELECT 200000 + ${salt} * 1000 + i, (ARRAY['north','south','Süd','west'])[1 + i % 4], i, date '2026-01-10' + i % 9, i % 2 = 0, 'x', 'b' FROM generate_series(1, 20) i`,
    );
    await sql.unsafe(`UPDATE ${table} SET code = 'ab' WHERE id > 200000 + ${salt} * 1000 AND id % 2 = 0`);
  }
  await sql.unsafe(`UPDATE event SET note = CASE WHEN note IS NULL THEN 'n' END WHERE a % 4 = ${salt % 4}`);
  await sql.unsafe(`UPDATE event SET a = a % 5 WHERE a % 6 = ${salt % 6}`);
  await sql.unsafe(`UPDATE event SET at = 'infinity' WHERE a % 5 = ${salt % 5}`);
  await sql.unsafe(`INSERT INTO plain SELECT 1000 + ${salt} * 10 + i, 'p' FROM generate_series(1, 5) i`);
}

describe('a task with row filters', () => {
  test('has on the target what the source answers under the same filter', async () => {
    const { sql } = source;
    const slot = `s_${source.name}`;
    await createSlot(sql, slot, ['sale', 'sale_full', 'event', 'plain']);
    for (const table of ['sale', 'sale_full'])
      await sql.unsafe(
        `INSERT INTO ${table} SELECT i, (ARRAY['north','south','Süd','west','w\u00e9st coast',NULL])[1 + i % 6], (i % 25) + 0.005 * (i % 3), date '2026-01-01' + i % 30, i % 2 = 0, (ARRAY['x','ab',' '])[1 + i % 3], repeat('body' || i, 1500) FROM generate_series(1, 400) i`,
      );
    await sql.unsafe(
      `INSERT INTO event SELECT i % 9, timestamptz '2026-01-01 00:00+00' + i * interval '1 hour', CASE WHEN i % 3 > 0 THEN 'n' || i % 4 END FROM generate_series(1, 120) i`,
    );
    await sql.unsafe(`INSERT INTO plain SELECT i, 'p' FROM generate_series(1, 50) i`);
    const mappings = await selected();
    const filters = await openRowFilters(source.address, mappings);
    expect([...filters.predicates.keys()].sort()).toEqual(
      mappings.filter(({ rowFilter }) => rowFilter !== null).map(({ id }) => id),
    );

    await change(sql, 1);
    expect(await copy(filters.mappings)).toBe('COMPLETED');
    const filterOf = new Map(rules.map(({ name, rowFilter }) => [name, rowFilter ?? 'true']));
    const compare = async (): Promise<void> => {
      for (const [table, filter] of filterOf) {
        const wanted = await rowsOf(sql, table, filter);
        expect([table, await rowsOf(target.sql, table)]).toEqual([table, wanted]);
        expect(wanted.length).toBeGreaterThan(10);
        if (filter !== 'true') expect(wanted.length).toBeLessThan((await rowsOf(sql, table)).length);
      }
    };
    await compare();

    const log = new MemoryLog();
    for (const salt of [2, 3, 4]) {
      await change(sql, salt);
      await drainSlot(sql, slot, log);
      const pool = openPool(target.address, { applicationName: 'test', maxSessions: 1 });
      const imported = await readImportedRanges(pool, 'task1');
      await pool.end();
      const { outcome, journal } = await runSync({
        source: source.address,
        target: target.address,
        log,
        mappings,
        filters: filters.predicates,
        imported,
        until: must(log.parts.at(-1), 'a part').commitPosition,
        epoch: salt,
      });
      expect(outcome).toBe('COMPLETED');
      expect(journal.conflicts).toEqual([]);
      await compare();
    }

    const verify = async (): Promise<string[]> => {
      const { journal } = await runVerification({
        source: source.address,
        target: target.address,
        mappings: filters.mappings.filter(({ source: { name } }) => name.startsWith('sale')),
        filters: filters.predicates,
      });
      return journal.differences.map(({ kind, key }) => `${kind} ${key['id']}`).sort();
    };
    expect(await verify()).toEqual([]);
    const [left] = await sql.unsafe(`SELECT id FROM sale WHERE (${SALES}) IS FALSE ORDER BY id LIMIT 1`);
    const [carried] = await sql.unsafe(`SELECT id FROM sale WHERE ${SALES} ORDER BY id LIMIT 1`);
    await target.sql`INSERT INTO sale (id) VALUES (${left?.['id']})`;
    await target.sql`DELETE FROM sale WHERE id = ${carried?.['id']}`;
    expect(await verify()).toEqual([`SOURCE_ONLY ${carried?.['id']}`, `TARGET_ONLY ${left?.['id']}`]);
  });
});
