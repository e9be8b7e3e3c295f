/**
 * Reads the messages of pgoutput, protocol 1 (PostgreSQL 12, 13) and 2 (14 and later), that are not row data. Row
 * messages have the layout of core/change.ts already and are copied as bytes by change-maker.ts.
 */
export const KIND = {
  begin: 0x42,
  commit: 0x43,
  origin: 0x4f,
  relation: 0x52,
  type: 0x59,
  insert: 0x49,
  update: 0x55,
  delete: 0x44,
  truncate: 0x54,
  message: 0x4d,
  streamStart: 0x53,
  streamStop: 0x45,
  streamCommit: 0x63,
  streamAbort: 0x41,
} as const;

/** Microseconds from the Unix epoch to 2000-01-01, the epoch of PostgreSQL. */
const EPOCH_MICROS = 946_684_800_000_000;

export interface RelationColumn {
  readonly name: string;
  readonly key: boolean;
  readonly typeOid: number;
  readonly typeModifier: number;
}

export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** `d`, `i`, `f` or `n` as pg_class.relreplident. */
  readonly identity: string;
  readonly columns: readonly RelationColumn[];
}

/** Microseconds since the Unix epoch of the timestamp at `at`; exact until the year 2255. */
export function readMicros(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4) + EPOCH_MICROS;
}

/** A relation message from behind its kind byte (and transaction id, when streamed). */
export function readRelation(bytes: Buffer, at: number): Relation {
  const oid = bytes.readUInt32BE(at);
  const schema = readText(bytes, at + 4);
  const name = readText(bytes, schema.end);
  const columns: RelationColumn[] = [];
  at = name.end + 3;
  for (let left = bytes.readUInt16BE(name.end + 1); left > 0; left -= 1) {
    const column = readText(bytes, at + 1);
    const key = ((bytes[at] ?? 0) & 1) !== 0;
    columns.push({
      name: column.text,
      key,
      typeOid: bytes.readUInt32BE(column.end),
      typeModifier: bytes.readInt32BE(column.end + 4),
    });
    at = column.end + 8;
  }
  // the catalog's own schema travels as an empty name
  return {
    oid,
    schema: schema.text === '' ? 'pg_catalog' : schema.text,
    name: name.text,
    identity: String.fromCharCode(bytes[name.end] ?? 0),
    columns,
  };
}

export interface LogicalMessage {
  readonly transactional: boolean;
  readonly prefix: string;
  readonly content: Buffer;
}

export function readMessage(bytes: Buffer, at: number): LogicalMessage {
  const prefix = readText(bytes, at + 9);
  const start = prefix.end + 4;
  return {
    transactional: ((bytes[at] ?? 0) & 1) !== 0,
    prefix: prefix.text,
    content: bytes.subarray(start, start + bytes.readUInt32BE(prefix.end)),
  };
}

export function readText(bytes: Buffer, at: number): { readonly text: string; readonly end: number } {
  const end = bytes.indexOf(0, at);
  return { text: bytes.toString('utf8', at, end), end: end + 1 };
}

/** Turns the 32-bit transaction ids of the stream into 64-bit ones: the one nearest to the newest id known. */
export class TransactionIds {
  #newest: bigint;

  /** `newest` is any full id of about now. */
  constructor(newest: bigint) {
    this.#newest = newest;
  }

  widen(id: number): bigint {
    let full = (this.#newest & ~0xffffffffn) | BigInt(id);
    if (full > this.#newest + 0x80000000n) full -= 0x1_0000_0000n;
    else if (full + 0x80000000n < this.#newest) full += 0x1_0000_0000n;
    if (full > this.#newest) this.#newest = full;
    return full;
  }
}
