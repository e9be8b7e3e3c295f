/**
 * Says what happens again and again when it is new, and then once in five minutes: an outage of days must not fill a log.
 */
import { systemClock, type Clock } from './clock.ts';

const AGAIN_AFTER_MS = 300_000;

export class Repeated {
  readonly #clock: Clock;
  #said: { readonly what: string; readonly at: number } | null = null;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Whether this is to be said now. */
  isNews(what: string): boolean {
    const at = this.#clock.monotonic();
    if (this.#said?.what === what && at - this.#said.at < AGAIN_AFTER_MS) return false;
    this.#said = { what, at };
    return true;
  }

  /** It is over: the next time it is news. */
  over(): void {
    this.#said = null;
  }
}
