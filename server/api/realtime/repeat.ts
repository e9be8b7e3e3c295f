/** Runs one piece of work at a steady rate, never twice at once, until stopped; a failure is logged and tried again. */
import { pause } from '../../runtime/clock.ts';
import type { StageLog } from '../../core/stage.ts';

export class Repeat {
  readonly #ended = new AbortController();
  readonly #done: Promise<void>;

  constructor(deps: { log: StageLog; work: () => Promise<void> }, options: { what: string; everyMs: number }) {
    this.#done = this.#run(deps, options);
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#done;
  }

  async #run(
    deps: { log: StageLog; work: () => Promise<void> },
    options: { what: string; everyMs: number },
  ): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const started = performance.now();
      try {
        await deps.work();
      } catch (error) {
        deps.log.warn(`${options.what} failed and is tried again`, { error });
      }
      await pause(options.everyMs - (performance.now() - started), signal);
    }
  }
}
