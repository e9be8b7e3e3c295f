/** Keys of recorded differences: what is to be corrected or verified again, and what no longer stands. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { verificationDifference } from '../../drizzle/tables.ts';
import type { NamedCells } from '../full-verification/verification-journal.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';

export interface DifferenceKey {
  readonly id: bigint;
  readonly tableId: string;
  /** By source column. */
  readonly key: NamedCells;
}

/** Open differences of a run: the named ones, or all. */
export async function openDifferences(
  db: Queryable,
  runId: string,
  ids: readonly string[] | null,
): Promise<readonly DifferenceKey[]> {
  const rows = await db
    .select({ id: verificationDifference.id, tableId: verificationDifference.tableId, key: verificationDifference.key })
    .from(verificationDifference)
    .where(
      and(
        eq(verificationDifference.runId, runId),
        eq(verificationDifference.status, 'OPEN'),
        ids === null
          ? undefined
          : inArray(verificationDifference.id, ids.filter((id) => /^\d{1,18}$/.test(id)).map(BigInt)),
      ),
    );
  return rows.map((row) => ({ ...row, key: row.key as NamedCells })); // written by the journal
}

/** What older runs found of the same rows stands no longer either. */
export async function markCorrected(control: ControlDatabase, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const chosen = sql`${`{${ids.join(',')}}`}::bigint[]`;
  await control.db.execute(sql`
    WITH corrected AS (
      UPDATE verification_difference SET status = 'CORRECTED' WHERE id = ANY (${chosen}) RETURNING id, run_id, table_id, key)
    UPDATE verification_difference d SET status = 'RESOLVED'
    FROM corrected c, verification_run run, verification_run older
    WHERE run.id = c.run_id AND older.task_id = run.task_id AND older.started_at < run.started_at
      AND d.run_id = older.id AND d.table_id = c.table_id AND d.key = c.key AND d.status = 'OPEN'`);
}

/**
 * Open differences that stand: of each table those of the newest run before `runId` (null: of all runs) that has judged it, and
 * what runs over chosen rows have found since. What INCONSISTENT_ROWS verifies again; a row may come more than once.
 */
export async function standingDifferences(
  db: Queryable,
  taskId: string,
  runId: string | null,
): Promise<readonly DifferenceKey[]> {
  const rows = await db
    .select({ id: verificationDifference.id, tableId: verificationDifference.tableId, key: verificationDifference.key })
    .from(verificationDifference)
    .where(
      and(
        eq(verificationDifference.status, 'OPEN'),
        sql`(${verificationDifference.tableId}, ${verificationDifference.runId}) IN (
          WITH judged AS (
            SELECT t.table_id, t.run_id, t.row_filter, row_number() OVER (PARTITION BY t.table_id ORDER BY r.started_at DESC, r.id DESC) AS place
            FROM verification_table t JOIN verification_run r ON r.id = t.run_id
            WHERE r.task_id = ${taskId} AND r.id IS DISTINCT FROM ${runId} AND t.result IN ('CONSISTENT', 'INCONSISTENT'))
          SELECT table_id, run_id FROM judged j
          WHERE NOT EXISTS (SELECT FROM judged newer WHERE newer.table_id = j.table_id AND newer.place < j.place AND newer.row_filter IS NULL))`,
      ),
    )
    .orderBy(asc(verificationDifference.id));
  return rows.map((row) => ({ ...row, key: row.key as NamedCells })); // written by the journal
}

/**
 * What older runs found in tables that this one found equal, as a whole or in the rows that had differed, stands no longer. Rows
 * that changed say so of older runs over rows that changed alone: what those found is compared again until it is equal.
 */
export async function settleEqualRows(
  db: Queryable,
  run: { readonly id: string; readonly taskId: string; readonly scope: string },
): Promise<void> {
  const foundBy = run.scope === 'CHANGED_ROWS' ? sql`older.scope = 'CHANGED_ROWS'` : sql`true`;
  await db.execute(sql`
    UPDATE verification_difference d SET status = 'RESOLVED'
    FROM verification_table t, verification_run older
    WHERE t.run_id = ${run.id} AND t.result = 'CONSISTENT' AND t.row_filter IS NULL AND d.table_id = t.table_id AND d.status = 'OPEN'
      AND older.id = d.run_id AND older.task_id = ${run.taskId} AND older.id <> ${run.id} AND ${foundBy}`);
}
