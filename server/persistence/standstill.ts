/**
 * Ends sessions on the control database whose process stands still, because no limit of the server's does: a server that waits
 * for its client in the middle of a statement (between Describe and Bind, or with an answer that nobody takes) keeps the
 * transaction and its locks for ever, and whoever comes to take over that work waits for them (seen: statement_timeout is
 * ignored while the server reads, idle_in_transaction_session_timeout does not count, the kernel answers every keepalive).
 *
 *   middle of a statement   waits for its client for STANDSTILL_MS, and still does at the next look
 *   lost worker             its heartbeat is older than a lease: whatever transaction it has left stands in its successor's
 *                           way. The session's name tells whose it is.
 *   lost node               a process that runs mutations has not looked for as long as a lease, here: its own look is its
 *                           heartbeat. A mutation may rest between two statements for minutes while it asks an endpoint, so
 *                           only this tells one that works from one whose process stands still and holds its key. Found at
 *                           two looks: after a stop of the server itself everybody's look is old.
 *
 * A process that goes on afterwards finds its connection lost, as after any outage: the transaction did not happen.
 * Every process looks, in a session of its own: the others may all wait for the locks.
 */
import postgres from 'postgres';
import { pause } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { Repeated } from '../runtime/repeated.ts';
import { LEASE_MS } from '../task/component-leases.ts';
import { limitedSessions, sessionName, STANDSTILL_MS, workerTag } from './session-limits.ts';

const LOOK_EVERY_MS = 1_000;

export interface EndedSession {
  readonly pid: number;
  /** As in pg_stat_activity.application_name. */
  readonly name: string;
  readonly why: 'MIDDLE_OF_STATEMENT' | 'LOST_WORKER' | 'LOST_NODE';
}

interface StandingSession extends EndedSession {
  /** The same at two looks: nothing has happened in between. */
  readonly moment: string;
  readonly ended: boolean;
}

export class StandstillWatch implements AsyncDisposable {
  readonly #client: postgres.Sql;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  readonly #looking: Promise<void>;
  #seen: readonly string[] = [];

  private constructor(url: string, options: { readonly owner: string; readonly log: Logger }) {
    this.#client = postgres(url, { ...limitedSessions('standstill', options), max: 1, fetch_types: false });
    this.#log = options.log;
    this.#looking = this.#lookAgainAndAgain();
  }

  /** Looks each second until it is disposed of; `owner`: the name of this process, as its other sessions bear it. */
  static start(url: string, options: { readonly owner: string; readonly log: Logger }): StandstillWatch {
    return new StandstillWatch(url, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#client.end({ timeout: 1 });
    await this.#looking;
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#stopping;
    const away = new Repeated();
    while (!signal.aborted) {
      try {
        for (const { pid, name, why } of await this.#look())
          this.#log.warn('a session that stood still in a transaction of the control database was ended', {
            session: name,
            backend: pid,
            why,
          });
        away.over();
      } catch (error) {
        if (!signal.aborted && away.isNews(String(error)))
          this.#log.warn('sessions that stand still could not be looked for; trying again', { error: String(error) });
      }
      await pause(LOOK_EVERY_MS, signal);
    }
  }

  /** The sessions that it ended. CASE, because the order of AND is the planner's. */
  async #look(): Promise<readonly EndedSession[]> {
    const sql = this.#client;
    const mutations = sessionName('mutations', '');
    const found = await sql<StandingSession[]>`
      SELECT pid, name, moment, why,
        CASE WHEN why = 'LOST_WORKER' OR moment = ANY (${`{${this.#seen.join(',')}}`}::text::text[]) THEN pg_terminate_backend(pid) ELSE false END AS ended
      FROM (
        SELECT a.pid, a.application_name AS name,
          concat_ws('/', a.pid, extract(epoch FROM a.backend_start), extract(epoch FROM a.state_change)) AS moment,
          CASE
            WHEN EXISTS (
              SELECT FROM worker w
              WHERE a.application_name IN (${sessionName('control', '')} || ${sql.unsafe(workerTag('w.id'))}, ${sessionName('jobs', '')} || ${sql.unsafe(workerTag('w.id'))})
                AND w.heartbeat_at < clock_timestamp() - make_interval(secs => ${LEASE_MS / 1_000})
                AND a.xact_start < clock_timestamp() - make_interval(secs => ${STANDSTILL_MS / 1_000})) THEN 'LOST_WORKER'
            WHEN starts_with(a.application_name, ${mutations})
              AND a.xact_start < clock_timestamp() - make_interval(secs => ${LEASE_MS / 1_000})
              AND NOT EXISTS (
                SELECT FROM pg_stat_activity s
                WHERE s.application_name = ${sessionName('standstill', '')} || substr(a.application_name, ${mutations.length + 1})
                  AND s.datname = a.datname AND s.state_change > clock_timestamp() - make_interval(secs => ${LEASE_MS / 1_000})) THEN 'LOST_NODE'
            WHEN a.state = 'active' AND a.wait_event IN ('ClientRead', 'ClientWrite')
              AND a.state_change < clock_timestamp() - make_interval(secs => ${STANDSTILL_MS / 1_000}) THEN 'MIDDLE_OF_STATEMENT'
          END AS why
        FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.usename = current_user AND a.pid <> pg_backend_pid()
          AND a.xact_start IS NOT NULL AND starts_with(a.application_name, 'godwit ')) AS standing
      WHERE why IS NOT NULL`;
    this.#seen = found.filter(({ ended }) => !ended).map(({ moment }) => moment);
    return found.filter(({ ended }) => ended);
  }
}
