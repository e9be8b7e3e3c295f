/** The filters over the tables of a run answer the same whether few tables pass them, few do not, or many of both. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ObjectFilter } from '../../server/task/observation.ts';
import { ObservedControl } from '../support/observed-control.ts';

/** More than twice what is looked up one by one (FEW). */
const TABLES = 2_500;
const REMOVED = 7;

let observed: ObservedControl;
let taskId: string;
beforeAll(async () => {
  observed = await ObservedControl.open();
  ({ taskId } = await observed.makeTask('large'));
  const { db } = observed.control;
  await db.execute(sql`DELETE FROM task_table WHERE task_id = ${taskId}`);
  await db.execute(sql`
    INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name, removed_at)
    SELECT ${taskId}, 't' || n, n, 'shop', 'Old' || n, 'store', CASE WHEN n > 2 THEN 'new' || n ELSE 'both' END, CASE WHEN n = ${REMOVED} THEN now() END
    FROM generate_series(1, ${TABLES}::int) n`);
  await db.execute(
    sql`INSERT INTO verification_run (id, task_id, scope, request, status, started_at) VALUES ('run', ${taskId}, 'ALL', '{}', 'COMPLETED', now())`,
  );
  await db.execute(sql`
    INSERT INTO verification_table (run_id, table_id, result, estimated_rows, verified_rows, source_only, target_only, mismatched, consistent, uncompared_columns)
    SELECT 'run', id, 'CONSISTENT', 1, 1, 0, 0, 0, 1, '{}' FROM task_table WHERE task_id = ${taskId} AND id <> 't2'`);
});
afterAll(() => observed[Symbol.asyncDispose]());

async function pageOf(filter: ObjectFilter): Promise<{ total: number; first: string | undefined }> {
  const { items, totalCount } = await observed.seen.verificationTables('run', filter, { first: 10 });
  return { total: totalCount, first: items[0]?.tableId };
}

test.each([0, 5, 1_200, 2_495, 2_500])('structures of %i tables are made', async (made) => {
  const { db } = observed.control;
  await db.execute(sql`DELETE FROM schema_object WHERE task_id = ${taskId}`);
  await db.execute(sql`
    INSERT INTO schema_object (task_id, id, ordinal, kind, source_schema, source_name, target_schema, target_name, status, stage, conversions)
    SELECT ${taskId}, 'TABLE shop.' || source_name, ordinal, 'TABLE', source_schema, source_name, target_schema, target_name,
      CASE WHEN ordinal > ${TABLES - made}::int THEN (ARRAY['COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED'])[ordinal % 3 + 1] ELSE 'FAILED' END, 'BEFORE_COPY', '[]'
    FROM task_table WHERE task_id = ${taskId} AND (ordinal > ${TABLES - made}::int OR ordinal % 2 = 0)`);
  const { total } = await pageOf({ onlySchemaCompleted: true });
  expect(total).toBe(made === TABLES ? TABLES - 1 : made); // one is verified under another
});

test('a structure that is made later counts, until its object is removed; so does one that was there before its table', async () => {
  const { db } = observed.control;
  const object = sql`task_id = ${taskId} AND id = 'TABLE shop.Old9'`;
  await db.execute(sql`DELETE FROM schema_object WHERE task_id = ${taskId}`);
  await db.execute(sql`
    INSERT INTO schema_object (task_id, id, ordinal, kind, source_schema, source_name, target_schema, target_name, status, stage, conversions)
    VALUES (${taskId}, 'TABLE shop.Old9', 9, 'TABLE', 'shop', 'Old9', 'store', 'new9', 'CREATING', 'BEFORE_COPY', '[]')`);
  expect(await pageOf({ onlySchemaCompleted: true })).toMatchObject({ total: 0 });
  await db.execute(sql`UPDATE schema_object SET status = 'COMPLETED' WHERE ${object}`);
  expect(await pageOf({ onlySchemaCompleted: true })).toEqual({ total: 1, first: 't9' });
  await db.execute(sql`UPDATE task_table SET source_name = 'Other' WHERE task_id = ${taskId} AND id = 't9'`);
  expect(await pageOf({ onlySchemaCompleted: true })).toMatchObject({ total: 0 });
  await db.execute(sql`UPDATE task_table SET source_name = 'Old9' WHERE task_id = ${taskId} AND id = 't9'`);
  expect(await pageOf({ onlySchemaCompleted: true })).toEqual({ total: 1, first: 't9' });
  await db.execute(sql`UPDATE schema_object SET removed_at = now() WHERE ${object}`);
  expect(await pageOf({ onlySchemaCompleted: true })).toMatchObject({ total: 0 });
});

test('names are found at both ends, whatever the case, under the table that they are verified with', async () => {
  expect(await pageOf({ keyword: 'oLd' })).toMatchObject({ total: TABLES - 1 });
  expect(await pageOf({ keyword: 'NEW77' })).toMatchObject({ total: 11, first: 't77' });
  expect(await pageOf({ keyword: 'new', sourceSchema: 'shop' })).toMatchObject({ total: TABLES - 2 });
  expect(await pageOf({ keyword: '2499' })).toEqual({ total: 1, first: 't2499' });
  expect(await pageOf({ keyword: 'both' })).toEqual({ total: 1, first: 't1' });
  expect(await pageOf({ keyword: 'd7n' })).toMatchObject({ total: 0 }); // the end of one name and the beginning of another
});
