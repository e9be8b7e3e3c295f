/**
 * Rows of a task by a part of one of their names. A part of three characters or more is found by an index of such threes
 * (name_parts, migration 0013), which answers in the same time whatever the list holds: those rows are looked up once, for a page
 * and its total alike. Of a shorter part, or one that many names have, the list itself is read: there a page is soon full.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { schemaObject, taskTable } from '../../drizzle/tables.ts';
import { anyOf } from './any-of.ts';
import { eitherContains } from './contains.ts';
import type { ControlDatabase } from './control-database.ts';

/** Rows that are looked up once, at most. */
export const FEW = 1_000;
const LEAST_PART = 3;

export async function isNamed(
  control: ControlDatabase,
  table: typeof taskTable | typeof schemaObject,
  { taskId, keyword }: { readonly taskId: string; readonly keyword: string },
): Promise<SQL> {
  const named = eitherContains(table.sourceName, table.targetName, keyword);
  if (keyword.length < LEAST_PART) return named;
  const rows = await control.db.execute<{ id: string }>(sql`
    SELECT ${table.id} FROM ${table}
    WHERE ${and(eq(table.taskId, taskId), named)} AND name_parts(task_id, source_name, target_name) @> name_parts(${taskId}, ${keyword}, ${keyword})
    LIMIT ${FEW + 1}`);
  if (rows.length > FEW) return named;
  return anyOf(
    table.id,
    rows.map(({ id }) => id),
  );
}
