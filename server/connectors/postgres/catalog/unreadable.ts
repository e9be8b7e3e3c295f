/**
 * Objects that the server cannot describe, told by the plain columns of their catalog rows alone: what they are called, what
 * they are on, and the rows that link them to what they need.
 */
import type { TableName } from '../../../core/object-map.ts';
import { saidBy } from '../server-words.ts';
import type { CatalogObjectKind } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { keyOf, type DescribedCatalog, type FoundObject } from './found.ts';

interface NameRow extends TableName {
  readonly kind: CatalogObjectKind;
  readonly table: TableName | null;
  readonly rows: readonly string[];
}

/** The object with this id, with what the server said instead of its definition. */
export async function unreadable(
  sql: Sql,
  { catalog, id }: { readonly catalog: DescribedCatalog; readonly id: number },
  error: unknown,
): Promise<FoundObject[]> {
  const rows = await NAMES[catalog](sql, id);
  return rows.map(({ kind, schema, name, table, rows: own }) => ({
    key: table !== null && kind !== 'INDEX' ? keyOf(kind, schema, table.name, name) : keyOf(kind, schema, name),
    kind,
    schema,
    name,
    table,
    definition: { form: 'UNREADABLE', ...saidBy(error) },
    rows: own,
  }));
}

const NAMES: Readonly<Record<DescribedCatalog, (sql: Sql, id: number) => PromiseLike<NameRow[]>>> = {
  pg_class: (sql, id) => sql<NameRow[]>`
    SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' ELSE 'TABLE' END AS kind,
      n.nspname AS schema, c.relname AS name,
      (SELECT json_build_object('schema', tn.nspname, 'name', t.relname) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
         JOIN pg_namespace tn ON tn.oid = t.relnamespace WHERE i.indexrelid = c.oid) AS table,
      (SELECT json_agg(x) FROM (SELECT 'pg_class:' || c.oid AS x UNION ALL SELECT 'pg_type:' || c.reltype
          UNION ALL SELECT 'pg_rewrite:' || r.oid FROM pg_rewrite r WHERE r.ev_class = c.oid
          UNION ALL SELECT 'pg_attrdef:' || d.oid FROM pg_attrdef d WHERE d.adrelid = c.oid) x) AS rows
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ${id}`,
  pg_constraint: (sql, id) => sql<NameRow[]>`
    SELECT 'CONSTRAINT' AS kind, n.nspname AS schema, k.conname AS name, json_build_object('schema', n.nspname, 'name', c.relname) AS table,
      CASE WHEN k.contype = 'f' THEN json_build_array('pg_constraint:' || k.oid) ELSE json_build_array('pg_constraint:' || k.oid, 'pg_class:' || k.conindid) END AS rows
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.oid = ${id}`,
  pg_type: (sql, id) => sql<NameRow[]>`
    SELECT 'TYPE' AS kind, n.nspname AS schema, t.typname AS name, NULL AS table,
      json_build_array('pg_type:' || t.oid, 'pg_type:' || t.typarray, 'pg_class:' || t.typrelid) AS rows
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = ${id}`,
  pg_proc: (sql, id) => sql<NameRow[]>`
    SELECT 'FUNCTION' AS kind, n.nspname AS schema, p.proname || '(' || oidvectortypes(p.proargtypes) || ')' AS name, NULL AS table,
      json_build_array('pg_proc:' || p.oid) AS rows
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ${id}`,
  pg_trigger: (sql, id) => sql<NameRow[]>`
    SELECT 'TRIGGER' AS kind, n.nspname AS schema, t.tgname AS name, json_build_object('schema', n.nspname, 'name', c.relname) AS table,
      json_build_array('pg_trigger:' || t.oid) AS rows
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.oid = ${id}`,
};
