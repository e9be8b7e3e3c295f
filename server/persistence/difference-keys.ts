/** Keys of recorded differences: what is to be corrected or verified again, and what has been corrected. */
import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { verificationDifference, verificationRun } from '../../drizzle/tables.ts';
import type { NamedCells } from '../full-verification/verification-journal.ts';
import type { ControlDatabase } from './control-database.ts';

export interface DifferenceKey {
  readonly id: bigint;
  readonly tableId: string;
  /** By source column. */
  readonly key: NamedCells;
}

/** Open differences of a run: the named ones, or all. */
export async function openDifferences(
  control: ControlDatabase,
  runId: string,
  ids: readonly string[] | null,
): Promise<readonly DifferenceKey[]> {
  const rows = await control.db
    .select({ id: verificationDifference.id, tableId: verificationDifference.tableId, key: verificationDifference.key })
    .from(verificationDifference)
    .where(
      and(
        eq(verificationDifference.runId, runId),
        eq(verificationDifference.status, 'OPEN'),
        ids === null ? undefined : inArray(verificationDifference.id, ids.map(BigInt)),
      ),
    );
  return rows.map((row) => ({ ...row, key: row.key as NamedCells })); // written by the journal
}

export async function markCorrected(control: ControlDatabase, ids: readonly bigint[]): Promise<void> {
  if (ids.length > 0)
    await control.db
      .update(verificationDifference)
      .set({ status: 'CORRECTED' })
      .where(inArray(verificationDifference.id, [...ids]));
}

/** Open differences of the newest run before `runId` that left any. */
export async function differencesBefore(
  control: ControlDatabase,
  taskId: string,
  runId: string,
): Promise<readonly DifferenceKey[]> {
  const left = sql`EXISTS (SELECT FROM ${verificationDifference} WHERE ${verificationDifference.runId} = ${verificationRun.id} AND ${verificationDifference.status} = 'OPEN')`;
  const [run] = await control.db
    .select({ id: verificationRun.id })
    .from(verificationRun)
    .where(and(eq(verificationRun.taskId, taskId), ne(verificationRun.id, runId), left))
    .orderBy(desc(verificationRun.startedAt))
    .limit(1);
  return run === undefined ? [] : openDifferences(control, run.id, null);
}
