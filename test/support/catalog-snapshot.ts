/** What a task may leave behind on a database, as sorted lines by plain SQL (C27): compared before creation and after release. */
import type postgres from 'postgres';

const OURS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

const LINES = `
  SELECT concat_ws(' ', 'publication', pubname, pubinsert, pubupdate, pubdelete, pubtruncate) AS line FROM pg_publication
  UNION ALL SELECT concat_ws(' ', 'publishes', prrelid::regclass) FROM pg_publication_rel
  UNION ALL SELECT concat_ws(' ', 'slot', slot_name, plugin) FROM pg_replication_slots
  UNION ALL SELECT concat_ws(' ', 'origin', roname) FROM pg_replication_origin
  UNION ALL SELECT concat_ws(' ', 'subscription', subname) FROM pg_subscription
  UNION ALL SELECT concat_ws(' ', 'schema', n.nspname) FROM pg_namespace n WHERE ${OURS}
  UNION ALL SELECT concat_ws(' ', 'event trigger', evtname, evtevent) FROM pg_event_trigger
  UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', 'function', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS}
  UNION ALL SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relreplident, c.relacl::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS}
  UNION ALL SELECT concat_ws(' ', 'identity index', indexrelid::regclass) FROM pg_index WHERE indisreplident
  UNION ALL SELECT concat_ws(' ', 'setting', setdatabase, setrole, setconfig::text) FROM pg_db_role_setting
  UNION ALL SELECT concat_ws(' ', 'role', rolname) FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'
  UNION ALL SELECT concat_ws(' ', 'prepared transaction', gid) FROM pg_prepared_xacts
  UNION ALL SELECT concat_ws(' ', 'session', application_name, state) FROM pg_stat_activity WHERE application_name LIKE 'godwit%' AND datname = current_database()
  ORDER BY 1`;

/** All lines; `moved` leaves out the schema that was migrated (the target has it afterwards). */
export async function catalogSnapshot(sql: postgres.Sql, moved?: string): Promise<string[]> {
  const lines = (await sql.unsafe<{ line: string }[]>(LINES)).map(({ line }) => line);
  return moved === undefined
    ? lines
    : lines.filter((line) => !line.includes(` ${moved}.`) && line !== `schema ${moved}`);
}

/** The relations of one schema, to compare what the target was given with what the source has. */
export async function relationsOf(sql: postgres.Sql, schema: string): Promise<string[]> {
  return (await sql.unsafe<{ line: string }[]>(LINES)).flatMap(({ line }) =>
    line.startsWith(`relation ${schema}.`) ? [line] : [],
  );
}
