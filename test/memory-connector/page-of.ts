/** A page of a list in memory; a cursor is the index of its item. */
import { GodwitError } from '../../server/core/errors.ts';
import type { Page, PageRequest } from '../../server/core/page.ts';

export function pageOf<T>(all: readonly T[], { first, after, last, before }: PageRequest): Page<T> {
  const from = after === null || after === undefined ? 0 : indexOf(after) + 1;
  const to = before === null || before === undefined ? all.length : indexOf(before);
  const size = first ?? last ?? all.length;
  const start = first === null || first === undefined ? Math.max(from, to - size) : from;
  const end = Math.max(start, Math.min(to, start + size));
  const items = all.slice(start, end);
  return {
    items,
    cursors: items.map((_, index) => String(start + index)),
    hasNextPage: end < all.length,
    hasPreviousPage: start > 0,
    totalCount: all.length,
  };
}

function indexOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new GodwitError('BAD_INPUT', { detail: 'The cursor is not one of this list.' });
}
