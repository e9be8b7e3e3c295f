/**
 * What Incr-Sync asks a PostgreSQL source while it replays: one row anew (C9), the clock (C26), and which mapped table a
 * partition belongs to. Few and small questions over an ordinary pool.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { TableDefinition } from '../../../core/change.ts';
import { tableKey, type TableMapping, type TableName } from '../../../core/object-map.ts';
import { asPosition } from '../../../core/position.ts';
import { parseSnapshot } from '../../../core/range-visibility.ts';
import type {
  RefreshedRow,
  RefreshRequest,
  RowRefresher,
  SourceClock,
  TableRoute,
  TableRoutes,
} from '../../row-refresher.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { ownRows, quoteName, quoteTable, quoteText } from '../sql-text.ts';

export class PostgresSourceReads implements RowRefresher, SourceClock, TableRoutes, AsyncDisposable {
  readonly #address: EndpointAddress;
  readonly #sql: Sql;
  readonly #mappings: ReadonlyMap<string, TableMapping>;
  readonly #known: ReadonlySet<string>;
  readonly #version: () => Promise<number>;

  constructor(
    address: EndpointAddress,
    options: {
      readonly mappings: readonly TableMapping[];
      /** Numbers that mapped tables have at the source (readTableNumbers), by which they are known under another name. */
      readonly known?: ReadonlySet<string>;
    },
  ) {
    this.#address = address;
    this.#sql = openPool(address, { applicationName: 'godwit incr-sync source', maxSessions: 2, ...SHORT_QUESTIONS });
    this.#known = options.known ?? new Set();
    this.#mappings = new Map(options.mappings.map((mapping) => [tableKey(mapping.source), mapping]));
    let version: Promise<number> | null = null;
    this.#version = () =>
      (version ??= this.#sql`SELECT current_setting('server_version_num')::int AS version`.then(([row]) =>
        Number(row?.['version']),
      ));
  }

  async refresh(request: RefreshRequest): Promise<RefreshedRow> {
    const snapshotFunction =
      (await this.#guard(this.#version())) >= 130000 ? 'pg_current_snapshot' : 'txid_current_snapshot';
    const columns = request.columns.map((column, index) => `${quoteName(column)}::text AS c${index}`).join(', ');
    const condition = request.key
      .map(({ column, value }) =>
        value === null ? `${quoteName(column)} IS NULL` : `${quoteName(column)} = ${quoteText(value)}`,
      )
      .join(' AND ');
    const read = await this.#guard(
      this.#sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (sql) => {
        await sql.unsafe(`LOCK TABLE ${quoteTable(request.table)} IN ACCESS SHARE MODE`);
        const [moment] = await sql.unsafe(
          `SELECT ${snapshotFunction}()::text AS snapshot, relkind = 'p' AS partitioned FROM pg_catalog.pg_class WHERE oid = ${quoteText(quoteTable(request.table))}::regclass`,
        );
        const own = ownRows({ table: request.table, partitioned: moment?.['partitioned'] === true });
        const [row] = await sql.unsafe(`SELECT ${columns} FROM ${own} WHERE ${condition}`);
        const [end] = await sql.unsafe('SELECT pg_current_wal_insert_lsn()::text AS position');
        return { snapshot: String(moment?.['snapshot']), row, end: String(end?.['position']) };
      }),
    );
    await this.#flushed(read.end);
    const visibility = { snapshot: parseSnapshot(read.snapshot), endPosition: asPosition(read.end) };
    const { row } = read;
    return {
      cells: row === undefined ? null : request.columns.map((_, index) => (row[`c${index}`] as string | null) ?? null),
      visibility,
    };
  }

  async readMicros(): Promise<number> {
    const [row] = await this.#guard(
      this.#sql`SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS micros`,
    );
    return Number(row?.['micros']);
  }

  async find(table: Pick<TableDefinition, 'schema' | 'name' | 'sourceId'>): Promise<TableRoute | 'RENAMED' | null> {
    const own = this.#mappings.get(tableKey(table));
    if (own) return { mappingId: own.id, partition: null };
    const oid = table.sourceId ?? null;
    const ancestors = await this.#guard(
      this.#sql`
        WITH meant AS (SELECT coalesce(${oid}::text::oid, to_regclass(${quoteTable(table)})::oid) AS oid)
        SELECT n.nspname AS schema, c.relname AS name, pg_get_partition_constraintdef(meant.oid) AS condition
        FROM meant, pg_partition_ancestors(meant.oid) a JOIN pg_class c ON c.oid = a.relid JOIN pg_namespace n ON n.oid = c.relnamespace`,
    );
    for (const row of ancestors) {
      const mapping = this.#mappings.get(tableKey({ schema: String(row['schema']), name: String(row['name']) }));
      if (!mapping) continue;
      const condition = row['condition'] as string | null;
      return {
        mappingId: mapping.id,
        partition: { condition: condition?.includes('satisfies_hash_partition') ? null : condition },
      };
    }
    return oid === null ? null : this.#findByNumber(oid);
  }

  /** A table that was a mapped one under another name: under its name of now, if that is one of ours again. */
  async #findByNumber(oid: string): Promise<TableRoute | 'RENAMED' | null> {
    const [row] = await this.#guard(
      this.#sql<TableName[]>`
        SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = ${oid}::text::oid`,
    );
    if (row === undefined) return null;
    const own = this.#mappings.get(tableKey(row));
    if (own) return { mappingId: own.id, partition: null };
    return this.#known.has(oid) ? 'RENAMED' : null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }

  /** Resolves once everything up to the position is flushed; an idle source flushes it with a message of ours. */
  async #flushed(position: string): Promise<void> {
    const [row] = await this.#guard(
      this.#sql`SELECT pg_current_wal_flush_lsn() >= ${position}::text::pg_lsn AS flushed`,
    );
    if (row?.['flushed'] === true) return;
    await this.#guard(
      this.#sql.begin(async (sql) => {
        await sql`SET LOCAL synchronous_commit = local`;
        await sql`SELECT pg_logical_emit_message(true, 'godwit-flush', '')`;
      }),
    );
  }

  async #guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw toGodwitError(error, this.#address, 'CONNECTION_LOST');
    }
  }
}

/** The source's own number of each mapped table, by mapping id; one that is not there under its name has none. */
export async function readTableNumbers(
  sql: Sql,
  mappings: readonly TableMapping[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = JSON.stringify(mappings.map(({ id, source }) => ({ id, ...source })));
  const rows = await sql<{ id: string; oid: string }[]>`
    SELECT w.id, c.oid::text AS oid FROM json_to_recordset(${wanted}::text::json) AS w(id text, schema name, name name)
    JOIN pg_namespace n ON n.nspname = w.schema JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`;
  return new Map(rows.map(({ id, oid }) => [id, oid]));
}
