/**
 * Indexes that stand for themselves (those of constraints come with the constraint), and constraints that are made
 * after the rows: primary, unique, exclusion, foreign, and checks that were never validated. Partition members whose
 * parent makes them (foreign keys) are left to the parent; indexes and keys of partitions come before the parent's
 * (greater depth first), which then adopts them.
 */
import type { TableName } from '../../../core/object-map.ts';
import type { ConstraintDetail, IndexDetail } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { keyOf, type FoundObject, type KindReader, type Span } from './found.ts';

interface IndexRow extends Omit<IndexDetail, 'form'> {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly table: string;
}

const indexesWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE k.oid BETWEEN ${span.low} AND ${span.high} AND c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND i.indislive AND (i.indisvalid OR k.relkind = 'I')
       AND NOT EXISTS (SELECT FROM pg_constraint t WHERE t.conindid = k.oid AND t.contype IN ('p', 'u', 'x'))
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')`;

async function readIndexes(sql: Sql, span: Span): Promise<FoundObject[]> {
  const rows = await sql<IndexRow[]>`
    SELECT k.oid::text AS oid, n.nspname AS schema, k.relname AS name, c.relname AS table, i.indisunique AS unique,
      i.indpred IS NOT NULL AS partial, i.indisreplident AS "replicaIdentity",
      coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS "nullsNotDistinct",
      substr(pg_get_indexdef(k.oid), 1 + length('CREATE ' || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || quote_ident(k.relname)
        || ' ON ' || CASE WHEN k.relkind = 'I' THEN 'ONLY ' ELSE '' END || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' USING ')) AS body,
      CASE WHEN i.indexprs IS NULL THEN (SELECT json_agg(a.attname ORDER BY x.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS x(attnum, place)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.attnum WHERE x.place <= i.indnkeyatts) END AS "keyColumns",
      (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
          AND (a.attnum = ANY (i.indkey::int2[]) OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = k.oid
               AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum))) AS mentions,
      (SELECT count(*)::int FROM pg_partition_ancestors(c.oid)) AS depth
      ${indexesWithin(sql, span)} ORDER BY n.nspname, c.relname, k.relname`;
  return rows.map(({ oid, schema, name, table, ...detail }) => ({
    key: keyOf('INDEX', schema, name),
    kind: 'INDEX',
    schema,
    name,
    table: { schema, name: table },
    definition: { form: 'INDEX', ...detail },
    rows: [`pg_class:${oid}`],
  }));
}

export const INDEXES: KindReader = { catalog: 'pg_class', alias: 'k', within: indexesWithin, read: readIndexes };

interface ConstraintRow extends Omit<ConstraintDetail, 'form' | 'type' | 'references'> {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly table: string;
  readonly type: 'p' | 'u' | 'f' | 'x' | 'c';
  readonly references: TableName | null;
  readonly index: string;
}

const CONSTRAINT_TYPES = { p: 'PRIMARY', u: 'UNIQUE', f: 'FOREIGN', x: 'EXCLUSION', c: 'CHECK' } as const;

const constraintsWithin: KindReader['within'] = (sql, span) => sql`
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = k.conindid
     WHERE k.oid BETWEEN ${span.low} AND ${span.high}
       AND (k.contype IN ('p', 'u', 'x') OR k.contype = 'f' AND k.conparentid = 0 OR k.contype = 'c' AND NOT k.convalidated AND k.conislocal)
       AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')`;

async function readConstraints(sql: Sql, span: Span): Promise<FoundObject[]> {
  const rows = await sql<ConstraintRow[]>`
    SELECT k.oid::text AS oid, n.nspname AS schema, k.conname AS name, c.relname AS table, k.contype AS type, pg_get_constraintdef(k.oid) AS body,
      k.convalidated AS validated, k.condeferrable AS deferrable, coalesce((to_jsonb(k) ->> 'conenforced')::bool, true) AS enforced,
      coalesce((to_jsonb(k) ->> 'conperiod')::bool, false) AS period, coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS "nullsNotDistinct",
      coalesce(i.indisreplident AND k.contype <> 'f', false) AS "replicaIdentity", c.relkind = 'p' AS "ownerPartitioned", k.conindid::text AS index,
      (SELECT json_build_object('schema', fn.nspname, 'name', f.relname) FROM pg_class f JOIN pg_namespace fn ON fn.oid = f.relnamespace WHERE f.oid = k.confrelid) AS references,
      (SELECT coalesce(json_agg(a.attname ORDER BY x.place), '[]') FROM unnest(k.conkey) WITH ORDINALITY AS x(attnum, place)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.attnum) AS columns,
      (SELECT coalesce(json_agg(a.attname ORDER BY x.place), '[]') FROM unnest(k.confkey) WITH ORDINALITY AS x(attnum, place)
         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum) AS "referencedColumns",
      (SELECT coalesce(json_agg(a.attname ORDER BY a.attnum), '[]') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
          AND (a.attnum = ANY (k.conkey) OR a.attnum = ANY (coalesce(i.indkey::int2[], '{}')) AND k.contype <> 'f')) AS mentions,
      (SELECT count(*)::int FROM pg_partition_ancestors(c.oid)) AS depth
      ${constraintsWithin(sql, span)} ORDER BY n.nspname, c.relname, k.conname`;
  return rows.map(({ oid, schema, name, table, type, index, ...detail }) => ({
    key: keyOf('CONSTRAINT', schema, table, name),
    kind: 'CONSTRAINT',
    schema,
    name,
    table: { schema, name: table },
    definition: { form: 'CONSTRAINT', type: CONSTRAINT_TYPES[type], ...detail },
    rows: type === 'f' ? [`pg_constraint:${oid}`] : [`pg_constraint:${oid}`, `pg_class:${index}`],
  }));
}

export const CONSTRAINTS: KindReader = {
  catalog: 'pg_constraint',
  alias: 'k',
  within: constraintsWithin,
  read: readConstraints,
};
