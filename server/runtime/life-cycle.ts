/**
 * Start and end of a process: resources register how they are closed, and are closed in reverse order, each within its
 * time, once: on SIGINT, SIGTERM or the end of the parent. A second signal ends at once.
 */
import type { Logger } from './logger.ts';

interface Closing {
  readonly name: string;
  readonly close: () => Promise<void> | void;
  readonly limitMs: number;
}

export class LifeCycle {
  readonly #log: Logger;
  readonly #closings: Closing[] = [];
  readonly #controller = new AbortController();
  #ending: Promise<void> | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Aborted when the process begins to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Registers how a resource is closed; closed before everything that was registered earlier. */
  onEnd(name: string, close: () => Promise<void> | void, limitMs = 10_000): void {
    this.#closings.push({ name, close, limitMs });
  }

  /** Ends the process on the usual signals; with `untilParentEnds` also when the IPC channel to the parent closes. */
  listen(options: { readonly untilParentEnds: boolean }): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.#ending) process.exit(130);
        void this.end(0);
      });
    }
    if (options.untilParentEnds) process.once('disconnect', () => void this.end(0));
    process.on('uncaughtException', (error) => this.#crash('uncaught exception', error));
    process.on('unhandledRejection', (error) => this.#crash('unhandled rejection', error));
  }

  /** Closes everything and exits with `code`. */
  end(code: number): Promise<void> {
    this.#ending ??= this.close().then(() => process.exit(code));
    return this.#ending;
  }

  /** Closes everything without ending the process (a start that failed, tests). */
  async close(): Promise<void> {
    this.#controller.abort();
    for (const closing of this.#closings.splice(0).reverse()) {
      try {
        await within(closing.limitMs, closing.close);
      } catch (error) {
        this.#log.error('closing failed', { what: closing.name, error: String(error) });
      }
    }
  }

  #crash(what: string, error: unknown): void {
    this.#log.error(what, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    void this.end(1);
  }
}

async function within(limitMs: number, work: () => Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
