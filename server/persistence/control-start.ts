/**
 * A start over the control database: waits until it answers, brings its tables up to date, and ends with a sentence where it
 * is away or gets lost. Nothing here waits for longer than it was told to, also when the network swallows what is sent.
 */
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { GodwitError, namingOutage } from '../core/errors.ts';
import { watchSession, type Whereabouts } from '../runtime/answer-watch.ts';
import { pause } from '../runtime/clock.ts';
import { awaitsAnswer, driverSocket, type DriverSocket } from '../runtime/silent-socket.ts';
import { installJobs } from './job-queue.ts';
import { limitedSessions, nextAddress, type ParsedOptions } from './session-limits.ts';

export class ControlDatabaseAway extends Error {}

const MIGRATIONS = path.join(import.meta.dirname, '../../drizzle/migrations');
const MIGRATION_LOCK = 7_276_473_001;
const ASK_EVERY_MS = 500;
const LISTEN_EVERY_MS = 1_000;
/** The longest that one question is waited for. */
const ANSWER_MS = 5_000;
const LEAST_ANSWER_MS = 500;
/** The longest that a migration rests between two statements. */
const RESTS_MS = 10_000;
const MEND = 'Start it, or correct GODWIT_CONTROL_DATABASE_URL.';

/**
 * Waits until the control database answers; throws ControlDatabaseAway with a sentence for people after `limitMs`. What is no
 * outage (a wrong password, a missing database) is thrown at once. `waiting` is told once, at the first answer that fails.
 */
export async function untilControlDatabaseAnswers(
  url: string,
  options: { readonly limitMs: number; readonly waiting: (sentence: string) => void },
): Promise<void> {
  const { limitMs } = options;
  const deadline = performance.now() + limitMs;
  for (let told = false; ; told = true) {
    const reason = await outageNow(url, deadline);
    if (reason === null) return;
    if (performance.now() >= deadline) throw away(limitMs, reason);
    if (!told)
      options.waiting(`waiting up to ${limitMs / 1_000} s for the control database, which does not answer (${reason})`);
    await pause(ASK_EVERY_MS);
  }
}

/**
 * Does `work`, the rest of a start, for as long as the control database answers; throws ControlDatabaseAway when it has answered
 * nothing for `limitMs`, or when the work lost its connection. What the work has opened by then ends with the process.
 */
export async function whileControlDatabaseAnswers<T>(
  url: string,
  options: { readonly limitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const silence = listen(url, options.limitMs, over.signal);
  try {
    return await Promise.race([work(), silence]);
  } catch (error) {
    const outage = namingOutage(error);
    if (!(outage instanceof GodwitError) || outage.action !== 'RETRYABLE') throw error;
    const where = `${new URL(url).host}: ${String(outage.facts['detail'])}`;
    throw new ControlDatabaseAway(`The control database was lost during the start (${where}). ${MEND}`);
  } finally {
    over.abort();
  }
}

/** Asks again and again until the signal aborts; throws when nothing was answered for so long. */
async function listen(url: string, limitMs: number, signal: AbortSignal): Promise<never> {
  for (let deadline = performance.now() + limitMs; ;) {
    await pause(LISTEN_EVERY_MS, signal);
    if (signal.aborted) return new Promise<never>(() => {}); // of no interest any more
    const reason = await outageNow(url, deadline).catch(() => null); // a refusal is an answer
    if (reason === null) deadline = performance.now() + limitMs;
    else if (performance.now() >= deadline) throw away(limitMs, reason);
  }
}

const away = (limitMs: number, reason: string): ControlDatabaseAway =>
  new ControlDatabaseAway(`The control database did not answer within ${limitMs / 1_000} s (${reason}). ${MEND}`);

/** Null when it answers, else the outage in words; throws what is none. */
async function outageNow(url: string, deadline: number): Promise<string | null> {
  const withinMs = Math.max(LEAST_ANSWER_MS, Math.min(ANSWER_MS, deadline - performance.now()));
  try {
    await askOnce(url, withinMs, (sql) => sql`SELECT 1`);
    return null;
  } catch (error) {
    const outage = namingOutage(error);
    if (!(outage instanceof GodwitError)) throw error;
    return `${new URL(url).host}: ${String(outage.facts['detail'])}`;
  }
}

/** One question in a session of its own; ETIMEDOUT when the answer does not come in time. */
async function askOnce<T>(url: string, withinMs: number, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, {
    max: 1,
    connect_timeout: ANSWER_MS / 1_000,
    backoff: () => 0,
    onnotice: () => {},
    fetch_types: false,
  });
  const answered = new AbortController();
  const late = pause(withinMs, answered.signal).then((): never => {
    throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
  });
  try {
    return await Promise.race([question(client), late]);
  } finally {
    answered.abort();
    void client.end({ timeout: 1 }); // a dead connection would be waited for
  }
}

/** Brings the tables up to date; concurrent starts wait for one another. Throws CONNECTION_CLOSED for a dead connection. */
export async function runMigrations(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, migrationSession(databaseUrl));
  try {
    // a start whose network died must not keep the lock
    await client`SELECT set_config('idle_session_timeout', ${String(RESTS_MS)}, false) WHERE current_setting('server_version_num')::int >= 140000`;
    await client`SELECT pg_advisory_lock(${MIGRATION_LOCK})`;
    await installJobs(client);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** A statement may take as long as it needs: the server is asked whether it still works on it. */
function migrationSession(url: string): postgres.Options<Record<string, never>> {
  const limited = limitedSessions('migrations', { owner: null, idleInTransactionMs: RESTS_MS });
  const next = nextAddress();
  return {
    ...limited,
    max: 1,
    connection: { ...limited.connection, statement_timeout: 0 },
    socket: (options: ParsedOptions) => {
      const socket = driverSocket(next(options));
      watchMigration(socket, url);
      return socket;
    },
  } as postgres.Options<Record<string, never>>; // `socket` is documented by the driver, but missing in its types
}

function watchMigration(socket: DriverSocket, url: string): void {
  const pid = (): number | null => socket.backendPid?.() ?? null;
  watchSession(socket, {
    expects: () => pid() !== null && awaitsAnswer(socket),
    mayWait: () => false,
    ask: async (): Promise<Whereabouts> => {
      const found = await askOnce(
        url,
        ANSWER_MS,
        (sql) => sql<{ event: string | null }[]>`SELECT wait_event AS event FROM pg_stat_activity WHERE pid = ${pid()}`,
      ).catch(() => null);
      if (found === null) return 'UNREACHABLE';
      const [row] = found;
      return row === undefined || row.event === 'ClientRead' || row.event === 'ClientWrite' ? 'WAITS_FOR_US' : 'WORKS';
    },
    lost: () => socket.destroy(),
  });
}
