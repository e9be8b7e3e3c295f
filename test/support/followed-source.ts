/** A source with the Store of one task running on it, for tests of the stream: real server, real log in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Waiting } from '../../server/core/stage.ts';
import type { StageContext, StageOutcome, StageStanding } from '../../server/core/stage.ts';
import type { TableName } from '../../server/core/object-map.ts';
import { Instruments } from '../../server/metrics/instruments.ts';
import { pause, systemClock } from '../../server/runtime/clock.ts';
import { parseLsn } from '../../server/connectors/postgres/position.ts';
import { PostgresChangeSource } from '../../server/connectors/postgres/replication/postgres-change-source.ts';
import {
  preparePostgresSource,
  releasePostgresSource,
  type PreparedSource,
} from '../../server/connectors/postgres/replication/prepare.ts';
import { createLocalLogs } from '../../server/store/local-log/local-logs.ts';
import { Retention } from '../../server/store/retention.ts';
import type { AcknowledgePolicy } from '../../server/store/store-options.ts';
import { StoreStage } from '../../server/store/store.ts';
import { subscribe } from '../../server/store/subscriber.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import { ChangeDecoder } from './decode-changes.ts';

let tasks = 0;

export interface FollowOptions {
  readonly tables: readonly string[];
  readonly consent?: boolean;
  readonly ignoredOrigins?: string;
  readonly captureDdl?: boolean;
  /** Default LOG_DURABLE. */
  readonly acknowledge?: () => AcknowledgePolicy;
}

export class FollowedSource implements AsyncDisposable {
  readonly taskId = `t${process.pid}_${(tasks += 1)}`;
  /** The logs and what lies beside them. */
  readonly directory = mkdtempSync(path.join(os.tmpdir(), 'godwit-follow-'));
  readonly logs = createLocalLogs(this.directory);
  readonly database: TestDatabase;
  readonly options: FollowOptions;
  readonly standings: StageStanding[] = [];
  /** What preparing told that it waits for. */
  readonly waits: Waiting[] = [];
  readonly instruments = new Instruments();
  prepared: PreparedSource | null = null;
  #stop = new AbortController();
  #running: Promise<StageOutcome> | null = null;
  #epoch = 0;

  constructor(database: TestDatabase, options: FollowOptions) {
    this.database = database;
    this.options = options;
  }

  /** Prepares the source and starts the Store. */
  static async start(database: TestDatabase, options: FollowOptions): Promise<FollowedSource> {
    const followed = new FollowedSource(database, options);
    await followed.prepare(options.tables);
    followed.run();
    return followed;
  }

  async prepare(tables: readonly string[]): Promise<PreparedSource> {
    const names = tables.map((name): TableName => ({ schema: 'public', name }));
    const prepared = await preparePostgresSource(
      this.database.address,
      {
        taskId: this.taskId,
        tables: names,
        consentReplicaIdentityFull: this.options.consent ?? false,
        captureDdl: this.options.captureDdl ?? false,
        waiting: (waiting) => {
          if (waiting !== null) this.waits.push(waiting);
        },
      },
      new AbortController().signal,
    );
    this.prepared ??= prepared;
    return prepared;
  }

  run(): void {
    if (this.prepared === null) throw new Error('prepare first');
    const source = new PostgresChangeSource(this.database.address, {
      taskId: this.taskId,
      startPosition: this.prepared.startPosition,
      ...(this.options.ignoredOrigins === undefined ? {} : { ignoredOrigins: this.options.ignoredOrigins }),
      spoolDirectory: path.join(this.directory, 'spool'),
    });
    const retention = new Retention(
      { logs: this.logs, clock: systemClock, appliedOrdinal: () => Promise.resolve(0) },
      'log',
    );
    const stage = new StoreStage(
      { source, logs: this.logs, retention, clock: systemClock },
      {
        logId: 'log',
        maxUnappliedBytes: 1e10,
        acknowledge: () => Promise.resolve(this.options.acknowledge?.() ?? { kind: 'LOG_DURABLE' }),
      },
    );
    this.#stop = new AbortController();
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const context: StageContext = {
      signal: this.#stop.signal,
      epoch: (this.#epoch += 1),
      log,
      meter: this.instruments,
      report: (standing) => this.standings.push(standing),
    };
    this.#running = stage.run(context);
    this.#running.catch(() => {}); // looked at by stop() or outcome
  }

  get outcome(): Promise<StageOutcome> {
    return this.#running ?? Promise.resolve('STOPPED');
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#running = null;
  }

  /** Everything in the log from the beginning, once it has all that was committed on the source by now. */
  async read(): Promise<ChangeDecoder> {
    const [now] = await this.database.sql<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`;
    const wanted = parseLsn(now?.lsn ?? '0/0');
    const reader = await this.logs.openReader('log');
    const stop = new AbortController();
    const decoder = new ChangeDecoder();
    const failed = this.outcome.then(() => {}).catch((error: unknown) => stop.abort(error));
    for await (const items of subscribe(reader, { fromOrdinal: 1, signal: stop.signal })) {
      decoder.add(items);
      const last = items.findLast((item) => item.kind === 'part');
      if (last?.kind === 'part' && last.part.last && parseLsn(last.part.commitPosition) >= wanted) stop.abort();
    }
    await reader.close();
    if (stop.signal.reason instanceof Error && stop.signal.reason.name !== 'AbortError') throw stop.signal.reason;
    void failed;
    return decoder;
  }

  /** Waits until the log has all that was committed on the source by now; the ordinal of its last transaction. */
  async waitUntilLevel(): Promise<number> {
    const [now] = await this.database.sql<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`;
    const wanted = parseLsn(now?.lsn ?? '0/0');
    const reader = await this.logs.openReader('log');
    for (;;) {
      const last = (await reader.bounds())?.last;
      if (last !== undefined && parseLsn(last.position) >= wanted) return last.ordinal;
      await Promise.race([this.outcome, pause(20)]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running?.catch(() => {}); // a test that wants the failure has looked at it
    await releasePostgresSource(this.database.address, { taskId: this.taskId });
    rmSync(this.directory, { recursive: true, force: true });
  }
}
