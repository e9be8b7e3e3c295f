/**
 * One reading a second for everything that is watched: the keys of all viewers are read together, and each viewer gets
 * the newest value when it asks for the next one. A viewer holds one value, so a slow one costs nothing (F1, F3).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Listener, NewestValues } from '../../../schema/newest-values.ts';
import type { StageLog } from '../../core/stage.ts';
import { Repeat } from './repeat.ts';

export interface SamplerDeps<Value> {
  readonly log: StageLog;
  /** Reads all keys at once; a key that is not in the answer is gone, and its feeds end. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
}

/** Viewers that are given a value before others of the process have their turn. */
const AT_ONCE = 200;

export class Sampler<Value> {
  readonly #deps: SamplerDeps<Value>;
  readonly #everyMs: number;
  readonly #viewers = new Map<string, Set<Viewer<Value>>>();
  /** What was read of late, or is being read, by key: who comes now is given the same. */
  readonly #present = new Map<string, { readonly value: Promise<Value | undefined>; readonly at: number }>();
  #loop: Repeat | null = null;

  constructor(deps: SamplerDeps<Value>, options: { everyMs?: number } = {}) {
    this.#deps = deps;
    this.#everyMs = options.everyMs ?? 1_000;
  }

  /** The newest values of `key`, the present one first, then at most one each `intervalMs`. */
  watch(key: string, intervalMs: number): NewestValues<Value> {
    const viewer = new Viewer<Value>({
      pauseMs: intervalMs - this.#everyMs / 2,
      left: () => this.#remove(key, viewer),
    });
    this.#add(key, viewer);
    this.#presentOf(key).then(
      (value) => (value === undefined ? viewer.end() : viewer.offerFirst(value)),
      (error: unknown) => viewer.fail(error),
    );
    return viewer;
  }

  async close(): Promise<void> {
    await this.#loop?.stop();
    this.#loop = null;
    for (const viewers of this.#viewers.values()) for (const viewer of viewers) viewer.end();
  }

  #presentOf(key: string): Promise<Value | undefined> {
    const known = this.#present.get(key);
    if (known !== undefined && performance.now() - known.at < this.#everyMs) return known.value;
    const value = this.#deps.read([key]).then((values) => values.get(key));
    const present = { value, at: performance.now() };
    this.#present.set(key, present);
    value.catch(() => this.#present.get(key) === present && this.#present.delete(key)); // told to those who wait for it
    return value;
  }

  #add(key: string, viewer: Viewer<Value>): void {
    const viewers = this.#viewers.get(key) ?? new Set();
    this.#viewers.set(key, viewers.add(viewer));
    this.#loop ??= new Repeat(
      { log: this.#deps.log, work: () => this.#sample() },
      { what: 'reading what is watched', everyMs: this.#everyMs },
    );
  }

  #remove(key: string, viewer: Viewer<Value>): void {
    const viewers = this.#viewers.get(key);
    viewers?.delete(viewer);
    if (viewers?.size !== 0) return;
    this.#viewers.delete(key);
    this.#present.delete(key);
    if (this.#viewers.size > 0) return;
    void this.#loop?.stop();
    this.#loop = null;
  }

  async #sample(): Promise<void> {
    const keys = [...this.#viewers.keys()];
    if (keys.length === 0) return;
    const values = await this.#deps.read(keys);
    const at = performance.now();
    let given = 0;
    for (const key of keys) {
      const value = values.get(key);
      if (this.#viewers.has(key)) this.#present.set(key, { value: Promise.resolve(value), at });
      for (const viewer of this.#viewers.get(key) ?? []) {
        if (value === undefined) viewer.end();
        else viewer.offer(value);
        given += 1;
        if (given % AT_ONCE === 0) await nextTurn();
      }
    }
  }
}

/** What one viewer holds: the newest value that it has not been given. */
class Viewer<Value> implements NewestValues<Value> {
  readonly #options: { readonly pauseMs: number; readonly left: () => void };
  #newest: { readonly value: Value } | null = null;
  #failure: { readonly error: unknown } | null = null;
  #ended = false;
  #deliveredAt = Number.NEGATIVE_INFINITY;
  #listener: Listener<Value> | null = null;
  #wake: (() => void) | null = null;

  constructor(options: { readonly pauseMs: number; readonly left: () => void }) {
    this.#options = options;
  }

  offer(value: Value): void {
    if (this.#ended || performance.now() - this.#deliveredAt < this.#options.pauseMs) return;
    if (this.#listener !== null) {
      this.#deliveredAt = performance.now();
      this.#listener.next(value);
      return;
    }
    this.#newest = { value };
    this.#wake?.();
  }

  /** Unless a newer one was faster. */
  offerFirst(value: Value): void {
    if (this.#newest === null && this.#deliveredAt === Number.NEGATIVE_INFINITY) this.offer(value);
  }

  /** The source has no more, or the viewer has left. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.left();
    if (this.#listener !== null) this.#tellEnd(this.#listener);
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.end();
  }

  listen(listener: Listener<Value>): void {
    this.#listener = listener;
    const newest = this.#newest;
    this.#newest = null;
    if (newest !== null) this.offer(newest.value);
    if (this.#ended) this.#tellEnd(listener);
  }

  #tellEnd(listener: Listener<Value>): void {
    if (this.#failure === null) listener.end();
    else listener.fail(this.#failure.error);
  }

  async next(): Promise<IteratorResult<Value>> {
    while (this.#newest === null && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    const taken = this.#newest;
    this.#newest = null;
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure.error;
    if (this.#ended || taken === null) return { done: true, value: undefined };
    this.#deliveredAt = performance.now();
    return { done: false, value: taken.value };
  }

  return(): Promise<IteratorResult<Value>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
