/** What Incr-Sync shows, once a second: latency, standing, statistics, the checkpoint that is durable on the target. */
import type { StreamDdl } from '../core/ddl-message.ts';
import { errorFacts } from '../core/errors.ts';
import { pause, type Clock } from '../runtime/clock.ts';
import type { StageContext } from '../core/stage.ts';
import type { SourceClock } from '../connectors/row-refresher.ts';
import type { Checkpoint, TargetWriter } from '../connectors/target-writer.ts';
import type { Batch } from './batch.ts';
import type { Latency } from './latency.ts';
import { noCounts, type SyncJournal, type TableCounts } from './sync-journal.ts';

const REPORT_EVERY_MS = 1_000;
/** A last report that takes longer is none: the target or the source is out of reach. */
const LAST_REPORT_MS = 5_000;
const ASK_CLOCK_EVERY_MS = 30_000;

export interface SyncReportDeps {
  readonly target: TargetWriter;
  readonly sourceClock: SourceClock;
  readonly journal: SyncJournal;
  readonly clock: Clock;
  readonly latency: Latency;
  readonly context: StageContext;
  /** Whether the changes of each table are counted. */
  readonly statistics: boolean;
}

export class SyncReport {
  readonly #deps: SyncReportDeps;
  #counts = new Map<string, TableCounts>();
  #ddl: StreamDdl[] = [];
  #checkpoint: Checkpoint | null = null;
  #durable: Checkpoint | null = null;
  #timer: NodeJS.Timeout | null = null;
  #queueBytes: (() => number) | null = null;
  /** Null: none is under way. One that a dead network holds up is not queued behind: a stop would wait for all of them. */
  #reporting: Promise<void> | null = null;
  #clockAskedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: SyncReportDeps) {
    this.#deps = deps;
  }

  /** What is read from the log and not committed yet, once there is something to ask. */
  measureQueue(bytes: () => number): void {
    this.#queueBytes = bytes;
  }

  start(checkpoint: Checkpoint | null): void {
    this.#checkpoint = checkpoint;
    if (checkpoint) this.#deps.latency.applied(checkpoint.committedAtMicros);
    this.#timer = setInterval(() => this.#tick(), REPORT_EVERY_MS);
    this.#tick();
  }

  /** Ends the reports with a last one. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const ended = new AbortController();
    const last = (this.#reporting ?? Promise.resolve())
      .then(() => this.#report())
      .catch((error: unknown) => this.#warn(error));
    await Promise.race([last, pause(LAST_REPORT_MS, ended.signal)]);
    ended.abort();
  }

  committed(batch: Batch, checkpoint: Checkpoint): void {
    const { meter } = this.#deps.context;
    this.#checkpoint = checkpoint;
    this.#ddl.push(...batch.ddl);
    meter.counter('incr_applied_rows').add(batch.rows);
    meter.counter('incr_applied_bytes').add(batch.bytes);
    meter.counter('incr_applied_transactions').add(batch.transactions);
    if (this.#deps.statistics) this.#count(batch);
  }

  #count(batch: Batch): void {
    for (const [id, counts] of batch.counts) {
      const sum = this.#counts.get(id) ?? noCounts(id);
      sum.sourceInserts += counts.sourceInserts;
      sum.sourceUpdates += counts.sourceUpdates;
      sum.sourceDeletes += counts.sourceDeletes;
      sum.targetInserts += counts.targetInserts;
      sum.targetUpdates += counts.targetUpdates;
      sum.targetDeletes += counts.targetDeletes;
      this.#counts.set(id, sum);
    }
  }

  #tick(): void {
    const seconds = this.#deps.latency.seconds();
    if (seconds !== null) this.#deps.context.meter.gauge('incr_latency').set(seconds);
    this.#reporting ??= this.#report()
      .catch((error: unknown) => this.#warn(error))
      .finally(() => (this.#reporting = null));
  }

  async #report(): Promise<void> {
    const { journal, target, context } = this.#deps;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    if (counts.length > 0) await journal.addStatistics(counts);
    for (const ddl of this.#ddl.splice(0)) await journal.addDdlSeen(ddl);
    const durable = await target.durableCheckpoint();
    if (durable && durable.ordinal !== this.#durable?.ordinal) await journal.setDurableCheckpoint(durable);
    this.#durable = durable;
    context.report({
      position: this.#checkpoint?.position ?? null,
      committedAtMicros: this.#checkpoint?.committedAtMicros ?? null,
      checkpoint: durable?.position ?? null,
      ...(this.#queueBytes ? { queueBytes: this.#queueBytes() } : {}),
    });
    await this.#askClock();
  }

  async #askClock(): Promise<void> {
    const { clock, latency, sourceClock } = this.#deps;
    const before = clock.monotonic();
    if (before - this.#clockAskedAt < ASK_CLOCK_EVERY_MS) return;
    this.#clockAskedAt = before;
    const micros = await sourceClock.readMicros();
    latency.setSourceTime(micros, (before + clock.monotonic()) / 2);
  }

  #warn(error: unknown): void {
    this.#deps.context.log.warn('a report of Incr-Sync failed', errorFacts(error));
  }
}
