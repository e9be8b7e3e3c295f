/**
 * One page of a table by keyset: the cursor holds the sort keys of a row, so a page costs the same wherever it is and is
 * stable while rows come and go. The last key must be unique within the list.
 */
import { and, sql, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { must } from '../core/assert.ts';
import { GodwitError } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Queryable } from './control-database.ts';

export const MAX_PAGE = 100;

export interface KeysetQuery<T extends PgTable, Item> {
  readonly table: T;
  readonly where: SQL | undefined;
  /** Sort keys, the last one unique. */
  readonly keys: readonly PgColumn[];
  /** Rows for which it is true come before all others. */
  readonly first?: SQL;
  readonly descending?: boolean;
  /** Rows are so wide that those of the page are found in an index first: one that has the keys and what is filtered by. */
  readonly wide?: boolean;
  readonly page: PageRequest;
  readonly items: (rows: InferSelectModel<T>[]) => Item[] | Promise<Item[]>;
}

interface Found {
  readonly row: object;
  /** 0: of those that come first; 1: of the others. */
  readonly rank: 0 | 1;
}

export async function keysetPage<T extends PgTable, Item>(
  db: Queryable,
  query: KeysetQuery<T, Item>,
): Promise<Page<Item>> {
  const { limit, forward } = pageSize(query.page);
  const found = await walk(db, query, { limit: limit + 1, ascending: (query.descending ?? false) !== forward });
  const more = found.length > limit;
  const ranked = found.slice(0, limit);
  if (!forward) ranked.reverse();
  const [after, before] = [query.page.after ?? null, query.page.before ?? null];
  const [items, totalCount] = await Promise.all([
    query.items(ranked.map(({ row }) => row as InferSelectModel<T>)), // of its select
    // what is whole in one page is counted
    more || after !== null || before !== null ? db.$count(query.table, query.where) : ranked.length,
  ]);
  return {
    items,
    cursors: ranked.map((one) => encodeCursor(one, query)),
    hasNextPage: forward ? more : before !== null,
    hasPreviousPage: forward ? after !== null : more,
    totalCount,
  };
}

/** The rows of a page in the order in which they are met. Each rank has a statement of its own, which can follow an index. */
async function walk<T extends PgTable, Item>(db: Queryable, query: KeysetQuery<T, Item>, way: Way): Promise<Found[]> {
  const bounds = [
    boundary(query, query.page.after, query.descending ? '<' : '>'),
    boundary(query, query.page.before, query.descending ? '>' : '<'),
  ].filter((bound) => bound !== null);
  const ranks = query.first === undefined ? ([0] as const) : way.ascending ? ([0, 1] as const) : ([1, 0] as const);
  const found = await Promise.all(
    ranks
      .filter((rank) => !bounds.some((bound) => bound.excludes(rank)))
      .map(async (rank) => {
        const here = and(ofRank(query.first, rank), ...bounds.map((bound) => bound.within(rank)));
        return (await rowsOf(db, query, { ...way, here })).map((row): Found => ({ row, rank }));
      }),
  ).catch((error: unknown) => {
    throw isDataError(error) && bounds.length > 0 ? notACursor() : error;
  });
  return found.flat().slice(0, way.limit);
}

interface Way {
  readonly limit: number;
  readonly ascending: boolean;
}

function rowsOf<T extends PgTable, Item>(
  db: Queryable,
  query: KeysetQuery<T, Item>,
  { limit, ascending, here }: Way & { readonly here: SQL | undefined },
): Promise<object[]> {
  const table = query.table as PgTable; // drizzle cannot type a select over a type parameter
  const order = query.keys.map((key) => (ascending ? sql`${key} ASC` : sql`${key} DESC`));
  const where = and(query.where, here);
  const last = must(query.keys.at(-1), 'a sort key');
  const inIndex = sql`${last} IN (SELECT ${last} FROM ${table} WHERE ${where ?? sql`true`} ORDER BY ${sql.join(order, sql`, `)} LIMIT ${limit})`;
  return db
    .select()
    .from(table)
    .where(query.wide ? and(query.where, inIndex) : where)
    .orderBy(...order)
    .limit(limit);
}

function ofRank(first: SQL | undefined, rank: 0 | 1): SQL | undefined {
  if (first === undefined) return undefined;
  return rank === 0 ? first : sql`(${first}) IS NOT TRUE`;
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

/** A cursor as a bound: what of each rank lies on the wanted side of it. */
interface Bound {
  excludes(rank: 0 | 1): boolean;
  within(rank: 0 | 1): SQL | undefined;
}

function boundary<T extends PgTable, Item>(
  query: KeysetQuery<T, Item>,
  cursor: string | null | undefined,
  operator: '<' | '>',
): Bound | null {
  if (cursor === null || cursor === undefined) return null;
  const decoded = decodeCursor(cursor, query.keys.length + (query.first === undefined ? 0 : 1));
  const own = query.first === undefined ? 0 : rankOf(decoded[0]);
  const values = decoded.slice(-query.keys.length);
  const left = sql.join([...query.keys], sql`, `);
  const right = sql.join(
    values.map((value, index) => sql`${value}::text::${sql.raw(query.keys[index]?.getSQLType() ?? 'text')}`),
    sql`, `,
  );
  return {
    excludes: (rank) => (operator === '>' ? rank < own : rank > own),
    within: (rank) => (rank === own ? sql`(${left}) ${sql.raw(operator)} (${right})` : undefined),
  };
}

function rankOf(text: string | undefined): 0 | 1 {
  if (text === '0') return 0;
  if (text === '1') return 1;
  throw notACursor();
}

function encodeCursor<T extends PgTable, Item>({ row, rank }: Found, query: KeysetQuery<T, Item>): string {
  const values = query.keys.map((key) => {
    const property = Object.entries(query.table).find(([, column]) => column === key)?.[0] ?? key.name;
    const value: unknown = Reflect.get(row, property);
    return value instanceof Date ? value.toISOString() : String(value);
  });
  const ranked = query.first === undefined ? values : [String(rank), ...values];
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
