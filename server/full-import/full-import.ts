/**
 * Full-Import: copies the rows that existed, in ranges over parallel lanes.
 *
 * F1  A range counts when its record is committed with its rows on the target; a crash costs the ranges in flight (C27).
 * F2  Ranges of a table with a shared snapshot count together: when the snapshot is lost, the table starts over (C6). So do the
 *     tables that go into one target: a row that went from one to another meanwhile would be there twice, or not at all.
 * F3  A table that fails does not stop the others; in the end the stage fails with all their names.
 * F4  Memory is bounded by the pieces in flight: lanes times about a MiB, whatever the size of table or row count.
 */
import { causesOf, errorFacts, GodwitError, rowFacts } from '../core/errors.ts';
import { tableKey, type TableMapping } from '../core/object-map.ts';
import type { Stage, StageContext, StageOutcome } from '../core/stage.ts';
import type { CopyTarget, PlannedRange, RangeWriter } from '../connectors/copy-target.ts';
import type { RangeReader, SharedSnapshot, SnapshotReader } from '../connectors/snapshot-reader.ts';
import { pause } from '../runtime/clock.ts';
import { copyRange } from './copy-range.ts';
import { pairTables, planTable, rangeBytes, type ImportTable } from './import-plan.ts';
import type { ImportJournal } from './import-progress.ts';
import { ImportTally } from './import-tally.ts';
import { RateLimit } from './rate-limit.ts';

export interface FullImportDeps {
  readonly reader: SnapshotReader;
  readonly target: CopyTarget;
  readonly journal: ImportJournal;
  /** Told when the copy has begun again from nothing, as a person asked for; null: it goes on with what is left. */
  readonly again?: (() => Promise<void>) | null;
  /** Waited for before each range: the source may be read. Default: always. */
  readonly calm?: ((context: StageContext) => Promise<void>) | null;
}

export interface FullImportOptions {
  readonly mappings: readonly TableMapping[];
  readonly incremental: boolean;
  readonly targetNotEmpty: 'STOP' | 'IGNORE';
}

/** What may be changed while it runs. */
export interface FullImportSteering {
  /** 1..64. */
  readonly lanes: number;
  readonly rowsPerSecond: number | null;
  readonly bytesPerSecond: number | null;
}

/** A table with its ranges, done or not. */
interface PlannedTable {
  readonly table: ImportTable;
  readonly ranges: readonly PlannedRange[];
}

interface Job {
  readonly table: ImportTable;
  readonly range: PlannedRange;
  readonly shared: SharedSnapshot | null;
  attempts: number;
}

const DEFAULT_LANES = 4;
const MAX_ATTEMPTS = 5;
const JOURNAL_EVERY_MS = 1_000;
/** How soon a change of the number of lanes is seen. */
const STEERING_MS = 200;

export class FullImportStage implements Stage {
  readonly #deps: FullImportDeps;
  readonly #options: FullImportOptions;
  readonly #rowLimit = new RateLimit();
  readonly #byteLimit = new RateLimit();
  #lanes = DEFAULT_LANES;

  constructor(deps: FullImportDeps, options: FullImportOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  steer(steering: FullImportSteering): void {
    this.#lanes = Math.min(64, Math.max(1, steering.lanes));
    this.#rowLimit.set(steering.rowsPerSecond);
    this.#byteLimit.set(steering.bytesPerSecond);
  }

  async run(context: StageContext): Promise<StageOutcome> {
    await this.#deps.target.claim();
    await this.#deps.reader.claim(); // whom the fence has stopped reads no more either
    if (this.#deps.again) await this.#restart(this.#deps.again);
    const tally = new ImportTally();
    const shared: SharedSnapshot[] = [];
    const finished = new AbortController();
    const journaling = this.#journal(tally, context, finished.signal);
    try {
      const jobs = await this.#plan(tally, shared, context);
      await this.#work(jobs, tally, context);
    } finally {
      await Promise.all(shared.map((snapshot) => snapshot[Symbol.asyncDispose]()));
      finished.abort();
      await journaling;
      await this.#deps.journal.recordTables(tally.takeAll());
    }
    if (context.signal.aborted) return 'STOPPED';
    const failed = tally.failed();
    if (failed.length === 1 && failed[0]) throw failed[0].error;
    if (failed.length > 0)
      throw new GodwitError('IMPORT_TABLES_FAILED', {
        count: failed.length,
        causes: causesOf(failed.map(({ error }) => error)),
        tables: failed.map((entry) => entry.name).join(', '),
      });
    return 'COMPLETED';
  }

  /** What was copied is taken back under the fence of this run; only then is the restart told as begun. */
  async #restart(begun: () => Promise<void>): Promise<void> {
    const { reader, target } = this.#deps;
    const planned = await target.readPlan();
    const pairs = await pairTables(this.#options.mappings, { reader, target });
    const filled = pairs.filter(({ mapping }) =>
      planned.some((range) => range.tableId === mapping.id && range.completed),
    );
    await target.restart(filled.flatMap((pair) => ('error' in pair ? [] : [pair.target])));
    await begun();
  }

  /** Everything that is still to be copied, largest first. */
  async #plan(tally: ImportTally, shared: SharedSnapshot[], context: StageContext): Promise<Job[]> {
    const { reader, target } = this.#deps;
    const pairs = await pairTables(this.#options.mappings, { reader, target });
    const recorded = await target.readPlan();
    const totalBytes = pairs.reduce((sum, pair) => sum + ('error' in pair ? 0 : pair.source.shape.estimatedBytes), 0);
    const jobs: (Job & { readonly bytes: number })[] = [];
    const slicing = context.meter.timer('full_slice_time');
    for (const group of Map.groupBy(pairs, ({ mapping }) => tableKey(mapping.target)).values()) {
      const planned: PlannedTable[] = [];
      const begun = recorded.some(({ tableId }) => group.some(({ mapping }) => mapping.id === tableId));
      for (const pair of group) {
        if (context.signal.aborted) return [];
        if ('error' in pair) {
          tally.add(pair.mapping, { rows: 0, bytes: 0 }, []);
          tally.fail(pair.mapping.id, pair.error);
          continue;
        }
        const started = performance.now();
        const limits = { ...this.#options, lanes: this.#lanes, rangeBytes: rangeBytes(totalBytes, this.#lanes), begun };
        const ranges = await owned([pair], tally, () => planTable(pair, recorded, { reader, target }, limits));
        slicing.record(performance.now() - started);
        if (ranges !== null) planned.push({ table: pair, ranges });
      }
      const together = await owned(planned.map(({ table }) => table), tally, () => this.#beginTogether(planned, shared, context)); // prettier-ignore
      for (const { table, ranges } of together?.tables ?? []) {
        const { estimatedRows: rows, estimatedBytes: bytes } = table.source.shape;
        tally.add(table.mapping, { rows, bytes }, ranges);
        for (const range of ranges)
          if (!range.completed)
            jobs.push({ table, range, shared: together?.snapshot ?? null, attempts: 0, bytes: bytes / ranges.length });
      }
    }
    return jobs.sort((a, b) => b.bytes - a.bytes);
  }

  /** F2: a snapshot for all ranges of a table, or of the tables that go into one target, where they need one. */
  async #beginTogether(
    planned: readonly PlannedTable[],
    shared: SharedSnapshot[],
    context: StageContext,
  ): Promise<{ readonly tables: readonly PlannedTable[]; readonly snapshot: SharedSnapshot | null }> {
    const all = planned.flatMap(({ ranges }) => ranges);
    if (!all.some((range) => range.shared && !range.completed)) return { tables: planned, snapshot: null };
    const tables = await this.#restartShared(planned, context);
    if (all.length === 1) return { tables, snapshot: null };
    const snapshot = await this.#deps.reader.share(tables.map(({ table }) => table.source));
    shared.push(snapshot);
    return { tables, snapshot };
  }

  async #restartShared(planned: readonly PlannedTable[], context: StageContext): Promise<readonly PlannedTable[]> {
    const filled = planned.find(({ ranges }) => ranges.some((range) => range.completed));
    if (filled === undefined) return planned;
    const ids = planned.map(({ table }) => table.mapping.id);
    context.log.warn('the shared snapshot of a table is gone; the table starts over', { table: ids.join(', ') });
    await this.#deps.target.restartTable(ids, filled.table.target);
    return planned.map(({ table, ranges }) => ({
      table,
      ranges: ranges.map((range) => ({ ...range, completed: false, rows: 0, bytes: 0 })),
    }));
  }

  /** Lanes take jobs until none is left; their number follows the steering. */
  async #work(jobs: Job[], tally: ImportTally, context: StageContext): Promise<void> {
    const queue = [...jobs];
    const lanes: Promise<void>[] = [];
    let failure: unknown = null;
    const stop = new AbortController();
    const signal = AbortSignal.any([context.signal, stop.signal]);
    const lane = async (index: number): Promise<void> => {
      try {
        await this.#lane(index, queue, tally, { ...context, signal });
      } catch (error) {
        failure ??= error;
        stop.abort();
      }
    };
    while (queue.length > 0 && !signal.aborted) {
      while (lanes.length < this.#lanes && lanes.length < jobs.length) lanes.push(lane(lanes.length));
      await Promise.race([Promise.all(lanes), pause(STEERING_MS, signal)]);
    }
    await Promise.all(lanes);
    if (failure !== null && !context.signal.aborted) throw failure;
  }

  async #lane(index: number, queue: Job[], tally: ImportTally, context: StageContext): Promise<void> {
    let sessions: { reader: RangeReader; writer: RangeWriter } | null = null;
    try {
      while (!context.signal.aborted) {
        if (index >= this.#lanes) {
          if (queue.length === 0) return;
          await pause(STEERING_MS, context.signal);
          continue;
        }
        await this.#deps.calm?.(context);
        if (context.signal.aborted) return;
        const job = queue.shift();
        if (job === undefined) return;
        if (tally.isFailed(job.table.mapping.id)) continue;
        try {
          sessions ??= await this.#openSessions();
          await this.#copy(job, sessions, tally, context);
        } catch (error) {
          await closeQuietly(sessions, context);
          sessions = null;
          if (context.signal.aborted) return;
          await this.#onError(job, error, queue, tally, context);
        }
      }
    } finally {
      await closeQuietly(sessions, context);
    }
  }

  async #openSessions(): Promise<{ reader: RangeReader; writer: RangeWriter }> {
    const reader = await this.#deps.reader.openReader();
    try {
      const existingRowsWin = this.#options.targetNotEmpty === 'IGNORE';
      return { reader, writer: await this.#deps.target.openWriter({ existingRowsWin }) };
    } catch (error) {
      await reader[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #copy(
    job: Job,
    sessions: { reader: RangeReader; writer: RangeWriter },
    tally: ImportTally,
    context: StageContext,
  ): Promise<void> {
    const id = job.table.mapping.id;
    const pass = tally.begin(id);
    const copied = await copyRange(
      { ...sessions, meter: context.meter, rowLimit: this.#rowLimit, byteLimit: this.#byteLimit, passed: pass },
      job.table,
      job.range,
      job.shared,
      context.signal,
    ).catch((error: unknown) => {
      tally.undo(id, pass);
      throw error;
    });
    tally.complete(id);
    if (copied.conflicts.length > 0) await this.#deps.journal.recordConflicts(copied.conflicts);
    if (copied.unlisted > 0) await this.#deps.journal.recordUnlisted(id, copied.unlisted);
    context.report({ progress: tally.progress() });
  }

  async #onError(job: Job, error: unknown, queue: Job[], tally: ImportTally, context: StageContext): Promise<void> {
    const known = error instanceof GodwitError ? error : null;
    if (known?.code === 'FENCED') throw error;
    const retryable = known?.action === 'RETRYABLE';
    if (retryable && job.shared !== null) throw error; // F2: the stage begins again and with it the table
    if (known?.code !== 'SOURCE_LOCK_WANTED') job.attempts += 1; // giving way is no failure
    if (retryable && job.attempts < MAX_ATTEMPTS) {
      context.log.warn(known.message, {
        ...rowFacts(known),
        code: known.code,
        table: job.table.mapping.id,
        attempt: job.attempts,
      });
      queue.push(job);
      await pause(250 * 2 ** job.attempts, context.signal);
      return;
    }
    if (retryable) throw error;
    if (known === null) throw error; // connectors name what a server refuses: this is none of the table's doing
    context.log.error(known.message, { ...rowFacts(known), code: known.code });
    tally.fail(job.table.mapping.id, known);
  }

  async #journal(tally: ImportTally, context: StageContext, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await pause(JOURNAL_EVERY_MS, until);
      const changed = tally.takeChanged();
      context.report({ progress: tally.progress() });
      if (changed.length === 0) continue;
      await this.#deps.journal
        .recordTables(changed)
        .catch((error: unknown) => context.log.warn('progress could not be recorded', errorFacts(error)));
    }
  }
}

/** Null when it fails by what is the tables' own: they are told as failed, and the others go on. */
async function owned<T>(tables: readonly ImportTable[], tally: ImportTally, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GodwitError) || error.action === 'RETRYABLE') throw error;
    for (const { mapping, source } of tables) {
      tally.add(mapping, { rows: source.shape.estimatedRows, bytes: source.shape.estimatedBytes }, []);
      tally.fail(mapping.id, error);
    }
    return null;
  }
}

async function closeQuietly(
  sessions: { reader: RangeReader; writer: RangeWriter } | null,
  context: StageContext,
): Promise<void> {
  if (sessions === null) return;
  const ends = await Promise.allSettled([
    sessions.reader[Symbol.asyncDispose](),
    sessions.writer[Symbol.asyncDispose](),
  ]);
  for (const end of ends)
    if (end.status === 'rejected') context.log.debug('a session was already gone', errorFacts(end.reason));
}
