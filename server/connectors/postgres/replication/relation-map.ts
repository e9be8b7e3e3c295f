/**
 * Relation messages -> table definitions of the log. A partition is described under the name of its root, with its columns
 * in the root's order, so that everything behind the log sees one table whatever partition a row lies in. Generated
 * columns are left out: the source has to send them where they are part of a replica identity (18), nobody wants them.
 *
 * Relations that a streamed transaction describes count for it alone until it commits (C14).
 */
import type { ColumnDefinition, TableDefinition } from '../../../core/change.ts';
import type { TableName } from '../../../core/object-map.ts';
import { must } from '../../../core/assert.ts';
import type { Sql } from '../connection.ts';
import type { Relation, RelationColumn } from './pgoutput.ts';

/** What the rest of the stream needs of a relation. */
export interface KnownRelation {
  readonly oid: number;
  /** Number in the log under the name of the table or its root. */
  readonly table: number;
  /** Where each column of the definition stands in the tuples of this relation, or null when they are the same. */
  readonly columnOrder: readonly number[] | null;
  /** The root's oid when it is a partition, and its number under its own name (truncate). */
  readonly partition: {
    readonly rootOid: number;
    readonly leafOids: readonly number[];
    readonly ownTable: number;
  } | null;
  /** Holds partitions, no rows. */
  readonly partitioned: boolean;
  /** Our own heartbeat table (PostgreSQL 12 and 13). */
  readonly heartbeat: boolean;
}

export interface RelationMapDeps {
  readonly sql: Sql;
  readonly define: (definition: TableDefinition) => number;
}

interface RelationPlace {
  readonly generated: readonly string[];
  readonly root: { readonly oid: number; readonly table: TableName; readonly columns: readonly string[] } | null;
  readonly leafOids: readonly number[];
  readonly partitioned: boolean;
}

export class RelationMap {
  readonly #deps: RelationMapDeps;
  readonly #known = new Map<number, KnownRelation>();
  readonly #streamed = new Map<number, Map<number, KnownRelation>>();
  readonly #typeNames = new Map<string, string>();

  constructor(deps: RelationMapDeps) {
    this.#deps = deps;
  }

  /** The relation with this oid as `transaction` sees it (null outside a streamed one). */
  get(oid: number, transaction: number | null): KnownRelation {
    const own = transaction === null ? undefined : this.#streamed.get(transaction)?.get(oid);
    return own ?? must(this.#known.get(oid), `relation ${oid} of the stream`);
  }

  /** Takes a relation message in. */
  async describe(relation: Relation, transaction: number | null): Promise<void> {
    const known = await this.#resolve(relation);
    if (transaction === null) {
      this.#known.set(relation.oid, known);
      return;
    }
    let own = this.#streamed.get(transaction);
    if (!own) this.#streamed.set(transaction, (own = new Map()));
    own.set(relation.oid, known);
  }

  /** The end of a streamed transaction: what it described holds for all from now on, if it committed. */
  endStreamed(transaction: number, outcome: 'COMMITTED' | 'ABORTED'): void {
    if (outcome === 'COMMITTED')
      for (const [oid, known] of this.#streamed.get(transaction) ?? []) this.#known.set(oid, known);
    this.#streamed.delete(transaction);
  }

  async #resolve(relation: Relation): Promise<KnownRelation> {
    const heartbeat = relation.schema === 'godwit' && relation.name === 'heartbeat';
    const place = await this.#place(relation.oid);
    const types = await this.#typesOf(relation.columns);
    const ownOrder = orderLike(relation.columns, null, place.generated);
    const own = definitionOf(relation, { schema: relation.schema, name: relation.name }, types, ownOrder);
    const { define } = this.#deps;
    if (heartbeat)
      return { oid: relation.oid, table: 0, columnOrder: null, partition: null, partitioned: false, heartbeat };
    if (place.root === null) {
      return {
        oid: relation.oid,
        table: define(own),
        columnOrder: ownOrder,
        partition: null,
        partitioned: place.partitioned,
        heartbeat,
      };
    }
    const columnOrder = orderLike(relation.columns, place.root.columns, place.generated);
    const definition = definitionOf(relation, place.root.table, types, columnOrder);
    const partition = { rootOid: place.root.oid, leafOids: place.leafOids, ownTable: define(own) };
    return {
      oid: relation.oid,
      table: define(definition),
      columnOrder,
      partition,
      partitioned: place.partitioned,
      heartbeat,
    };
  }

  async #place(oid: number): Promise<RelationPlace> {
    const [row] = await this.#deps.sql<
      {
        kind: string;
        root: string | null;
        schema: string | null;
        name: string | null;
        columns: string | null;
        generated: string | null;
        leaves: string | null;
      }[]
    >`
      SELECT c.relkind::text AS kind, r.oid::text AS root, n.nspname AS schema, r.relname AS name,
        (SELECT pg_catalog.json_agg(attname ORDER BY attnum)::text FROM pg_catalog.pg_attribute
          WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped) AS columns,
        (SELECT pg_catalog.json_agg(attname)::text FROM pg_catalog.pg_attribute
          WHERE attrelid = c.oid AND attnum > 0 AND attgenerated <> '') AS generated,
        (SELECT pg_catalog.json_agg(relid::oid::int8)::text FROM pg_catalog.pg_partition_tree(r.oid) WHERE isleaf) AS leaves
      FROM pg_catalog.pg_class c
      LEFT JOIN pg_catalog.pg_class r ON c.relispartition AND r.oid = pg_catalog.pg_partition_root(c.oid)
      LEFT JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
      WHERE c.oid = ${oid}`;
    const partitioned = row?.kind === 'p';
    const generated = JSON.parse(row?.generated ?? '[]') as string[]; // JSON arrays of names, made above
    if (row === undefined || row.root === null || row.schema === null || row.name === null)
      return { root: null, leafOids: [], partitioned, generated };
    const columns = JSON.parse(row.columns ?? '[]') as string[];
    const leafOids = JSON.parse(row.leaves ?? '[]') as number[];
    return {
      root: { oid: Number(row.root), table: { schema: row.schema, name: row.name }, columns },
      leafOids,
      partitioned,
      generated,
    };
  }

  async #typesOf(columns: readonly RelationColumn[]): Promise<string[]> {
    const keyOf = (column: RelationColumn): string => `${column.typeOid}/${column.typeModifier}`;
    const unknown = columns.filter((column) => !this.#typeNames.has(keyOf(column)));
    if (unknown.length > 0) {
      const text = JSON.stringify(unknown.map((column) => ({ oid: column.typeOid, modifier: column.typeModifier })));
      const rows = await this.#deps.sql<{ oid: string; modifier: number; name: string }[]>`
        SELECT t.oid::text AS oid, t.modifier, pg_catalog.format_type(t.oid, t.modifier) AS name
        FROM pg_catalog.json_to_recordset(${text}::text::json) AS t(oid oid, modifier int4)`;
      for (const row of rows) this.#typeNames.set(`${row.oid}/${row.modifier}`, row.name);
    }
    return columns.map((column) => this.#typeNames.get(keyOf(column)) ?? 'unknown');
  }
}

function definitionOf(
  relation: Relation,
  table: TableName,
  types: readonly string[],
  order: readonly number[] | null,
): TableDefinition {
  const inOwnOrder = relation.columns.map((column, index): ColumnDefinition => ({
    name: column.name,
    key: column.key,
    type: types[index] ?? 'unknown',
  }));
  const columns =
    order === null ? inOwnOrder : order.map((index) => must(inOwnOrder[index], 'column of the partition'));
  const { schema, name } = table;
  // a partition that is shown as its root has the root's name, whatever its own becomes
  const own = schema === relation.schema && name === relation.name;
  return { schema, name, identity: identityOf(relation), columns, ...(own && { sourceId: String(relation.oid) }) };
}

function identityOf(relation: Relation): TableDefinition['identity'] {
  if (relation.identity === 'f') return 'full';
  if (relation.identity === 'i') return 'index';
  return relation.identity === 'd' && relation.columns.some((column) => column.key) ? 'default' : 'nothing';
}

/** Where the columns stand that are not left out, as `wanted` orders them; null when nothing is to be changed. */
function orderLike(
  columns: readonly RelationColumn[],
  wanted: readonly string[] | null,
  leftOut: readonly string[],
): number[] | null {
  const rank = new Map(wanted?.map((name, index) => [name, index]));
  const kept = columns.flatMap((column, index) => (leftOut.includes(column.name) ? [] : [index]));
  const order = wanted === null ? kept : kept.sort((a, b) => rankOf(columns[a]) - rankOf(columns[b]));
  return order.length === columns.length && order.every((from, to) => from === to) ? null : order;

  function rankOf(column: RelationColumn | undefined): number {
    return rank.get(column?.name ?? '') ?? rank.size;
  }
}
