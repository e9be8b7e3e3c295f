/**
 * Catalog rows of PostgreSQL 12..18 into the TableShape that copy, apply and verify work from. One statement, so that
 * all tables are seen in one snapshot; `to_jsonb(row) ->> 'column'` reads catalog columns that older versions lack.
 *
 * The key: the primary key, else the replica identity's index, else the valid, immediate, whole, unique index over NOT
 * NULL columns with the fewest columns. `uniqueKeys` also names exclusion constraints, which forbid reordering alike.
 * A partitioned table answers for its leaves: sizes are summed, the replica identity is the weakest of theirs.
 */
import { tableKey, type TableName } from '../../core/object-map.ts';
import type { TableColumn, TableKey, TableShape } from '../../core/catalog.ts';
import type { Sql } from './connection.ts';
import { quoteText } from './sql-text.ts';

interface KeyRow extends TableKey {
  readonly identity: boolean;
  readonly addressable: boolean;
}

interface SizeRow extends TableName {
  readonly identity: 'd' | 'i' | 'f' | 'n';
  readonly rows: number;
  readonly pages: number;
  readonly bytes: number;
}

interface ShapeRow {
  readonly schema: string;
  readonly name: string;
  readonly partitioned: boolean;
  readonly columns: readonly TableColumn[] | null;
  readonly keys: readonly KeyRow[] | null;
  /** The table itself when plain, the leaves when partitioned. */
  readonly stores: readonly SizeRow[] | null;
}

/**
 * Shapes of the given tables in the order given (tables that do not exist are absent), or of all user tables that are
 * no partitions, by name. `sql` must come from openPool: type names are qualified by its search_path.
 */
export async function readTableShapes(sql: Sql, tables: readonly TableName[] | null): Promise<TableShape[]> {
  const rows = (await sql.unsafe(shapesStatement(tables))) as unknown as ShapeRow[]; // the columns of the statement
  return inOrder(rows.map(toShape), tables);
}

/** The names of all user tables that are no partitions, in byte order. */
export async function readTableNames(sql: Sql): Promise<TableName[]> {
  return (await sql.unsafe(`
    SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND ${USER_TABLE}
     ORDER BY n.nspname, c.relname`)) as unknown as TableName[]; // the columns of the statement
}

/** Of pg_class c and pg_namespace n: what a person made, and no partition. */
const USER_TABLE = `NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** The same for a session that answers in text: one row with one JSON text, to be read by parseTableShapes. */
export const tableShapesJson = (tables: readonly TableName[]): string =>
  `SELECT coalesce(json_agg(s), '[]') FROM (${shapesStatement(tables)}) s`;

export const parseTableShapes = (json: string): TableShape[] => (JSON.parse(json) as ShapeRow[]).map(toShape);

function shapesStatement(tables: readonly TableName[] | null): string {
  const wanted =
    tables === null ? 'NULL' : quoteText(JSON.stringify(tables.map(({ schema, name }) => ({ schema, name }))));
  return `
    WITH RECURSIVE wanted AS (
      SELECT c.oid, n.nspname, c.relname, c.relkind
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
         AND CASE WHEN ${wanted}::text IS NULL
             THEN ${USER_TABLE}
             ELSE (n.nspname, c.relname) IN (SELECT w.schema, w.name FROM json_to_recordset(${wanted}::text::json) AS w(schema name, name name)) END
    ), bases AS (
      SELECT oid AS type, oid AS base FROM pg_type WHERE typtype <> 'd'
      UNION ALL SELECT d.oid, b.base FROM pg_type d JOIN bases b ON d.typtype = 'd' AND d.typbasetype = b.type
    )
    SELECT w.nspname AS schema, w.relname AS name, w.relkind = 'p' AS partitioned,
      (SELECT json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull,
          'generated', a.attgenerated <> '',
          'identity', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY_DEFAULT' END,
          'rangeable', CASE
            WHEN b.base IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype, 'uuid'::regtype, 'date'::regtype,
                            'timestamp'::regtype, 'timestamptz'::regtype, 'bytea'::regtype) THEN true
            WHEN b.base IN ('text'::regtype, 'varchar'::regtype) THEN
              CASE WHEN l.oid = 100 THEN (SELECT d.datcollate IN ('C', 'POSIX') AND coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c'
                                            FROM pg_database d WHERE d.datname = current_database())
                   ELSE l.collname IN ('C', 'POSIX') AND l.collnamespace = 'pg_catalog'::regnamespace END
            ELSE false END) ORDER BY a.attnum)
         FROM pg_attribute a JOIN bases b ON b.type = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE a.attrelid = w.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
      (SELECT json_agg(json_build_object(
          'name', k.relname, 'primary', i.indisprimary, 'identity', i.indisreplident,
          'addressable', i.indisunique AND i.indisvalid AND i.indimmediate AND NOT i.indisexclusion
                         AND i.indpred IS NULL AND i.indexprs IS NULL AND m.whole,
          'columns', m.columns) ORDER BY k.relname)
         FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
        CROSS JOIN LATERAL (
          SELECT coalesce(json_agg(a.attname ORDER BY p.place NULLS LAST, a.attnum), '[]') AS columns, bool_and(a.attnotnull) AS whole
            FROM pg_attribute a
            LEFT JOIN LATERAL (SELECT min(x.place) AS place FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS x(attnum, place)
                                WHERE x.attnum = a.attnum AND x.place <= i.indnkeyatts) p ON true
           WHERE a.attrelid = i.indrelid AND a.attnum > 0
             AND (p.place IS NOT NULL
                  OR a.attnum <> ALL (i.indkey::int2[]) AND EXISTS (
                       SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                          AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum))) m
        WHERE i.indrelid = w.oid AND (i.indisunique OR i.indisexclusion) AND i.indislive) AS keys,
      (SELECT json_agg(json_build_object(
          'schema', n.nspname, 'name', c.relname, 'identity', c.relreplident, 'rows', c.reltuples::float8, 'pages', c.relpages,
          'bytes', coalesce(pg_relation_size(c.oid), 0)) ORDER BY n.nspname, c.relname)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.oid IN (SELECT w.oid UNION SELECT t.relid FROM pg_partition_tree(w.oid) t)) AS stores
      FROM wanted w ORDER BY w.nspname, w.relname`;
}

const IDENTITIES = { d: 'default', i: 'index', f: 'full', n: 'nothing' } as const;
const WEAKEST_FIRST = ['n', 'i', 'd', 'f'] as const;
/** Guess for tables that were never analysed. */
const BYTES_PER_ROW = 100;
const BYTES_PER_PAGE = 8192;

function toShape(row: ShapeRow): TableShape {
  const keys = row.keys ?? [];
  const stores = row.stores ?? [];
  const key = addressKey(keys);
  const identity = WEAKEST_FIRST.find((one) => stores.some((store) => store.identity === one)) ?? 'd';
  return {
    table: { schema: row.schema, name: row.name },
    columns: row.columns ?? [],
    key: key && plainKey(key),
    uniqueKeys: keys.filter((one) => one !== key).map(plainKey),
    replicaIdentity: IDENTITIES[identity],
    partitioned: row.partitioned,
    leaves: row.partitioned ? stores.map(({ schema, name }) => ({ schema, name })) : [],
    estimatedRows: stores.reduce((sum, store) => sum + estimateRows(store), 0),
    estimatedBytes: stores.reduce((sum, store) => sum + store.bytes, 0),
  };
}

function addressKey(keys: readonly KeyRow[]): KeyRow | null {
  const rank = (key: KeyRow): number => (key.primary ? 0 : key.identity ? 1 : 1 + key.columns.length);
  const usable = keys.filter((key) => key.addressable).toSorted((a, b) => rank(a) - rank(b));
  return usable[0] ?? null;
}

const plainKey = ({ name, columns, primary }: KeyRow): TableKey => ({ name, columns, primary });

/** As the planner does it: the density of the last analysis times the pages of now. */
function estimateRows(store: SizeRow): number {
  if (store.pages > 0 && store.rows >= 0)
    return Math.round((store.rows / store.pages) * Math.ceil(store.bytes / BYTES_PER_PAGE));
  return Math.round(store.bytes / BYTES_PER_ROW);
}

function inOrder(shapes: readonly TableShape[], tables: readonly TableName[] | null): TableShape[] {
  if (tables === null) return [...shapes];
  const byKey = new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
  return tables.flatMap((table) => byKey.get(tableKey(table)) ?? []);
}
