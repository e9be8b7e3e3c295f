/**
 * Tuples (core/change) -> CopyData messages of COPY text rows, in pieces of about 256 KiB that go to the socket as they
 * are. The tuple's text form is what the column's input function reads, so only the four bytes that COPY gives a
 * meaning to are escaped.
 */
import { CELL } from '../../../core/change.ts';
import type { Tuples } from '../../target-writer.ts';

const PIECE_BYTES = 256 * 1024;
const HEADER = 5;

export function* copyRows(tuples: Tuples, cells: readonly number[]): Generator<Buffer, void, void> {
  const { buffers, offsets } = tuples;
  const starts = new Int32Array(1 + cells.reduce((most, cell) => Math.max(most, cell), 0));
  const ends = new Int32Array(starts.length);
  let out = Buffer.allocUnsafe(PIECE_BYTES + 4096);
  let at = HEADER;
  for (let row = 0; row < offsets.length; row += 1) {
    const buffer = buffers[row];
    if (buffer === undefined) break;
    const room = 2 * findCells(buffer, offsets[row] ?? 0, starts, ends) + 3 * cells.length + 2;
    if (at + room > out.length) {
      if (at > HEADER) yield frame(out, at);
      out = Buffer.allocUnsafe(Math.max(PIECE_BYTES, room + HEADER));
      at = HEADER;
    }
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0;
      if (index > 0) out[at++] = 0x09;
      at = writeCell(out, at, buffer, starts[cell] ?? -1, ends[cell] ?? -1);
    }
    out[at++] = 0x0a;
  }
  if (at > HEADER) yield frame(out, at);
}

/** Fills start and end of the first cells of a tuple (start -1: NULL or not sent); returns the bytes of their values. */
function findCells(buffer: Buffer, offset: number, starts: Int32Array, ends: Int32Array): number {
  let at = offset + 2;
  let bytes = 0;
  for (let cell = 0; cell < starts.length; cell += 1) {
    const kind = buffer[at++];
    starts[cell] = -1;
    if (kind !== CELL.text) continue;
    const length = buffer.readUInt32BE(at);
    starts[cell] = at + 4;
    at += 4 + length;
    ends[cell] = at;
    bytes += length;
  }
  return bytes;
}

function writeCell(out: Buffer, at: number, from: Buffer, start: number, end: number): number {
  if (start < 0) {
    out[at] = 0x5c;
    out[at + 1] = 0x4e;
    return at + 2;
  }
  for (let read = start; read < end; read += 1) {
    const byte = from[read] ?? 0;
    if (byte > 0x0d && byte !== 0x5c) {
      out[at++] = byte;
      continue;
    }
    const escaped = byte === 0x0a ? 0x6e : byte === 0x0d ? 0x72 : byte === 0x09 ? 0x74 : byte === 0x5c ? 0x5c : 0;
    if (escaped !== 0) out[at++] = 0x5c;
    out[at++] = escaped === 0 ? byte : escaped;
  }
  return at;
}

/** The rows between the header's place and `end` as one CopyData message. */
function frame(out: Buffer, end: number): Buffer {
  out[0] = 0x64;
  out.writeUInt32BE(end - 1, 1);
  return out.subarray(0, end);
}
