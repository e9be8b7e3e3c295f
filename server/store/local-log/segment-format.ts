/**
 * Parts and definitions <-> bytes of a segment file.
 *
 *   segment  = block*
 *   block    = u32 length of body | u32 crc32 of body | body
 *   body     = entry*
 *   entry    = u32 length (without itself) | u8 kind | ...
 *     kind 1, definition:  u32 table | JSON
 *     kind 2, part:        u8 flags (1 first, 2 last) | u32 position length | u16 origin length + 1, 0 = none | u32 rows
 *                          | u64 ordinal | u64 transaction id | f64 commit time | position | origin | records
 *
 * A block is what one write puts down: one checksum for many transactions, so that reading costs no work per row. A
 * transaction of several parts shares no block with another one; the durable end can therefore always be a block's end.
 */
import { crc32 } from 'node:zlib';
import type { TableDefinition, TransactionPart } from '../../core/change.ts';
import { asPosition } from '../../core/position.ts';
import type { LogItem } from '../change-log.ts';

export const BLOCK_HEADER_BYTES = 8;
const DEFINITION = 1;
const PART = 2;
const PART_HEAD_BYTES = 40;
const FIRST = 1;
const LAST = 2;
const TWO_32 = 0x1_0000_0000;

/** Gathers entries into the body of one block. */
export class BlockBuilder {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = BLOCK_HEADER_BYTES;

  /** Bytes gathered, without the header; 0 when empty. */
  get bodyBytes(): number {
    return this.#length - BLOCK_HEADER_BYTES;
  }

  addDefinition(table: number, definition: TableDefinition): void {
    const json = Buffer.from(JSON.stringify(definition));
    let at = this.#reserve(9 + json.length);
    at = this.#bytes.writeUInt32BE(5 + json.length, at);
    at = this.#bytes.writeUInt8(DEFINITION, at);
    at = this.#bytes.writeUInt32BE(table, at);
    json.copy(this.#bytes, at);
  }

  addPart(part: TransactionPart): void {
    const positionBytes = Buffer.byteLength(part.commitPosition);
    const originBytes = part.origin === null ? 0 : Buffer.byteLength(part.origin);
    const total = PART_HEAD_BYTES + positionBytes + originBytes + part.records.length;
    let at = this.#reserve(total);
    const bytes = this.#bytes;
    at = bytes.writeUInt32BE(total - 4, at);
    at = bytes.writeUInt8(PART, at);
    at = bytes.writeUInt8((part.first ? FIRST : 0) | (part.last ? LAST : 0), at);
    at = bytes.writeUInt32BE(positionBytes, at);
    at = bytes.writeUInt16BE(part.origin === null ? 0 : originBytes + 1, at);
    at = bytes.writeUInt32BE(part.rowCount, at);
    at = bytes.writeUInt32BE(Math.floor(part.ordinal / TWO_32), at);
    at = bytes.writeUInt32BE(part.ordinal % TWO_32, at);
    at = bytes.writeBigUInt64BE(part.transactionId, at);
    at = bytes.writeDoubleBE(part.committedAtMicros, at);
    at += bytes.write(part.commitPosition, at);
    if (part.origin !== null) at += bytes.write(part.origin, at);
    part.records.copy(bytes, at);
  }

  /** The finished block; the builder is empty afterwards. */
  take(): Buffer {
    const block = this.#bytes.subarray(0, this.#length);
    block.writeUInt32BE(this.bodyBytes, 0);
    block.writeUInt32BE(crc32(block.subarray(BLOCK_HEADER_BYTES)), 4);
    this.#bytes = Buffer.allocUnsafe(64 * 1024);
    this.#length = BLOCK_HEADER_BYTES;
    return block;
  }

  #reserve(bytes: number): number {
    const start = this.#length;
    this.#length += bytes;
    if (this.#length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length));
      this.#bytes.copy(grown, 0, 0, start);
      this.#bytes = grown;
    }
    return start;
  }
}

/** Length of the whole block that starts at `at`, or null when not even its header is in `bytes`. */
export function blockLength(bytes: Buffer, at: number): number | null {
  return bytes.length - at < BLOCK_HEADER_BYTES ? null : BLOCK_HEADER_BYTES + bytes.readUInt32BE(at);
}

/** Whether the whole block in bytes[at, end) carries its own checksum. */
export function blockIsSound(bytes: Buffer, at: number, end: number): boolean {
  return (
    end > at + BLOCK_HEADER_BYTES && crc32(bytes.subarray(at + BLOCK_HEADER_BYTES, end)) === bytes.readUInt32BE(at + 4)
  );
}

/** Appends the items of the block in bytes[at, end) to `into`; parts below `fromOrdinal` are left out. */
export function readBlock(bytes: Buffer, at: number, end: number, into: LogItem[], fromOrdinal: number): void {
  at += BLOCK_HEADER_BYTES;
  while (at < end) {
    const next = at + 4 + bytes.readUInt32BE(at);
    if (bytes[at + 4] === PART) {
      const ordinal = bytes.readUInt32BE(at + 16) * TWO_32 + bytes.readUInt32BE(at + 20);
      if (ordinal >= fromOrdinal) into.push({ kind: 'part', part: readPart(bytes, at, next, ordinal) });
    } else {
      const definition = JSON.parse(bytes.toString('utf8', at + 9, next)) as TableDefinition; // written by addDefinition
      into.push({ kind: 'definition', table: bytes.readUInt32BE(at + 5), definition });
    }
    at = next;
  }
}

function readPart(bytes: Buffer, at: number, end: number, ordinal: number): TransactionPart {
  const flags = bytes[at + 5] ?? 0;
  const positionEnd = at + PART_HEAD_BYTES + bytes.readUInt32BE(at + 6);
  const originLength = bytes.readUInt16BE(at + 10);
  const originEnd = originLength === 0 ? positionEnd : positionEnd + originLength - 1;
  return {
    ordinal,
    first: (flags & FIRST) !== 0,
    last: (flags & LAST) !== 0,
    transactionId: bytes.readBigUInt64BE(at + 24),
    commitPosition: asPosition(bytes.toString('latin1', at + PART_HEAD_BYTES, positionEnd)),
    committedAtMicros: bytes.readDoubleBE(at + 32),
    origin: originLength === 0 ? null : bytes.toString('utf8', positionEnd, originEnd),
    rowCount: bytes.readUInt32BE(at + 12),
    records: bytes.subarray(originEnd, end),
  };
}
