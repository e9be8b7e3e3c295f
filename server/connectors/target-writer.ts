/**
 * The verb "apply" of a connector (port): merged row changes and a checkpoint into one target transaction.
 *
 * A1  Rows and checkpoint commit together or not at all; nothing commits under an epoch that is no longer current.
 * A2  Within one TableChange: deletes, then updates, then inserts.
 * A3  Triggers and foreign keys of the target are silent; generated columns are never written.
 * A4  What a server refuses is an answer (`refused`), not an error, as long as replaying the same in smaller pieces
 *     can help or can name the row; a lost session is an error.
 */
import type { ErrorCode } from '../core/error-codes.ts';
import type { Position } from '../core/position.ts';
import type { TableName } from '../core/object-map.ts';
import type { TableShape } from '../core/catalog.ts';
import type { ConvertedDdl } from './ddl-converter.ts';

/** Tuples in the layout of core/change, by buffer and offset; both arrays have the same length. */
export interface Tuples {
  readonly buffers: readonly Buffer[];
  readonly offsets: readonly number[];
}

export interface TargetColumn {
  /** Name on the target. */
  readonly name: string;
  /** Type on the target, with modifier, as the catalog gives it. */
  readonly type: string;
  /** Which cell of a tuple holds the value. */
  readonly cell: number;
  /** False for a value that the server takes in a new row but in no update (GENERATED ALWAYS AS IDENTITY). */
  readonly updatable: boolean;
}

/** A target table as one TableDefinition of the log fills it. Compiled once; compared by identity. */
export interface TargetTable {
  /** The mapping's id. */
  readonly id: string;
  readonly name: TableName;
  /** Its rows lie in partitions. */
  readonly partitioned: boolean;
  readonly columns: readonly TargetColumn[];
  /** Indices into `columns` that address a row, or null: rows are found by all their columns, one duplicate each. */
  readonly key: readonly number[] | null;
}

/** Updates that send the same columns. */
export interface UpdateGroup {
  /** Indices into the table's columns that are sent. Those that are not updatable must be in the row already. */
  readonly columns: readonly number[];
  /** Tuples whose key cells say which row. */
  readonly keys: Tuples;
  readonly rows: Tuples;
}

/** Net effect of a batch on one table. Without a key: deletes hold whole rows, repeated per duplicate, no updates. */
export interface TableChange {
  readonly table: TargetTable;
  /** Every one of these rows must be there. */
  readonly deletes: Tuples;
  /** These may be there (filtered tables, refreshes). */
  readonly looseDeletes: Tuples;
  readonly updates: readonly UpdateGroup[];
  readonly inserts: Tuples;
}

/** Rows that a TRUNCATE removes. */
export type RowsToClear =
  | { readonly kind: 'ALL' }
  /** `from` inclusive, `to` exclusive, in text form; null is unbounded. */
  | { readonly kind: 'RANGE'; readonly column: string; readonly from: string | null; readonly to: string | null }
  /** The partition of that name, else the rows that `condition` selects. */
  | { readonly kind: 'PARTITION'; readonly partition: TableName; readonly condition: string | null };

export interface Checkpoint {
  readonly ordinal: number;
  readonly position: Position;
  readonly committedAtMicros: number;
}

export interface Refusal {
  readonly code: ErrorCode;
  /** The mapping's id. */
  readonly tableId: string;
  readonly table: string | null;
  readonly constraint: string | null;
  readonly detail: string;
  /** The server's words where they can hold values of rows (core/errors.ts). */
  readonly rowDetail: string | null;
}

/** One change by itself, for the replay row by row. */
export type SingleChange =
  | { readonly kind: 'INSERT'; readonly table: TargetTable; readonly row: TupleAt }
  | {
      readonly kind: 'UPDATE';
      readonly table: TargetTable;
      readonly columns: readonly number[];
      readonly key: TupleAt;
      readonly row: TupleAt;
    }
  | { readonly kind: 'DELETE'; readonly table: TargetTable; readonly key: TupleAt };

export interface TupleAt {
  readonly buffer: Buffer;
  readonly offset: number;
}

/** One session of the target that carries one transaction at a time. */
export interface TargetLane {
  /** Opens the transaction and holds the fence in it, without waiting: the next call throws FENCED, or why it failed. */
  begin(): void;
  /** Applies the changes set-wise; null when all of them met what they expected, else why the transaction must be rolled back. */
  apply(changes: readonly TableChange[]): Promise<Refusal | null>;
  /** Applies one change; resolves with the rows it met (an insert that meets an existing key writes nothing: 0). Throws what the target refuses. */
  applyOne(change: SingleChange): Promise<number>;
  /** The target's row of that key as JSON text, or null. */
  readRow(table: TargetTable, key: TupleAt): Promise<string | null>;
  /** Removes rows as a TRUNCATE does. */
  clear(table: TargetTable, rows: RowsToClear): Promise<void>;
  /** Runs DDL inside the transaction; answers the shapes, after it, of the tables that it names, by mapping id. Throws DDL_FAILED. */
  runDdl(
    ddl: ConvertedDdl,
    of: { readonly command: string; readonly object: string },
  ): Promise<ReadonlyMap<string, TableShape>>;
  /** Writes the checkpoint of this lane and commits. After a lost session the outcome is unknown: ask claim() of a new writer. */
  commit(checkpoint: Checkpoint): Promise<void>;
  rollback(): Promise<void>;
  /** Ends the statement that is being executed, if any, from outside: it fails, and rollback() is to follow. */
  interrupt(): Promise<void>;
  /** Mean of statement time since the last call, for the meter. */
  takeStatementTimes(): { readonly count: number; readonly milliseconds: number };
}

export interface TargetWriter extends AsyncDisposable {
  /** Raises the fence to the epoch, ends sessions of predecessors, and returns the greatest checkpoint, or null. Throws FENCED. */
  claim(): Promise<Checkpoint | null>;
  /** Opens the lane of that number (from 0). */
  openLane(lane: number): Promise<TargetLane>;
  /** Numbers of open lanes that the lane waits for, directly or through others; empty when it does not wait for them. */
  blockers(lane: number): Promise<readonly number[]>;
  /** The shape of a target table now, or null. */
  readShape(table: TableName): Promise<TableShape | null>;
  /** Makes what the replay of a table without a key needs (C6); harmless when it is there. Only outside of lanes' transactions. */
  prepareKeyless(table: TargetTable): Promise<void>;
  /** Puts this checkpoint in the place of all that the stream has, durably. Only while no lane is open. */
  setCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** The greatest checkpoint that a crash of the target cannot take back (C4), or null. */
  durableCheckpoint(): Promise<Checkpoint | null>;
}
