/**
 * One batch on its way into the target, on a session of its own.
 *
 *   ahead    others are before it: what is free of them is executed already (write-set.ts)
 *   waiting  for its turn, its transaction open
 *   head     all before it are committed: the rest is executed, then it commits
 *
 * What was executed ahead can always be taken back: when the target refuses it, when it runs into a deadlock, when the
 * head waits for a lock that it holds (recall). Then everything runs again in its turn, and only what is refused there is
 * a refusal (C13).
 */
import { GodwitError } from '../core/errors.ts';
import type { Refusal, TableChange, TargetLane } from '../connectors/target-writer.ts';
import { Batch } from './batch.ts';
import type { TableMerge } from './table-merge.ts';
import type { SplitBatch } from './write-set.ts';

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

export interface FlightDeps {
  readonly target: TargetLane;
  readonly split: (merges: readonly TableMerge[], ahead: readonly Flight[]) => SplitBatch;
  /** What ran ahead was refused; it may not be in its turn. */
  readonly refusedAhead: (refusal: Refusal) => void;
  /** Commits; called in the order of the log. */
  readonly commit: (flight: Flight) => Promise<void>;
}

export interface FlightOptions {
  readonly lane: number;
  /** Those that are under way before it, in order. */
  readonly ahead: readonly Flight[];
  /** First transaction of the target transaction that this batch continues, or 0. */
  readonly openSince: number;
}

/** What is still to be executed; ALL also when nothing was begun. */
type Rest = readonly TableChange[] | 'ALL';

export class Flight {
  readonly batch: Batch;
  readonly lane: number;
  /** Resolves true once it is committed (or, as a slice, carried out), false once it is taken back. Never rejects. */
  readonly ended: Promise<boolean>;
  failure: { readonly error: unknown } | null = null;
  readonly #deps: FlightDeps;
  readonly #options: FlightOptions;
  #place: 'AHEAD' | 'WAITING' | 'HEAD' = 'AHEAD';
  #rest: Rest = 'ALL';
  #open: boolean;
  #recalled = false;
  #takingBack: Promise<void> = Promise.resolve();

  constructor(batch: Batch, deps: FlightDeps, options: FlightOptions) {
    this.batch = batch;
    this.lane = options.lane;
    this.#deps = deps;
    this.#options = options;
    this.#open = options.openSince !== 0;
    this.ended = this.#run();
  }

  get target(): TargetLane {
    return this.#deps.target;
  }

  /** Whether others may run beside it. */
  get shared(): boolean {
    return this.#options.openSince === 0 && this.batch.merges !== null;
  }

  /** Gives back the locks that it holds ahead of its turn. */
  async recall(): Promise<void> {
    if (this.#place === 'HEAD' || !this.#open || this.#recalled) return;
    this.#recalled = true;
    this.#rest = 'ALL';
    this.#takingBack = this.#place === 'WAITING' ? this.#takeBack() : this.#deps.target.interrupt();
    await this.#takingBack;
  }

  async #run(): Promise<boolean> {
    try {
      const { ahead } = this.#options;
      if (ahead.length > 0) await this.#goAhead(ahead);
      this.#place = 'WAITING';
      const turn = (await ahead.at(-1)?.ended) ?? true;
      this.#place = 'HEAD';
      await this.#takingBack;
      if (turn) await this.#land();
      else if (this.#open) await this.#takeBack();
      return turn;
    } catch (error) {
      this.failure = { error };
      if (this.#open) await this.#takeBack().catch(() => {}); // a lost session has taken everything back by itself
      return false;
    }
  }

  async #goAhead(ahead: readonly Flight[]): Promise<void> {
    const { target, split, refusedAhead } = this.#deps;
    const { free, bound } = split(this.batch.merges ?? [], ahead);
    if (free.length === 0) return;
    try {
      this.#begin();
      const refusal = await target.apply(free);
      if (refusal !== null) refusedAhead(refusal);
      else if (!this.#recalled) this.#rest = bound;
    } catch (error) {
      if (!this.#recalled && !isDeadlock(error)) throw error;
    }
    await this.#takingBack; // an interrupt that comes late would hit the next statement
    if (this.#rest === 'ALL') await this.#takeBack();
  }

  /** A deadlock with others is tried again once: the server has ended it, and what ran ahead is recalled meanwhile. */
  async #land(): Promise<void> {
    try {
      await this.#finish();
    } catch (error) {
      if (!isDeadlock(error) || this.#options.openSince !== 0) throw error;
      await this.#takeBack();
      this.#rest = 'ALL';
      await this.#finish();
    }
  }

  /** Executes what is left and commits. */
  async #finish(): Promise<void> {
    if (this.#rest !== 'ALL') {
      const refusal = this.#rest.length === 0 ? null : await this.#deps.target.apply(this.#rest);
      if (refusal === null) return this.#commit();
      this.#deps.refusedAhead(refusal);
      await this.#takeBack();
    }
    if (!this.#open) this.#begin();
    for (const step of this.batch.steps) {
      if (step.kind === 'CLEAR') {
        await this.#deps.target.clear(step.table, step.rows);
        continue;
      }
      const refusal = await this.#deps.target.apply(Batch.changes(step.merges));
      if (refusal === null) continue;
      throw new BatchRefused(this.#options.openSince || this.batch.firstOrdinal, this.batch.lastOrdinal, refusal);
    }
    if (!this.batch.open) await this.#commit();
  }

  #begin(): void {
    this.#open = true;
    this.#deps.target.begin();
  }

  async #commit(): Promise<void> {
    await this.#deps.commit(this);
    this.#open = false;
  }

  async #takeBack(): Promise<void> {
    this.#open = false;
    await this.#deps.target.rollback();
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof GodwitError && error.code === 'DEADLOCK';
