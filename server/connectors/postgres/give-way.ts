/**
 * Gives way to the source's application (C2): while sessions of ours hold locks on its tables, looks twice a second whether
 * anybody waits for one of them, and ends those sessions. What they were reading is read again later; nothing the
 * application does waits for us longer than one look.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError } from '../../core/errors.ts';
import { pause } from '../../runtime/clock.ts';
import type { Sql } from './connection.ts';
import { toGodwitError } from './errors.ts';
import type { WireSession } from './wire-session.ts';

const LOOK_EVERY_MS = 500;
/** A look without an answer for so long is none. */
const LOOK_WITHIN_MS = 10_000;

export class GiveWay {
  readonly #address: EndpointAddress;
  readonly #sql: Sql;
  readonly #holding = new Map<number, string>();
  readonly #ended = new WeakMap<WireSession, string>();
  readonly #sessions = new Map<number, WireSession>();
  #looking = false;
  /** The look under way, until its answer is noted. */
  #asked: Promise<void> = Promise.resolve();
  #failure: GodwitError | null = null;

  constructor(address: EndpointAddress, sql: Sql) {
    this.#address = address;
    this.#sql = sql;
  }

  /** From before the session locks until done(). Throws what the last look failed of: without looking nothing is held. */
  hold(session: WireSession, object: string): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure;
    this.#holding.set(session.backendPid, object);
    this.#sessions.set(session.backendPid, session);
    if (this.#looking) return;
    this.#looking = true;
    void this.#look();
  }

  done(session: WireSession): void {
    this.#holding.delete(session.backendPid);
    this.#sessions.delete(session.backendPid);
  }

  /**
   * What an error of the session means: that it was ended here, or the error itself. Before done(): a session that a look
   * ended can hear of it before that look has its answer, which is waited for.
   */
  async reasonOf(session: WireSession, error: unknown): Promise<unknown> {
    await this.#asked.catch(() => {}); // what a look failed of is told by hold()
    const object = this.#ended.get(session);
    return object === undefined ? error : new GodwitError('SOURCE_LOCK_WANTED', { object }, { cause: error });
  }

  async #look(): Promise<void> {
    try {
      while (this.#holding.size > 0) {
        await pause(LOOK_EVERY_MS);
        const pids = [...this.#holding.keys()];
        if (pids.length === 0) continue;
        this.#asked = inTime(this.#endThoseInTheWay(pids)).then((ended) => this.#note(ended));
        await this.#asked;
      }
    } catch (error) {
      this.#failure = toGodwitError(error, this.#address, 'INTERNAL_ERROR');
      for (const session of this.#sessions.values()) session.destroy();
    } finally {
      this.#looking = false;
    }
  }

  /**
   * One statement looks and ends, so that no session is ended that holds nothing any more. CASE, because the order of AND is
   * the planner's: it would end the application's sessions (seen).
   */
  async #endThoseInTheWay(pids: readonly number[]): Promise<number[]> {
    const sql = this.#sql;
    const rows = await sql<{ pid: number }[]>`
      WITH holders AS (
        SELECT DISTINCT holder.pid FROM pg_catalog.pg_locks waiting, pg_catalog.unnest(pg_catalog.pg_blocking_pids(waiting.pid)) AS holder(pid)
        WHERE NOT waiting.granted AND waiting.locktype = 'relation'
          AND waiting.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
      SELECT pid FROM holders
      WHERE CASE WHEN pid = ANY (${`{${pids.join(',')}}`}::text::int4[]) THEN pg_catalog.pg_terminate_backend(pid) ELSE false END`;
    return rows.map(({ pid }) => pid);
  }

  #note(pids: readonly number[]): void {
    for (const pid of pids) {
      const session = this.#sessions.get(pid);
      if (session === undefined) continue;
      this.#ended.set(session, this.#holding.get(pid) ?? '?');
      this.done(session);
      session.destroy();
    }
  }
}

async function inTime<T>(look: Promise<T>): Promise<T> {
  const answered = new AbortController();
  const late = pause(LOOK_WITHIN_MS, answered.signal).then((): T => {
    throw Object.assign(new Error('no answer to a look for waiters'), { code: 'ETIMEDOUT' });
  });
  late.catch(() => {}); // of no interest once there is an answer
  try {
    return await Promise.race([look, late]);
  } finally {
    answered.abort();
  }
}
