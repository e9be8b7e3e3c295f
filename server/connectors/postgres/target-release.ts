/**
 * Removes what a task made on a PostgreSQL target: its bookkeeping rows, replication origins and temporary indexes, and the
 * schema `godwit` itself with the last task. Looks first, so that it may be called again after any crash.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { pause } from '../../runtime/clock.ts';
import { withPool, type Sql } from './connection.ts';
import { BOOKKEEPING_SCHEMA, BOOKKEEPING_TABLES } from './bookkeeping.ts';
import { dropOrigins } from './origins.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** Names of temporary indexes that the replay of tables without a key made begin with this. */
export const KEYLESS_INDEX_PREFIX = 'godwit_rows_';

/** Returns what was removed, as sentences for the record. */
export function releasePostgresTarget(
  address: EndpointAddress,
  options: { readonly taskId: string; readonly tables: readonly { readonly schema: string; readonly name: string }[] },
): Promise<readonly string[]> {
  return withPool(address, { applicationName: 'godwit release', maxSessions: 1 }, async (sql) => [
    ...(await endSessions(sql, options.taskId)),
    ...(await dropOrigins(sql, options.taskId)),
    ...(await dropKeylessIndexes(sql, options.tables)),
    ...(await dropBookkeeping(sql, options.taskId)),
  ]);
}

/** Sessions that a killed or cut-off worker left: they would hold origins and locks. */
async function endSessions(sql: Sql, taskId: string): Promise<string[]> {
  const ended = await sql`
    SELECT pg_terminate_backend(pid), application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND starts_with(application_name, 'godwit ') AND position(${taskId} IN application_name) > 0 AND pid <> pg_backend_pid()`;
  if (ended.length === 0) return [];
  const gone = async (): Promise<boolean> => {
    const [left] = await sql`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND starts_with(application_name, 'godwit ') AND position(${taskId} IN application_name) > 0 AND pid <> pg_backend_pid()`;
    return left?.['count'] === 0;
  };
  for (const deadline = performance.now() + 5_000; performance.now() < deadline && !(await gone());) await pause(50);
  return ended.map((row) => `session ${String(row['name'])}`);
}

/** The statements that were run are answered as sentences. */
export async function dropKeylessIndexes(
  sql: Pick<Sql, 'unsafe'>,
  tables: readonly { readonly schema: string; readonly name: string }[],
): Promise<string[]> {
  const found = await sql.unsafe(`
    SELECT n.nspname AS schema, i.relname AS name, t.relname AS table FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = i.relnamespace
    WHERE starts_with(i.relname, ${quoteText(KEYLESS_INDEX_PREFIX)})`);
  const mine = found.filter((row) =>
    tables.some((table) => table.schema === row['schema'] && table.name === row['table']),
  );
  for (const row of mine)
    await sql.unsafe(
      `DROP INDEX IF EXISTS ${quoteTable({ schema: String(row['schema']), name: String(row['name']) })}`,
    );
  return mine.map((row) => `temporary index ${String(row['schema'])}.${String(row['name'])}`);
}

async function dropBookkeeping(sql: Sql, taskId: string): Promise<string[]> {
  const [schema] = await sql<{ owner: string; owned: boolean }[]>`
    SELECT pg_get_userbyid(nspowner)::text AS owner, pg_has_role(nspowner, 'USAGE') AS owned
    FROM pg_namespace n WHERE nspname = ${BOOKKEEPING_SCHEMA}
      AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'fence')`; // without it the schema is somebody else's: of a stream that begins here, or a write fence
  if (schema === undefined) return [];
  return sql.begin(async (tx) => {
    await tx`LOCK TABLE godwit.fence IN ACCESS EXCLUSIVE MODE`;
    for (const table of BOOKKEEPING_TABLES)
      await tx`DELETE FROM ${tx.unsafe(`godwit.${quoteName(table)}`)} WHERE task_id = ${taskId}`;
    const [left] = await tx`SELECT count(*)::int AS tasks FROM godwit.fence`;
    const rows = 'rows in godwit.fence, godwit.checkpoint, godwit.copy_range';
    if (left?.['tasks'] !== 0) return [rows];
    if (!schema.owned) return [rows, `not the empty schema godwit, which belongs to ${schema.owner}`];
    for (const table of BOOKKEEPING_TABLES) await tx.unsafe(`DROP TABLE ${BOOKKEEPING_SCHEMA}.${quoteName(table)}`);
    // what streams from this database has its own there, and a fence its function
    const [rest] = await tx`
      SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid) OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = n.oid) AS used
      FROM pg_namespace n WHERE nspname = ${BOOKKEEPING_SCHEMA}`;
    if (rest?.['used'] === true) return BOOKKEEPING_TABLES.map((table) => `table ${BOOKKEEPING_SCHEMA}.${table}`);
    await tx.unsafe(`DROP SCHEMA ${quoteName(BOOKKEEPING_SCHEMA)}`);
    return [`schema ${BOOKKEEPING_SCHEMA} of the target`];
  });
}
