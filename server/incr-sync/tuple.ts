/** Reading and composing tuples of core/change without an object per cell. */
import { CELL } from '../core/change.ts';
import type { TupleAt, Tuples } from '../connectors/target-writer.ts';

/** Tuples that are collected. */
export class TupleList implements Tuples {
  readonly buffers: Buffer[] = [];
  readonly offsets: number[] = [];

  push(buffer: Buffer, offset: number): void {
    this.buffers.push(buffer);
    this.offsets.push(offset);
  }
}

/** Offset of the kind byte of a cell. */
export function cellAt(buffer: Buffer, tuple: number, cell: number): number {
  let at = tuple + 2;
  for (let left = cell; left > 0; left -= 1) at += buffer[at] === CELL.text ? 5 + buffer.readUInt32BE(at + 1) : 1;
  return at;
}

/** The text of a cell; null for NULL, undefined when it was not sent. */
export function cellText(buffer: Buffer, tuple: number, cell: number): string | null | undefined {
  const at = cellAt(buffer, tuple, cell);
  const kind = buffer[at];
  if (kind === CELL.unchanged) return undefined;
  return kind === CELL.text ? buffer.toString('utf8', at + 5, at + 5 + buffer.readUInt32BE(at + 1)) : null;
}

/** Bytes of the cells, lengths included, as a string that is equal exactly when the cells are. `cells` must ascend. */
export function cellsKey(buffer: Buffer, tuple: number, cells: readonly number[]): string {
  let at = tuple + 2;
  let cell = 0;
  let key = '';
  for (const wanted of cells) {
    for (; cell < wanted; cell += 1) at += buffer[at] === CELL.text ? 5 + buffer.readUInt32BE(at + 1) : 1;
    const end = at + (buffer[at] === CELL.text ? 5 + buffer.readUInt32BE(at + 1) : 1);
    if (cells.length === 1 && end > at + 1) return buffer.toString('latin1', at + 5, end);
    key += cells.length === 1 ? '\0' : buffer.toString('latin1', at, end); // no text holds a zero byte
    at = end;
    cell += 1;
  }
  return key;
}

/** Whether a cell was not sent (TOAST). */
export function hasUnsent(buffer: Buffer, tuple: number): boolean {
  let at = tuple + 2;
  for (let left = buffer.readUInt16BE(tuple); left > 0; left -= 1) {
    const kind = buffer[at];
    if (kind === CELL.unchanged) return true;
    at += kind === CELL.text ? 5 + buffer.readUInt32BE(at + 1) : 1;
  }
  return false;
}

/** `newer` with the cells it does not carry taken from `older`. */
export function compose(older: TupleAt, newer: TupleAt): TupleAt {
  const count = newer.buffer.readUInt16BE(newer.offset);
  const pieces = [newer.buffer.subarray(newer.offset, newer.offset + 2)];
  for (let cell = 0; cell < count; cell += 1) {
    const at = cellAt(newer.buffer, newer.offset, cell);
    const from = newer.buffer[at] === CELL.unchanged ? older : newer;
    const start = from === newer ? at : cellAt(older.buffer, older.offset, cell);
    const end = start + (from.buffer[start] === CELL.text ? 5 + from.buffer.readUInt32BE(start + 1) : 1);
    pieces.push(from.buffer.subarray(start, end));
  }
  return { buffer: Buffer.concat(pieces), offset: 0 };
}

/** A tuple of the given texts; undefined is a cell that was not sent. */
export function encodeTuple(cells: readonly (string | null | undefined)[]): TupleAt {
  const pieces: Buffer[] = [Buffer.from([cells.length >> 8, cells.length & 0xff])];
  for (const cell of cells) {
    if (typeof cell !== 'string') {
      pieces.push(Buffer.from([cell === null ? CELL.null : CELL.unchanged]));
      continue;
    }
    const text = Buffer.from(cell);
    const head = Buffer.from([CELL.text, 0, 0, 0, 0]);
    head.writeUInt32BE(text.length, 1);
    pieces.push(head, text);
  }
  return { buffer: Buffer.concat(pieces), offset: 0 };
}
