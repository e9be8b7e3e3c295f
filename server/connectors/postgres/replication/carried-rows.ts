/** The rows that new-partitions.ts writes into the stream: JSON -> a relation as pgoutput describes it, and tuples. */
import { CELL, TUPLE } from '../../../core/change.ts';
import type { Relation } from './pgoutput.ts';

export interface CarriedRows {
  readonly relation: Relation;
  /** Tuples with their kind byte, cells in the order of the relation's columns. */
  readonly rows: readonly Buffer[];
}

export function readCarriedRows(content: Buffer): CarriedRows {
  const { relation, rows } = JSON.parse(content.toString('utf8')) as {
    relation: Relation;
    rows: (string | null)[][];
  }; // written by carryRows() of the same version
  return { relation, rows: rows.map(tupleOf) };
}

function tupleOf(cells: readonly (string | null)[]): Buffer {
  const head = Buffer.from([TUPLE.new, 0, 0]);
  head.writeUInt16BE(cells.length, 1);
  return Buffer.concat([head, ...cells.flatMap(cellOf)]);
}

function cellOf(cell: string | null): Buffer[] {
  if (cell === null) return [Buffer.from([CELL.null])];
  const text = Buffer.from(cell);
  const head = Buffer.from([CELL.text, 0, 0, 0, 0]);
  head.writeUInt32BE(text.length, 1);
  return [head, text];
}
