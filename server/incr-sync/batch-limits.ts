/** How much goes into one target transaction, and what must go alone after a refusal (C13). */
export interface Tuning {
  readonly batchRows: number;
  readonly batchBytes: number;
  /** How long a batch gathers while others are under way and it could begin beside them, milliseconds. */
  readonly batchDelayMs: number;
  /** Row changes and bytes a second at most; null is no limit. */
  readonly maxRowsPerSecond: number | null;
  readonly maxBytesPerSecond: number | null;
}

export const DEFAULT_TUNING: Tuning = {
  batchRows: 20_000,
  batchBytes: 16 * 1024 * 1024,
  batchDelayMs: 100,
  maxRowsPerSecond: null,
  maxBytesPerSecond: null,
};

/** Each refusal cuts the next batches to a sixteenth, until the refused transactions are behind. */
const CUT = 16;

export class BatchLimits {
  readonly #alone = new Set<number>();
  #smallUntil = 0;
  #transactions = Number.POSITIVE_INFINITY;

  /** Whether the transaction is to be replayed row by row. */
  isAlone(ordinal: number): boolean {
    return this.#alone.has(ordinal);
  }

  /** Transactions at most in a batch that begins there. */
  transactionsFrom(ordinal: number): number {
    return ordinal <= this.#smallUntil ? this.#transactions : Number.POSITIVE_INFINITY;
  }

  setAlone(ordinal: number): void {
    this.#alone.add(ordinal);
  }

  refused(first: number, last: number): void {
    if (first === last) {
      this.#alone.add(first);
      return;
    }
    this.#smallUntil = Math.max(this.#smallUntil, last);
    this.#transactions = Math.max(1, Math.floor((last - first + 1) / CUT));
  }

  passed(ordinal: number): void {
    for (const alone of this.#alone) if (alone <= ordinal) this.#alone.delete(alone);
  }
}
