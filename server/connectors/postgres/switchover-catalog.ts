/**
 * What a switchover asks of the catalogs and logs of both sides: positions, what Godwit does not move, triggers that fire for
 * replicated rows too, and which sequences give values to the same columns.
 */
import { asPosition, type Position } from '../../core/position.ts';
import type { TableMapping, TableName } from '../../core/object-map.ts';
import type { SequenceTarget } from '../catalog-writer.ts';
import type { Sql } from './connection.ts';
import { beatOnce, MESSAGES_SINCE } from './replication/heartbeat.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** An object that is there on one side; `identity` tells whether the other has it. */
export interface ProgramObject {
  readonly kind: 'TRIGGER' | 'FUNCTION' | 'PROCEDURE';
  readonly schema: string;
  readonly name: string;
  readonly identity: string;
  readonly ddl: string;
}

/** Everything that was committed before this was asked lies before it. */
export async function writePosition(sql: Sql): Promise<Position> {
  const [row] = await sql<{ position: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS position`;
  return asPosition(row?.position ?? '0/0');
}

/** A sign of life in the stream of a task, now: it commits behind every position that was asked for before. */
export async function beatStream(sql: Sql, taskId: string): Promise<void> {
  const [server] = await sql<{ major: number }[]>`SELECT current_setting('server_version_num')::int4 / 10000 AS major`;
  await beatOnce(sql, { taskId, byMessage: (server?.major ?? 0) >= MESSAGES_SINCE });
}

/** How far a stream is applied, by its own record on the side that it writes to; null: nothing yet. */
export async function appliedPosition(sql: Sql, taskId: string): Promise<Position | null> {
  const [kept] = await sql<{ there: boolean }[]>`SELECT to_regclass('godwit.checkpoint') IS NOT NULL AS there`;
  if (kept?.there !== true) return null;
  const [row] = await sql<{ position: string | null }[]>`
    SELECT max(position::pg_lsn)::text AS position FROM godwit.checkpoint WHERE task_id = ${taskId}`;
  return row?.position ? asPosition(row.position) : null;
}

/** Triggers of the tables, and functions and procedures of their schemas; none of an extension, and none of ours. */
export async function programObjects(sql: Sql, tables: readonly TableName[]): Promise<ProgramObject[]> {
  if (tables.length === 0) return [];
  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  const rows = await sql.unsafe<
    { kind: ProgramObject['kind']; schema: string; name: string; identity: string; ddl: string }[]
  >(`
    SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind, n.nspname::text AS schema, p.proname::text AS name,
      p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS identity, pg_get_functiondef(p.oid) AS ddl
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname IN (${schemas.map(quoteText).join(', ')}) AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'TRIGGER', n.nspname::text, t.tgname::text, c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND NOT starts_with(t.tgname, 'godwit_') AND (${namedTables(tables)})
      AND NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class r ON r.oid = i.inhparent WHERE i.inhrelid = c.oid AND r.relkind = 'p')
    ORDER BY 1, 2, 3, 4`);
  return rows.map((row) => ({ ...row }));
}

/** Triggers that fire in sessions with session_replication_role = replica, with the statement that disables each. */
export async function replicaTriggers(
  sql: Sql,
  tables: readonly TableName[],
): Promise<
  {
    readonly table: TableName;
    readonly name: string;
    readonly ddl: string;
    readonly disable: string;
    readonly enable: string;
  }[]
> {
  if (tables.length === 0) return [];
  const rows = await sql.unsafe<{ schema: string; table: string; name: string; enabled: string; ddl: string }[]>(`
    SELECT n.nspname::text AS schema, c.relname::text AS table, t.tgname::text AS name, t.tgenabled::text AS enabled, pg_get_triggerdef(t.oid) AS ddl
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgenabled IN ('R', 'A') AND NOT starts_with(t.tgname, 'godwit_') AND (${namedTables(tables)})
    ORDER BY 1, 2, 3`);
  return rows.map(({ schema, table, name, enabled, ddl }) => {
    const of = `ALTER TABLE ${quoteTable({ schema, name: table })}`;
    return {
      table: { schema, name: table },
      name,
      ddl,
      disable: `${of} DISABLE TRIGGER ${quoteName(name)}`,
      enable: `${of} ENABLE ${enabled === 'A' ? 'ALWAYS' : 'REPLICA'} TRIGGER ${quoteName(name)}`,
    };
  });
}

/**
 * Sequences of both sides that belong to, or give defaults to, columns that are mapped to each other: in the direction of the
 * mapping, source to target.
 */
export async function columnSequences(
  source: Sql,
  target: Sql,
  mappings: readonly TableMapping[],
): Promise<readonly SequenceTarget[]> {
  const [here, there] = await Promise.all([
    sequencesOfColumns(
      source,
      mappings.map((mapping) => mapping.source),
    ),
    sequencesOfColumns(
      target,
      mappings.map((mapping) => mapping.target),
    ),
  ]);
  return mappings.flatMap((mapping) => {
    const own = here.filter(({ table }) => same(table, mapping.source));
    return own.flatMap(({ column, sequence }) => {
      const name = mapping.columns === null ? column : mapping.columns.find((one) => one.source === column)?.target;
      const other = there.find(({ table, column: at }) => same(table, mapping.target) && at === name);
      return other === undefined ? [] : [{ source: sequence, target: other.sequence }];
    });
  });
}

const same = (a: TableName, b: TableName): boolean => a.schema === b.schema && a.name === b.name;

async function sequencesOfColumns(sql: Sql, tables: readonly TableName[]) {
  if (tables.length === 0) return [];
  const rows = await sql.unsafe<
    { schema: string; name: string; column: string; in_schema: string; sequence: string }[]
  >(`
    SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column, sn.nspname::text AS in_schema, s.relname::text AS sequence
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN LATERAL (
      SELECT d.objid AS oid FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum AND d.deptype IN ('a', 'i')
      UNION
      SELECT d.refobjid FROM pg_attrdef f JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass
      WHERE f.adrelid = c.oid AND f.adnum = a.attnum AND d.refobjid <> c.oid) q ON true
    JOIN pg_class s ON s.oid = q.oid AND s.relkind = 'S' JOIN pg_namespace sn ON sn.oid = s.relnamespace
    WHERE ${namedTables(tables)}`);
  return rows.map(({ schema, name, column, in_schema, sequence }) => ({
    table: { schema, name },
    column,
    sequence: { schema: in_schema, name: sequence },
  }));
}

/** Of a class c in a namespace n. */
const namedTables = (tables: readonly TableName[]): string =>
  `(n.nspname, c.relname) IN (${tables.map(({ schema, name }) => `(${quoteText(schema)}, ${quoteText(name)})`).join(', ')})`;
