/**
 * What a verification run leaves behind (port): the plan and what is done of it, results per table, differences.
 *
 * J1  A chunk's counts and differences are recorded together, or not at all.
 * J2  load() gives back exactly the recorded chunks, so that a run that begins again does only what is left.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { VerificationResult } from '../core/verification-verdict.ts';
import type { ChunkBounds } from '../connectors/row-digester.ts';

export type DifferenceKind = 'SOURCE_ONLY' | 'TARGET_ONLY' | 'MISMATCHED';
export type NamedCells = Readonly<Record<string, string | null>>;

export interface VerifiedTable {
  readonly tableId: string;
  readonly source: TableName;
  readonly target: TableName;
  /** 0..1. */
  /** Of the run: only these rows of the table are compared; null: all. */
  readonly rowFilter: string | null;
  readonly progress: number;
  /** Null until it is known. */
  readonly result: VerificationResult | null;
  readonly estimatedRows: number;
  readonly verifiedRows: number;
  readonly sourceOnly: number;
  readonly targetOnly: number;
  readonly mismatched: number;
  readonly consistent: number;
  readonly uncomparedColumns: readonly string[];
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly error: ErrorReason | null;
}

export interface RowDifference {
  readonly tableId: string;
  readonly kind: DifferenceKind;
  /** By source column; every compared column for a table without a key. */
  readonly key: NamedCells;
  /** Values of the columns that differ, by source column; the whole row where the other side has none. */
  readonly sourceValues: NamedCells | null;
  readonly targetValues: NamedCells | null;
  /** Statement for the target, as a preview: applied is a refresh of the row (C9). */
  readonly correction: string;
}

export interface ChunkCounts {
  readonly verifiedRows: number;
  readonly sourceOnly: number;
  readonly targetOnly: number;
  readonly mismatched: number;
}

export interface DoneChunk {
  readonly tableId: string;
  readonly chunk: number;
  readonly counts: ChunkCounts;
}

export interface VerificationJournal {
  /** Chunks by table id as planned, and those that are done. Empty for a new run. */
  load(): Promise<{
    readonly plans: ReadonlyMap<string, readonly ChunkBounds[]>;
    readonly done: readonly DoneChunk[];
  }>;
  recordPlan(tableId: string, chunks: readonly ChunkBounds[]): Promise<void>;
  /** J1. */
  recordChunk(done: DoneChunk, differences: readonly RowDifference[]): Promise<void>;
  /** One row per table, written when it changed, at most once a second. */
  recordTables(tables: readonly VerifiedTable[]): Promise<void>;
}
