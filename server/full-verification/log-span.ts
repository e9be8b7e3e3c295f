/**
 * The piece of the log between a source moment and a target moment: the changes of one table that a snapshot does not see
 * and the target has applied, in commit order. Whoever asks names the ordinal from which on the log holds them all
 * (frontier.ts).
 */
import { CELL, CHANGE, eachRecord, skipTuple, TUPLE, type TableDefinition } from '../core/change.ts';
import { GodwitError } from '../core/errors.ts';
import { tableKey, type TableName } from '../core/object-map.ts';
import { snapshotSees, type SourceSnapshot } from '../core/range-visibility.ts';
import type { DigestSide, DigestTable } from '../connectors/row-digester.ts';
import type { ChangeLogReader } from '../store/change-log.ts';

/** Cells in the order of the side's columns; undefined was not sent. */
export type SentCells = readonly (string | null | undefined)[];

/** A row filter over the text of cells by source column; null is SQL's unknown (does not pass). */
export type RowPredicate = (cell: (column: string) => string | null) => boolean | null;

export interface LoggedRow {
  /** The addressed row: its key, or all of it; null for an insert. */
  readonly before: SentCells | null;
  readonly after: SentCells | null;
  /** Whether the row after fulfils the filter, given the cells that were not sent; undefined: cannot be told. */
  readonly passes: (known: (column: string) => string | null | undefined) => boolean | undefined;
}

/** A table of the side, as the log carries it. */
export interface LoggedTable {
  readonly table: DigestTable;
  /** The table and its partitions. */
  readonly names: readonly TableName[];
  readonly filter: RowPredicate | null;
}

export interface SpanQuestion {
  readonly side: DigestSide;
  readonly tables: readonly LoggedTable[];
  readonly fromOrdinal: number;
  readonly upToOrdinal: number;
  readonly snapshot: SourceSnapshot;
  readonly limit: number;
}

/** The pair of moments cannot be judged (too much between them, or a truncate); another pair can. */
export class Unsettled extends Error {}

export interface Layout {
  readonly definition: TableDefinition;
  readonly of: LoggedTable;
  readonly side: DigestSide;
  /** Cell of each column of the side; -1: the log had none then. */
  readonly cells: readonly number[];
}

export async function readLogSpan(log: ChangeLogReader, question: SpanQuestion): Promise<LoggedRow[]> {
  const changes: LoggedRow[] = [];
  if (question.fromOrdinal > question.upToOrdinal) return changes;
  const named = new Map(question.tables.flatMap((of) => of.names.map((name) => [tableKey(name), of] as const)));
  const layouts = new Map<number, Layout>();
  const stop = new AbortController();
  for await (const items of log.read(question.fromOrdinal, stop.signal)) {
    for (const item of items) {
      if (item.kind === 'definition') {
        const of = named.get(tableKey(item.definition));
        if (of) layouts.set(item.table, layoutOf(item.definition, of, question.side));
        continue;
      }
      const { part } = item;
      if (part.ordinal > question.upToOrdinal) {
        stop.abort();
        break;
      }
      if (!snapshotSees(question.snapshot, part.transactionId))
        eachChange(part.records, layouts, (layout, row) => {
          requireColumns(layout);
          if (row === 'TRUNCATED') throw new Unsettled('the table was truncated between the two moments');
          changes.push(row);
        });
      if (changes.length > question.limit) throw new Unsettled('too many changes lie between the two moments');
      if (part.last && part.ordinal === question.upToOrdinal) stop.abort();
    }
    if (stop.signal.aborted) break;
  }
  return changes;
}

export function layoutOf(definition: TableDefinition, of: LoggedTable, side: DigestSide): Layout {
  const cells = of.table.columns.map((column) => definition.columns.findIndex(({ name }) => name === column.name));
  return { definition, of, side, cells };
}

/** The log begins with what tables were like, which says nothing of the rows that are asked for: it matters when one comes. */
function requireColumns({ definition, of, cells }: Layout): void {
  const missing = of.table.columns.find((_, index) => cells[index] === -1);
  if (missing)
    throw new GodwitError('TABLE_CHANGED', {
      table: `${definition.schema}.${definition.name}`,
      detail: `column ${missing.name} is not in the log`,
    });
}

/** Gives each change of a table that has a layout. */
export function eachChange<L extends Layout>(
  records: Buffer,
  layouts: ReadonlyMap<number, L>,
  visit: (layout: L, row: LoggedRow | 'TRUNCATED') => void,
): void {
  eachRecord(records, (start) => {
    const kind = records[start];
    if (kind === CHANGE.message) return;
    if (kind === CHANGE.truncate) {
      const count = records.readUInt32BE(start + 1);
      for (let index = 0; index < count; index += 1) {
        const layout = layouts.get(records.readUInt32BE(start + 6 + 4 * index));
        if (layout) visit(layout, 'TRUNCATED');
      }
      return;
    }
    const layout = layouts.get(records.readUInt32BE(start + 1));
    if (layout) visit(layout, readRow(records, start, layout));
  });
}

function readRow(records: Buffer, start: number, layout: Layout): LoggedRow {
  let at = start + 5;
  let before: SentCells | null = null;
  if (records[at] === TUPLE.key || records[at] === TUPLE.old) {
    const whole = records[at] === TUPLE.old;
    const sent = readTuple(records, at + 1);
    before = layout.cells.map((cell) => (whole || layout.definition.columns[cell]?.key ? sent[cell] : undefined));
    at = skipTuple(records, at + 1);
  }
  if (records[start] === CHANGE.delete) return { before: addressed(before, layout), after: null, passes: () => false };
  const sent = readTuple(records, at + 1);
  const after = layout.cells.map((cell) => sent[cell]);
  if (records[start] === CHANGE.update) before = addressed(before ?? keyOnly(after, layout.side), layout);
  return { before, after, passes: predicate(sent, layout) };
}

/** The old row must say its key; where the log's identity is another one it cannot be judged by this key. */
function addressed(before: SentCells | null, layout: Layout): SentCells {
  if (before !== null && layout.side.key.every((index) => before[index] !== undefined)) return before;
  const { schema, name } = layout.definition;
  throw new GodwitError('REPLICA_IDENTITY_MISSING', { table: `${schema}.${name}` });
}

const keyOnly = (cells: SentCells, side: DigestSide): SentCells =>
  cells.map((cell, index) => (side.key.includes(index) ? cell : undefined));

function predicate(sent: SentCells, { definition, of: { table, filter }, side }: Layout): LoggedRow['passes'] {
  if (filter === null) return () => true;
  const places = new Map(definition.columns.map(({ name }, cell) => [name, cell]));
  const nameInSide = (column: string): string =>
    side.columns[table.columns.findIndex(({ name }) => name === column)]?.name ?? column;
  return (known) => {
    let unknown = false;
    const verdict = filter((column) => {
      const cell = sent[places.get(column) ?? -1];
      const value = cell === undefined ? known(nameInSide(column)) : cell;
      if (value === undefined) unknown = true;
      return value ?? null;
    });
    return unknown ? undefined : verdict === true;
  };
}

function readTuple(records: Buffer, at: number): SentCells {
  const cells: (string | null | undefined)[] = [];
  let left = records.readUInt16BE(at);
  at += 2;
  for (; left > 0; left -= 1) {
    const kind = records[at];
    at += 1;
    if (kind !== CELL.text) {
      cells.push(kind === CELL.unchanged ? undefined : null);
      continue;
    }
    const end = at + 4 + records.readUInt32BE(at);
    cells.push(records.toString('utf8', at + 4, end));
    at = end;
  }
  return cells;
}
