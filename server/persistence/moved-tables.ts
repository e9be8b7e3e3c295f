/** Tables of a task that come from its sub-migration, or leave it, with everything that is known of them. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { objectChange, taskTable } from '../../drizzle/tables.ts';
import { tableKey, type TableName } from '../core/object-map.ts';
import type { ControlDatabase, Transaction } from './control-database.ts';

/** Have a column `task_id` and rows that belong to a table. */
const OF_A_TABLE = ['table_progress', 'schema_object'] as const;

/** Ids of the tables that came; the ids are the parent's already (compiled-tables.ts). */
export async function adoptTables(tx: Transaction, parentId: string, childId: string): Promise<readonly string[]> {
  const adopted = await tx.execute<{ id: string }>(sql`
    INSERT INTO task_table
    SELECT (jsonb_populate_record(t, jsonb_build_object('task_id', ${parentId}::text, 'ordinal',
      t.ordinal + 1 + (SELECT coalesce(max(p.ordinal), -1) FROM task_table p WHERE p.task_id = ${parentId})))).*
    FROM task_table t WHERE t.task_id = ${childId} AND t.removed_at IS NULL
    RETURNING id`);
  // what a person had skipped comes back with the table
  await tx.execute(sql`
    DELETE FROM schema_object p USING schema_object c
    WHERE p.task_id = ${parentId} AND p.facts ? 'leaves' AND c.task_id = ${childId} AND c.id = p.id`);
  for (const table of OF_A_TABLE)
    await tx.execute(sql`
      INSERT INTO ${sql.identifier(table)}
      SELECT (jsonb_populate_record(t, jsonb_build_object('task_id', ${parentId}::text))).*
      FROM ${sql.identifier(table)} t WHERE t.task_id = ${childId}
      ON CONFLICT DO NOTHING`); // a schema or type that both have
  // its sum is the database's own
  await tx.execute(sql`
    INSERT INTO table_statistics (task_id, table_id, side, inserts, updates, deletes, updated_at)
    SELECT ${parentId}, table_id, side, inserts, updates, deletes, updated_at FROM table_statistics WHERE task_id = ${childId}
    ON CONFLICT DO NOTHING`);
  await tx.execute(sql`UPDATE conflict SET task_id = ${parentId} WHERE task_id = ${childId}`);
  return adopted.map(({ id }) => id);
}

/** Whether the tables of a sub-migration have become its task's, also when they have left that since. */
export async function isHandedOn(control: ControlDatabase, childId: string): Promise<boolean> {
  const change = and(eq(objectChange.childId, childId), eq(objectChange.status, 'SUCCEEDED'));
  return (await control.db.$count(objectChange, change)) > 0;
}

/** What a person skipped stays listed. */
export async function removeTables(tx: Transaction, taskId: string, tables: readonly TableName[]): Promise<void> {
  const gone = new Set(tables.map(tableKey));
  const rows = await tx.select().from(taskTable).where(eq(taskTable.taskId, taskId));
  const ids = rows
    .filter(({ sourceSchema, sourceName }) => gone.has(tableKey({ schema: sourceSchema, name: sourceName })))
    .map(({ id }) => id);
  if (ids.length === 0) return;
  await tx
    .update(taskTable)
    .set({ removedAt: new Date() })
    .where(and(eq(taskTable.taskId, taskId), inArray(taskTable.id, ids)));
  await tx.execute(sql`DELETE FROM table_progress WHERE task_id = ${taskId} AND table_id IN ${ids}`);
  for (const { schema, name } of tables)
    await tx.execute(sql`
      DELETE FROM schema_object WHERE task_id = ${taskId} AND NOT coalesce(facts ? 'leaves', false)
        AND (kind = 'TABLE' AND source_schema = ${schema} AND source_name = ${name}
          OR facts -> 'ownerTable' ->> 'schema' = ${schema} AND facts -> 'ownerTable' ->> 'name' = ${name})`);
}
