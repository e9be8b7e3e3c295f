/**
 * Literal of a column's class -> the order of a cell to it: negative, 0 or positive, as the database orders the same two
 * values. Literals are canonical (as the database writes them) where the class asks for it.
 */
import type { FilterClass } from '../../core/row-filter.ts';
import { unreachable } from '../../core/assert.ts';
import { compareDecimals, decimalOf } from './decimal.ts';
import { momentOf } from './moment.ts';

export type CellOrder = (cell: string) => number;

export function orderTo(kind: FilterClass, literal: string): CellOrder {
  switch (kind) {
    case 'INTEGER':
      return wholeOrder(literal) ?? decimalOrder(literal);
    case 'DECIMAL':
      return decimalOrder(literal);
    case 'FLOAT': {
      // both are the shortest digits that name their value, so the order of these doubles is the order of the values
      const wanted = Number(literal);
      return (cell) => compareFloats(Number(cell), wanted);
    }
    case 'BOOLEAN': {
      const wanted = truth(literal);
      return (cell) => truth(cell) - wanted;
    }
    case 'TEXT':
      return bytewise(literal);
    case 'PADDED': {
      const order = bytewise(withoutBlanks(literal));
      return (cell) => order(withoutBlanks(cell));
    }
    case 'UUID':
      return bytewise(literal);
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ': {
      const wanted = momentOf(literal);
      return (cell) => {
        const moment = momentOf(cell);
        return moment < wanted ? -1 : moment > wanted ? 1 : 0;
      };
    }
    default:
      return unreachable(kind);
  }
}

export const withoutBlanks = (text: string): string => {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
};

function decimalOrder(literal: string): CellOrder {
  const wanted = decimalOf(literal);
  return (cell) => compareDecimals(decimalOf(cell), wanted);
}

/** Whole numbers that a double holds exactly, whatever their digits are. */
const SHORT_WHOLE = /^[+-]?\d{1,15}$/;
const SHORT_CELL = 15;

/** The fast way for the usual case: both are whole and short. */
function wholeOrder(literal: string): CellOrder | null {
  if (!SHORT_WHOLE.test(literal)) return null;
  const wanted = Number(literal);
  const exact = decimalOrder(literal);
  return (cell) => (cell.length <= SHORT_CELL ? Number(cell) - wanted : exact(cell));
}

/** The texts that cells equal to one of the literals have; null when that is not a matter of texts. */
export function equalTexts(kind: FilterClass, literals: readonly string[]): ReadonlySet<string> | null {
  if (kind === 'TEXT' || kind === 'UUID') return new Set(literals);
  if (kind === 'INTEGER' && literals.every((literal) => SHORT_WHOLE.test(literal)))
    return new Set(literals.map((literal) => String(Number(literal))));
  return null;
}

/** A cell is `t` in the log and `true` where it was read as text. */
const truth = (text: string): number => (text.startsWith('t') ? 1 : 0);

function bytewise(literal: string): CellOrder {
  const wanted = Buffer.from(literal);
  return (cell) => (cell === literal ? 0 : Buffer.from(cell).compare(wanted));
}

/** NaN equals itself and is the greatest. */
function compareFloats(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
