/** One server as the checks see it: a pool, and what several checks ask for, read once per run. */
import { tableKey, type TableMapping, type TableName } from '../../../core/object-map.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { TableShape } from '../../../core/catalog.ts';
import type { Sql } from '../connection.ts';
import { IDENTIFIED } from '../replica-identity.ts';
import { readTableShapes } from '../table-shape.ts';

export interface ServerRole {
  readonly name: string;
  readonly superuser: boolean;
  readonly replication: boolean;
}

/** A relation of any kind that stands under the name of a mapped table, or a partition below it. */
export interface Relation {
  readonly oid: number;
  readonly table: TableName;
  /** The mapped table itself, or the one this is a partition of. */
  readonly root: TableName;
  /** pg_class.relkind */
  readonly kind: string;
  /** pg_class.relpersistence */
  readonly persistence: string;
  readonly isRoot: boolean;
  readonly owner: string;
  readonly owned: boolean;
  readonly usage: boolean;
  readonly select: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly truncate: boolean;
  /** Its updates and deletes can be published. */
  readonly identified: boolean;
  readonly rowSecurity: boolean;
  /** Part of an inheritance that is no partitioning. */
  readonly inherits: boolean;
  readonly bytes: number;
}

export class ServerFacts {
  readonly address: EndpointAddress;
  readonly sql: Sql;
  readonly major: number;
  readonly tables: readonly TableName[];
  readonly #remembered = new Map<string, Promise<unknown>>();

  constructor(deps: {
    readonly address: EndpointAddress;
    readonly sql: Sql;
    readonly major: number;
    readonly tables: readonly TableName[];
  }) {
    this.address = deps.address;
    this.sql = deps.sql;
    this.major = deps.major;
    this.tables = deps.tables;
  }

  role(): Promise<ServerRole> {
    return this.#once('role', async () => {
      const [row] = await this.sql<ServerRole[]>`
        SELECT rolname AS name,
          rolsuper OR EXISTS (SELECT FROM pg_roles s WHERE s.rolname = 'rds_superuser' AND pg_has_role(r.oid, s.oid, 'MEMBER')) AS superuser,
          rolsuper OR rolreplication OR EXISTS (SELECT FROM pg_roles s WHERE s.rolname = 'rds_replication' AND pg_has_role(r.oid, s.oid, 'MEMBER')) AS replication
        FROM pg_roles r WHERE rolname = current_user`;
      return row ?? { name: this.address.user, superuser: false, replication: false };
    });
  }

  /** Shapes of the mapped tables that exist, by key. */
  shapes(): Promise<ReadonlyMap<string, TableShape>> {
    return this.#once('shapes', async () => {
      const shapes = await readTableShapes(this.sql, this.tables);
      return new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
    });
  }

  /** The value of a setting; null where this version lacks it. */
  async setting(name: string): Promise<string | null> {
    const [row] = await this.sql<{ value: string | null }[]>`SELECT current_setting(${name}, true) AS value`;
    return row?.value ?? null;
  }

  relations(): Promise<readonly Relation[]> {
    return this.#once('relations', () => readRelations(this.sql, this.tables));
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#remembered.get(name) as Promise<T> | undefined; // each name has one caller and so one type
    if (known !== undefined) return known;
    const reading = read();
    this.#remembered.set(name, reading);
    return reading;
  }
}

export const sourceTables = (mappings: readonly TableMapping[]): TableName[] => mappings.map(({ source }) => source);
export const targetTables = (mappings: readonly TableMapping[]): TableName[] => mappings.map(({ target }) => target);
export const shown = (table: TableName): string => `${table.schema}.${table.name}`;
/** Lists travel as JSON text: a driver's array would need type ids of the server. */
export const tableList = (tables: readonly TableName[]): string =>
  JSON.stringify(tables.map(({ schema, name }) => ({ schema, name })));

async function readRelations(sql: Sql, tables: readonly TableName[]): Promise<Relation[]> {
  const rows = await sql<(Omit<Relation, 'table' | 'root'> & { facts: { table: TableName; root: TableName } })[]>`
    WITH RECURSIVE wanted AS (
      SELECT w.schema, w.name FROM json_to_recordset(${tableList(tables)}::text::json) AS w(schema name, name name)
    ), tree AS (
      SELECT c.oid, c.oid AS root FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind NOT IN ('i', 'I', 't') AND (n.nspname, c.relname) IN (SELECT w.schema, w.name FROM wanted w)
      UNION ALL
      SELECT i.inhrelid, t.root FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
    )
    SELECT c.oid::int8::float8 AS oid, c.relkind::text AS kind, c.relpersistence::text AS persistence, t.oid = t.root AS "isRoot",
      json_build_object('table', json_build_object('schema', n.nspname, 'name', c.relname),
                        'root', json_build_object('schema', rn.nspname, 'name', r.relname)) AS facts,
      pg_get_userbyid(c.relowner)::text AS owner, pg_has_role(c.relowner, 'USAGE') AS owned, has_schema_privilege(n.oid, 'USAGE') AS usage,
      has_table_privilege(c.oid, 'SELECT') AS select, has_table_privilege(c.oid, 'INSERT') AS insert,
      has_table_privilege(c.oid, 'UPDATE') AS update, has_table_privilege(c.oid, 'DELETE') AS delete,
      has_table_privilege(c.oid, 'TRUNCATE') AS truncate, row_security_active(c.oid) AS "rowSecurity",
      ${sql.unsafe(IDENTIFIED)} AS identified,
      c.relkind = 'r' AND NOT c.relispartition AND EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)) AS inherits,
      CASE WHEN c.relkind IN ('r', 'm') THEN pg_total_relation_size(c.oid)::float8 ELSE 0 END AS bytes
    FROM tree t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class r ON r.oid = t.root JOIN pg_namespace rn ON rn.oid = r.relnamespace
    ORDER BY n.nspname, c.relname`;
  return rows.map(({ facts, ...row }) => ({ ...row, ...facts }));
}
