/**
 * All objects of one kind: in one statement, and when the server raises for some of them by halves, down to each object that
 * it raises for. That one is told as UNREADABLE; whatever a damaged catalog holds, the others are read.
 *
 *   [ 1 2 3 4 5 6 7 8 ] raises -> [ 1 2 3 4 ] read, [ 5 6 7 8 ] raises -> [ 5 6 ] raises -> [ 5 ] UNREADABLE, [ 6 ] read ...
 */
import type { TransactionSql } from 'postgres';
import type { Sql } from '../connection.ts';
import { isConnectionProblem, sqlStateOf } from '../errors.ts';
import type { FoundObject, KindReader, Span } from './found.ts';
import { unreadable } from './unreadable.ts';

/** Every id there can be. */
const EVERYTHING: Span = { low: 0, high: 0xffff_ffff };

type Transaction = TransactionSql<Record<string, never>>;

export async function readKind(transaction: Transaction, kind: KindReader): Promise<FoundObject[]> {
  const whole = await attempt(transaction, kind, EVERYTHING);
  if (whole.found !== null) return whole.found;
  const sql = plain(transaction);
  const ids = await sql<{ id: number }[]>`
    SELECT ${sql(`${kind.alias}.oid`)}::int8::float8 AS id ${kind.within(sql, EVERYTHING)} ORDER BY 1`;
  return byHalves(
    transaction,
    kind,
    ids.map(({ id }) => id),
  );
}

async function byHalves(transaction: Transaction, kind: KindReader, ids: readonly number[]): Promise<FoundObject[]> {
  const [low, high] = [ids[0], ids.at(-1)];
  if (low === undefined || high === undefined) return [];
  const { found, error } = await attempt(transaction, kind, { low, high });
  if (found !== null) return found;
  if (low === high) return unreadable(plain(transaction), { catalog: kind.catalog, id: low }, error);
  const middle = Math.ceil(ids.length / 2);
  return [
    ...(await byHalves(transaction, kind, ids.slice(0, middle))),
    ...(await byHalves(transaction, kind, ids.slice(middle))),
  ];
}

type Attempt =
  { readonly found: FoundObject[]; readonly error: null } | { readonly found: null; readonly error: unknown };

/** What the server raises of an object; a lost connection, or a session that is to end, is thrown. */
async function attempt(transaction: Transaction, kind: KindReader, span: Span): Promise<Attempt> {
  try {
    const found = await transaction.savepoint((inside) => kind.read(plain(inside), span));
    return { found, error: null };
  } catch (error) {
    if (sqlStateOf(error) === null || isConnectionProblem(error)) throw error;
    return { found: null, error };
  }
}

/** A transaction runs the same statements as its pool; the driver only types it apart. */
export const plain = (transaction: Transaction): Sql => transaction as unknown as Sql;
