/**
 * The verb "read what is there" of a connector (port): a table cut into ranges, each read under a recorded snapshot.
 *
 * R1  A range is read in one transaction: lock, snapshot, rows, then the end E of its overlap (C3).
 * R2  finish() resolves only when a crash of the source cannot take back anything that was read (C4); it throws
 *     SOURCE_RESTARTED when the source was restarted since the range was opened.
 * R3  All ranges of a table with a shared snapshot see the same moment; it lives until the shared snapshot is closed.
 */
import type { TableShape } from '../core/catalog.ts';
import type { Position } from '../core/position.ts';
import type { RangeVisibility, SourceSnapshot } from '../core/range-visibility.ts';

/** `from` inclusive, `to` exclusive, in the text form of the value; null is unbounded. Blocks are physical pages. */
export type RangeBounds =
  | { readonly kind: 'WHOLE' }
  | { readonly kind: 'KEY'; readonly column: string; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'BLOCK'; readonly from: number; readonly to: number };

/** A source table as it is to be read. */
export interface SourceTable {
  readonly shape: TableShape;
  /** Source columns in the order in which they travel. */
  readonly columns: readonly string[];
  /** Condition in the source's SQL, or null. */
  readonly rowFilter: string | null;
}

export interface TableRanges {
  readonly ranges: readonly RangeBounds[];
  /** True: every range must be read from one shared snapshot (C6, C7). */
  readonly shared: boolean;
}

export interface RowPiece {
  /** Bytes in the format both sides agreed on; pieces may begin and end in the middle of a row. */
  readonly bytes: Buffer;
  /** Rows that begin in the piece. */
  readonly rows: number;
}

export interface RangeReading {
  readonly snapshot: SourceSnapshot;
  /** The rows; to be drained before finish(). */
  readonly pieces: AsyncIterable<RowPiece>;
  finish(): Promise<{ readonly endPosition: Position }>;
}

/** A snapshot that several readers import; holds its session (and the tables' ACCESS SHARE lock) until closed. */
export interface SharedSnapshot extends AsyncDisposable {
  readonly id: string;
}

/** One session of the source that reads one range at a time. */
export interface RangeReader extends AsyncDisposable {
  open(table: SourceTable, bounds: RangeBounds, shared: SharedSnapshot | null): Promise<RangeReading>;
}

export interface SnapshotReader extends AsyncDisposable {
  /** Ends what a predecessor that is lost has left: its sessions hold snapshots and locks. Before any session of ours. */
  claim(): Promise<void>;
  shapes(tables: readonly TableShape['table'][]): Promise<readonly TableShape[]>;
  /** Cuts the table into ranges of about `rangeBytes`; `bounded` leaves out what comes after the greatest key of now (it comes through the log). */
  cut(table: SourceTable, options: { readonly rangeBytes: number; readonly bounded: boolean }): Promise<TableRanges>;
  share(tables: readonly SourceTable[]): Promise<SharedSnapshot>;
  openReader(): Promise<RangeReader>;
}

/** A range that the target has, as the replay needs it. */
export interface ImportedRange {
  readonly bounds: RangeBounds;
  readonly visibility: RangeVisibility;
}

/** What the full copy left on the target: per table id its ranges, and the greatest end of an overlap. */
export interface ImportedRanges {
  readonly tables: ReadonlyMap<string, readonly ImportedRange[]>;
  readonly greatestEnd: Position | null;
  /** Tables that a sub-migration brought: the target has everything of them that committed up to this position. */
  readonly upTo?: ReadonlyMap<string, Position>;
}
