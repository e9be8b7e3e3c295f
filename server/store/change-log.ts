/**
 * The durable log between two databases (port).
 *
 * L1  Whole transactions: a reader sees a transaction's parts only when its last part is durable.
 * L2  Ordinals are contiguous from 1 and follow the source's commit order.
 * L3  A crash may repeat what was appended since the last flush, never lose or reorder what flush() reported.
 * L4  Definitions: every table number that a part mentions is delivered as an item before that part, also when
 *     reading starts in the middle.
 * L5  One writer: opening for append under a higher epoch seals what a predecessor left; readers ignore what lies
 *     behind the seal (C18).
 * L6  trim() never removes an ordinal at or above its argument.
 * L7  What was recorded as acknowledged is known to every later writer of the log; an older copy of the log knows less.
 *
 * Everything here can throw DISK_FULL and DATA_FOLDER_UNUSABLE: once the cause is mended a new writer goes on from what is durable.
 */
import type { TableDefinition, TransactionPart } from '../core/change.ts';
import type { Position } from '../core/position.ts';

export interface LogPoint {
  readonly ordinal: number;
  readonly position: Position;
  /** Commit time of that transaction, microseconds on the source's clock. */
  readonly committedAtMicros: number;
}

export interface ChangeLogWriter extends AsyncDisposable {
  /** Number of a definition; the same content always gets the same number within a log. */
  define(definition: TableDefinition): number;
  /** The last durable transaction, or null in an empty log. */
  readonly durable: LogPoint | null;
  /**
   * Takes the part over; the promise, given only when there is something to wait for, resolves when there is room for
   * more (memory bounded by bytes). Not durable yet.
   * A first slice while a transaction is still open gives that one up: its slices so far are forgotten (the source
   * was interrupted and sends it again). Throws LOG_LIMIT_REACHED, FENCED; the part was then not taken.
   */
  append(part: TransactionPart): Promise<void> | null;
  /** Makes everything appended durable and visible to readers. */
  flush(): Promise<LogPoint | null>;
  /** How far the source was told that it may forget (L7); null: nothing was recorded. */
  acknowledged(): Promise<Position | null>;
  /** Records that, durably: before it is told. */
  recordAcknowledged(position: Position): Promise<void>;
}

export type LogItem =
  | { readonly kind: 'definition'; readonly table: number; readonly definition: TableDefinition }
  | { readonly kind: 'part'; readonly part: TransactionPart };

export interface LogBounds {
  readonly first: LogPoint;
  readonly last: LogPoint;
  readonly bytes: number;
}

export interface ChangeLogReader {
  /**
   * Items from the transaction `fromOrdinal` on, waiting at the durable end for more until `signal` aborts (then it
   * ends without an error). Items come in arrays as read from disk, at most about 1 MiB each.
   * Throws LOG_POSITION_MISSING when `fromOrdinal` was trimmed.
   */
  read(fromOrdinal: number, signal: AbortSignal): AsyncIterable<readonly LogItem[]>;
  /** First kept and last durable transaction, or null while the log is empty. */
  bounds(): Promise<LogBounds | null>;
  /** Bytes that no trim() below the ordinal could remove. */
  neededBytes(belowOrdinal: number): Promise<number>;
  close(): Promise<void>;
}

export interface TrimOptions {
  readonly belowOrdinal: number;
  /**
   * Without it all below the ordinal goes. With it only what is too much: segments whose last commit is older than
   * `sinceMicros`, and further ones while the log holds more than `bytes`.
   */
  readonly keep?: { readonly bytes: number; readonly sinceMicros: number };
}

/** All logs of one place (a directory of a worker machine, later a shared system). */
export interface ChangeLogs {
  openWriter(
    logId: string,
    options: { readonly epoch: number; readonly maxUnappliedBytes: number },
  ): Promise<ChangeLogWriter>;
  openReader(logId: string): Promise<ChangeLogReader>;
  /** Removes whole segments that lie below the ordinal (L6), oldest first, as far as the options do not keep them. */
  trim(logId: string, options: TrimOptions): Promise<void>;
  remove(logId: string): Promise<void>;
  /** Bytes that still fit where the logs lie; null when that cannot be said. */
  freeBytes(): Promise<number | null>;
}
