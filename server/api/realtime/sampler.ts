/**
 * One reading a second for everything that is watched: the keys of all viewers are read together, and each viewer gets
 * the newest value when it asks for the next one. A viewer holds one value, so a slow one costs nothing (F1, F3).
 */
import { abortable } from '../../../schema/abortable.ts';
import type { StageLog } from '../../core/stage.ts';
import { Repeat } from './repeat.ts';

/** What one viewer holds: the newest reading that it has not been given. */
class Viewer<Value> {
  #newest: { readonly value: Value } | null = null;
  #ended = false;
  #wake: () => void = () => undefined;

  offer(value: Value): void {
    this.#newest = { value };
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** The newest value, waiting for one if need be; null when it has ended. */
  async take(): Promise<{ readonly value: Value } | null> {
    while (this.#newest === null && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const taken = this.#ended ? null : this.#newest;
    this.#newest = null;
    return taken;
  }
}

export interface SamplerDeps<Value> {
  readonly log: StageLog;
  /** Reads all keys at once; a key that is not in the answer is gone, and its feeds end. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
}

export class Sampler<Value> {
  readonly #deps: SamplerDeps<Value>;
  readonly #everyMs: number;
  readonly #viewers = new Map<string, Set<Viewer<Value>>>();
  #loop: Repeat | null = null;

  constructor(deps: SamplerDeps<Value>, options: { everyMs?: number } = {}) {
    this.#deps = deps;
    this.#everyMs = options.everyMs ?? 1_000;
  }

  /** The newest values of `key`, the present one first, then at most one each `intervalMs`. */
  watch(key: string, intervalMs: number): AsyncIterableIterator<Value> {
    return abortable((signal) => this.#feed({ key, intervalMs, signal }));
  }

  async close(): Promise<void> {
    await this.#loop?.stop();
    this.#loop = null;
    for (const viewers of this.#viewers.values()) for (const viewer of viewers) viewer.end();
  }

  async *#feed(feed: { key: string; intervalMs: number; signal: AbortSignal }): AsyncGenerator<Value> {
    const viewer = new Viewer<Value>();
    this.#add(feed.key, viewer);
    const abort = (): void => viewer.end();
    feed.signal.addEventListener('abort', abort, { once: true });
    try {
      const present = (await this.#deps.read([feed.key])).get(feed.key);
      if (present === undefined) return;
      let deliveredAt = performance.now();
      yield present;
      for (let taken = await viewer.take(); taken !== null; taken = await viewer.take()) {
        if (performance.now() - deliveredAt < feed.intervalMs - this.#everyMs / 2) continue;
        deliveredAt = performance.now();
        yield taken.value;
      }
    } finally {
      feed.signal.removeEventListener('abort', abort);
      this.#remove(feed.key, viewer);
    }
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
    if (viewers?.size === 0) this.#viewers.delete(key);
    if (this.#viewers.size > 0) return;
    void this.#loop?.stop();
    this.#loop = null;
  }

  async #sample(): Promise<void> {
    const keys = [...this.#viewers.keys()];
    if (keys.length === 0) return;
    const values = await this.#deps.read(keys);
    for (const key of keys) {
      const value = values.get(key);
      for (const viewer of this.#viewers.get(key) ?? []) {
        if (value === undefined) viewer.end();
        else viewer.offer(value);
      }
    }
  }
}
