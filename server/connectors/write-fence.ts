/**
 * The verb "let nobody else write" of a connector (port, C22): every migrated table refuses the writes of others while the
 * sessions that Godwit itself applies changes with go through. A fence outlives its maker and a restart of the server.
 *
 * WF1  While put() has not resolved, some tables may refuse already; when it has, all do, and no transaction is open that
 *      wrote to one of them before.
 * WF2  prove() tries to write to each table and resolves only when every try was refused by the fence.
 * WF3  lift() removes all that put() made, also what a put() that was cut off left; both may be called again after any crash.
 */
import type { TableName } from '../core/object-map.ts';
import type { Waiting } from '../core/stage.ts';

/** A transaction that has written to a table, or holds a lock on it, and so could still commit a write. */
export interface OpenWriter {
  /** What ends it: a process of the server, or the name of a prepared transaction. */
  readonly kind: 'SESSION' | 'PREPARED';
  readonly id: string;
  readonly user: string;
  readonly application: string | null;
  /** Seconds since the transaction began. */
  readonly openSeconds: number;
  /** Its newest statement; holds values of rows. Null where the user may not see it, and of a prepared one. */
  readonly statement: string | null;
}

/** How many changes the server has counted on the tables, all together; what differs from an earlier answer was written since. */
export interface WritesSeen {
  readonly changes: bigint;
  /** The server's clock, microseconds since the Unix epoch. */
  readonly clockMicros: number;
}

export interface WriteFence extends AsyncDisposable {
  /** `waiting` is told which transactions it waits for, or null. */
  put(
    tables: readonly TableName[],
    context: { readonly signal: AbortSignal; readonly waiting: (waiting: Waiting | null) => void },
  ): Promise<void>;
  /** Throws FENCE_NOT_PROVEN with the table that took a write. */
  prove(tables: readonly TableName[]): Promise<void>;
  /** Tables that the fence stands on; partitions by their own names. */
  standing(): Promise<readonly TableName[]>;
  /** Returns the statements that were run. */
  lift(): Promise<readonly string[]>;
  /** The statements that lift it by hand. */
  liftingStatements(): Promise<readonly string[]>;
  openWriters(tables: readonly TableName[]): Promise<readonly OpenWriter[]>;
  /** Ends sessions of open writers (never our own, never prepared transactions); how many it ended. */
  endWriters(tables: readonly TableName[]): Promise<number>;
  writesSeen(tables: readonly TableName[]): Promise<WritesSeen>;
}
