/** User types: enums, domains, composite types, ranges. */
import type { TableName } from '../../../core/object-map.ts';
import type { NamedExpression, ObjectDefinition } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { keyOf, type FoundObject, type KindReader, type Span } from './found.ts';

interface TypeRow extends TableName {
  readonly form: 'e' | 'd' | 'c' | 'r';
  readonly labels: readonly string[] | null;
  readonly base: string | null;
  readonly collation: string | null;
  readonly expression: string | null;
  readonly nullable: boolean;
  readonly checks: readonly NamedExpression[] | null;
  readonly attributes:
    readonly { readonly name: string; readonly type: string; readonly collation: string | null }[] | null;
  readonly range: readonly NamedExpression[] | null;
  readonly multirange: string | null;
  readonly rows: readonly string[];
}

const typesWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype
      LEFT JOIN pg_class c ON c.oid = t.typrelid LEFT JOIN pg_range r ON r.rngtypid = t.oid
     WHERE t.oid BETWEEN ${span.low} AND ${span.high} AND t.typtype IN ('e', 'd', 'c', 'r') AND (t.typtype <> 'c' OR c.relkind = 'c')
       AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')`;

async function readTypes(sql: Sql, span: Span): Promise<FoundObject[]> {
  const rows = await sql<TypeRow[]>`
    SELECT n.nspname AS schema, t.typname AS name, t.typtype AS form, NOT t.typnotnull AS nullable,
      (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
      CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
      CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN (SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
         FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation) END AS collation,
      pg_get_expr(t.typdefaultbin, 0) AS expression,
      (SELECT json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid)) ORDER BY k.conname)
         FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS checks,
      (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'collation', CASE WHEN a.attcollation <> ty.typcollation THEN (SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
             FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END) ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type ty ON ty.oid = a.atttypid
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attributes,
      (SELECT json_agg(o) FROM (
          SELECT 'subtype' AS name, format_type(r.rngsubtype, NULL) AS definition
          UNION ALL SELECT 'subtype_opclass', (SELECT quote_ident(xn.nspname) || '.' || quote_ident(x.opcname) FROM pg_opclass x JOIN pg_namespace xn ON xn.oid = x.opcnamespace WHERE x.oid = r.rngsubopc)
          UNION ALL SELECT 'collation', (SELECT quote_ident(ln.nspname) || '.' || quote_ident(l.collname) FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = r.rngcollation)
          UNION ALL SELECT 'subtype_diff', r.rngsubdiff::regproc::text WHERE r.rngsubdiff <> 0
          UNION ALL SELECT 'canonical', r.rngcanonical::regproc::text WHERE r.rngcanonical <> 0) o WHERE o.definition IS NOT NULL) AS range,
      (SELECT m.typname FROM pg_type m WHERE m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid) AS multirange,
      (SELECT json_agg(x) FROM (SELECT 'pg_type:' || t.oid AS x UNION ALL SELECT 'pg_type:' || t.typarray UNION ALL SELECT 'pg_class:' || t.typrelid
          UNION ALL SELECT 'pg_type:' || (to_jsonb(r) ->> 'rngmultitypid')
          UNION ALL SELECT 'pg_constraint:' || k.oid FROM pg_constraint k WHERE k.contypid = t.oid) x) AS rows
      ${typesWithin(sql, span)} ORDER BY n.nspname, t.typname`;
  return rows.map((row) => ({
    key: keyOf('TYPE', row.schema, row.name),
    kind: 'TYPE',
    schema: row.schema,
    name: row.name,
    table: null,
    definition: toDefinition(row),
    rows: row.rows.filter((one) => one !== null),
  }));
}

export const TYPES: KindReader = { catalog: 'pg_type', alias: 't', within: typesWithin, read: readTypes };

function toDefinition(row: TypeRow): ObjectDefinition {
  switch (row.form) {
    case 'e':
      return { form: 'ENUM', labels: row.labels ?? [] };
    case 'd':
      return {
        form: 'DOMAIN',
        base: row.base ?? 'text',
        collation: row.collation,
        expression: row.expression,
        nullable: row.nullable,
        checks: row.checks ?? [],
      };
    case 'c':
      return { form: 'COMPOSITE', attributes: row.attributes ?? [] };
    case 'r':
      return { form: 'RANGE', options: row.range ?? [], multirange: row.multirange };
  }
}
