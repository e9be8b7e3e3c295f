/** Comments, gathered to one object per commented schema, type, sequence, table (with columns and constraints), index or view. */
import type { ObjectComment } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { keyOf, type FoundObject } from './found.ts';

interface CommentRow {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly on: ObjectComment['on'];
  readonly part: string | null;
  readonly text: string;
  readonly relation: string | null;
}

export async function readComments(sql: Sql): Promise<FoundObject[]> {
  const rows = await sql<CommentRow[]>`
    WITH relations AS (
      SELECT c.oid, n.nspname, c.relname, c.relkind,
        CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                       WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'INDEX' END AS kind
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I', 'c') AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit'))
    SELECT r.nspname AS schema, r.relname AS name, r.kind AS owner, CASE WHEN a.attname IS NULL THEN r.kind ELSE 'COLUMN' END AS on, a.attname AS part, d.description AS text,
           (SELECT t.relname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = r.oid) AS relation
      FROM pg_description d JOIN relations r ON r.oid = d.objoid LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid AND d.objsubid > 0
     WHERE d.classoid = 'pg_class'::regclass
    UNION ALL
    SELECT r.nspname, r.relname, r.kind, 'CONSTRAINT', k.conname, d.description, NULL
      FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN relations r ON r.oid = k.conrelid WHERE d.classoid = 'pg_constraint'::regclass
    UNION ALL
    SELECT n.nspname, t.typname, 'TYPE', CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, NULL, d.description, NULL
      FROM pg_description d JOIN pg_type t ON t.oid = d.objoid JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE d.classoid = 'pg_type'::regclass AND t.typtype IN ('e', 'd', 'c', 'r') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
    UNION ALL
    SELECT n.nspname, n.nspname, 'SCHEMA', 'SCHEMA', NULL, d.description, NULL
      FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid
     WHERE d.classoid = 'pg_namespace'::regclass AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
       AND NOT (n.nspname = 'public' AND d.description = 'standard public schema')
     ORDER BY 1, 2, 3, 4 DESC, 5`;
  const byOwner = Map.groupBy(rows, (row) => [row.owner.replace(' ', '_'), row.schema, row.name].join('\u0000'));
  return [...byOwner.values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    const owner = first.owner.replace(' ', '_');
    const ownerKey = owner === 'SCHEMA' ? keyOf('SCHEMA', first.name) : keyOf(owner, first.schema, first.name);
    return {
      key: `COMMENT ON ${ownerKey}`,
      kind: 'COMMENT' as const,
      schema: first.schema,
      name: first.name,
      table:
        owner === 'TABLE'
          ? { schema: first.schema, name: first.name }
          : first.relation === null
            ? null
            : { schema: first.schema, name: first.relation },
      definition: { form: 'COMMENT' as const, comments: group.map(({ on, part, text }) => ({ on, part, text })) },
      rows: [],
    };
  });
}
