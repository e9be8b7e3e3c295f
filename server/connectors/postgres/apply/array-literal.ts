/**
 * Tuples (core/change) -> parameters of a set-wise statement: for each column one array literal `{...}` as bytes.
 * One walk over each tuple fills all columns; nothing is allocated per cell. A cell that was not sent counts as NULL;
 * the caller chooses columns so that this does not happen where it matters.
 */
import { CELL } from '../../../core/change.ts';
import type { Tuples } from '../../target-writer.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Bytes of one array literal that grows. */
class Literal {
  bytes: Buffer;
  length = 1;
  readonly #bare: boolean;

  constructor(bare: boolean, sizeHint: number) {
    this.#bare = bare;
    this.bytes = Buffer.allocUnsafe(sizeHint);
    this.bytes[0] = 0x7b; // {
  }

  null(): void {
    this.#reserve(6);
    this.length += this.bytes.write('NULL,', this.length, 'latin1');
  }

  cell(from: Buffer, start: number, end: number): void {
    this.#reserve(2 * (end - start) + 4);
    const bytes = this.bytes;
    let at = this.length;
    if (this.#bare) {
      for (let read = start; read < end; read += 1) bytes[at++] = from[read] ?? 0;
    } else {
      bytes[at++] = QUOTE;
      for (let read = start; read < end; read += 1) {
        const byte = from[read] ?? 0;
        if (byte === QUOTE || byte === BACKSLASH) bytes[at++] = BACKSLASH;
        bytes[at++] = byte;
      }
      bytes[at++] = QUOTE;
    }
    bytes[at++] = COMMA;
    this.length = at;
  }

  done(): Buffer {
    if (this.length === 1) {
      this.#reserve(1);
      this.length += 1;
    }
    this.bytes[this.length - 1] = 0x7d; // } in place of the last comma
    return this.bytes.subarray(0, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}

export interface ArrayColumn {
  readonly cell: number;
  /** Values of this type hold no byte that an array literal gives a meaning to (numbers). */
  readonly bare: boolean;
}

/** One array literal per column, in the order of `columns`. */
export function arrayLiterals(tuples: Tuples, columns: readonly ArrayColumn[]): Buffer[] {
  const literals = columns.map((column) => new Literal(column.bare, 64 + tuples.offsets.length * 8));
  const byCell: (Literal[] | undefined)[] = [];
  columns.forEach((column, index) => {
    const literal = literals[index];
    if (literal) (byCell[column.cell] ??= []).push(literal);
  });
  const { buffers, offsets } = tuples;
  for (let row = 0; row < offsets.length; row += 1) {
    const buffer = buffers[row];
    if (buffer === undefined) break;
    let at = (offsets[row] ?? 0) + 2;
    for (let cell = 0; cell < byCell.length; cell += 1) {
      const kind = buffer[at++];
      let start = at;
      if (kind === CELL.text) {
        start = at + 4;
        at = start + buffer.readUInt32BE(at);
      }
      const sinks = byCell[cell];
      if (sinks === undefined) continue;
      for (const sink of sinks) {
        if (kind === CELL.text) sink.cell(buffer, start, at);
        else sink.null();
      }
    }
  }
  return literals.map((literal) => literal.done());
}
