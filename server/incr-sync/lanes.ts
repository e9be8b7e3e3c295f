/**
 * Carries batches into the target on several sessions at once and commits them in the order of the log (C12):
 *
 *   lane 0   all of batch 1 ............. commit
 *   lane 1   what of batch 2 is free ....        the rest, commit
 *   lane 2       what of batch 3 is free ....                     the rest, commit
 *
 * N1  A batch commits only after the one before it; what a failure leaves is a prefix of the log.
 * N2  What cannot run beside others (TRUNCATE, a slice of a large transaction, the replay row by row) is under way alone.
 * N3  When the head waits for a lock that a later batch holds, the server sees no deadlock: the later batch waits for its
 *     turn here. Then the later one is recalled and runs again after it.
 * N4  At most one batch a lane, and IN_FLIGHT_BYTES in all beside a single larger one.
 * N5  What waited for its lane when an earlier batch failed is never begun: the log is read again from the checkpoint.
 */
import { must } from '../core/assert.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Meter } from '../core/stage.ts';
import type { Checkpoint, TargetLane, TargetWriter } from '../connectors/target-writer.ts';
import type { Batch } from './batch.ts';
import { Flight } from './flight.ts';
import { splitBatch } from './write-set.ts';

const WATCH_EVERY_MS = 250;
const IN_FLIGHT_BYTES = 32 * 1024 * 1024;
/** How long a table stays in order after something of it was refused ahead of its turn. */
const ORDERED_MS = 60_000;

/** The batch waited for a lane while the lanes were reset. */
export class SubmittedBeforeReset extends Error {}

export interface LanesDeps {
  readonly writer: Pick<TargetWriter, 'blockers'>;
  /** One session for each lane, at least one. */
  readonly targets: readonly TargetLane[];
  readonly clock: Clock;
  readonly meter: Meter;
  /** Called in order, after each commit. */
  readonly committed: (batch: Batch, checkpoint: Checkpoint) => void;
  /** Called whenever a lane has become free. */
  readonly freed: () => void;
  readonly failed: (error: unknown) => void;
}

export class Lanes {
  readonly #deps: LanesDeps;
  readonly #ordered = new Map<string, number>();
  #flights: Flight[] = [];
  #failure: { readonly error: unknown } | null = null;
  /** Counts reset(): what was handed in before one is not begun after it (N5). */
  #resets = 0;
  /** First transaction of the target transaction that is open on lane 0 across batches, or 0. */
  #openSince = 0;
  #watch: NodeJS.Timeout | null = null;
  #watchedHead: Flight | null = null;

  constructor(deps: LanesDeps) {
    this.#deps = deps;
  }

  /** Nothing is under way. */
  get idle(): boolean {
    return this.#flights.length === 0;
  }

  /** Bytes of the batches that are under way. */
  get bytes(): number {
    return this.#flights.reduce((sum, { batch }) => sum + batch.bytes, 0);
  }

  /** A batch of so many bytes could begin at once. */
  hasRoomFor(bytes: number): boolean {
    if (this.idle) return true;
    return this.#flights.length < this.#deps.targets.length && this.bytes + bytes <= IN_FLIGHT_BYTES;
  }

  /** Begins with the batch as soon as a lane is free for it. Throws what an earlier batch failed with, also after reset(). */
  async submit(batch: Batch): Promise<void> {
    const resets = this.#resets;
    const alone = batch.merges === null || this.#openSince !== 0;
    while (!this.idle && (alone || this.#flights.at(-1)?.shared === false || !this.hasRoomFor(batch.bytes)))
      await this.#flights[0]?.ended;
    this.#throwFailure();
    if (resets !== this.#resets) throw new SubmittedBeforeReset();
    this.#begin(batch);
  }

  /** Waits until nothing is under way. Throws what it failed with. */
  async drain(): Promise<void> {
    while (!this.idle) await this.#flights.at(-1)?.ended;
    this.#throwFailure();
  }

  /** Begins a target transaction for the replay row by row. */
  async begin(ordinal: number): Promise<TargetLane> {
    await this.drain();
    const target = this.#target(0);
    if (this.#openSince === 0) target.begin();
    this.#openSince = ordinal;
    return target;
  }

  async commit(batch: Batch, checkpoint: Checkpoint): Promise<void> {
    await this.#commit(this.#target(0), batch, checkpoint);
  }

  /** After a failure: takes back what is open and accepts batches again. */
  async reset(): Promise<void> {
    this.#resets += 1;
    while (!this.idle) await this.#flights.at(-1)?.ended;
    const open = this.#openSince !== 0 && this.#failure === null; // a flight that failed has taken its own back
    this.#failure = null;
    this.#openSince = 0;
    if (open) await this.#target(0).rollback();
  }

  #begin(batch: Batch): void {
    const ahead = [...this.#flights];
    const lane = this.#deps.targets.findIndex((_, index) => ahead.every((flight) => flight.lane !== index));
    const flight = new Flight(
      batch,
      {
        target: this.#target(lane),
        split: (merges, before) => this.#split(merges, before),
        refusedAhead: ({ tableId }) => this.#ordered.set(tableId, this.#deps.clock.monotonic() + ORDERED_MS),
        commit: (landed) => this.#commit(landed.target, batch, must(batch.checkpoint, 'checkpoint of the batch')),
      },
      { lane, ahead, openSince: this.#openSince },
    );
    this.#flights.push(flight);
    if (batch.open && this.#openSince === 0) this.#openSince = batch.firstOrdinal;
    if (ahead.length > 0) this.#watch ??= setInterval(() => this.#recallWhatBlocks(), WATCH_EVERY_MS);
    void flight.ended.then(() => this.#landed(flight));
  }

  #landed(flight: Flight): void {
    this.#flights = this.#flights.filter((other) => other !== flight);
    this.#recordStatements(flight.target);
    if (this.#flights.length < 2 && this.#watch) {
      clearInterval(this.#watch);
      this.#watch = null;
    }
    if (flight.failure) {
      this.#failure ??= flight.failure;
      this.#deps.failed(flight.failure.error);
    } else if (this.#failure === null) this.#deps.freed();
  }

  #split(merges: Parameters<typeof splitBatch>[0], ahead: readonly Flight[]): ReturnType<typeof splitBatch> {
    const now = this.#deps.clock.monotonic();
    for (const [table, until] of this.#ordered) if (until < now) this.#ordered.delete(table);
    return splitBatch(
      merges,
      ahead.flatMap(({ batch }) => batch.merges ?? []),
      new Set(this.#ordered.keys()),
    );
  }

  /** N3, for a head that was there at the last look already. */
  #recallWhatBlocks(): void {
    const [head, ...later] = this.#flights;
    const waitedLong = head === this.#watchedHead;
    this.#watchedHead = head ?? null;
    if (head === undefined || later.length === 0 || !waitedLong) return;
    this.#deps.writer
      .blockers(head.lane)
      .then((lanes) => Promise.all(later.filter(({ lane }) => lanes.includes(lane)).map((flight) => flight.recall())))
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#deps.failed(error);
      });
  }

  async #commit(target: TargetLane, batch: Batch, checkpoint: Checkpoint): Promise<void> {
    const started = this.#deps.clock.monotonic();
    await target.commit(checkpoint);
    this.#openSince = 0;
    this.#deps.meter.timer('incr_commit_time').record(this.#deps.clock.monotonic() - started);
    this.#deps.committed(batch, checkpoint);
  }

  #recordStatements(target: TargetLane): void {
    const { count, milliseconds } = target.takeStatementTimes();
    if (count > 0) this.#deps.meter.timer('incr_execute_time').record(milliseconds / count);
  }

  #target(lane: number): TargetLane {
    return must(this.#deps.targets[lane], 'lane');
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
