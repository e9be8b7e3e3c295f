/**
 * A page of a list that is made anew for each request: of what another database tells. The cursor holds the key of an item and the
 * list is in the byte order of the keys, so a page goes on rightly when items come and go between two requests.
 */
import { GodwitError } from './errors.ts';
import type { Page, PageRequest } from './page.ts';

export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly string[],
  { first, after, last, before }: PageRequest,
): Page<Item> {
  const from = after === null || after === undefined ? 0 : countUntil(items, keyOf, { key: keyIn(after), with: true });
  const to = before === null || before === undefined ? items.length : countUntil(items, keyOf, { key: keyIn(before), with: false }); // prettier-ignore
  const size = first ?? last ?? 0;
  const start = first === null || first === undefined ? Math.max(from, to - size) : from;
  const end = Math.max(start, Math.min(to, start + size));
  const page = items.slice(start, end);
  return {
    items: page,
    cursors: page.map((item) => Buffer.from(JSON.stringify(keyOf(item))).toString('base64url')),
    hasNextPage: end < items.length,
    hasPreviousPage: start > 0,
    totalCount: items.length,
  };
}

/** How many items lie before `key`, or, `with` it, up to it. */
function countUntil<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly string[],
  bound: { readonly key: readonly string[]; readonly with: boolean },
): number {
  const index = items.findIndex((item) => {
    const order = compare(keyOf(item), bound.key);
    return bound.with ? order > 0 : order >= 0;
  });
  return index < 0 ? items.length : index;
}

function compare(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const order = Buffer.compare(Buffer.from(part), Buffer.from(other[index] ?? ''));
    if (order !== 0) return order;
  }
  return 0;
}

function keyIn(cursor: string): readonly string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.every((part) => typeof part === 'string')) return key as string[];
  } catch {
    // not a cursor of ours: answered below
  }
  throw new GodwitError('BAD_INPUT', { detail: 'The cursor is not one of this list.' });
}
