/**
 * Age of the newest source change that the target has, on the source's clock (C26). The offset between the source's
 * clock and our monotonic one comes from asking the source; meanwhile from heartbeats in the log, whose greatest offset
 * is nearest to the truth because everything else arrived late. Between observations it ages one second a second.
 */
import type { Clock } from '../runtime/clock.ts';

export class Latency {
  readonly #clock: Clock;
  #offsetMs: number | null = null;
  #asked = false;
  #newestMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The source's clock showed this when our monotonic clock was at `atMs`. */
  setSourceTime(micros: number, atMs: number): void {
    this.#offsetMs = micros / 1000 - atMs;
    this.#asked = true;
  }

  /** A change with this commit time was seen in the log. */
  seen(committedAtMicros: number): void {
    if (this.#asked) return;
    const offset = committedAtMicros / 1000 - this.#clock.monotonic();
    if (this.#offsetMs === null || offset > this.#offsetMs) this.#offsetMs = offset;
  }

  /** The target has everything up to this commit time. */
  applied(committedAtMicros: number): void {
    const milliseconds = committedAtMicros / 1000;
    if (this.#newestMs === null || milliseconds > this.#newestMs) this.#newestMs = milliseconds;
  }

  /** Seconds, or null while nothing is known. */
  seconds(): number | null {
    if (this.#offsetMs === null || this.#newestMs === null) return null;
    return Math.max(0, (this.#clock.monotonic() + this.#offsetMs - this.#newestMs) / 1000);
  }
}
