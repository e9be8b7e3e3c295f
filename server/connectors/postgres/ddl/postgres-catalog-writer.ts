/**
 * Runs DDL on a PostgreSQL target: each call in a session of its own, cancelled at the server when the signal aborts. Of a
 * task it runs under the fence SCHEMA: the sessions of an earlier claim are ended, and what it still begins is refused.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { CatalogObject } from '../../catalog-reader.ts';
import type { CatalogWriter, ConvertedObject, ObjectNames, RunOptions } from '../../catalog-writer.ts';
import { claimFence, fenced, fencedSessionName, holdFenceStatement } from '../bookkeeping.ts';
import { openPool, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { DURABLE, SESSION_SETTINGS } from '../session-settings.ts';
import { WireSession } from '../wire-session.ts';
import { convertObject } from './render.ts';

const KIBIBYTE = 1024;
const WRITER = 'SCHEMA';
const CANCEL_EVERY_MS = 250;

/** Whose DDL it is; the epoch grows with every claim of the work. */
export interface SchemaClaim {
  readonly taskId: string;
  readonly epoch: number;
}

export class PostgresCatalogWriter implements CatalogWriter {
  readonly #sql: Sql;
  readonly #address: EndpointAddress;
  readonly #major: number;
  readonly #claim: SchemaClaim | null;

  /**
   * `sql`: a pool of openPool with at least as many sessions as indexes are to be made at once. Throws FENCED when a higher
   * epoch of the task was there first.
   */
  static async open(
    sql: Sql,
    address: EndpointAddress,
    claim: SchemaClaim | null = null,
  ): Promise<PostgresCatalogWriter> {
    try {
      if (claim !== null) await takeOver(address, claim);
      const [row] = await sql<{ version: string }[]>`SELECT current_setting('server_version_num') AS version`;
      return new PostgresCatalogWriter(sql, address, Math.floor(Number(row?.version) / 10_000), claim);
    } catch (error) {
      throw toGodwitError(error, address, 'INTERNAL_ERROR');
    }
  }

  private constructor(sql: Sql, address: EndpointAddress, major: number, claim: SchemaClaim | null) {
    this.#sql = sql;
    this.#address = address;
    this.#major = major;
    this.#claim = claim;
  }

  convert(object: CatalogObject, names: ObjectNames): ConvertedObject {
    return convertObject(object, this.#major, names);
  }

  async run(statements: readonly string[], options: RunOptions): Promise<readonly string[]> {
    const answers: string[] = [];
    await this.#guarded(options, async (sql, settle) => {
      await sql.unsafe('BEGIN');
      try {
        await settle(sql);
        for (const statement of statements) answers.push((await sql.unsafe(statement)).command);
        await sql.unsafe('COMMIT');
      } catch (error) {
        await sql.unsafe('ROLLBACK');
        throw error;
      }
    });
    return answers;
  }

  async missing(keys: readonly string[]): Promise<string[]> {
    const functions = keys.filter((key) => key.startsWith('FUNCTION '));
    if (functions.length === 0) return [];
    const rows = await this.#sql<{ key: string }[]>`
      SELECT 'FUNCTION ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS key
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')`;
    const there = new Set(rows.map((row) => row.key));
    return functions.filter((key) => !there.has(key));
  }

  async #guarded(
    options: RunOptions,
    work: (sql: Sql, settle: (sql: Sql) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    options.signal.throwIfAborted();
    // A session of its own: the driver's reserve() can leave a connection behind that never ends (seen once, as a hang).
    const sql = openPool(this.#address, {
      applicationName: sessionName(this.#claim),
      maxSessions: 1,
      settings: { ...SESSION_SETTINGS, ...DURABLE },
    });
    let pid = 0;
    let cancelling: NodeJS.Timeout | undefined;
    const beside = this.#sql;
    const cancelOnce = (): void => void beside`SELECT pg_cancel_backend(${pid})`.catch(() => null);
    // Again and again: a cancel that comes between two statements does nothing.
    const cancel = (): void => {
      cancelOnce();
      cancelling = setInterval(cancelOnce, CANCEL_EVERY_MS);
    };
    try {
      pid = (await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid ?? 0;
      options.signal.throwIfAborted();
      options.signal.addEventListener('abort', cancel);
      await work(sql, async (inside) => {
        await this.#holdFence(inside);
        await inside.unsafe('SET LOCAL check_function_bodies = off');
        if (options.maintenanceBytes !== null)
          await inside.unsafe(`SET LOCAL maintenance_work_mem = ${Math.floor(options.maintenanceBytes / KIBIBYTE)}`);
      });
    } catch (error) {
      options.signal.throwIfAborted();
      throw toGodwitError(error, this.#address, 'TARGET_REFUSED_STATEMENT');
    } finally {
      options.signal.removeEventListener('abort', cancel);
      clearInterval(cancelling);
      await sql.end({ timeout: 5 });
    }
  }
  async #holdFence(sql: Sql): Promise<void> {
    if (this.#claim === null) return;
    const claim = { ...this.#claim, writer: WRITER } as const;
    const held = await sql.unsafe(holdFenceStatement(claim));
    if (held.length === 0) throw fenced(claim);
  }
}

/** What an earlier claim still runs is ended by its session's name: a killed worker's index build goes on at the server. */
const sessionName = (claim: SchemaClaim | null): string =>
  claim === null ? 'godwit schema' : fencedSessionName({ ...claim, writer: WRITER });

async function takeOver(address: EndpointAddress, claim: SchemaClaim): Promise<void> {
  await using session = await WireSession.open(address, { applicationName: sessionName(claim), settings: DURABLE });
  await claimFence(session, { ...claim, writer: WRITER });
}
