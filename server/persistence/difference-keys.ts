/** Keys of recorded differences: what is to be corrected or verified again, and what has been corrected. */
import { and, eq, inArray } from 'drizzle-orm';
import { verificationDifference } from '../../drizzle/tables.ts';
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
