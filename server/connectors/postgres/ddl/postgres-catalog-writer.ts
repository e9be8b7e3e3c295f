/** Runs DDL on a PostgreSQL target: each call in a session of its own, cancelled at the server when the signal aborts. */
import { GodwitError } from '../../../core/errors.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { CatalogObject } from '../../catalog-reader.ts';
import type { CatalogWriter, ConvertedObject, ObjectNames, RunOptions } from '../../catalog-writer.ts';
import { openPool, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { convertObject } from './render.ts';

const KIBIBYTE = 1024;

export class PostgresCatalogWriter implements CatalogWriter {
  readonly #sql: Sql;
  readonly #address: EndpointAddress;
  readonly #major: number;

  /** `sql`: a pool of openPool with at least as many sessions as indexes are to be made at once. */
  static async open(sql: Sql, address: EndpointAddress): Promise<PostgresCatalogWriter> {
    try {
      const [row] = await sql<{ version: string }[]>`SELECT current_setting('server_version_num') AS version`;
      return new PostgresCatalogWriter(sql, address, Math.floor(Number(row?.version) / 10_000));
    } catch (error) {
      throw toGodwitError(error, address, 'INTERNAL_ERROR');
    }
  }

  private constructor(sql: Sql, address: EndpointAddress, major: number) {
    this.#sql = sql;
    this.#address = address;
    this.#major = major;
  }

  convert(object: CatalogObject, names: ObjectNames): ConvertedObject {
    return convertObject(object, this.#major, names);
  }

  async run(statements: readonly string[], options: RunOptions): Promise<void> {
    await this.#guarded(options, async (sql, settle) => {
      await sql.unsafe('BEGIN');
      try {
        await settle(sql);
        for (const statement of statements) await sql.unsafe(statement);
        await sql.unsafe('COMMIT');
      } catch (error) {
        await sql.unsafe('ROLLBACK');
        throw error;
      }
    });
  }

  async runEach(statements: readonly string[], options: RunOptions): Promise<void> {
    for (const statement of statements) await this.run([statement], options);
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
    const sql = openPool(this.#address, { applicationName: 'godwit schema', maxSessions: 1 });
    let pid = 0;
    const beside = this.#sql;
    const cancel = (): void => void beside`SELECT pg_cancel_backend(${pid})`.catch(() => null);
    try {
      pid = (await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid ?? 0;
      options.signal.addEventListener('abort', cancel);
      await work(sql, async (inside) => {
        await inside.unsafe('SET LOCAL check_function_bodies = off');
        if (options.maintenanceBytes !== null)
          await inside.unsafe(`SET LOCAL maintenance_work_mem = ${Math.floor(options.maintenanceBytes / KIBIBYTE)}`);
      });
    } catch (error) {
      options.signal.throwIfAborted();
      const detail = error instanceof Error ? error.message : String(error);
      throw error instanceof GodwitError
        ? error
        : toGodwitError(error, this.#address, 'TARGET_REFUSED_STATEMENT', { detail });
    } finally {
      options.signal.removeEventListener('abort', cancel);
      await sql.end({ timeout: 5 });
    }
  }
}
