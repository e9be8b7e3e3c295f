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
  const order = query.keys.map((key) => (ascending ? sql`${key} ASC` : sql`${key} DESC`));
  // drizzle cannot type a select over a table that is itself a type parameter
  const found = (await db
    .select()
    .from(query.table as PgTable)
    .where(and(query.where, ...bounds))
    .orderBy(...order)
    .limit(limit + 1)
    .catch((error: unknown) => {
      throw isDataError(error) && bounds.some((bound) => bound !== undefined) ? notACursor() : error;
    })) as InferSelectModel<T>[];
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (!forward) rows.reverse();
  return {
    items: await query.items(rows),
    cursors: rows.map((row) => encodeCursor(row, query.keys, query.table)),
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
  const values = decodeCursor(cursor, query.keys.length);
  const left = sql.join(
    query.keys.map((key) => sql`${key}`),
    sql`, `,
  );
  const right = sql.join(
    values.map((value, index) => sql`${value}::text::${sql.raw(query.keys[index]?.getSQLType() ?? 'text')}`),
    sql`, `,
  );
  return sql`(${left}) ${sql.raw(operator)} (${right})`;
}

function encodeCursor(row: object, keys: readonly PgColumn[], table: PgTable): string {
  const values = keys.map((key) => {
    const property = Object.entries(table).find(([, column]) => column === key)?.[0] ?? key.name;
    const value: unknown = Reflect.get(row, property);
    return value instanceof Date ? value.toISOString() : String(value);
  });
  return Buffer.from(JSON.stringify(values)).toString('base64url');
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
