/** What Incr-Sync records for people (port, implemented by persistence). Nothing here decides what happens next. */
import type { StreamDdl } from '../core/ddl-message.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Checkpoint } from '../connectors/target-writer.ts';

/** Row changes of one mapped table since the last report; `target` counts what was committed there. */
export interface TableCounts {
  readonly tableId: string;
  sourceInserts: number;
  sourceUpdates: number;
  sourceDeletes: number;
  targetInserts: number;
  targetUpdates: number;
  targetDeletes: number;
}

/** A change that met another target than the source's log supposes, and what was done (C13). */
export interface ConflictReport {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly tableId: string;
  readonly ordinal: number;
  readonly kind: 'INSERT_EXISTS' | 'UPDATE_MISSING' | 'DELETE_MISSING';
  readonly key: Readonly<Record<string, string | null>>;
  /** The change's row, text by column; null for a delete. */
  readonly sourceRow: Readonly<Record<string, string | null>> | null;
  /** The target's row before, as JSON text; null when there was none. */
  readonly targetRow: string | null;
  readonly done: 'OVERWRITTEN' | 'INSERTED' | 'REFRESHED' | 'NOTED';
}

export interface SyncJournal {
  /**
   * Says once, before anything is applied, whether the changes of each table are counted. Counting that begins, begins at
   * zero; a restart goes on with what was counted.
   */
  collectStatistics(on: boolean): Promise<void>;
  /** Adds the counts (since the last call); about once a second while something was applied. */
  addStatistics(counts: readonly TableCounts[]): Promise<void>;
  addConflict(conflict: ConflictReport): Promise<void>;
  /** A DDL statement that the stream carried and that is not applied; once, however often the stream is read again. */
  addDdlSeen(ddl: StreamDdl): Promise<void>;
  /** Before a statement is converted and run: it stands as APPLYING from now on, unless a person has skipped it. */
  beginDdl(ddl: StreamDdl): Promise<'RUN' | 'SKIPPED'>;
  /** What is run on the target; null: nothing, and it stands as SEEN. */
  setDdlConverted(ddl: StreamDdl, statement: string | null): Promise<void>;
  failDdl(ddl: StreamDdl, reason: ErrorReason): Promise<void>;
  /** What stands as APPLYING up to this transaction is APPLIED: the target's checkpoint is behind it. */
  settleDdl(ordinal: number): Promise<void>;
  /** The greatest checkpoint that is durable on the target: the log below may go (C4). */
  setDurableCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

export const noCounts = (tableId: string): TableCounts => ({
  tableId,
  sourceInserts: 0,
  sourceUpdates: 0,
  sourceDeletes: 0,
  targetInserts: 0,
  targetUpdates: 0,
  targetDeletes: 0,
});
