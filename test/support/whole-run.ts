/**
 * One migration without the control plane: Store, copy, replay and verification of given tables between two test
 * databases, each started by hand, so that a test decides what happens between and during them.
 */
import { must } from '../../server/core/assert.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import type { CopyConflict } from '../../server/connectors/copy-target.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import { readImportedRanges } from '../../server/connectors/postgres/snapshot/imported-ranges.ts';
import { PostgresCopyTarget } from '../../server/connectors/postgres/snapshot/postgres-copy-target.ts';
import { PostgresSnapshotReader } from '../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import { FullImportStage, type FullImportOptions } from '../../server/full-import/full-import.ts';
import type { ChangeLogReader } from '../../server/store/change-log.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import { FollowedSource, type FollowOptions } from './followed-source.ts';
import { stageContext, type TestContext } from './stage-context.ts';
import { plainMapping, runSync, type MemoryJournal, type SyncRunOptions } from './sync-run.ts';
import { runVerification, type MemoryVerificationJournal, type VerificationRunOptions } from './verification-run.ts';

export class WholeRun implements AsyncDisposable {
  readonly source: TestDatabase;
  readonly target: TestDatabase;
  readonly followed: FollowedSource;
  readonly mappings: readonly TableMapping[];
  readonly conflicts: CopyConflict[] = [];
  readonly #log: ChangeLogReader;
  #epoch = 0;

  private constructor(
    sides: { readonly source: TestDatabase; readonly target: TestDatabase },
    followed: FollowedSource,
    log: ChangeLogReader,
  ) {
    this.source = sides.source;
    this.target = sides.target;
    this.followed = followed;
    this.mappings = followed.options.tables.map((table) => plainMapping(table));
    this.#log = log;
  }

  /** Prepares the source and starts the Store. */
  static async start(
    sides: { readonly source: TestDatabase; readonly target: TestDatabase },
    options: FollowOptions,
  ): Promise<WholeRun> {
    const followed = await FollowedSource.start(sides.source, options);
    return new WholeRun(sides, followed, await followed.logs.openReader('log'));
  }

  async copy(
    options: Partial<FullImportOptions> & { readonly lanes?: number; readonly bytesPerSecond?: number } = {},
    context: TestContext = stageContext((this.#epoch += 1)),
  ): Promise<TestContext> {
    await using reader = new PostgresSnapshotReader(this.source.address, { taskId: this.followed.taskId });
    const { taskId } = this.followed;
    await using target = new PostgresCopyTarget(this.target.address, { taskId, epoch: context.epoch });
    const journal = {
      recordTables: () => Promise.resolve(),
      recordConflicts: (found: readonly CopyConflict[]) => Promise.resolve(void this.conflicts.push(...found)),
      recordUnlisted: () => Promise.resolve(),
    };
    const stage = new FullImportStage(
      { reader, target, journal },
      { mappings: this.mappings, incremental: true, targetNotEmpty: 'STOP', ...options },
    );
    stage.steer({ lanes: options.lanes ?? 2, rowsPerSecond: null, bytesPerSecond: options.bytesPerSecond ?? null });
    await stage.run(context);
    return context;
  }

  /** Replays until everything that is committed on the source now is on the target, or until the signal. */
  async sync(options: Partial<SyncRunOptions> = {}): Promise<MemoryJournal> {
    await this.followed.waitUntilLevel();
    const until = must(await this.#log.bounds(), 'a transaction in the log').last.position;
    const sql = openPool(this.target.address, { applicationName: 'test', maxSessions: 1 });
    const imported = await readImportedRanges(sql, this.followed.taskId);
    await sql.end();
    const { journal } = await runSync({
      source: this.source.address,
      target: this.target.address,
      log: this.#log,
      mappings: this.mappings,
      until,
      imported,
      taskId: this.followed.taskId,
      epoch: (this.#epoch += 1),
      ...options,
    });
    return journal;
  }

  /** With a replay running beside it, or nothing written since the last sync(). */
  async verify(options: Partial<VerificationRunOptions> = {}): Promise<MemoryVerificationJournal> {
    const { journal } = await runVerification({
      source: this.source.address,
      target: this.target.address,
      mappings: this.mappings,
      ...options,
    });
    return journal;
  }

  /** What verification needs to judge while the replay goes on. */
  get replay(): NonNullable<VerificationRunOptions['replay']> {
    return { log: this.#log, taskId: this.followed.taskId };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#log.close();
    await this.followed[Symbol.asyncDispose]();
  }
}
