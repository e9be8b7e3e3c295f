/**
 * Wakes whoever waits when somebody notified, and after a limit in any case. NOTIFY is only a hint: a lost one costs the
 * limit, never work.
 */
export class WakeCalls {
  readonly #sleepers = new Set<() => void>();

  /** Wakes everybody who waits now. */
  wake(): void {
    for (const rise of this.#sleepers) rise();
  }

  /** Resolves at the next wake(), after `limitMs`, or when the signal aborts. */
  untilWoken(limitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const rise = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(rise);
        signal.removeEventListener('abort', rise);
        resolve();
      };
      const timer = setTimeout(rise, limitMs);
      this.#sleepers.add(rise);
      signal.addEventListener('abort', rise, { once: true });
    });
  }
}
