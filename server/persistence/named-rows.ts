/**
 * Rows of a task by a part of one of their names. A part of three characters or more is found by an index of such threes
 * (name_parts, migration 0013), which answers in the same time whatever the list holds: those rows are looked up once, for a page
 * and its total alike. Of a shorter part, or one that many names have, the list itself is read: there a page is soon full.
 */
import { and, eq, or, sql, type SQL } from 'drizzle-orm';
import { taskTable, type schemaObject } from '../../drizzle/tables.ts';
import { anyOf } from './any-of.ts';
import { contains, eitherContains } from './contains.ts';
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

/** Tables by a part of a name or of the schema. A task has few schemas, which an index names one after the other. */
export async function isCalled(
  control: ControlDatabase,
  { taskId, keyword }: { readonly taskId: string; readonly keyword: string },
): Promise<SQL | undefined> {
  const next = sql`SELECT source_schema FROM task_table WHERE task_id = ${taskId} AND removed_at IS NULL`;
  const [named, [schema]] = await Promise.all([
    isNamed(control, taskTable, { taskId, keyword }),
    control.db.execute<{ wanted: boolean }>(sql`
      WITH RECURSIVE schemas AS (
        (${next} ORDER BY source_schema LIMIT 1)
        UNION ALL
        SELECT (${next} AND source_schema > schemas.source_schema ORDER BY source_schema LIMIT 1) FROM schemas WHERE source_schema IS NOT NULL)
      SELECT EXISTS (SELECT FROM schemas WHERE strpos(lower(source_schema), lower(${keyword}::text)) > 0) AS wanted`),
  ]);
  return schema?.wanted === true ? or(named, contains([taskTable.sourceSchema], keyword)) : named;
}
