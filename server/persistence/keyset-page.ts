/**
 * One page of a table by keyset: the cursor holds the sort keys of a row, so a page costs the same wherever it is and is
 * stable while rows come and go. The last key must be unique within the list.
 */
import { and, sql, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { GodwitError } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Queryable } from './control-database.ts';

export const MAX_PAGE = 100;

export interface KeysetQuery<T extends PgTable, Item> {
  readonly table: T;
  readonly where: SQL | undefined;
  /** Sort keys, the last one unique. */
  readonly keys: readonly PgColumn[];
  /** An integer that sorts before the keys; names its columns as text, since the select strips tables from columns in it. */
  readonly rank?: SQL;
  readonly descending?: boolean;
  readonly page: PageRequest;
  readonly items: (rows: InferSelectModel<T>[]) => Item[] | Promise<Item[]>;
}

export async function keysetPage<T extends PgTable, Item>(
  db: Queryable,
  query: KeysetQuery<T, Item>,
): Promise<Page<Item>> {
  const { limit, forward } = pageSize(query.page);
  const ascending = (query.descending ?? false) !== forward;
  const bounds = [
    boundary(query, query.page.after, query.descending ? '<' : '>'),
    boundary(query, query.page.before, query.descending ? '>' : '<'),
  ];
  const rank = query.rank ?? sql`0`;
  const order = [...(query.rank === undefined ? [] : [query.rank]), ...query.keys].map((key) =>
    ascending ? sql`${key} ASC` : sql`${key} DESC`,
  );
  // drizzle cannot type a select over a table that is itself a type parameter
  const found = (await db
    .select({ row: query.table as PgTable, rank: sql<number>`${rank}` })
    .from(query.table as PgTable)
    .where(and(query.where, ...bounds))
    .orderBy(...order)
    .limit(limit + 1)
    .catch((error: unknown) => {
      throw isDataError(error) && bounds.some((bound) => bound !== undefined) ? notACursor() : error;
    })) as { row: InferSelectModel<T>; rank: number }[];
  const more = found.length > limit;
  const ranked = found.slice(0, limit);
  if (!forward) ranked.reverse();
  const rows = ranked.map(({ row }) => row);
  return {
    items: await query.items(rows),
    cursors: ranked.map((found) => encodeCursor(found, query)),
    hasNextPage: forward ? more : query.page.before !== null && query.page.before !== undefined,
    hasPreviousPage: forward ? query.page.after !== null && query.page.after !== undefined : more,
    totalCount: await db.$count(query.table, query.where),
  };
}

function pageSize(page: PageRequest): { readonly limit: number; readonly forward: boolean } {
  const first = page.first ?? null;
  const last = page.last ?? null;
  if ((first === null) === (last === null))
    throw new GodwitError('BAD_INPUT', { detail: 'Exactly one of first and last is needed.' });
  const limit = first ?? last ?? 0;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new GodwitError('BAD_INPUT', { detail: `first or last must be from 1 to ${MAX_PAGE}.` });
  return { limit, forward: first !== null };
}

function boundary<T extends PgTable, Item>(
  query: KeysetQuery<T, Item>,
  cursor: string | null | undefined,
  operator: '<' | '>',
): SQL | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const keys = [
    ...(query.rank === undefined ? [] : [{ key: query.rank, type: 'integer' }]),
    ...query.keys.map((key) => ({ key: sql`${key}`, type: key.getSQLType() })),
  ];
  const values = decodeCursor(cursor, keys.length);
  const left = sql.join(
    keys.map(({ key }) => key),
    sql`, `,
  );
  const right = sql.join(
    values.map((value, index) => sql`${value}::text::${sql.raw(keys[index]?.type ?? 'text')}`),
    sql`, `,
  );
  return sql`(${left}) ${sql.raw(operator)} (${right})`;
}

function encodeCursor<T extends PgTable, Item>(
  { row, rank }: { readonly row: object; readonly rank: number },
  query: KeysetQuery<T, Item>,
): string {
  const values = query.keys.map((key) => {
    const property = Object.entries(query.table).find(([, column]) => column === key)?.[0] ?? key.name;
    const value: unknown = Reflect.get(row, property);
    return value instanceof Date ? value.toISOString() : String(value);
  });
  const ranked = query.rank === undefined ? values : [String(rank), ...values];
  return Buffer.from(JSON.stringify(ranked)).toString('base64url');
}

function decodeCursor(cursor: string, length: number): readonly string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string'))
      return values as string[];
  } catch {
    // not a cursor of ours: answered below
  }
  throw notACursor();
}

const notACursor = (): GodwitError => new GodwitError('BAD_INPUT', { detail: 'The cursor is not one of this list.' });

/** Class 22: a value of a cursor that is none of its column's type. */
function isDataError(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('22');
}
