/**
 * The verb "compare what is there" of a connector (port): digests and rows of one side of a table under one snapshot.
 *
 * D1  Everything a reader answers between begin() and end() is of one moment; the lock is taken before it (C3). Nothing is
 *     waited for in between: a moment of a source lasts as long as its reading (C2).
 * D2  Digests and groups of equal rows are equal on both sides, whatever their version, collation and column order.
 * D3  A source's moment is told as snapshot and E (C3); a target's as the checkpoint read in the snapshot itself (C20).
 */
import type { TableShape } from '../core/catalog.ts';
import type { TableName } from '../core/object-map.ts';
import type { Position } from '../core/position.ts';
import type { SourceSnapshot } from '../core/range-visibility.ts';

export interface DigestColumn {
  readonly name: string;
  readonly type: string;
  /** An update can write its values; those of an identity column that is always generated only an insert can. */
  readonly updatable: boolean;
}

/** A table with its columns in the order that both sides share. */
export interface DigestTable {
  readonly table: TableName;
  /** Its rows lie in partitions. */
  readonly partitioned: boolean;
  readonly columns: readonly DigestColumn[];
  /** Condition in this side's SQL, or null. */
  readonly rowFilter: string | null;
}

/** One side of what is compared. */
export interface DigestSide extends DigestTable {
  /** Of a source: further tables whose rows go into the same target. Their rows count as rows of `table`. */
  readonly also: readonly DigestTable[];
  /** Further columns of this side that hold values of their own: a row that is written anew keeps them. */
  readonly kept: readonly string[];
  /** Indexes into `columns` that address a row; all of them for a table without a key. */
  readonly key: readonly number[];
  /** Which of these rows are asked for (a condition in this side's SQL); null: all of them. */
  readonly chosen: string | null;
}

/** KEY: a range of the first key column, `from` inclusive, `to` exclusive, null unbounded. KEYS: exactly these rows. */
export type ChunkBounds =
  | { readonly kind: 'WHOLE' }
  | { readonly kind: 'KEY'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'KEYS'; readonly keys: readonly RowCells[] };

/** The rows of the bounds, spread over `groups` groups by a hash of their key. */
export interface DigestScope {
  readonly bounds: ChunkBounds;
  readonly groups: number;
}

export interface GroupDigest {
  readonly rows: number;
  readonly hash: string;
}

/** Text of each column. */
export type RowCells = readonly (string | null)[];

export interface DigestRow {
  readonly cells: RowCells;
  /** Whether it fulfils the side's row filter. */
  readonly passes: boolean;
}

export interface SourceMoment {
  readonly snapshot: SourceSnapshot;
  readonly endPosition: Position;
}

export interface AppliedPoint {
  readonly ordinal: number;
  readonly position: Position;
}

/** One session; reads one moment at a time. */
export interface DigestReader extends AsyncDisposable {
  /** Digests by group number; groups without rows are absent. */
  digest(scope: DigestScope): Promise<ReadonlyMap<number, GroupDigest>>;
  /** Rows of the wanted groups; those that the filter refuses only when `all`. */
  rows(scope: DigestScope, wanted: { readonly groups: readonly number[]; readonly all: boolean }): Promise<DigestRow[]>;
  /** Group of each key, and whether the bounds hold it; of no moment. */
  place(
    side: DigestSide,
    scope: DigestScope,
    keys: readonly RowCells[],
  ): Promise<{ readonly group: number; readonly inside: boolean }[]>;
  end(): Promise<void>;
}

export interface SourceDigestReader extends DigestReader {
  /** Throws TABLE_CHANGED when the table is no longer as `fingerprint` says (null: not compared). */
  begin(side: DigestSide, fingerprint: string | null): Promise<SourceMoment & { readonly fingerprint: string }>;
}

export interface TargetDigestReader extends DigestReader {
  /** Resolves with the checkpoint in this moment, or null when nothing was ever applied. */
  begin(side: DigestSide): Promise<AppliedPoint | null>;
}

/**
 * A target's moment that lasts: between begin() and commit() no replay commits, so what is written is at p exactly and
 * nothing newer can be overwritten. begin() throws LOCK_TIMEOUT when the replay is in the way, FENCED by a newer owner.
 */
export interface CorrectionSession extends TargetDigestReader {
  /** Writes the row of the source in the place of the target's; null of one side: it has no such row. */
  correct(rows: { readonly source: RowCells | null; readonly target: RowCells | null }): Promise<void>;
  commit(): Promise<void>;
}

export interface SourceDigester extends AsyncDisposable {
  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]>;
  /** Cuts a table with a rangeable key into chunks of about `chunkRows`; outermost bounds are open. */
  cut(shape: TableShape, chunkRows: number): Promise<readonly ChunkBounds[]>;
  /** Assigns a transaction id B: every transaction that has an id before the call has a lower one. */
  assignBarrier(): Promise<bigint>;
  /** The snapshot of now: B is passed when `min` >= B. */
  snapshotNow(): Promise<SourceSnapshot>;
  /** Writes a message into the source's log, so that a checkpoint passes the position of now on an idle source too. */
  nudge(): Promise<void>;
  openReader(): Promise<SourceDigestReader>;
}

export interface TargetDigester extends AsyncDisposable {
  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]>;
  /** The greatest checkpoint of the forward stream now, or null. */
  appliedPoint(): Promise<AppliedPoint | null>;
  openReader(): Promise<TargetDigestReader>;
  /** Raises the fence of corrections to the epoch. Throws FENCED. */
  openCorrection(claim: { readonly taskId: string; readonly epoch: number }): Promise<CorrectionSession>;
  /** The statement that turns the target's row into the source's; null of one side: it has no such row. */
  correction(side: DigestSide, rows: { readonly source: RowCells | null; readonly target: RowCells | null }): string;
}
