/** A limit in units a second, shared by all lanes and changeable while they run; null is off. Holds at most one second of burst. */
import type { Clock } from '../runtime/clock.ts';
import { pause, systemClock } from '../runtime/clock.ts';

export class RateLimit {
  readonly #clock: Clock;
  #perSecond: number | null = null;
  #available = 0;
  #at: number;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#at = clock.monotonic();
  }

  set(perSecond: number | null): void {
    this.#perSecond = perSecond;
    this.#available = 0;
    this.#at = this.#clock.monotonic();
  }

  /** Waits until `units` may pass. */
  async take(units: number, signal: AbortSignal): Promise<void> {
    if (this.#perSecond === null) return;
    this.#refill();
    this.#available -= units;
    while (this.#available < 0 && this.#perSecond !== null && !signal.aborted) {
      await pause(Math.min(250, (-this.#available * 1000) / this.#perSecond), signal);
      this.#refill();
    }
  }

  #refill(): void {
    const now = this.#clock.monotonic();
    if (this.#perSecond !== null)
      this.#available = Math.min(this.#perSecond, this.#available + ((now - this.#at) * this.#perSecond) / 1000);
    this.#at = now;
  }
}
