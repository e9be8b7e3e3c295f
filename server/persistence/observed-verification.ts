/** What a run of the full verification found, as people see it: its tables and the rows that differ (runs: observed-runs.ts). */
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { taskTable, verificationDifference, verificationRun, verificationTable } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { VerificationResult } from '../core/verification-verdict.ts';
import type { DifferenceKind, ObjectFilter, VerificationDifference, VerificationTable } from '../task/observation.ts';
import { anyOf } from './any-of.ts';
import type { ControlDatabase } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';
import { FEW } from './named-rows.ts';
import { nameConditions } from './observed-objects.ts';

const TO_BE_SEEN_FIRST = sql`${verificationTable.result} IN ('INCONSISTENT', 'FAILED', 'NOT_COMPARABLE')`;

export async function verificationTables(
  control: ControlDatabase,
  runId: string,
  filter: ObjectFilter & { readonly results?: readonly VerificationResult[] | null },
  page: PageRequest,
): Promise<Page<VerificationTable>> {
  const [run] = await control.db.select().from(verificationRun).where(eq(verificationRun.id, runId));
  const taskId = run?.taskId ?? '';
  const names = await nameConditions(control, taskTable, { taskId, filter });
  const asked = and(
    eq(verificationTable.runId, runId),
    names === undefined ? undefined : await isOfNamed(control, taskId, names),
    filter.results ? inArray(verificationTable.result, [...filter.results]) : undefined,
    filter.onlyWithErrors ? TO_BE_SEEN_FIRST : undefined,
  );
  const made = filter.onlySchemaCompleted ? await whichAreMade(control, taskId) : { is: undefined, not: null };
  const counted = (where: SQL | undefined): Promise<number> => control.db.$count(verificationTable, where);
  const { not } = made;
  return keysetPage(control.db, {
    table: verificationTable,
    where: and(asked, made.is),
    // to count all and those few costs a fraction of looking at each
    ...(not === null ? {} : { total: async () => (await counted(asked)) - (await counted(and(asked, not))) }),
    first: TO_BE_SEEN_FIRST,
    keys: [verificationTable.tableId],
    page,
    items: async (rows) => {
      if (rows.length === 0) return [];
      const ids = sql.join(rows.map(({ tableId }) => sql`${tableId}`), sql`, `); // prettier-ignore
      const tables = await control.db
        .select()
        .from(taskTable)
        .where(
          and(
            eq(taskTable.taskId, taskId),
            sql`(${taskTable.targetSchema}, ${taskTable.targetName}) IN (SELECT t.target_schema, t.target_name FROM task_table t WHERE t.task_id = ${taskId} AND t.id IN (${ids}))`,
          ),
        )
        .orderBy(asc(taskTable.ordinal));
      const byId = new Map(tables.map((table) => [table.id, table]));
      return rows.map((row) => {
        const table = must(byId.get(row.tableId), `table ${row.tableId}`);
        return {
          ...row,
          id: `${row.runId}.${row.tableId}`,
          source: { schema: table.sourceSchema, name: table.sourceName },
          target: { schema: table.targetSchema, name: table.targetName },
          also: tables
            .filter((other) => other.id !== table.id && other.removedAt === null && sameTarget(other, table))
            .map(({ sourceSchema: schema, sourceName: name }) => ({ schema, name })),
          result: row.result as VerificationTable['result'],
          error: row.error as VerificationTable['error'],
        };
      });
    },
  });
}

/** Looked up once for all that is asked of a page when the tables are few, else by each statement for itself. */
async function isOfNamed(control: ControlDatabase, taskId: string, condition: SQL): Promise<SQL> {
  // of tables that go into one target, any may be named; materialized, or names are looked for at each table anew
  const targets = sql`
    WITH named AS MATERIALIZED (
      SELECT ${taskTable.targetSchema}, ${taskTable.targetName} FROM ${taskTable} WHERE ${and(eq(taskTable.taskId, taskId), condition)})`;
  const most = sql`LIMIT ${FEW + 1}`;
  const rows = await control.db.execute<{ id: string }>(sql`
    ${targets} SELECT t.id FROM (SELECT DISTINCT * FROM named ${most}) n CROSS JOIN LATERAL (
      SELECT id FROM task_table WHERE task_id = ${taskId} AND (target_schema, target_name) = (n.target_schema, n.target_name) OFFSET 0) t ${most}`);
  if (rows.length > FEW)
    return sql`${verificationTable.tableId} IN (
      ${targets} SELECT t.id FROM task_table t WHERE t.task_id = ${taskId} AND (t.target_schema, t.target_name) IN (SELECT * FROM named))`;
  return anyOf(
    verificationTable.tableId,
    rows.map(({ id }) => id),
  );
}

/** Tables whose structure was made; `not`: those that it was not, where they are few. The few are looked up once. */
async function whichAreMade(control: ControlDatabase, taskId: string): Promise<{ is: SQL; not: SQL | null }> {
  const tables = (made: boolean): SQL =>
    sql`SELECT ${taskTable.id} FROM ${taskTable} WHERE ${and(eq(taskTable.taskId, taskId), eq(taskTable.structureMade, made))}`;
  const few = async (made: boolean): Promise<SQL | null> => {
    const rows = await control.db.execute<{ id: string }>(sql`${tables(made)} LIMIT ${FEW + 1}`);
    const ids = rows.map(({ id }) => id);
    return rows.length > FEW ? null : anyOf(verificationTable.tableId, ids);
  };
  const not = await few(false);
  if (not !== null) return { is: sql`NOT (${not})`, not };
  return { is: (await few(true)) ?? sql`${verificationTable.tableId} IN (${tables(true)})`, not };
}

const sameTarget = (one: typeof taskTable.$inferSelect, other: typeof taskTable.$inferSelect): boolean =>
  one.targetSchema === other.targetSchema && one.targetName === other.targetName;

export function verificationDifferences(
  control: ControlDatabase,
  runId: string,
  filter: { readonly tableId?: string | null; readonly kinds?: readonly DifferenceKind[] | null },
  page: PageRequest,
): Promise<Page<VerificationDifference>> {
  return keysetPage(control.db, {
    table: verificationDifference,
    where: and(
      eq(verificationDifference.runId, runId),
      filter.tableId ? eq(verificationDifference.tableId, filter.tableId) : undefined,
      filter.kinds ? inArray(verificationDifference.kind, [...filter.kinds]) : undefined,
    ),
    keys: [verificationDifference.id],
    page,
    items: (rows) => rows.map((row) => ({ ...row, id: String(row.id) }) as VerificationDifference),
  });
}
