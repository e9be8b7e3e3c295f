/** Turns a page of a service into a Relay connection, and the arguments of a connection into the request for a page. */
import { GodwitError } from '../server/core/errors.ts';
import type { Page, PageRequest } from '../server/core/page.ts';

const LARGEST_PAGE = 100;

interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** BAD_INPUT unless exactly one of first and last is given, from 1 to 100. */
export function pageRequest(given: ConnectionArguments): PageRequest {
  const { first, last } = given;
  const size = first ?? last;
  const both = first !== null && first !== undefined && last !== null && last !== undefined;
  if (size === null || size === undefined || both || size < 1 || size > LARGEST_PAGE)
    throw new GodwitError('BAD_INPUT', {
      detail: `Give either first or last, from 1 to ${LARGEST_PAGE}.`,
      path: 'first',
    });
  return { first, last, after: given.after, before: given.before };
}

export interface ConnectionOf<T> {
  readonly edges: { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

export function connectionOf<T>(page: Page<T>): ConnectionOf<T> {
  return {
    edges: page.items.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    },
    totalCount: page.totalCount,
  };
}

/** Names and descriptions of a connection type and its edge. */
export const connectionType = (noun: string): { name: string; description: string } => ({
  name: `${noun}Connection`,
  description: `A page of a list of ${noun}.`,
});

export const edgeType = (noun: string): { name: string; description: string } => ({
  name: `${noun}Edge`,
  description: `One ${noun} of a page, and where it stands.`,
});
