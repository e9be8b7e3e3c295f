/**
 * How long applied transactions stay in the log: until they are older than `keepMs` or the log is larger than
 * `keepBytes`, whichever comes first. What is not applied never goes (C19), whatever its age or size.
 */
import type { Clock } from '../runtime/clock.ts';
import type { ChangeLogReader, ChangeLogs } from './change-log.ts';

export interface RetentionOptions {
  readonly keepMs: number;
  readonly keepBytes: number;
}

export const DEFAULT_RETENTION: RetentionOptions = { keepMs: 7 * 24 * 3_600_000, keepBytes: 20 * 1024 ** 3 };

export interface RetentionDeps {
  readonly logs: ChangeLogs;
  readonly clock: Clock;
  /** The greatest ordinal that every reader which must see all (Incr-Sync, a running verification) is done with. */
  readonly appliedOrdinal: () => Promise<number>;
}

export class Retention {
  readonly #deps: RetentionDeps;
  readonly #logId: string;
  readonly #first: RetentionOptions;
  #options: RetentionOptions;

  constructor(deps: RetentionDeps, logId: string, options: RetentionOptions = DEFAULT_RETENTION) {
    this.#deps = deps;
    this.#logId = logId;
    this.#first = options;
    this.#options = options;
  }

  /** Holds from the next `apply` on; true: the log must be opened anew, because what an open one may hold is fixed. */
  change(options: RetentionOptions): boolean {
    this.#options = options;
    return options.keepBytes !== this.#first.keepBytes;
  }

  /** What of the log no reader is done with, in bytes. */
  async unappliedBytes(reader: Pick<ChangeLogReader, 'neededBytes'>): Promise<number> {
    return reader.neededBytes((await this.#deps.appliedOrdinal()) + 1);
  }

  /** Removes what may go. */
  async apply(): Promise<void> {
    const { logs, clock, appliedOrdinal } = this.#deps;
    const belowOrdinal = (await appliedOrdinal()) + 1;
    const sinceMicros = (clock.now() - this.#options.keepMs) * 1_000;
    await logs.trim(this.#logId, { belowOrdinal, keep: { bytes: this.#options.keepBytes, sinceMicros } });
  }
}
