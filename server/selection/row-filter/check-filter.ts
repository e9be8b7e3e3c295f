/**
 * A parsed row filter held against the columns of its table: names exist, types can be compared exactly in both evaluations,
 * literals are of the right kind. What only the database can tell (is '2026-02-30' a date?) it is asked for elsewhere.
 */
import type { TableColumn } from '../../core/catalog.ts';
import {
  filterClass,
  filterTerms,
  literalsOf,
  namesIn,
  type FilterClass,
  type FilterLiteral,
  type FilterNode,
  type FilterTerm,
} from '../../core/row-filter.ts';
import { FilterFault } from './filter-tokens.ts';
import { withTable } from './parse-filter.ts';

/** What a filter needs to know of a column. */
export type FilterColumn = Pick<TableColumn, 'name' | 'type' | 'rangeable' | 'generated'>;

const SPECIAL_NUMBERS = new Set(['NaN', 'Infinity', '-Infinity']);
/** Words like 'today' mean another moment at each reading. */
const FIXED_MOMENT = /^\s*([+-]?\d|[+-]?infinity\s*$)/i;

/** Throws FILTER_INVALID {table, offset, detail}. */
export function checkFilter(filter: FilterNode, table: string, columns: readonly FilterColumn[]): void {
  const byName = new Map(columns.map((column) => [column.name, column]));
  withTable(table, () => {
    for (const { column, at } of namesIn(filter)) {
      const found = byName.get(column);
      if (!found) throw new FilterFault(at, `there is no column ${column}.`);
      if (found.generated)
        throw new FilterFault(at, `${column} is a generated column, which the change log does not carry.`);
    }
    for (const term of filterTerms(filter)) {
      const column = byName.get(term.column);
      if (column) checkTerm(term, column);
    }
  });
}

function checkTerm(term: FilterTerm, column: FilterColumn): void {
  const kind = filterClass(column.type);
  if (kind === null)
    throw new FilterFault(
      term.at,
      `columns of type ${column.type} can only be asked for IS NULL, which ${column.name} is.`,
    );
  const textual = kind === 'TEXT' || kind === 'PADDED';
  if (term.kind === 'LIKE' && !textual)
    throw new FilterFault(term.at, `LIKE needs a text column; ${column.name} is of type ${column.type}.`);
  for (const literal of literalsOf(term)) checkLiteral(literal, kind, column);
  if (term.kind === 'LIKE') {
    if (/(?<!\\)(?:\\\\)*\\$/.test(term.literal.text))
      throw new FilterFault(term.literal.at, 'the pattern ends with a backslash that has nothing to escape.');
  }
  if (term.kind === 'COMPARE' && textual && !(column.rangeable && kind === 'TEXT')) {
    if (term.operator !== '=' && term.operator !== '<>')
      throw new FilterFault(
        term.at,
        `${column.name} is ordered by its collation, which cannot be repeated exactly outside the database; only = <> IN and LIKE are possible.`,
      );
  }
}

function checkLiteral(literal: FilterLiteral, kind: FilterClass, column: FilterColumn): void {
  const wrong = (wanted: string): FilterFault =>
    new FilterFault(literal.at, `${column.name} is of type ${column.type} and needs ${wanted}.`);
  switch (kind) {
    case 'INTEGER':
      if (literal.kind !== 'NUMBER') throw wrong('a number');
      return;
    case 'DECIMAL':
    case 'FLOAT':
      if (literal.kind !== 'NUMBER' && !(literal.kind === 'TEXT' && SPECIAL_NUMBERS.has(literal.text)))
        throw wrong("a number, 'NaN', 'Infinity' or '-Infinity'");
      return;
    case 'BOOLEAN':
      if (literal.kind !== 'BOOLEAN') throw wrong('TRUE or FALSE');
      return;
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      if (literal.kind !== 'TEXT' || !FIXED_MOMENT.test(literal.text))
        throw wrong("a fixed moment in quotes, e.g. '2026-01-31'");
      return;
    case 'TEXT':
    case 'PADDED':
    case 'UUID':
      if (literal.kind !== 'TEXT') throw wrong('a text in quotes');
  }
}
