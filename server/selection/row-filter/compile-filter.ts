/**
 * A checked row filter with canonical literals -> a predicate over the text of cells, in SQL's three-valued logic (null is
 * unknown). It answers what the database answers for the same row (F1), and asks no more cells than it needs.
 */
import { invariant, unreachable } from '../../core/assert.ts';
import { filterClass, type FilterNode, type FilterOperator } from '../../core/row-filter.ts';
import { equalTexts, orderTo, withoutBlanks } from './cell-order.ts';
import type { FilterColumn } from './check-filter.ts';
import { likeMatcher } from './like.ts';

type Cells = (column: string) => string | null;
export type FilterPredicate = (cell: Cells) => boolean | null;

const HOLDS: Readonly<Record<FilterOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function compileFilter(filter: FilterNode, columns: readonly FilterColumn[]): FilterPredicate {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return compile(filter);

  function compile(node: FilterNode): FilterPredicate {
    switch (node.kind) {
      case 'AND':
        return all(node.terms.map(compile));
      case 'OR':
        return any(node.terms.map(compile));
      case 'NOT': {
        const term = compile(node.term);
        return (cell) => {
          const result = term(cell);
          return result === null ? null : !result;
        };
      }
      case 'IS_NULL':
        return (cell) => cell(node.column) === null;
      case 'COMPARE': {
        const order = orderTo(classOf(node.column), node.literal.text);
        const holds = HOLDS[node.operator];
        return known(node.column, (cell) => holds(order(cell)));
      }
      case 'IN': {
        const kind = classOf(node.column);
        const literals = node.literals.map(({ text }) => text);
        const texts = equalTexts(kind, literals);
        if (texts !== null) return known(node.column, (cell) => texts.has(cell));
        const orders = literals.map((literal) => orderTo(kind, literal));
        return known(node.column, (cell) => orders.some((order) => order(cell) === 0));
      }
      case 'LIKE': {
        const matches = likeMatcher(node.literal.text);
        return classOf(node.column) === 'PADDED'
          ? known(node.column, (cell) => matches(withoutBlanks(cell)))
          : known(node.column, matches);
      }
      default:
        return unreachable(node);
    }
  }

  function classOf(column: string) {
    const kind = filterClass(types.get(column) ?? '');
    invariant(kind !== null, `column ${column} of a checked filter`);
    return kind;
  }
}

/** Unknown for NULL. */
const known =
  (column: string, test: (cell: string) => boolean): FilterPredicate =>
  (cell) => {
    const text = cell(column);
    return text === null ? null : test(text);
  };

function all(terms: readonly FilterPredicate[]): FilterPredicate {
  return (cell) => {
    let result: boolean | null = true;
    for (const term of terms) {
      const one = term(cell);
      if (one === false) return false;
      if (one === null) result = null;
    }
    return result;
  };
}

function any(terms: readonly FilterPredicate[]): FilterPredicate {
  return (cell) => {
    let result: boolean | null = false;
    for (const term of terms) {
      const one = term(cell);
      if (one === true) return true;
      if (one === null) result = null;
    }
    return result;
  };
}
