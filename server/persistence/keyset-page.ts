/**
 * One page of a table by keyset: the cursor holds the sort keys of a row, so a page costs the same wherever it is and is
 * stable while rows come and go. The last key must be unique within the list.
 */
import { and, count, sql, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { must } from '../core/assert.ts';
import { GodwitError } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { anyOf } from './any-of.ts';
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
  /** How many there are, where something else knows it; default: they are counted. */
  readonly total?: () => Promise<number>;
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
  const total = once(query.total ?? (async () => db.$count(query.table, query.where)));
  const [found] = await Promise.all([
    walk(db, query, { limit: limit + 1, ascending: (query.descending ?? false) !== forward }),
    isPart(query.page) ? total() : null, // beside it, where it is wanted in any case
  ]);
  return pageOf(found, query, total);
}

/** Lists of the same table, one of each owner. */
export interface Owners {
  readonly column: PgColumn;
  readonly owners: readonly string[];
}

/**
 * The same page of the list of each owner, in their order: one statement finds the rows of all, another one counts the lists that
 * are longer than their page. The last key must be unique in the whole table.
 */
export async function keysetPages<T extends PgTable, Item>(
  db: Queryable,
  query: Omit<KeysetQuery<T, Item>, 'first' | 'wide' | 'total'>,
  { column, owners }: Owners,
): Promise<Page<Item>[]> {
  const { limit, forward } = pageSize(query.page);
  const table = query.table as PgTable; // drizzle cannot type a select over a type parameter
  const order = orderOf(query.keys, (query.descending ?? false) !== forward);
  const here = and(query.where, ...boundsOf(query).map((bound) => bound.within(0)));
  const last = must(query.keys.at(-1), 'a sort key');
  const rows = await db
    .select()
    .from(table)
    .where(
      sql`${last} IN (SELECT of_one.key FROM unnest(${sql.param([...owners])}::text[]) AS owners (id) CROSS JOIN LATERAL (
        SELECT ${last} AS key FROM ${table} WHERE ${and(sql`${column} = owners.id`, here)} ORDER BY ${order} LIMIT ${limit + 1}) of_one)`,
    )
    .orderBy(order)
    .catch(notACursorIf(query));
  const ofOwner = Map.groupBy(rows, (row) => String(valueOf(row, query.table, column)));
  const counting = once(async () => {
    const counted = await db
      .select({ owner: sql<string>`${column}`, count: count() })
      .from(table)
      .where(and(anyOf(column, owners), query.where))
      .groupBy(column);
    return new Map(counted.map((one) => [one.owner, one.count]));
  });
  return Promise.all(
    owners.map((owner) => {
      const found = (ofOwner.get(owner) ?? []).map((row): Found => ({ row, rank: 0 }));
      return pageOf(found, query, async () => (await counting()).get(owner) ?? 0);
    }),
  );
}

/** Of the rows in the order in which they were met, one more than the page has if there are more. */
async function pageOf<T extends PgTable, Item>(
  found: readonly Found[],
  query: KeysetQuery<T, Item>,
  total: () => Promise<number>,
): Promise<Page<Item>> {
  const { limit, forward } = pageSize(query.page);
  const more = found.length > limit;
  const ranked = found.slice(0, limit);
  if (!forward) ranked.reverse();
  const [after, before] = [query.page.after ?? null, query.page.before ?? null];
  const [items, totalCount] = await Promise.all([
    query.items(ranked.map(({ row }) => row as InferSelectModel<T>)), // of its select
    // what is whole in one page is counted
    more || isPart(query.page) ? total() : ranked.length,
  ]);
  return {
    items,
    cursors: ranked.map((one) => encodeCursor(one, query)),
    hasNextPage: forward ? more : before !== null,
    hasPreviousPage: forward ? after !== null : more,
    totalCount,
  };
}

/** It is behind or before a cursor: not the whole list, however few rows it has. */
const isPart = ({ after, before }: PageRequest): boolean => (after ?? null) !== null || (before ?? null) !== null;

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** The rows of a page in the order in which they are met. Each rank has a statement of its own, which can follow an index. */
async function walk<T extends PgTable, Item>(db: Queryable, query: KeysetQuery<T, Item>, way: Way): Promise<Found[]> {
  const bounds = boundsOf(query);
  const ranks = query.first === undefined ? ([0] as const) : way.ascending ? ([0, 1] as const) : ([1, 0] as const);
  const found = await Promise.all(
    ranks
      .filter((rank) => !bounds.some((bound) => bound.excludes(rank)))
      .map(async (rank) => {
        const here = and(ofRank(query.first, rank), ...bounds.map((bound) => bound.within(rank)));
        return (await rowsOf(db, query, { ...way, here })).map((row): Found => ({ row, rank }));
      }),
  ).catch(notACursorIf(query));
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
  const order = orderOf(query.keys, ascending);
  const where = and(query.where, here);
  const last = must(query.keys.at(-1), 'a sort key');
  const inIndex = sql`${last} IN (SELECT ${last} FROM ${table} WHERE ${where ?? sql`true`} ORDER BY ${order} LIMIT ${limit})`;
  return db
    .select()
    .from(table)
    .where(query.wide ? and(query.where, inIndex) : where)
    .orderBy(order)
    .limit(limit);
}

const orderOf = (keys: readonly PgColumn[], ascending: boolean): SQL =>
  sql.join(
    keys.map((key) => (ascending ? sql`${key} ASC` : sql`${key} DESC`)),
    sql`, `,
  );

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

const boundsOf = <T extends PgTable, Item>(query: KeysetQuery<T, Item>): Bound[] =>
  [
    boundary(query, query.page.after, query.descending ? '<' : '>'),
    boundary(query, query.page.before, query.descending ? '>' : '<'),
  ].filter((bound) => bound !== null);

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
    const value = valueOf(row, query.table, key);
    return value instanceof Date ? value.toISOString() : String(value);
  });
  const ranked = query.first === undefined ? values : [String(rank), ...values];
  return Buffer.from(JSON.stringify(ranked)).toString('base64url');
}

/** Looked for once, not for each row. */
const properties = new WeakMap<PgColumn, string>();

function valueOf(row: object, table: PgTable, wanted: PgColumn): unknown {
  let property = properties.get(wanted);
  if (property === undefined) {
    property = Object.entries(table).find(([, column]) => column === wanted)?.[0] ?? wanted.name;
    properties.set(wanted, property);
  }
  return Reflect.get(row, property);
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

/** A failure of the statement, said as what it is of if a cursor was given. */
const notACursorIf =
  ({ page }: { readonly page: PageRequest }) =>
  (error: unknown): never => {
    const given = (page.after ?? null) !== null || (page.before ?? null) !== null;
    throw given && isDataError(error) ? notACursor() : error;
  };

/** Class 22: a value of a cursor that is none of its column's type. */
function isDataError(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('22');
}
