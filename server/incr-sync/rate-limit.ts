/**
 * Limits of rows and bytes a second, as a debt that the next batch waits for. A change of the limits holds at once, also for
 * what waits: the debt is kept in rows and bytes, and is paid at the limit of the moment.
 */
import { pause, type Clock } from '../runtime/clock.ts';
import type { Tuning } from './batch-limits.ts';

/** How soon a change of a limit is seen by what waits. */
const LOOK_MS = 250;

export class RateLimit {
  readonly #clock: Clock;
  #rows = 0;
  #bytes = 0;
  #at: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.monotonic();
  }

  /** Waits until what went before is paid; then `amount` is owed. */
  async take(
    amount: { readonly rows: number; readonly bytes: number },
    tuning: () => Tuning,
    signal: AbortSignal,
  ): Promise<void> {
    for (let waitMs = this.#pay(tuning()); waitMs > 0 && !signal.aborted; waitMs = this.#pay(tuning()))
      await pause(Math.min(LOOK_MS, waitMs), signal);
    this.#rows += amount.rows;
    this.#bytes += amount.bytes;
  }

  /** What has been paid since the last look; how long the rest takes, in milliseconds. */
  #pay({ maxRowsPerSecond, maxBytesPerSecond }: Tuning): number {
    const now = this.#clock.monotonic();
    const seconds = (now - this.#at) / 1_000;
    this.#at = now;
    this.#rows = rest(this.#rows, maxRowsPerSecond, seconds);
    this.#bytes = rest(this.#bytes, maxBytesPerSecond, seconds);
    return 1_000 * Math.max(this.#rows / (maxRowsPerSecond ?? 1), this.#bytes / (maxBytesPerSecond ?? 1));
  }
}

const rest = (owed: number, perSecond: number | null, seconds: number): number =>
  perSecond === null ? 0 : Math.max(0, owed - perSecond * seconds);
