/**
 * The language between the change source, the log and the appliers: whole transactions as bytes.
 *
 * A part's `records` is a run of  [u32 length][record], big endian, length without itself. A record is one of
 *   'I' u32 table  'N' tuple                         insert
 *   'U' u32 table  [('K' | 'O') tuple]  'N' tuple    update; K = old key columns only (others null), O = whole old row
 *   'D' u32 table  ('K' | 'O') tuple                 delete
 *   'T' u32 count  u8 options  count * u32 table     truncate (options: 1 cascade, 2 restart identity)
 *   'M' u8 kind    bytes to the end                  message: kind 'h' heartbeat (text), 'd' DDL (JSON), 'r' row refresh (JSON)
 * A tuple is  u16 columns, then per column a kind byte:  'n' null, 'u' unchanged and not sent (TOAST),
 *   't' u32 length and the value as text in the session settings of C11.
 *
 * The layout is that of PostgreSQL's logical replication messages, so those are stored and replayed without being
 * rewritten (only the relation id is replaced by our table number). `table` is the number that the log gave to a
 * TableDefinition; a definition never changes, an altered table gets a new number.
 */
import type { Position } from './position.ts';

export const CHANGE = { insert: 0x49, update: 0x55, delete: 0x44, truncate: 0x54, message: 0x4d } as const;
export const TUPLE = { new: 0x4e, key: 0x4b, old: 0x4f } as const;
export const CELL = { null: 0x6e, unchanged: 0x75, text: 0x74 } as const;
export const MESSAGE = { heartbeat: 0x68, ddl: 0x64, refresh: 0x72 } as const;

export interface ColumnDefinition {
  readonly name: string;
  /** Part of the replica identity. */
  readonly key: boolean;
  /** The dialect's own name of the type, with modifier, e.g. `numeric(10,2)`. */
  readonly type: string;
}

/** A table as the source's log described it at some moment. */
export interface TableDefinition {
  readonly schema: string;
  readonly name: string;
  /** default: key columns; index: those of an index; full: whole row; nothing: inserts only. */
  readonly identity: 'default' | 'index' | 'full' | 'nothing';
  readonly columns: readonly ColumnDefinition[];
  /** The source's own number of the table, which another name does not change; absent where a source has none. */
  readonly sourceId?: string;
}

/**
 * A transaction of the source, or one slice of a large one. Slices of one transaction follow each other without
 * anything between; `first` and `last` are both true for nearly all.
 */
export interface TransactionPart {
  /** Counts transactions of this log, contiguous from 1; the same for all slices of one transaction. */
  readonly ordinal: number;
  readonly first: boolean;
  readonly last: boolean;
  /** Top-level id, widened to 64 bits. */
  readonly transactionId: bigint;
  readonly commitPosition: Position;
  /** Microseconds since the Unix epoch on the source's clock. */
  readonly committedAtMicros: number;
  /** Replication origin the transaction came from, or null. */
  readonly origin: string | null;
  /** Row changes in `records` (truncates and messages not counted). */
  readonly rowCount: number;
  readonly records: Buffer;
}

/** Calls `visit` with start (at the kind byte) and end of each record. */
export function eachRecord(records: Buffer, visit: (start: number, end: number) => void): void {
  let at = 0;
  while (at < records.length) {
    const start = at + 4;
    at = start + records.readUInt32BE(at);
    visit(start, at);
  }
}

/** The offset just behind the tuple that starts at `at`. */
export function skipTuple(bytes: Buffer, at: number): number {
  let columns = bytes.readUInt16BE(at);
  at += 2;
  while (columns-- > 0) {
    const kind = bytes[at];
    at += 1;
    if (kind === CELL.text) at += 4 + bytes.readUInt32BE(at);
  }
  return at;
}
