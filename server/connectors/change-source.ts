/** Where changes come from (port): whole transactions of a source in commit order, as bytes (core/change.ts). */
import type { TableDefinition, TransactionPart } from '../core/change.ts';
import type { Position, PositionOrder } from '../core/position.ts';
import type { Waiting } from '../core/stage.ts';

/** A part without its ordinal, which the log gives. */
export type SourcePart = Omit<TransactionPart, 'ordinal'>;

export interface StreamOptions {
  /** The last transaction that is known (durable in the log), or null to begin at the prepared start. */
  readonly from: Position | null;
  /** Whether `from` is safe already; else the source must keep it until confirm() says so. */
  readonly confirmed: boolean;
  /** For a log that is empty behind `from`: how far the source may have forgotten (LOG_POSITION_MISSING beyond); else null. */
  readonly forgotten: Position | null;
  /** How far the source was told that it may forget, as the log remembers it: an older copy of the log is noticed by that. */
  readonly acknowledged: AcknowledgedMemory;
  /** Gives a definition its number; asked before the first part that mentions it. */
  readonly define: (definition: TableDefinition) => number;
  readonly signal: AbortSignal;
  /** Told what the source waits for, or null. */
  readonly waiting: (waiting: Waiting | null) => void;
}

export interface AcknowledgedMemory {
  /** Null: nothing was recorded. */
  read(): Promise<Position | null>;
  /** Durable when it resolves; to be called before the source is told. Never goes back. */
  record(position: Position): Promise<void>;
}

export interface SourceStanding {
  /** Bytes of its own log that the source keeps for us. */
  readonly retainedBytes: number;
  /** How many it keeps at most, or null without a limit. */
  readonly limitBytes: number | null;
  /** The source's clock now, microseconds since the Unix epoch (C26). */
  readonly clockMicros: number;
}

export interface ChangeSource {
  readonly order: PositionOrder;
  /**
   * Parts in commit order, slices of one transaction behind each other. After a reconnect transactions at or before
   * `from` may come again; the caller drops them by commit position. A transaction that was cut off comes again from
   * its first slice. Ends without an error when the signal aborts; throws retryable errors for lost connections and
   * SLOT_LOST, LOG_POSITION_MISSING or STREAM_UNREADABLE otherwise.
   */
  stream(options: StreamOptions): AsyncIterable<readonly SourcePart[]>;
  /** Everything up to this commit position is safe (C19): the source may forget it. Only ever called with what is. */
  confirm(position: Position): void;
  standing(): Promise<SourceStanding>;
}
