/**
 * What the copy already brought (C3, C8): for each row key, whether its copied range contains a transaction. Old and new
 * key of a change are judged by themselves. A key outside every range was not copied, so it is contained nowhere.
 * A table that a sub-migration brought is contained whole up to the position at which it was handed over.
 * Behind the greatest E and the last handover nothing is contained any more, and the judgement is dropped.
 */
import type { Position, PositionOrder } from '../core/position.ts';
import { rangeContains, type RangeVisibility } from '../core/range-visibility.ts';
import type { ImportedRange, ImportedRanges } from '../connectors/snapshot-reader.ts';
import type { RowsToClear } from '../connectors/target-writer.ts';

export interface TransactionMark {
  readonly transactionId: bigint;
  readonly commitPosition: Position;
}

interface Range {
  readonly from: string | null;
  readonly to: string | null;
  readonly visibility: RangeVisibility;
}

/** Compares text forms the way the source orders the column. */
export type TextOrder = (a: string, b: string) => number;

export class TableOverlap {
  /** Source column that key ranges are cut on, or null when one visibility holds for the whole table. */
  readonly column: string | null;
  readonly #ranges: readonly Range[];
  readonly #order: PositionOrder;
  readonly #upTo: Position | null;

  constructor(ranges: readonly ImportedRange[], order: PositionOrder, upTo: Position | null = null) {
    this.#upTo = upTo;
    const key = ranges.find(({ bounds }) => bounds.kind === 'KEY')?.bounds;
    this.column = key?.kind === 'KEY' ? key.column : null;
    this.#order = order;
    this.#ranges = ranges.map(({ bounds, visibility }) => ({
      from: bounds.kind === 'KEY' ? bounds.from : null,
      to: bounds.kind === 'KEY' ? bounds.to : null,
      visibility,
    }));
  }

  /** Whether the copy of the row with this value in `column` already contains the transaction. */
  contains(value: string | null, transaction: TransactionMark, compare: TextOrder): boolean {
    if (this.#handedOver(transaction)) return true;
    for (const { from, to, visibility } of this.#ranges) {
      const inside =
        this.column === null ||
        (value !== null && (from === null || compare(value, from) >= 0) && (to === null || compare(value, to) < 0));
      if (inside && rangeContains(visibility, transaction, this.#order)) return true;
    }
    return false;
  }

  /** What a TRUNCATE in that transaction removes: the ranges that lack it, and what lies outside of all ranges. */
  truncated(transaction: TransactionMark, compare: TextOrder): RowsToClear[] {
    if (this.#handedOver(transaction)) return [];
    const contains = this.#ranges.map(({ visibility }) => rangeContains(visibility, transaction, this.#order));
    if (!contains.includes(true)) return [{ kind: 'ALL' }];
    if (this.column === null) return [];
    const column = this.column;
    const kept = this.#ranges
      .filter((_, index) => contains[index])
      .sort((a, b) => (a.from === null ? -1 : b.from === null ? 1 : compare(a.from, b.from)));
    const gaps: RowsToClear[] = [];
    let from: string | null = null;
    for (const [index, range] of kept.entries()) {
      if (range.from !== null && (index === 0 || from === null || compare(from, range.from) < 0))
        gaps.push({ kind: 'RANGE', column, from, to: range.from });
      from = range.to;
      if (from === null) return gaps;
    }
    gaps.push({ kind: 'RANGE', column, from, to: null });
    return gaps;
  }

  /** How much of the table the copy brought behind that transaction: DDL in it is done, cannot be done any more, or is to do. */
  behind(transaction: TransactionMark): 'ALL' | 'SOME' | 'NONE' {
    if (this.#handedOver(transaction)) return 'ALL';
    return this.#ranges.some(({ visibility }) => rangeContains(visibility, transaction, this.#order)) ? 'SOME' : 'NONE';
  }

  #handedOver({ commitPosition }: TransactionMark): boolean {
    return this.#upTo !== null && this.#order.compare(commitPosition, this.#upTo) <= 0;
  }
}

/** All tables' overlaps; null once the log has passed the greatest E. */
export class Overlap {
  readonly #tables = new Map<string, TableOverlap>();
  readonly #order: PositionOrder;
  readonly #end: Position | null;

  constructor(imported: ImportedRanges, order: PositionOrder) {
    this.#order = order;
    const { tables, greatestEnd, upTo = new Map<string, Position>() } = imported;
    this.#end = [...upTo.values()].reduce<Position | null>(
      (end, position) => (end === null || order.compare(position, end) > 0 ? position : end),
      greatestEnd,
    );
    for (const id of new Set([...tables.keys(), ...upTo.keys()]))
      this.#tables.set(id, new TableOverlap(tables.get(id) ?? [], order, upTo.get(id) ?? null));
  }

  of(tableId: string): TableOverlap | null {
    return this.#tables.get(tableId) ?? null;
  }

  /** Whether a transaction that committed there can still be contained in a range. */
  reaches(commitPosition: Position): boolean {
    return this.#end !== null && this.#order.compare(commitPosition, this.#end) <= 0;
  }
}

const INTEGER = /^(smallint|integer|bigint)$/;

/** The order of text forms for a column type that ranges may be cut on (C7). */
export function textOrder(type: string): TextOrder {
  const plain = type.replace(/\(.*?\)/, '');
  if (INTEGER.test(plain)) return (a, b) => compareValues(BigInt(a), BigInt(b));
  if (plain === 'numeric') return compareNumeric;
  if (plain === 'date' || plain.startsWith('timestamp'))
    return (a, b) => compareValues(sortableTime(a), sortableTime(b));
  return (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const compareValues = <T extends bigint | string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function compareNumeric(a: string, b: string): number {
  const special = (text: string): number =>
    text === 'NaN' ? 2 : text === 'Infinity' ? 1 : text === '-Infinity' ? -1 : 0;
  if (special(a) !== 0 || special(b) !== 0) return special(a) - special(b);
  const scale = Math.max(fraction(a).length, fraction(b).length);
  const scaled = (text: string): bigint => BigInt(text.replace(/\..*/, '') + fraction(text).padEnd(scale, '0'));
  return compareValues(scaled(a), scaled(b));
}

const fraction = (text: string): string => text.split('.')[1] ?? '';

/** ISO text with a year of any length, BC and infinities, as text that sorts by time. */
function sortableTime(text: string): string {
  if (text === 'infinity') return '2';
  if (text === '-infinity') return '0';
  const before = text.endsWith(' BC');
  const [, year = '', rest = ''] = /^(\d+)(.*?)( BC)?$/.exec(text) ?? [];
  return before
    ? `1${String(999_999 - Number(year)).padStart(7, '0')}${rest}`
    : `1${String(1_000_000 + Number(year))}${rest}`;
}
