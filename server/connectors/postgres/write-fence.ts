/**
 * The write fence of PostgreSQL (C22): a statement trigger on every table, partition and inheriting table that raises. It is
 * made under a lock that waits for open writers, it is part of the catalog and so survives a restart, it binds owner and
 * superuser, and sessions with session_replication_role = replica pass: those of our lanes.
 *
 * The trigger bears the task's name, so that several tasks can each have theirs; the function is one for all of them.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError } from '../../core/errors.ts';
import type { TableName } from '../../core/object-map.ts';
import type { Waiting } from '../../core/stage.ts';
import { pause } from '../../runtime/clock.ts';
import type { OpenWriter, WriteFence, WritesSeen } from '../write-fence.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from './connection.ts';
import { sqlStateOf, toGodwitError } from './errors.ts';
import { DURABLE, SESSION_SETTINGS } from './session-settings.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** How long a lock is waited for while writers of others queue behind it (C2), and the pause in which they go on. */
const LOCK_MS = 1_000;
const PAUSE_MS = 200;
/** What the fence answers: the application sees a read-only server and not one of our own states. */
const REFUSED = '25006';

const FUNCTION = `CREATE FUNCTION godwit.refuse_write() RETURNS trigger LANGUAGE plpgsql AS $godwit$
BEGIN
  RAISE EXCEPTION 'writes to %.% are stopped for a switchover', TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = '${REFUSED}', HINT = 'The Godwit task ' || TG_ARGV[0] || ' keeps this table from being written to.';
END $godwit$`;

export class PostgresWriteFence implements WriteFence {
  readonly #address: EndpointAddress;
  readonly #taskId: string;
  readonly #sql: Sql;

  constructor(address: EndpointAddress, options: { readonly taskId: string }) {
    this.#address = address;
    this.#taskId = options.taskId;
    this.#sql = openPool(address, {
      applicationName: `godwit fence ${options.taskId}`,
      maxSessions: 2,
      settings: { ...SESSION_SETTINGS, ...DURABLE, lock_timeout: String(LOCK_MS) },
      ...SHORT_QUESTIONS,
    });
  }

  async put(
    tables: readonly TableName[],
    context: { readonly signal: AbortSignal; readonly waiting: (waiting: Waiting | null) => void },
  ): Promise<void> {
    await this.#asked(async () => {
      await this.#makeFunction();
      for (;;) {
        const left = await this.#unfenced(tables);
        if (left.length === 0) return; // looked at once more after the last one: a partition may have come meanwhile
        for (const table of left) await this.#fence(table, tables, context);
      }
    });
  }

  prove(tables: readonly TableName[]): Promise<void> {
    return this.#asked(async () => {
      const [open] = await this.#unfenced(tables);
      if (open !== undefined) throw notProven(open, 'the fence does not stand on it');
      for (const table of await this.#members(tables)) await this.#probe(table);
    });
  }

  standing(): Promise<readonly TableName[]> {
    return this.#asked(() => this.#fenced());
  }

  lift(): Promise<readonly string[]> {
    return this.#asked(async () => {
      const done: string[] = [];
      for (const table of await this.#fenced()) {
        const statement = this.#dropping(table);
        await this.#withPatience(() => this.#sql.unsafe(statement));
        done.push(statement);
      }
      done.push(...(await dropFenceFunction(this.#sql)));
      return done;
    });
  }

  liftingStatements(): Promise<readonly string[]> {
    return this.#asked(async () => (await this.#fenced()).map((table) => this.#dropping(table)));
  }

  openWriters(tables: readonly TableName[]): Promise<readonly OpenWriter[]> {
    return this.#asked(async () => {
      const rows = await this.#sql<
        {
          kind: OpenWriter['kind'];
          id: string;
          user: string | null;
          application: string | null;
          seconds: number;
          statement: string | null;
        }[]
      >`
        WITH fenced AS (${this.#sql.unsafe(membersQuery(tables))}),
        locks AS (SELECT DISTINCT l.pid, l.virtualtransaction FROM pg_locks l JOIN fenced f ON f.oid = l.relation
          WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.granted
            AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'))
        SELECT 'SESSION' AS kind, a.pid::text AS id, a.usename::text AS user, a.application_name AS application,
          extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS seconds, left(a.query, 200) AS statement
        FROM locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT starts_with(a.application_name, 'godwit ') AND a.backend_type = 'client backend'
        UNION ALL
        SELECT 'PREPARED', p.gid, p.owner::text, NULL, extract(epoch FROM clock_timestamp() - p.prepared)::float8, NULL
        FROM locks l JOIN pg_locks x ON x.pid IS NULL AND x.virtualtransaction = l.virtualtransaction AND x.locktype = 'transactionid'
          JOIN pg_prepared_xacts p ON p.transaction = x.transactionid
        WHERE l.pid IS NULL
        ORDER BY seconds DESC NULLS LAST LIMIT 100`;
      return rows.map(({ kind, id, user, application, seconds, statement }) => ({
        kind,
        id,
        user: user ?? '?',
        application: application || null,
        openSeconds: seconds ?? 0,
        statement,
      }));
    });
  }

  endWriters(tables: readonly TableName[]): Promise<number> {
    return this.#asked(async () => {
      let ended = 0;
      for (const { kind, id } of await this.openWriters(tables)) {
        if (kind !== 'SESSION') continue;
        const [row] = await this.#sql<{ ended: boolean }[]>`SELECT pg_terminate_backend(${Number(id)}::int4) AS ended`;
        if (row?.ended === true) ended += 1;
      }
      return ended;
    });
  }

  writesSeen(tables: readonly TableName[]): Promise<WritesSeen> {
    return this.#asked(async () => {
      const [row] = await this.#sql<{ changes: string | null; clock: string }[]>`
        WITH fenced AS (${this.#sql.unsafe(membersQuery(tables))})
        SELECT sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del)::text AS changes,
          (extract(epoch FROM clock_timestamp()) * 1000000)::int8::text AS clock
        FROM fenced f LEFT JOIN pg_stat_all_tables s ON s.relid = f.oid`;
      return { changes: BigInt(row?.changes ?? 0), clockMicros: Number(row?.clock) };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }

  get #trigger(): string {
    return fenceTrigger(this.#taskId);
  }

  #dropping(table: TableName): string {
    return `DROP TRIGGER IF EXISTS ${quoteName(this.#trigger)} ON ${quoteTable(table)}`;
  }

  async #makeFunction(): Promise<void> {
    const [found] = await this.#sql`SELECT FROM pg_proc WHERE oid = to_regproc('godwit.refuse_write')`;
    if (found !== undefined) return;
    await this.#sql.unsafe('CREATE SCHEMA IF NOT EXISTS godwit');
    await this.#sql.unsafe(FUNCTION).catch((error: unknown) => {
      if (sqlStateOf(error) !== '42723' && sqlStateOf(error) !== '23505') throw error; // another task made it meanwhile
    });
  }

  async #fence(
    table: TableName,
    tables: readonly TableName[],
    { signal, waiting }: { readonly signal: AbortSignal; readonly waiting: (waiting: Waiting | null) => void },
  ): Promise<void> {
    const statement = fenceStatement(this.#taskId, table);
    for (;;) {
      signal.throwIfAborted();
      try {
        await this.#sql.unsafe(statement);
        break;
      } catch (error) {
        const state = sqlStateOf(error);
        if (state === '42710' || state === '42P01') break; // it stands already, or the table has gone
        if (state !== '55P03' && state !== '40P01') throw error;
        waiting(waitingFor(table, await this.openWriters(tables)));
        await pause(PAUSE_MS, signal);
      }
    }
    waiting(null);
  }

  /** A statement that would touch no row: its trigger is asked all the same. */
  async #probe(table: TableName): Promise<void> {
    try {
      await this.#sql.unsafe(`DELETE FROM ONLY ${quoteTable(table)} WHERE false`);
    } catch (error) {
      const state = sqlStateOf(error);
      // without the right to delete it cannot be tried; the catalog has said that the trigger stands and is on
      if (state === REFUSED || state === '42501' || state === '42P01') return;
      throw error;
    }
    throw notProven(table, 'a statement that deletes was not refused');
  }

  /** A lock that is not had soon is tried again, a minute long. */
  async #withPatience(work: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (sqlStateOf(error) !== '55P03' || tries >= 50) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async #members(tables: readonly TableName[]): Promise<TableName[]> {
    return this.#sql.unsafe<{ schema: string; name: string }[]>(
      `SELECT schema, name FROM (${membersQuery(tables)}) AS members ORDER BY schema, name`,
    );
  }

  async #unfenced(tables: readonly TableName[]): Promise<TableName[]> {
    return this.#sql.unsafe<{ schema: string; name: string }[]>(`
      SELECT schema, name FROM (${membersQuery(tables)}) AS members
      WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = members.oid AND t.tgname = ${quoteText(this.#trigger)} AND t.tgenabled IN ('O', 'A'))
      ORDER BY schema, name`);
  }

  #fenced(): Promise<TableName[]> {
    return this.#sql<{ schema: string; name: string }[]>`
      SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE t.tgname = ${this.#trigger} ORDER BY 1, 2`;
  }

  async #asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toGodwitError(error, this.#address, 'INTERNAL_ERROR', {
        where: `${this.#address.host}:${this.#address.port}`,
      });
    }
  }
}

const fenceTrigger = (taskId: string): string => `godwit_fence_${taskId}`;

/** What puts the fence of a task on a table. */
export const fenceStatement = (taskId: string, table: TableName): string =>
  `CREATE TRIGGER ${quoteName(fenceTrigger(taskId))} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${quoteTable(table)} FOR EACH STATEMENT EXECUTE FUNCTION godwit.refuse_write(${quoteText(taskId)})`;

/** Removes the function with the last fence; false positives of a look are harmless: a trigger that needs it holds it. */
export async function dropFenceFunction(sql: Sql): Promise<string[]> {
  const [found] = await sql`SELECT FROM pg_proc p WHERE p.oid = to_regproc('godwit.refuse_write')
    AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid)`;
  if (found === undefined) return [];
  const statement = 'DROP FUNCTION godwit.refuse_write()';
  try {
    await sql.unsafe(statement);
  } catch (error) {
    if (sqlStateOf(error) === '2BP01' || sqlStateOf(error) === '42883') return []; // another task needs it, or was faster
    throw error;
  }
  return [statement];
}

/** The tables with their partitions and the tables that inherit from them, as far down as there are. */
function membersQuery(tables: readonly TableName[]): string {
  const names = tables.map(({ schema, name }) => `(${quoteText(schema)}, ${quoteText(name)})`).join(', ');
  const chosen = tables.length === 0 ? 'false' : `(n.nspname, c.relname) IN (${names})`;
  return `WITH RECURSIVE member(oid) AS (
      SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${chosen} AND c.relkind IN ('r', 'p')
      UNION SELECT i.inhrelid FROM pg_inherits i JOIN member m ON m.oid = i.inhparent)
    SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name FROM member m JOIN pg_class c ON c.oid = m.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')`;
}

function waitingFor(table: TableName, writers: readonly OpenWriter[]): Waiting {
  const named = writers
    .slice(0, 3)
    .map(({ kind, id, user, openSeconds }) =>
      kind === 'SESSION'
        ? `process ${id} (${user}, open for ${Math.round(openSeconds)} s)`
        : `prepared transaction ${id} of ${user}`,
    );
  const statements = writers
    .slice(0, 3)
    .flatMap(({ id, statement }) => (statement ? [`process ${id}: ${statement}`] : []));
  return {
    what: `transactions that write to ${table.schema}.${table.name} or to other tables of the task: ${named.join('; ') || 'somebody who holds a lock on it'}`,
    rowDetail: statements.join('; ') || null,
  };
}

const notProven = (table: TableName, detail: string): GodwitError =>
  new GodwitError('FENCE_NOT_PROVEN', { table: `${table.schema}.${table.name}`, detail });
