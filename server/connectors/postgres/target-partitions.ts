/**
 * Makes the partitions on the target that its source has got meanwhile (one a month is the everyday case), so that their
 * rows have a place: same name, same bounds, below the same parent. A level of the target that has a default partition, or
 * is no partitioned table, takes every row as it is, and is left alone.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import type { TableName } from '../../core/object-map.ts';
import { withPool, type Sql } from './connection.ts';
import { quoteTable } from './sql-text.ts';

interface Partition {
  readonly schema: string;
  readonly name: string;
  /** Its place: the bounds from below the root down to it. */
  readonly path: readonly string[];
  readonly bound: string;
  readonly partitionBy: string | null;
}

const APPLICATION = 'godwit incr-sync';

/** Returns the statements that were run. */
export async function makeMissingPartitions(
  ends: { readonly source: EndpointAddress; readonly target: EndpointAddress },
  mappings: readonly { readonly source: TableName; readonly target: TableName }[],
): Promise<string[]> {
  return await withPool(ends.target, { applicationName: APPLICATION, maxSessions: 1 }, async (target) => {
    const places = new Map<(typeof mappings)[number], Map<string, Partition>>();
    for (const mapping of mappings) {
      const there = await readPartitions(target, mapping.target);
      if (there.size > 0) places.set(mapping, there);
    }
    if (places.size === 0) return [];
    return withPool(ends.source, { applicationName: APPLICATION, maxSessions: 1 }, async (source) => {
      const made: string[] = [];
      for (const [mapping, there] of places)
        for (const statement of missing(mapping, await readPartitions(source, mapping.source), there)) {
          await target.unsafe(statement);
          made.push(statement);
        }
      return made;
    });
  });
}

function missing(
  mapping: { readonly source: TableName; readonly target: TableName },
  wanted: ReadonlyMap<string, Partition>,
  there: ReadonlyMap<string, Partition>,
): string[] {
  const statements: string[] = [];
  const known = new Map(there);
  for (const [place, partition] of wanted) {
    if (known.has(place)) continue;
    const above = partition.path.slice(0, -1);
    const parent = above.length === 0 ? mapping.target : known.get(JSON.stringify(above));
    if (parent === undefined || known.has(JSON.stringify([...above, 'DEFAULT']))) continue;
    const schema = partition.schema === mapping.source.schema ? mapping.target.schema : partition.schema;
    const name = { schema, name: partition.name };
    const below = partition.partitionBy === null ? '' : ` PARTITION BY ${partition.partitionBy}`;
    statements.push(`CREATE TABLE ${quoteTable(name)} PARTITION OF ${quoteTable(parent)} ${partition.bound}${below}`);
    known.set(place, { ...partition, schema });
  }
  return statements;
}

/** Every partition below the root by its place, parents first; empty for a table that is not partitioned. */
async function readPartitions(sql: Sql, root: TableName): Promise<Map<string, Partition>> {
  const rows = await sql<{ schema: string; name: string; path: string; bound: string; by: string | null }[]>`
    WITH RECURSIVE tree AS (
      SELECT c.oid, pg_catalog.jsonb_build_array() AS path, 0 AS depth FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${root.schema} AND c.relname = ${root.name} AND c.relkind = 'p'
      UNION ALL
      SELECT c.oid, tree.path || pg_catalog.to_jsonb(pg_catalog.pg_get_expr(c.relpartbound, c.oid)), tree.depth + 1
      FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition)
    SELECT n.nspname AS schema, c.relname AS name, tree.path::text AS path, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound,
      CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS by
    FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE tree.depth > 0 ORDER BY tree.depth, c.oid`;
  return new Map(
    rows.map(({ path, by, ...row }) => {
      const bounds = JSON.parse(path) as string[]; // a JSON array of texts, made above
      return [JSON.stringify(bounds), { ...row, path: bounds, partitionBy: by }] as const;
    }),
  );
}
