/** What people see of the copy (port): one row per table, written whenever it changed, at most once a second. */
import type { ErrorReason } from '../core/errors.ts';
import type { CopyConflict } from '../connectors/copy-target.ts';

export interface TableImport {
  readonly tableId: string;
  readonly status: 'WAITING' | 'COPYING' | 'COPIED' | 'FAILED';
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
  readonly migratedRows: number;
  readonly migratedBytes: number;
  readonly rangesTotal: number;
  readonly rangesCompleted: number;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly error: ErrorReason | null;
}

export interface ImportJournal {
  recordTables(tables: readonly TableImport[]): Promise<void>;
  recordConflicts(conflicts: readonly CopyConflict[]): Promise<void>;
  /** How many more rows of a range lost than are listed. */
  recordUnlisted(tableId: string, rows: number): Promise<void>;
}
