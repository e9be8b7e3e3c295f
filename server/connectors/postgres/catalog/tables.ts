/** Tables and partitions with everything that is made together with them: columns, defaults, identities, valid checks. */
import type { TableName } from '../../../core/object-map.ts';
import type { ColumnDetail, NamedExpression, TableDetail } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { keyOf, type FoundObject, type KindReader, type Span } from './found.ts';

interface TableRow extends TableName {
  readonly oid: number;
  readonly columns: readonly ColumnDetail[] | null;
  readonly checks: readonly NamedExpression[] | null;
  readonly rows: readonly string[];
  readonly unlogged: boolean;
  readonly partition_by: string | null;
  readonly parent: TableName | null;
  readonly bound: string | null;
  readonly options: readonly string[];
  readonly inherits: boolean;
  readonly row_security: boolean;
  readonly identity: 'd' | 'i' | 'f' | 'n';
}

const IDENTITIES = { d: 'default', i: 'index', f: 'full', n: 'nothing' } as const;

const tablesWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid BETWEEN ${span.low} AND ${span.high} AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')`;

async function readTables(sql: Sql, span: Span): Promise<FoundObject[]> {
  const rows = await sql<TableRow[]>`
    SELECT c.oid::int8::float8 AS oid, n.nspname AS schema, c.relname AS name, c.relpersistence = 'u' AS unlogged,
      CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
      pg_get_expr(c.relpartbound, c.oid) AS bound,
      (SELECT json_build_object('schema', pn.nspname, 'name', p.relname) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
         JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid AND c.relispartition) AS parent,
      array_to_json(coalesce(c.reloptions, '{}')) AS options,
      NOT c.relispartition AND c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)) AS inherits,
      c.relrowsecurity AS row_security, c.relreplident AS identity,
      (SELECT json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'collation', CASE WHEN a.attcollation <> t.typcollation THEN (SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
             FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
          'nullable', NOT a.attnotnull, 'expression', pg_get_expr(d.adbin, d.adrelid),
          'generated', CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END,
          'identity', CASE WHEN c.relispartition THEN NULL WHEN a.attidentity = 'a' THEN 'ALWAYS' WHEN a.attidentity = 'd' THEN 'BY_DEFAULT' END,
          'identityOptions', s.options, 'sequence', coalesce(s.name, g.name),
          'compression', CASE to_jsonb(a) ->> 'attcompression' WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
          'storage', CASE WHEN a.attstorage <> t.typstorage THEN
              CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END) ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         LEFT JOIN LATERAL (
           SELECT json_build_object('schema', sn.nspname, 'name', sc.relname) AS name,
             json_build_object('type', format_type(q.seqtypid, NULL), 'start', q.seqstart::text, 'increment', q.seqincrement::text,
               'minimum', q.seqmin::text, 'maximum', q.seqmax::text, 'cache', q.seqcache::text, 'cycle', q.seqcycle) AS options
             FROM pg_depend e JOIN pg_class sc ON sc.oid = e.objid AND sc.relkind = 'S' JOIN pg_namespace sn ON sn.oid = sc.relnamespace
             JOIN pg_sequence q ON q.seqrelid = sc.oid
            WHERE e.classid = 'pg_class'::regclass AND e.refclassid = 'pg_class'::regclass AND e.refobjid = a.attrelid
              AND e.refobjsubid = a.attnum AND e.deptype = 'i' AND a.attidentity <> '') s ON true
         LEFT JOIN LATERAL (
           SELECT json_build_object('schema', sn.nspname, 'name', sc.relname) AS name
             FROM pg_depend e JOIN pg_class sc ON sc.oid = e.refobjid AND sc.relkind = 'S' JOIN pg_namespace sn ON sn.oid = sc.relnamespace
            WHERE e.classid = 'pg_attrdef'::regclass AND e.objid = d.oid AND e.refclassid = 'pg_class'::regclass LIMIT 1) g ON true
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
      (SELECT json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid)) ORDER BY k.conname)
         FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated) AS checks,
      (SELECT json_agg(r) FROM (
          SELECT 'pg_attrdef:' || d.oid AS r FROM pg_attrdef d WHERE d.adrelid = c.oid
          UNION ALL SELECT 'pg_constraint:' || k.oid FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated
          UNION ALL SELECT 'pg_class:' || c.oid UNION ALL SELECT 'pg_type:' || c.reltype) r) AS rows
      ${tablesWithin(sql, span)} ORDER BY n.nspname, c.relname`;
  return rows.map((row) => ({
    key: keyOf('TABLE', row.schema, row.name),
    kind: 'TABLE',
    schema: row.schema,
    name: row.name,
    table: null,
    definition: toDetail(row),
    rows: row.rows,
  }));
}

export const TABLES: KindReader = { catalog: 'pg_class', alias: 'c', within: tablesWithin, read: readTables };

function toDetail(row: TableRow): TableDetail {
  return {
    form: 'TABLE',
    columns: row.columns ?? [],
    checks: row.checks ?? [],
    unlogged: row.unlogged,
    partitionBy: row.partition_by,
    partitionOf: row.parent,
    partitionBound: row.bound,
    options: row.options,
    inherits: row.inherits,
    rowSecurity: row.row_security,
    replicaIdentity: IDENTITIES[row.identity],
  };
}
