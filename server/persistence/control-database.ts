/**
 * The control database: opens the pool, brings its tables up to date, and runs units of work. A unit is one transaction whose
 * last statements are what was recorded in it (recording.ts).
 */
import path from 'node:path';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import * as tables from '../../drizzle/tables.ts';
import { GodwitError, namingOutage } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import { withinMutation } from './idempotency.ts';
import { installJobs } from './job-queue.ts';
import { recordingFor, type CollectedRecording } from './recording.ts';
import { limitedSessions } from './session-limits.ts';

export type Database = PostgresJsDatabase<typeof tables>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a single statement may run on. */
export type Queryable = Database | Transaction;

export interface ControlDatabaseOptions {
  /** Sessions at most; default 10. */
  readonly maxSessions?: number;
  /** The worker whose process this is; default: none. Its sessions and jobs are known by it. */
  readonly worker?: string;
}

const MIGRATIONS = path.join(import.meta.dirname, '../../drizzle/migrations');
const BY_ID_SESSIONS = 2;
const MIGRATION_LOCK = 7_276_473_001;

export class ControlDatabase implements AsyncDisposable {
  /** Of drizzle: instants come as text from raw statements on it. */
  readonly client: postgres.Sql;
  readonly db: Database;
  readonly worker: string | null;
  /**
   * For reading single records by their id. Few sessions that take one question behind the other: what a request asks for at
   * once wakes one or two backends instead of as many as there are questions, and they have every statement prepared.
   * Nothing that can wait or take long belongs here.
   */
  readonly byId: Database;
  readonly #byId: postgres.Sql;
  readonly #open: (maxSessions: number) => postgres.Sql;

  constructor(url: string, options: ControlDatabaseOptions = {}) {
    const worker = options.worker ?? null;
    this.worker = worker;
    this.#open = (maxSessions) =>
      postgres(url, {
        ...limitedSessions('control', { worker }),
        max: maxSessions,
        // the driver's own pause grows to 20 s, in which every request would wait after a short restart
        backoff: (failures) => Math.min(1, 0.05 * 2 ** Math.min(failures, 10)),
      });
    this.client = this.#open(options.maxSessions ?? 10);
    this.db = drizzle(this.client, { schema: tables });
    this.#byId = this.#open(BY_ID_SESSIONS);
    this.byId = drizzle(this.#byId, { schema: tables });
  }

  /** One session of its own, for what belongs to a session and not to a transaction; its caller ends it. */
  openSession(): postgres.Sql {
    return this.#open(1);
  }

  /** Runs `work` in one transaction, or as a part of the mutation it belongs to; what it records is written before the commit. */
  unit<T>(work: (tx: Transaction, recording: CollectedRecording) => Promise<T>): Promise<T> {
    const recorded = async (tx: Transaction): Promise<T> => {
      const recording = recordingFor(tx);
      const result = await work(tx, recording);
      await recording.write();
      return result;
    };
    return withinMutation(recorded) ?? this.db.transaction(recorded);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.client.end({ timeout: 5 }), this.#byId.end({ timeout: 5 })]);
  }
}

/** Brings the tables up to date; concurrent starts wait for one another. */
export async function runMigrations(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await client`SELECT pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    await installJobs(databaseUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}

export class ControlDatabaseAway extends Error {}

const ASK_EVERY_MS = 500;

/**
 * Waits until the control database answers; throws ControlDatabaseAway with a sentence for people after `limitMs`. What is no
 * outage (a wrong password, a missing database) is thrown at once. `waiting` is told once, at the first answer that fails.
 */
export async function untilControlDatabaseAnswers(
  url: string,
  options: { readonly limitMs: number; readonly waiting: (sentence: string) => void },
): Promise<void> {
  const deadline = performance.now() + options.limitMs;
  const where = new URL(url).host;
  for (let told = false; ; told = true) {
    const error = await answersOnce(url);
    if (error === null) return;
    const outage = namingOutage(error);
    if (!(outage instanceof GodwitError)) throw error;
    const reason = `${where}: ${String(outage.facts['detail'])}`;
    if (performance.now() >= deadline)
      throw new ControlDatabaseAway(
        `The control database did not answer within ${options.limitMs / 1_000} s (${reason}). Start it, or correct GODWIT_CONTROL_DATABASE_URL.`,
      );
    if (!told)
      options.waiting(
        `waiting up to ${options.limitMs / 1_000} s for the control database, which does not answer (${reason})`,
      );
    await pause(ASK_EVERY_MS);
  }
}

async function answersOnce(url: string): Promise<unknown> {
  const client = postgres(url, {
    max: 1,
    connect_timeout: 5,
    backoff: () => 0,
    onnotice: () => {},
    fetch_types: false,
  });
  try {
    await client`SELECT 1`;
    return null;
  } catch (error) {
    return error;
  } finally {
    await client.end({ timeout: 1 });
  }
}
