/**
 * A queue between one or more producers and one consumer, bounded by bytes: push() resolves only when there is room
 * again. One item larger than the bound is let through alone, so that nothing can get stuck.
 */
export class BoundedQueue<T> {
  readonly #maxBytes: number;
  readonly #items: ({ readonly item: T; readonly bytes: number } | undefined)[] = [];
  #head = 0;
  #bytes = 0;
  #closed = false;
  #error: unknown = null;
  #wakeConsumer: (() => void) | null = null;
  readonly #wakeProducers: (() => void)[] = [];

  constructor(options: { readonly maxBytes: number }) {
    this.#maxBytes = options.maxBytes;
  }

  /** Bytes that wait to be taken. */
  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** Queues `item`; resolves when the queue is below its bound. Items pushed after close() or fail() are dropped. */
  async push(item: T, bytes: number): Promise<void> {
    if (this.#closed) return;
    this.#items.push({ item, bytes });
    this.#bytes += bytes;
    this.#wakeConsumer?.();
    while (this.#bytes > this.#maxBytes && !this.#closed) {
      await new Promise<void>((resolve) => this.#wakeProducers.push(resolve));
    }
  }

  /** The next item, or null once closed and drained. Throws what fail() was given. */
  async take(): Promise<T | null> {
    for (;;) {
      const next = this.tryTake();
      if (next !== undefined) return next;
      if (this.#error !== null) throw this.#error;
      if (this.#closed) return null;
      await new Promise<void>((resolve) => (this.#wakeConsumer = resolve));
      this.#wakeConsumer = null;
    }
  }

  /** The next item if one waits, else undefined. */
  tryTake(): T | undefined {
    const entry = this.#items[this.#head];
    if (entry === undefined) return undefined;
    this.#items[this.#head] = undefined; // what was taken must not be kept
    this.#head += 1;
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    this.#bytes -= entry.bytes;
    if (this.#bytes <= this.#maxBytes) for (const wake of this.#wakeProducers.splice(0)) wake();
    return entry.item;
  }

  /** No more items; the consumer drains what waits. */
  close(): void {
    this.#closed = true;
    this.#wakeConsumer?.();
    for (const wake of this.#wakeProducers.splice(0)) wake();
  }

  /** Drops what waits and makes take() throw. */
  fail(error: unknown): void {
    this.#error = error;
    this.#items.length = 0;
    this.#head = 0;
    this.#bytes = 0;
    this.close();
  }
}
