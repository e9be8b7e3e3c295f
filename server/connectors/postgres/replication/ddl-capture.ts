/**
 * DDL of the source in its own stream (C16): an event trigger that writes what was run as a message of the transaction
 * that ran it. Needs PostgreSQL 14 (earlier ones do not deliver messages) and the right to create event triggers; without
 * them only what relation messages show is known. The trigger never makes the application's statement fail.
 *
 * The message is JSON: {"tag", "statement", "objects": [{"type", "identity", "schema", "action": "ALTERED" | "DROPPED"}]}.
 */
import type { Sql } from '../connection.ts';
import { sqlStateOf } from '../errors.ts';
import { quoteName, quoteText } from '../sql-text.ts';

/** Makes the trigger; returns the statements run, or null when the server or the user does not allow it. */
export async function createDdlCapture(sql: Sql, taskId: string): Promise<string[] | null> {
  const [server] = await sql<{ version: number; there: boolean }[]>`
    SELECT pg_catalog.current_setting('server_version_num')::int4 AS version,
      EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = ${endTrigger(taskId)}) AS there`;
  if (server === undefined || server.version < 140_000) return null;
  if (server.there) return [];
  const statements = [
    'CREATE SCHEMA IF NOT EXISTS godwit',
    functionText(`godwit.${quoteName(`end_${taskId}`)}`, { taskId, action: 'ALTERED', source: ENDED }),
    functionText(`godwit.${quoteName(`drop_${taskId}`)}`, { taskId, action: 'DROPPED', source: DROPPED }),
    `CREATE EVENT TRIGGER ${quoteName(endTrigger(taskId))} ON ddl_command_end EXECUTE FUNCTION godwit.${quoteName(`end_${taskId}`)}()`,
    `CREATE EVENT TRIGGER ${quoteName(dropTrigger(taskId))} ON sql_drop EXECUTE FUNCTION godwit.${quoteName(`drop_${taskId}`)}()`,
  ];
  try {
    await sql.begin(async (transaction) => {
      await transaction`SET LOCAL lock_timeout = '2s'`;
      for (const statement of statements) await transaction.unsafe(statement);
    });
    return statements;
  } catch (error) {
    if (sqlStateOf(error) === '42501') return null;
    throw error;
  }
}

export async function dropDdlCapture(sql: Sql, taskId: string): Promise<string[]> {
  const done: string[] = [];
  for (const name of [endTrigger(taskId), dropTrigger(taskId)]) {
    const [found] = await sql`SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = ${name}`;
    if (found !== undefined) done.push(`DROP EVENT TRIGGER ${quoteName(name)}`);
  }
  for (const name of [`end_${taskId}`, `drop_${taskId}`]) {
    const [found] =
      await sql`SELECT FROM pg_catalog.pg_proc WHERE proname = ${name} AND pronamespace = pg_catalog.to_regnamespace('godwit')`;
    if (found !== undefined) done.push(`DROP FUNCTION godwit.${quoteName(name)}()`);
  }
  for (const statement of done) await sql.unsafe(statement);
  return done;
}

const endTrigger = (taskId: string): string => `godwit_${taskId}`;
const dropTrigger = (taskId: string): string => `godwit_${taskId}_drop`;

const ENDED = `SELECT object_type AS type, object_identity AS identity, schema_name AS schema
  FROM pg_catalog.pg_event_trigger_ddl_commands() WHERE schema_name IS DISTINCT FROM 'pg_temp'`;
const DROPPED = `SELECT object_type AS type, object_identity AS identity, schema_name AS schema
  FROM pg_catalog.pg_event_trigger_dropped_objects() WHERE NOT is_temporary AND (original OR object_type = 'table column')`;

function functionText(
  name: string,
  options: { readonly taskId: string; readonly action: string; readonly source: string },
): string {
  return `CREATE FUNCTION ${name}() RETURNS event_trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $godwit$
DECLARE objects pg_catalog.json;
BEGIN
  SELECT pg_catalog.json_agg(pg_catalog.json_build_object('type', type, 'identity', identity, 'schema', schema, 'action', ${quoteText(options.action)}))
    INTO objects FROM (${options.source}) AS touched;
  IF objects IS NOT NULL THEN
    PERFORM pg_catalog.pg_logical_emit_message(true, ${quoteText(`godwit.ddl.${options.taskId}`)},
      pg_catalog.json_build_object('tag', tg_tag, 'statement', pg_catalog.current_query(), 'objects', objects)::text);
  END IF;
EXCEPTION WHEN OTHERS THEN NULL;
END $godwit$`;
}
