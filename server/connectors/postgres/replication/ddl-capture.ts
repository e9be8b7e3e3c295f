/**
 * DDL of the source in its own stream (C16): an event trigger that writes what was run as a message of the transaction
 * that ran it. Needs PostgreSQL 14 (earlier ones do not deliver messages) and the right to create event triggers; without
 * them only what relation messages show is known. The trigger never makes the application's statement fail.
 *
 * A message is ordered by the end of its record, rows by the beginning of theirs; the block makes a subtransaction of its own,
 * and where subtransactions are merged a row right behind the message would have the same place and might come first (seen).
 * So an empty message stands between them.
 *
 * The message is the JSON of core/ddl-message.ts. The functions have no search_path of their own, because they tell the one
 * of the session; every name and operator in them is qualified instead.
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

const notTemporary = (schema: string): string =>
  `(${schema} IS NULL OR ${schema} OPERATOR(pg_catalog.<>) 'pg_temp'::pg_catalog.text)`;

/** What Godwit itself makes there is no change of the application: its schema, its fence, its publications. */
const notGodwits = (of: string): string => `(${of}.schema_name IS DISTINCT FROM 'godwit'::pg_catalog.text
    AND NOT (${of}.object_type OPERATOR(pg_catalog.=) ANY ('{trigger,publication}'::pg_catalog.text[]) AND pg_catalog.starts_with(${of}.object_identity, 'godwit_'))
    AND NOT (${of}.object_type OPERATOR(pg_catalog.=) 'publication relation'::pg_catalog.text AND pg_catalog.strpos(${of}.object_identity, ' in publication godwit_') OPERATOR(pg_catalog.>) 0))`;

/** An index belongs to its table; a constraint, a column comment or a column that was renamed is told as its table. */
const ENDED = `SELECT c.object_type AS type, c.object_identity AS identity, c.schema_name AS schema,
    CASE WHEN i.indexrelid IS NOT NULL THEN o.relname END AS name, n.nspname AS table_schema, t.relname AS table_name,
    (SELECT pg_catalog.json_object_agg(a.attname, a.attmissingval::pg_catalog.text) FROM pg_catalog.pg_attribute a
      WHERE a.attrelid OPERATOR(pg_catalog.=) t.oid AND a.atthasmissing) AS missing
  FROM pg_catalog.pg_event_trigger_ddl_commands() AS c
  LEFT JOIN pg_catalog.pg_class o ON o.oid OPERATOR(pg_catalog.=) c.objid AND c.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid OPERATOR(pg_catalog.=) o.oid
  LEFT JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) coalesce(i.indrelid, o.oid)
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace
  WHERE ${notTemporary('c.schema_name')} AND ${notGodwits('c')}`;
/** Only of a command that drops: what others drop on the way is told with their end. */
const DROPPED = `SELECT d.object_type AS type, d.object_identity AS identity, d.schema_name AS schema,
    CASE WHEN d.object_type OPERATOR(pg_catalog.=) 'index'::pg_catalog.text THEN d.object_name END AS name,
    CASE WHEN d.object_type OPERATOR(pg_catalog.=) 'table'::pg_catalog.text THEN d.schema_name END AS table_schema,
    CASE WHEN d.object_type OPERATOR(pg_catalog.=) 'table'::pg_catalog.text THEN d.object_name END AS table_name,
    NULL::pg_catalog.json AS missing
  FROM pg_catalog.pg_event_trigger_dropped_objects() AS d
  WHERE d.original AND NOT d.is_temporary AND ${notGodwits('d')} AND tg_tag OPERATOR(pg_catalog.~~) 'DROP %'::pg_catalog.text`;

function functionText(
  name: string,
  options: { readonly taskId: string; readonly action: string; readonly source: string },
): string {
  return `CREATE FUNCTION ${name}() RETURNS event_trigger LANGUAGE plpgsql
SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres' SET extra_float_digits = 3 SET bytea_output = 'hex' AS $godwit$
DECLARE objects pg_catalog.json; missing pg_catalog.json;
BEGIN
  SELECT pg_catalog.json_agg(pg_catalog.json_build_object('type', o.type, 'identity', o.identity, 'schema', o.schema, 'name', o.name,
      'action', ${quoteText(options.action)}, 'table', CASE WHEN o.table_name IS NOT NULL
        THEN pg_catalog.json_build_object('schema', o.table_schema, 'name', o.table_name) END)),
    (pg_catalog.array_agg(o.missing) FILTER (WHERE o.missing IS NOT NULL))[1]
    INTO objects, missing FROM (${options.source}) AS o;
  IF objects IS NOT NULL THEN
    PERFORM pg_catalog.pg_logical_emit_message(true, ${quoteText(`godwit.ddl.${options.taskId}`)},
      pg_catalog.json_build_object('tag', tg_tag, 'statement', pg_catalog.current_query(), 'path', pg_catalog.current_schemas(false),
        'timeZone', pg_catalog.current_setting('TimeZone'), 'objects', objects, 'missing', coalesce(missing, '{}'))::pg_catalog.text);
    PERFORM pg_catalog.pg_logical_emit_message(true, 'godwit.behind', '');
  END IF;
EXCEPTION WHEN OTHERS THEN NULL;
END $godwit$`;
}
