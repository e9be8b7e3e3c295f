/**
 * Incr-Sync: reads the log from the target's checkpoint on and replays it, until it is stopped.
 *
 *   pass:  log -> batch (decoded and merged while those before it are being applied) -> lanes -> committed
 *   A pass ends when a batch is refused; the next one begins behind the last checkpoint with smaller batches, down to
 *   one transaction row by row (C13). A transaction larger than a batch keeps its target transaction open (C14).
 *
 * I1  What is applied is what the target's checkpoint says, never what this process remembers.
 * I2  The checkpoint reported to the journal survives a crash of the target (C4).
 */
import { must } from '../core/assert.ts';
import { readDdlMessage } from '../core/ddl-message.ts';
import { GodwitError } from '../core/errors.ts';
import type { TransactionPart } from '../core/change.ts';
import type { Position, PositionOrder } from '../core/position.ts';
import type { Stage, StageContext, StageOutcome } from '../core/stage.ts';
import { systemClock, type Clock } from '../runtime/clock.ts';
import type { ChangeLogReader, LogItem } from '../store/change-log.ts';
import type { ImportedRanges } from '../connectors/snapshot-reader.ts';
import type { RowRefresher, SourceClock, TableRoutes } from '../connectors/row-refresher.ts';
import type { DdlConverter } from '../connectors/ddl-converter.ts';
import type { Checkpoint, TargetLane, TargetTable, TargetWriter } from '../connectors/target-writer.ts';
import { Batch, NotMergeable } from './batch.ts';
import { DdlPlaces, DdlPlayer } from './ddl-player.ts';
import { BatchLimits, DEFAULT_TUNING, type Tuning } from './batch-limits.ts';
import { KeylessNotReady, type Judgement } from './effect.ts';
import { BatchRefused } from './flight.ts';
import { Lanes } from './lanes.ts';
import { Latency } from './latency.ts';
import { Overlap } from './overlap.ts';
import { RateLimit } from './rate-limit.ts';
import { RefreshedRows } from './refreshed-rows.ts';
import { RowPlayer } from './row-player.ts';
import type { SyncJournal } from './sync-journal.ts';
import { SyncReport } from './sync-report.ts';
import { TablePlans, type TablePlansOptions } from './table-plans.ts';

const DEFAULT_LANES = 4;

export interface IncrSyncDeps {
  readonly log: ChangeLogReader;
  readonly target: TargetWriter;
  readonly routes: TableRoutes;
  readonly refresher: RowRefresher;
  readonly sourceClock: SourceClock;
  /** What the full copy left on the target; empty tables without one. */
  readonly imported: () => Promise<ImportedRanges>;
  readonly order: PositionOrder;
  readonly journal: SyncJournal;
  readonly ddl: DdlConverter;
  readonly clock?: Clock;
}

export interface IncrSyncOptions extends TablePlansOptions {
  /** Sessions of the target that apply at once, 1 to 64; default 4. */
  readonly lanes?: number;
  /** Read whenever a batch is made, so that it can change while running; default DEFAULT_TUNING. */
  readonly tuning?: () => Tuning;
  /** Ends COMPLETED once this position is on the target; null runs until stopped. */
  readonly until?: Position | null;
  /** Kinds of changes (CHANGE) that are not applied; default none. */
  readonly leftOut?: ReadonlySet<number>;
  /** Counts the changes of each table; default false. */
  readonly statistics?: boolean;
}

export class IncrSyncStage implements Stage {
  readonly #deps: IncrSyncDeps;
  readonly #options: IncrSyncOptions;
  readonly #clock: Clock;

  constructor(deps: IncrSyncDeps, options: IncrSyncOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#clock = deps.clock ?? systemClock;
  }

  async run(context: StageContext): Promise<StageOutcome> {
    const checkpoint = await this.#deps.target.claim();
    const overlap = new Overlap(await this.#deps.imported(), this.#deps.order);
    const latency = new Latency(this.#clock);
    const { statistics = false } = this.#options;
    await this.#deps.journal.collectStatistics(statistics);
    const report = new SyncReport({ ...this.#deps, clock: this.#clock, latency, context, statistics });
    report.start(checkpoint);
    if (checkpoint !== null) await this.#deps.journal.settleDdl(checkpoint.ordinal);
    const replay = new Replay({ ...this.#deps, clock: this.#clock, overlap, latency, report, context }, this.#options);
    try {
      await replay.open(checkpoint);
      return await replay.run();
    } finally {
      await report.stop();
    }
  }
}

interface ReplayDeps extends IncrSyncDeps {
  readonly clock: Clock;
  readonly overlap: Overlap;
  readonly latency: Latency;
  readonly report: SyncReport;
  readonly context: StageContext;
}

/** The passes of one run. */
class Replay {
  readonly #deps: ReplayDeps;
  readonly #options: IncrSyncOptions;
  readonly #limits = new BatchLimits();
  readonly #rate: RateLimit;
  readonly #refreshed: RefreshedRows;
  readonly #keylessReady = new Set<string>();
  readonly #ddlPlaces = new DdlPlaces();
  readonly #appliesDdl = (content: string): boolean => this.#deps.ddl.concerns(readDdlMessage(content));
  readonly #stop = new AbortController();
  /** Batches that wait for a lane or for the rate limit, in order. */
  #submitting: Promise<void> = Promise.resolve();
  #submits = 0;
  #submittedBytes = 0;
  #lanes: Lanes | null = null;
  #checkpoint: Checkpoint | null = null;
  #batch = new Batch();
  #gathering: NodeJS.Timeout | undefined;
  #gathered = false;
  /** The pass is not yet behind the greatest E. */
  #overlapping = true;
  #pass = new AbortController();
  #player: { readonly player: RowPlayer; readonly batch: Batch; readonly ddl: DdlPlayer } | null = null;
  #failure: { readonly error: unknown } | null = null;
  #completed = false;

  constructor(deps: ReplayDeps, options: IncrSyncOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#refreshed = new RefreshedRows(deps.order);
    this.#rate = new RateLimit(deps.clock);
  }

  async open(checkpoint: Checkpoint | null): Promise<void> {
    this.#checkpoint = checkpoint;
    const { target: writer, clock, context } = this.#deps;
    const numbers = Array.from({ length: this.#options.lanes ?? DEFAULT_LANES }, (_, lane) => lane);
    this.#lanes = new Lanes({
      writer,
      targets: await Promise.all(numbers.map((lane) => writer.openLane(lane))),
      clock,
      meter: context.meter,
      committed: (batch, point) => this.#committed(batch, point),
      freed: () => this.#flushIfDue(),
      failed: (error) => this.#fail(error),
    });
    const lanes = this.#lanes;
    this.#deps.report.measureQueue(() => this.#batch.bytes + this.#submittedBytes + lanes.bytes);
  }

  async run(): Promise<StageOutcome> {
    const lanes = must(this.#lanes, 'lanes');
    for (;;) {
      try {
        await this.#onePass(lanes);
        return this.#completed ? 'COMPLETED' : 'STOPPED';
      } catch (error) {
        this.#fail(error); // from here on nothing is submitted: the batch may hold half a transaction
        if (error instanceof BatchRefused) this.#limits.refused(error.first, error.last);
        else if (error instanceof NotMergeable) this.#limits.setAlone(error.ordinal);
        else if (this.#player?.ddl.interrupted === true) {
          await lanes.reset();
          return 'STOPPED';
        } else if (!(error instanceof KeylessNotReady)) throw error;
        this.#deps.context.log.debug('a batch is replayed in smaller pieces', { reason: error.message });
        await lanes.reset();
        if (error instanceof KeylessNotReady) await this.#prepareKeyless(error.table);
        this.#refreshed.forgetAfterOrdinal(this.#checkpoint?.ordinal ?? 0);
      }
    }
  }

  async #onePass(lanes: Lanes): Promise<void> {
    const { context, log } = this.#deps;
    this.#pass = new AbortController();
    this.#failure = null;
    this.#overlapping = true;
    this.#startBatch();
    this.#player = null;
    this.#submitting = Promise.resolve();
    const plans = new TablePlans({ ...this.#deps, log: context.log }, this.#options);
    const signal = AbortSignal.any([context.signal, this.#pass.signal, this.#stop.signal]);
    const bounds = await log.bounds();
    const from = Math.max(
      (this.#checkpoint?.ordinal ?? 0) + 1,
      this.#checkpoint === null ? (bounds?.first.ordinal ?? 1) : 1,
    );
    for await (const items of log.read(from, signal)) {
      for (const item of items) {
        const waiting = this.#take(item, plans, lanes);
        if (waiting) await waiting;
        if (signal.aborted) break;
      }
      if (!signal.aborted) this.#flushIfDue();
    }
    this.#throwFailure();
    this.#startBatch(); // what it holds is read again by the next run
    await this.#submitting;
    await lanes.drain();
    await lanes.reset();
  }

  #take(item: LogItem, plans: TablePlans, lanes: Lanes): Promise<void> | null {
    if (item.kind === 'definition') return plans.define(item.table, item.definition);
    const { part } = item;
    this.#deps.latency.seen(part.committedAtMicros);
    if (this.#limits.isAlone(part.ordinal)) return this.#playAlone(part, plans, lanes);
    const batch = this.#batch;
    this.#merge(part, plans);
    const { batchRows, batchBytes } = this.#tuning();
    const full =
      batch.rows >= batchRows ||
      batch.bytes >= batchBytes ||
      batch.transactions >= this.#limits.transactionsFrom(batch.firstOrdinal);
    return full ? this.#submit(lanes) : null;
  }

  /** What stops the stream stops it where it is met: alone, behind everything before it. */
  #merge(part: TransactionPart, plans: TablePlans): void {
    try {
      this.#batch.add(part, plans.find, this.#judge(part));
    } catch (caught) {
      const error = caught instanceof GodwitError ? new NotMergeable(part.ordinal) : caught;
      this.#fail(error); // the log is closed before whoever reads it hears of this, and lanes become free meanwhile
      throw error;
    }
  }

  /** Hands the batch to the lanes, strictly in the order of calls; what a pass that has failed left behind is dropped. */
  #submit(lanes: Lanes): Promise<void> {
    const batch = this.#batch;
    const pass = this.#pass;
    if (batch.empty) return this.#submitting;
    this.#startBatch();
    this.#submits += 1;
    this.#submittedBytes += batch.bytes;
    this.#submitting = this.#submitting
      .then(async () => {
        await this.#rate.take(batch, () => this.#tuning(), this.#deps.context.signal);
        if (pass === this.#pass && this.#failure === null) await lanes.submit(batch);
      })
      .catch((error: unknown) => {
        if (pass === this.#pass) throw error; // a pass is not to fail with what the one before it left behind
      })
      .finally(() => {
        this.#submits -= 1;
        this.#submittedBytes -= batch.bytes;
        this.#flushIfDue(); // what came meanwhile found a batch under way and waits
      });
    return this.#submitting;
  }

  #startBatch(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#gathered = false;
    this.#batch = new Batch();
  }

  /** Lanes with nothing to do take what there is; beside others a batch gathers for a while. Never half a transaction. */
  #flushIfDue(): void {
    const lanes = must(this.#lanes, 'lanes');
    const batch = this.#batch;
    if (batch.empty || batch.open || this.#player || this.#failure || this.#submits > 0) return;
    if (lanes.idle || (this.#gathered && lanes.hasRoomFor(batch.bytes)))
      this.#submit(lanes).catch((error: unknown) => this.#fail(error));
    else
      this.#gathering ??= setTimeout(() => {
        this.#gathered = true;
        this.#flushIfDue();
      }, this.#tuning().batchDelayMs);
  }

  #tuning(): Tuning {
    return this.#options.tuning?.() ?? DEFAULT_TUNING;
  }

  async #playAlone(part: TransactionPart, plans: TablePlans, lanes: Lanes): Promise<void> {
    await this.#submit(lanes);
    const target = await lanes.begin(part.ordinal);
    this.#player ??= this.#newPlayer(target, plans);
    const { player, batch, ddl } = this.#player;
    await player.play(part, plans.find, this.#judge(part), batch);
    batch.rows += part.rowCount;
    batch.bytes += part.records.length;
    if (!part.last) return;
    batch.transactions = 1;
    this.#player = null;
    await lanes.commit(batch, {
      ordinal: part.ordinal,
      position: part.commitPosition,
      committedAtMicros: part.committedAtMicros,
    });
    for (const conflict of player.conflicts) await this.#deps.journal.addConflict(conflict);
    if (!ddl.used) return;
    await this.#deps.journal.settleDdl(part.ordinal);
    this.#keylessReady.clear(); // what finds rows without a key knows the columns of before
  }

  #newPlayer(lane: TargetLane, plans: TablePlans) {
    const { ddl: converter, journal, context, overlap } = this.#deps;
    const ddl = new DdlPlayer({ converter, journal, plans, overlap, signal: context.signal });
    return { player: new RowPlayer({ ...this.#deps, lane, ddl }), batch: new Batch(), ddl };
  }

  #judge(part: TransactionPart): Judgement {
    const overlapping = this.#overlapping && this.#deps.overlap.reaches(part.commitPosition);
    this.#overlapping = overlapping; // positions grow within a pass
    if (this.#refreshed.any) this.#refreshed.forgetBefore(part);
    return {
      transaction: part,
      overlapping,
      refreshed: this.#refreshed,
      keylessReady: this.#keylessReady,
      leftOut: this.#options.leftOut ?? null,
      ddlPlaces: this.#ddlPlaces,
      appliesDdl: this.#appliesDdl,
    };
  }

  async #prepareKeyless(table: TargetTable): Promise<void> {
    await this.#deps.target.prepareKeyless(table);
    this.#keylessReady.add(table.id);
  }

  #committed(batch: Batch, checkpoint: Checkpoint): void {
    this.#checkpoint = checkpoint;
    this.#limits.passed(checkpoint.ordinal);
    this.#deps.latency.applied(checkpoint.committedAtMicros);
    this.#deps.report.committed(batch, checkpoint);
    const { until = null } = this.#options;
    if (until === null || this.#deps.order.compare(checkpoint.position, until) < 0) return;
    this.#completed = true;
    this.#stop.abort();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#pass.abort();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
