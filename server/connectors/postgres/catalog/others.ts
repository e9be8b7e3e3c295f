/** Schemas, extensions, sequences, views, and what is only listed: functions, procedures, aggregates and triggers. */
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { keyOf, sequenceOptions, type FoundObject, type KindReader, type SequenceRow, type Span } from './found.ts';

export async function readSchemas(sql: Sql): Promise<FoundObject[]> {
  const rows = await sql<{ oid: string; name: string }[]>`
    SELECT n.oid::text AS oid, n.nspname AS name FROM pg_namespace n
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_namespace'::regclass AND x.objid = n.oid AND x.deptype = 'e')
     ORDER BY n.nspname`;
  return rows.map(({ oid, name }) => ({
    key: keyOf('SCHEMA', name),
    kind: 'SCHEMA',
    schema: name,
    name,
    table: null,
    definition: { form: 'SCHEMA' },
    rows: [`pg_namespace:${oid}`],
  }));
}

/** Extensions own the rows of their members, so that whatever uses a member needs the extension. */
export async function readExtensions(sql: Sql): Promise<FoundObject[]> {
  const rows = await sql<{ schema: string; name: string; version: string; rows: string[] }[]>`
    SELECT n.nspname AS schema, e.extname AS name, e.extversion AS version,
      (SELECT json_agg(x) FROM (SELECT 'pg_extension:' || e.oid AS x
          UNION ALL SELECT d.classid::regclass::text || ':' || d.objid FROM pg_depend d
           WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e') x) AS rows
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY e.extname`;
  return rows.map(({ schema, name, version, rows: own }) => ({
    key: keyOf('EXTENSION', name),
    kind: 'EXTENSION',
    schema,
    name,
    table: null,
    definition: { form: 'EXTENSION', version },
    rows: own,
  }));
}

interface SequenceObjectRow extends SequenceRow, TableName {
  readonly oid: string;
  readonly owner: { readonly table: TableName; readonly column: string } | null;
}

/** Sequences that are no identity's. */
export async function readSequences(sql: Sql): Promise<FoundObject[]> {
  const rows = await sql<SequenceObjectRow[]>`
    SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, format_type(q.seqtypid, NULL) AS type, q.seqstart::text AS start,
      q.seqincrement::text AS increment, q.seqmin::text AS minimum, q.seqmax::text AS maximum, q.seqcache::text AS cache, q.seqcycle AS cycle,
      (SELECT json_build_object('table', json_build_object('schema', tn.nspname, 'name', t.relname), 'column', a.attname)
         FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a') AS owner
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence q ON q.seqrelid = c.oid
     WHERE c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'e'))
     ORDER BY n.nspname, c.relname`;
  return rows.map((row) => ({
    key: keyOf('SEQUENCE', row.schema, row.name),
    kind: 'SEQUENCE',
    schema: row.schema,
    name: row.name,
    table: null,
    definition: { form: 'SEQUENCE', sequence: sequenceOptions(row), ownedBy: row.owner },
    rows: [`pg_class:${row.oid}`],
  }));
}

interface ViewRow extends TableName {
  readonly body: string;
  readonly columns: readonly string[];
  readonly options: readonly string[];
  readonly materialized: boolean;
  readonly populated: boolean;
  readonly rows: readonly string[];
}

const viewsWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid BETWEEN ${span.low} AND ${span.high} AND c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')`;

async function readViews(sql: Sql, span: Span): Promise<FoundObject[]> {
  const rows = await sql<ViewRow[]>`
    SELECT n.nspname AS schema, c.relname AS name, rtrim(pg_get_viewdef(c.oid), ';') AS body, array_to_json(coalesce(c.reloptions, '{}')) AS options,
      c.relkind = 'm' AS materialized, c.relispopulated AS populated,
      (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) AS columns,
      (SELECT json_agg(x) FROM (SELECT 'pg_class:' || c.oid AS x UNION ALL SELECT 'pg_type:' || c.reltype
          UNION ALL SELECT 'pg_rewrite:' || r.oid FROM pg_rewrite r WHERE r.ev_class = c.oid) x) AS rows
      ${viewsWithin(sql, span)} ORDER BY n.nspname, c.relname`;
  return rows.map(({ schema, name, rows: own, ...detail }) => {
    const kind = detail.materialized ? ('MATERIALIZED_VIEW' as const) : ('VIEW' as const);
    return {
      key: keyOf(kind, schema, name),
      kind,
      schema,
      name,
      table: null,
      definition: { form: 'VIEW', ...detail },
      rows: own,
    };
  });
}

export const VIEWS: KindReader = { catalog: 'pg_class', alias: 'c', within: viewsWithin, read: readViews };

/** What is not moved but shown to a person, with its DDL. */
const functionsWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.oid BETWEEN ${span.low} AND ${span.high} AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i'))`;

async function readFunctions(sql: Sql, span: Span): Promise<FoundObject[]> {
  const functions = await sql<{ oid: string; schema: string; name: string; ddl: string }[]>`
    SELECT p.oid::text AS oid, n.nspname AS schema, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
      CASE WHEN p.prokind = 'a' THEN 'aggregate ' || p.oid::regprocedure::text ELSE pg_get_functiondef(p.oid) END AS ddl
      ${functionsWithin(sql, span)} ORDER BY 2, 3`;
  return functions.map(({ oid, schema, name, ddl }) => ({
    key: keyOf('FUNCTION', schema, name),
    kind: 'FUNCTION',
    schema,
    name,
    table: null,
    definition: { form: 'LISTED', ddl },
    rows: [`pg_proc:${oid}`],
  }));
}

export const FUNCTIONS: KindReader = { catalog: 'pg_proc', alias: 'p', within: functionsWithin, read: readFunctions };

/** Listed like functions. */
const triggersWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE t.oid BETWEEN ${span.low} AND ${span.high}
       AND NOT t.tgisinternal AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')`;

async function readTriggers(sql: Sql, span: Span): Promise<FoundObject[]> {
  const triggers = await sql<{ oid: string; schema: string; name: string; table: string; ddl: string }[]>`
    SELECT t.oid::text AS oid, n.nspname AS schema, t.tgname AS name, c.relname AS table, pg_get_triggerdef(t.oid) AS ddl
      ${triggersWithin(sql, span)} ORDER BY 2, 4, 3`;
  return triggers.map(({ oid, schema, name, table, ddl }) => ({
    key: keyOf('TRIGGER', schema, table, name),
    kind: 'TRIGGER',
    schema,
    name,
    table: { schema, name: table },
    definition: { form: 'LISTED', ddl },
    rows: [`pg_trigger:${oid}`],
  }));
}

export const TRIGGERS: KindReader = { catalog: 'pg_trigger', alias: 't', within: triggersWithin, read: readTriggers };
