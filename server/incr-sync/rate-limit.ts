/** Limits of rows and bytes a second, as a debt that the next batch waits for. */
import { pause, type Clock } from '../runtime/clock.ts';
import type { Tuning } from './batch-limits.ts';

export class RateLimit {
  readonly #clock: Clock;
  #freeAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(
    amount: { readonly rows: number; readonly bytes: number },
    tuning: Tuning,
    signal: AbortSignal,
  ): Promise<void> {
    const rowsMs = tuning.maxRowsPerSecond === null ? 0 : (amount.rows * 1000) / tuning.maxRowsPerSecond;
    const bytesMs = tuning.maxBytesPerSecond === null ? 0 : (amount.bytes * 1000) / tuning.maxBytesPerSecond;
    const costMs = Math.max(rowsMs, bytesMs);
    if (costMs === 0) return;
    const now = this.#clock.monotonic();
    const waitMs = this.#freeAt - now;
    this.#freeAt = Math.max(now, this.#freeAt) + costMs;
    if (waitMs > 0) await pause(waitMs, signal);
  }
}
