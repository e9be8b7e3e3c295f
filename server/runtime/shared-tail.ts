/**
 * One reader of a numbered sequence for all who follow it: what is new is read once and given to everyone as the same
 * objects; who is further behind than what is kept reads for itself until it has caught up.
 *
 * A1 everyone gets every item after its own number once, in order, at its own pace; nobody is waited for.
 * A2 what is kept is bounded by `keep` items; nothing is read while nobody follows.
 * A3 a failure of the reader is thrown to those who wait for what is new; the next read tries again.
 */
import { pause } from './clock.ts';

export interface SharedTailDeps<Item> {
  /** Items with a greater number, in order, at most `limit`. */
  readonly read: (after: bigint, limit: number) => Promise<readonly Item[]>;
  readonly numberOf: (item: Item) => bigint;
}

export interface SharedTailOptions {
  /** How long after a read that gave nothing the next one comes, unless woken. */
  readonly pollMs: number;
  /** Items that are kept; default 1 000. */
  readonly keep?: number;
}

const BATCH = 500;
const KEEP = 1_000;

interface Wait {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class SharedTail<Item> {
  readonly #deps: SharedTailDeps<Item>;
  readonly #pollMs: number;
  readonly #keep: number;
  #recent: Item[] = [];
  /** All items after this number, up to the newest that was read, are in #recent; null: nobody reads. */
  #heldAfter: bigint | null = null;
  #followers = 0;
  #news: Wait | null = null;
  #woken = new AbortController();

  constructor(deps: SharedTailDeps<Item>, { pollMs, keep = KEEP }: SharedTailOptions) {
    this.#deps = deps;
    this.#pollMs = pollMs;
    this.#keep = keep;
  }

  get followers(): number {
    return this.#followers;
  }

  /** There is something new: it is read now. */
  wake(): void {
    this.#woken.abort();
  }

  async *follow(after: bigint, signal: AbortSignal): AsyncGenerator<Item> {
    let number = after;
    this.#join(after);
    try {
      while (!signal.aborted) {
        const held = this.#heldBehind(number);
        if (held?.length === 0) {
          await this.#untilNews(signal);
          continue;
        }
        const items = held ?? (await this.#deps.read(number, BATCH));
        for (const item of items) {
          number = this.#deps.numberOf(item);
          if (signal.aborted) return;
          yield item;
        }
        if (items.length === 0) number = this.#heldAfter ?? number; // what is missing up to there was never there
      }
    } finally {
      this.#followers -= 1;
      if (this.#followers === 0) this.#woken.abort();
    }
  }

  #join(after: bigint): void {
    this.#followers += 1;
    if (this.#heldAfter !== null) return;
    this.#heldAfter = after;
    this.#recent = [];
    void this.#run(after);
  }

  /** Null: it is behind what is held. */
  #heldBehind(number: bigint): readonly Item[] | null {
    if (this.#heldAfter === null || number < this.#heldAfter) return null;
    const { numberOf } = this.#deps;
    const behind = this.#recent.findLastIndex((item) => numberOf(item) <= number);
    return this.#recent.slice(behind + 1);
  }

  async #untilNews(signal: AbortSignal): Promise<void> {
    this.#news ??= Promise.withResolvers<void>();
    const { promise } = this.#news;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    signal.addEventListener('abort', end, { once: true });
    try {
      await Promise.race([promise, ended]);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async #run(after: bigint): Promise<void> {
    let newest = after;
    while (this.#followers > 0) {
      this.#woken = new AbortController();
      const { signal } = this.#woken;
      try {
        const items = await this.#deps.read(newest, BATCH);
        const last = items.at(-1);
        if (last !== undefined) {
          newest = this.#deps.numberOf(last);
          this.#add(items);
          this.#tell((news) => news.resolve());
          continue;
        }
      } catch (error) {
        this.#tell((news) => news.reject(error));
      }
      if (this.#followers > 0) await pause(this.#pollMs, signal);
    }
    this.#heldAfter = null;
    this.#recent = [];
  }

  #add(items: readonly Item[]): void {
    this.#recent.push(...items);
    const dropped = this.#recent.splice(0, Math.max(0, this.#recent.length - this.#keep));
    const last = dropped.at(-1);
    if (last !== undefined) this.#heldAfter = this.#deps.numberOf(last);
  }

  #tell(how: (news: Wait) => void): void {
    const news = this.#news;
    this.#news = null;
    if (news !== null) how(news);
  }
}
