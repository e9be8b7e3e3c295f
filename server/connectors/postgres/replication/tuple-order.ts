/** Rewrites the tuples of a row message into another order of columns, or fewer (partitions, generated columns). */
import { CELL, TUPLE } from '../../../core/change.ts';

/** The bytes from `at` (a tuple's kind) to the end, each tuple's cells in `order`. */
export function reorderTuples(bytes: Buffer, at: number, order: readonly number[]): Buffer {
  const pieces: Buffer[] = [];
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind !== TUPLE.new && kind !== TUPLE.key && kind !== TUPLE.old) break;
    const head = Buffer.from([kind, 0, 0]);
    head.writeUInt16BE(order.length, 1);
    pieces.push(head);
    const cells: Buffer[] = [];
    let columns = bytes.readUInt16BE(at + 1);
    at += 3;
    while (columns-- > 0) {
      const end = bytes[at] === CELL.text ? at + 5 + bytes.readUInt32BE(at + 1) : at + 1;
      cells.push(bytes.subarray(at, end));
      at = end;
    }
    for (const index of order) pieces.push(cells[index] ?? Buffer.from([CELL.null]));
  }
  return Buffer.concat(pieces);
}
