/**
 * Carries batches into the target one after the other while the next one is being read: submit() resolves as soon as the
 * batch has begun, and waits only for the batch before it. A batch that is refused is rolled back and everything from the
 * last checkpoint on is read again, in smaller pieces (C13); nothing after it can have been committed.
 */
import type { Clock } from '../runtime/clock.ts';
import type { Meter } from '../core/stage.ts';
import type { Checkpoint, Refusal, TargetLane } from '../connectors/target-writer.ts';
import { Batch } from './batch.ts';

/** The target refused transactions `first`..`last` as one batch. */
export class BatchRefused extends Error {
  readonly first: number;
  readonly last: number;
  readonly refusal: Refusal;

  constructor(first: number, last: number, refusal: Refusal) {
    super(`transactions ${first} to ${last} were refused as a batch: ${refusal.detail}`);
    this.name = 'BatchRefused';
    this.first = first;
    this.last = last;
    this.refusal = refusal;
  }
}

export interface LaneDeps {
  readonly target: TargetLane;
  readonly clock: Clock;
  readonly meter: Meter;
  /** Called in order, after each commit. */
  readonly committed: (batch: Batch, checkpoint: Checkpoint) => void;
  /** Called when nothing is under way any more. */
  readonly idle: () => void;
  readonly failed: (error: unknown) => void;
}

export class Lane {
  readonly #deps: LaneDeps;
  #running: Promise<void> | null = null;
  #failure: { readonly error: unknown } | null = null;
  /** First transaction of the target transaction that is open, or 0. */
  #openSince = 0;

  constructor(deps: LaneDeps) {
    this.#deps = deps;
  }

  get busy(): boolean {
    return this.#running !== null;
  }

  /** Waits for the batch before, then begins with this one. Throws what an earlier batch failed with. */
  async submit(batch: Batch): Promise<void> {
    await this.drain();
    this.#running = this.#carry(batch);
  }

  /** Waits until nothing is under way. Throws what it failed with. */
  async drain(): Promise<void> {
    while (this.#running !== null) await this.#running;
    if (this.#failure) throw this.#failure.error;
  }

  /** Begins a target transaction for the replay row by row. */
  async begin(ordinal: number): Promise<TargetLane> {
    await this.drain();
    if (this.#openSince === 0) await this.#deps.target.begin();
    this.#openSince = ordinal;
    return this.#deps.target;
  }

  async commit(batch: Batch, checkpoint: Checkpoint): Promise<void> {
    const started = this.#deps.clock.monotonic();
    await this.#deps.target.commit(checkpoint);
    this.#openSince = 0;
    this.#deps.meter.timer('incr_commit_time').record(this.#deps.clock.monotonic() - started);
    this.#deps.committed(batch, checkpoint);
  }

  /** After a refusal: takes back what is open and accepts batches again. */
  async reset(): Promise<void> {
    while (this.#running !== null) await this.#running;
    this.#failure = null;
    if (this.#openSince !== 0) await this.#deps.target.rollback();
    this.#openSince = 0;
  }

  async #carry(batch: Batch): Promise<void> {
    try {
      await this.#execute(batch);
    } catch (error) {
      this.#failure = { error };
      this.#deps.failed(error);
    } finally {
      this.#running = null;
    }
    if (this.#failure === null) this.#deps.idle();
  }

  async #execute(batch: Batch): Promise<void> {
    const { target } = this.#deps;
    if (this.#openSince === 0) {
      this.#openSince = batch.firstOrdinal;
      await target.begin();
    }
    for (const step of batch.steps) {
      if (step.kind === 'CLEAR') {
        await target.clear(step.table, step.rows);
        continue;
      }
      const refusal = await target.apply(Batch.changes(step.merges));
      if (refusal) throw new BatchRefused(this.#openSince, batch.lastOrdinal, refusal);
    }
    this.#recordStatements();
    if (!batch.open && batch.checkpoint) await this.commit(batch, batch.checkpoint);
  }

  #recordStatements(): void {
    const { count, milliseconds } = this.#deps.target.takeStatementTimes();
    if (count > 0) this.#deps.meter.timer('incr_execute_time').record(milliseconds / count);
  }
}
