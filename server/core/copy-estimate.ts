/**
 * How much of a table is copied, and how long the rest will take at the pace of its copy since it began. Ranges tell the
 * share best, for a table has an estimate of its rows only; rows tell it while it is one range.
 */
/** What has passed of less says nothing of the pace. */
const LEAST_SHARE = 0.02;
/** A table whose rows are all there and whose copy is not recorded yet: the estimate was too low. */
const NEARLY = 0.99;

/** What is recorded of the copy of a table. */
export interface TableCopy {
  readonly status: string;
  readonly estimatedRows: bigint;
  readonly migratedRows: bigint;
  readonly rangesTotal: number;
  readonly rangesCompleted: number;
  readonly startedAt: Date | null;
}

/** 0 to 1. */
export function copiedShare(table: TableCopy): number {
  if (table.status === 'COPIED') return 1;
  const byRows = table.estimatedRows > 0n ? Number(table.migratedRows) / Number(table.estimatedRows) : 0;
  const byRanges = table.rangesTotal > 1 ? table.rangesCompleted / table.rangesTotal : 0;
  return Math.min(NEARLY, Math.max(byRows, byRanges));
}

/** Milliseconds from `nowMs` on; null unless the table is being copied and enough of it has passed. */
export function copyTimeLeftMs(table: TableCopy, nowMs: number): number | null {
  const share = copiedShare(table);
  if (table.status !== 'COPYING' || table.startedAt === null || share < LEAST_SHARE) return null;
  const spentMs = Math.max(0, nowMs - table.startedAt.getTime());
  return (spentMs / share) * (1 - share);
}
