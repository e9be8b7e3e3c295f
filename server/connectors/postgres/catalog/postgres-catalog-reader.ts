/**
 * All user objects of a PostgreSQL database with what each of them needs. Every kind is read by its own file inside one
 * read-only snapshot; pg_depend (without the links of partitions to parents, whose order is the opposite of ours), translated from catalog rows to object keys, tells who needs whom. Rows of pg_depend
 * that lead to a function outside the list of objects (a helper of a default or a view) lead to its listed object. What the
 * server cannot describe is UNREADABLE and keeps nothing else from being read (read-kind.ts).
 */
import type { CatalogObject, CatalogReader } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';
import { renderSource } from '../ddl/render.ts';
import { readComments } from './comments.ts';
import { keyOf, type FoundObject, type KindReader } from './found.ts';
import { CONSTRAINTS, INDEXES } from './indexes.ts';
import { FUNCTIONS, readExtensions, readSchemas, readSequences, TRIGGERS, VIEWS } from './others.ts';
import { plain, readKind } from './read-kind.ts';
import { TABLES } from './tables.ts';
import { TYPES } from './types.ts';

/** Rows of the catalog as they are, which no damaged object can make fail, or descriptions that the server makes of them. */
const KINDS: readonly (KindReader | ((sql: Sql) => Promise<FoundObject[]>))[] = [
  readSchemas,
  readExtensions,
  TYPES,
  readSequences,
  TABLES,
  CONSTRAINTS,
  INDEXES,
  VIEWS,
  FUNCTIONS,
  TRIGGERS,
  readComments,
];

export class PostgresCatalogReader implements CatalogReader {
  readonly #sql: Sql;

  /** `sql` must come from openPool: DDL is read under its search_path, so that every name is qualified. */
  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async read(): Promise<CatalogObject[]> {
    const answer = await this.#sql.begin('isolation level repeatable read read only', async (transaction) => {
      const sql = plain(transaction);
      const found: FoundObject[] = [];
      for (const kind of KINDS)
        found.push(...(typeof kind === 'function' ? await kind(sql) : await readKind(transaction, kind)));
      return withNeeds(found, await readEdges(sql));
    });
    return answer;
  }
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

async function readEdges(sql: Sql): Promise<Edge[]> {
  return sql<Edge[]>`
    SELECT d.classid::regclass::text || ':' || d.objid AS "from", d.refclassid::regclass::text || ':' || d.refobjid AS "to"
      FROM pg_depend d WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a', 'i')
     ORDER BY 1, 2`;
}

function withNeeds(found: readonly FoundObject[], edges: readonly Edge[]): CatalogObject[] {
  const owner = new Map<string, string>();
  for (const object of found) for (const row of object.rows) owner.set(row, object.key);
  const keys = new Set(found.map((object) => object.key));
  const needs = new Map<string, Set<string>>(found.map((object) => [object.key, structuralNeeds(object, keys)]));
  for (const { from, to } of edges) {
    const user = owner.get(from);
    const needed = owner.get(to);
    // A sequence is made before the table that owns it, and a table never waits for what is made on it.
    if (user === undefined || needed === undefined || user === needed || user.startsWith('SEQUENCE ')) continue;
    if (user.startsWith('TABLE ') && (needed.startsWith('CONSTRAINT ') || needed.startsWith('INDEX '))) continue;
    needs.get(user)?.add(needed);
  }
  return found.map((object) => ({
    key: object.key,
    kind: object.kind,
    schema: object.schema,
    name: object.name,
    table: object.table,
    definition: object.definition,
    needs: [...(needs.get(object.key) ?? [])],
    ddl: renderSource(object),
  }));
}

function structuralNeeds(object: FoundObject, keys: ReadonlySet<string>): Set<string> {
  const needs = new Set<string>();
  if (object.kind !== 'SCHEMA') needs.add(keyOf('SCHEMA', object.schema));
  const { definition, table } = object;
  if (table !== null)
    for (const kind of ['TABLE', 'MATERIALIZED_VIEW', 'VIEW'])
      if (keys.has(keyOf(kind, table.schema, table.name))) needs.add(keyOf(kind, table.schema, table.name));
  if (definition.form === 'TABLE' && definition.partitionOf !== null)
    needs.add(keyOf('TABLE', definition.partitionOf.schema, definition.partitionOf.name));
  if (definition.form === 'CONSTRAINT' && definition.references !== null)
    needs.add(keyOf('TABLE', definition.references.schema, definition.references.name));
  if (object.kind === 'COMMENT') needs.add(object.key.slice('COMMENT ON '.length));
  return needs;
}
