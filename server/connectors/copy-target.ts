/**
 * The verb "take rows" of a connector (port): ranges written under a fence, each with its record in one transaction.
 *
 * T1  The record of a range (snapshot, E, rows, bytes) commits with its rows or not at all.
 * T2  Triggers and foreign keys of the target are silent; nothing commits under an epoch that is no longer current.
 */
import type { TableShape } from '../core/catalog.ts';
import type { Position } from '../core/position.ts';
import type { SourceSnapshot } from '../core/range-visibility.ts';
import type { TableName } from '../core/object-map.ts';
import type { RangeBounds } from './snapshot-reader.ts';

/** A planned range as the target keeps it. */
export interface PlannedRange {
  readonly tableId: string;
  readonly rangeId: number;
  readonly bounds: RangeBounds;
  readonly shared: boolean;
  readonly completed: boolean;
  readonly rows: number;
  readonly bytes: number;
}

export interface TargetTableColumns {
  readonly name: TableName;
  /** Its rows lie in partitions. */
  readonly partitioned: boolean;
  /** Target columns in the order in which the rows travel. */
  readonly columns: readonly string[];
  /** Columns of the target's key, for `existingRowsWin`. */
  readonly key: readonly string[] | null;
}

export interface RangeRecord {
  readonly tableId: string;
  readonly rangeId: number;
  readonly snapshot: SourceSnapshot;
  readonly endPosition: Position;
  readonly rows: number;
  readonly bytes: number;
}

/** A row of the source that lost against an existing one. */
export interface CopyConflict {
  readonly tableId: string;
  /** What it would have broken. */
  readonly constraint: string | null;
  readonly sourceRow: string;
  /** Null where it cannot be told which row won (an expression, an exclusion). */
  readonly targetRow: string | null;
}

export interface WrittenRange {
  readonly written: number;
  /** Up to a bound of the connector. */
  readonly conflicts: readonly CopyConflict[];
  /** Rows that lost as well and are not among `conflicts`. */
  readonly unlisted: number;
}

/** One session of the target that writes one range at a time. */
export interface RangeWriter extends AsyncDisposable {
  /** Opens the transaction and the copy. Throws FENCED. */
  begin(table: TargetTableColumns): Promise<void>;
  write(bytes: Buffer): Promise<void>;
  /** Ends the copy, records the range and commits; returns the rows that were written. */
  commit(record: RangeRecord): Promise<WrittenRange>;
  rollback(): Promise<void>;
}

export interface CopyTarget extends AsyncDisposable {
  /** Raises the fence to the epoch. Throws FENCED. */
  claim(): Promise<void>;
  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]>;
  isEmpty(table: TargetTableColumns): Promise<boolean>;
  readPlan(): Promise<readonly PlannedRange[]>;
  /** Records the ranges of one table, all at once. */
  recordPlan(tableId: string, ranges: readonly RangeBounds[], shared: boolean): Promise<void>;
  /** Empties the table and forgets that ranges of those that go into it were completed, in one transaction (shared snapshots). */
  restartTable(tableIds: readonly string[], table: TargetTableColumns): Promise<void>;
  /** Forgets the whole plan and empties the tables that it has filled, in one transaction. */
  restart(filled: readonly TargetTableColumns[]): Promise<void>;
  /** `existingRowsWin`: rows that an existing one forbids are left out and reported. */
  openWriter(options: { readonly existingRowsWin: boolean }): Promise<RangeWriter>;
}
