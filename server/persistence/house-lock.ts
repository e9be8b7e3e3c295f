/**
 * Which process keeps house: an advisory lock of a session, held for as long as the work takes, whatever statements it waits
 * for. It is also a lease: its session says something every two seconds, and one that is silent for longer than any
 * stall of a living process is ended by the next that comes, so that a frozen process or a dead network holds nobody up.
 */
import type postgres from 'postgres';
import { pause } from '../runtime/clock.ts';
import type { ControlDatabase } from './control-database.ts';

const KEY = 7_276_473_002;
const SIGN_OF_LIFE_MS = 2_000;
export const SILENT_MS = 30_000;

export class HouseLock implements AsyncDisposable {
  readonly #session: postgres.Sql;
  readonly #done = new AbortController();
  readonly #signs: Promise<void>;

  private constructor(session: postgres.Sql) {
    this.#session = session;
    this.#signs = this.#giveSigns();
  }

  /** The lock, or null while another process has it. */
  static async take(control: Pick<ControlDatabase, 'openSession'>, silentMs = SILENT_MS): Promise<HouseLock | null> {
    const session = control.openSession();
    try {
      const [row] = await session`SELECT pg_try_advisory_lock(${KEY}::bigint) AS held`;
      if (row?.['held'] === true) return new HouseLock(session);
      await endSilentHolder(session, silentMs);
    } catch (error) {
      await session.end({ timeout: 5 });
      throw error;
    }
    await session.end({ timeout: 5 });
    return null;
  }

  /** Whether it is still ours. The driver connects anew by itself, and a new session, or one that cannot answer, has no lock. */
  async isHeld(): Promise<boolean> {
    const answer = this.#session`
      SELECT EXISTS (SELECT FROM pg_locks WHERE ${ofKey(this.#session)} AND pid = pg_backend_pid() AND granted) AS held`;
    return answer.then(
      ([row]) => row?.['held'] === true,
      () => false,
    );
  }

  /** Gives it back, with the session. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#done.abort();
    await this.#signs;
    await this.#session.end({ timeout: 5 });
  }

  async #giveSigns(): Promise<void> {
    const { signal } = this.#done;
    for (;;) {
      await pause(SIGN_OF_LIFE_MS, signal);
      if (signal.aborted) return;
      await this.#session`SELECT 1`.catch(() => {}); // isHeld() finds out what that means
    }
  }
}

const ofKey = (session: postgres.Sql) => session`
  locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = (${KEY}::bigint >> 32)::bigint::oid AND objid = (${KEY}::bigint & 4294967295)::bigint::oid AND objsubid = 1`;

async function endSilentHolder(session: postgres.Sql, silentMs: number): Promise<void> {
  await session`
    SELECT pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE ${ofKey(session)} AND l.granted AND a.state_change < clock_timestamp() - make_interval(secs => ${silentMs / 1_000})`;
}
