/**
 * The control database: opens the pool and runs units of work. A unit is one transaction whose last statements are what was
 * recorded in it (recording.ts).
 */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as tables from '../../drizzle/tables.ts';
import { withinMutation } from './idempotency.ts';
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

const BY_ID_SESSIONS = 2;

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
        ...limitedSessions('control', { owner: worker }),
        max: maxSessions,
        // the driver's own pause grows to 20 s, in which every request would wait after a short restart
        backoff: (failures) => Math.min(1, 0.05 * 2 ** Math.min(failures, 10)),
      });
    this.client = this.#open(options.maxSessions ?? 10);
    this.db = drizzle(this.client, { schema: tables });
    this.#byId = this.#open(BY_ID_SESSIONS);
    this.byId = drizzle(preparing(this.#byId), { schema: tables });
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

/**
 * A client that prepares every statement. drizzle asks the driver not to, unless a statement has been given a name by hand; the
 * driver then asks for the types of the parameters first and waits for them, for each statement each time.
 */
function preparing(client: postgres.Sql): postgres.Sql {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = (text, parameters, options) => unsafe(text, parameters, { ...options, prepare: true });
  return client;
}
