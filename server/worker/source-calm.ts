/**
 * Protects the source while it is read in bulk: the copy and the verification begin no further piece while a standby, or an open
 * transaction of others, is older than the task allows. All lanes look at one answer, which is a second old at most. What
 * cannot be told stops nothing, and is logged.
 */
import { errorFacts } from '../core/errors.ts';
import type { StageContext } from '../core/stage.ts';
import type { SourceLoad, SourceLoadReader } from '../connectors/source-load.ts';
import { pause } from '../runtime/clock.ts';
import type { ParameterValues } from '../task/task-types.ts';
import { limit } from './steering.ts';

type Looking = Pick<StageContext, 'signal' | 'report' | 'log'>;

const LOOK_EVERY_MS = 1_000;

export interface CalmLimits {
  /** Seconds; null: not looked at. */
  readonly replicaLag: number | null;
  readonly oldestTransaction: number | null;
}

export const calmLimits = (parameters: ParameterValues): CalmLimits => ({
  replicaLag: limit(parameters, 'sourceReplicaLagSeconds'),
  oldestTransaction: limit(parameters, 'sourceOldestTransactionSeconds'),
});

export class SourceCalm implements AsyncDisposable {
  readonly #open: () => SourceLoadReader;
  #reader: SourceLoadReader | null = null;
  #limits: CalmLimits;
  #answer: { readonly at: number; readonly why: Promise<string | null> } | null = null;
  #told = false;

  /** The reader is opened at the first look. */
  constructor(open: () => SourceLoadReader, limits: CalmLimits) {
    this.#open = open;
    this.#limits = limits;
  }

  change(limits: CalmLimits): void {
    this.#limits = limits;
    this.#answer = null;
  }

  /** Resolves when the next piece may be read, or the signal is aborted. */
  async untilCalm(context: Looking): Promise<void> {
    let waited = false;
    for (;;) {
      const why = await this.#why(context);
      if (why === null || context.signal.aborted) break;
      waited = true;
      context.report({ waiting: { what: why } });
      await pause(LOOK_EVERY_MS, context.signal);
    }
    if (waited) context.report({ waiting: null });
  }

  #why({ log }: Looking): Promise<string | null> {
    const { replicaLag, oldestTransaction } = this.#limits;
    if (replicaLag === null && oldestTransaction === null) return Promise.resolve(null);
    if (this.#answer === null || performance.now() - this.#answer.at >= LOOK_EVERY_MS) {
      this.#reader ??= this.#open();
      const why = this.#reader.read().then(
        (load) => {
          if (!load.visible)
            this.#tell(log, 'the source does not show other sessions to this user; it needs the role pg_monitor');
          return whyNot(load, this.#limits);
        },
        (error: unknown) => {
          this.#tell(log, 'how the source stands cannot be told', errorFacts(error));
          return null;
        },
      );
      this.#answer = { at: performance.now(), why };
    }
    return this.#answer.why;
  }

  #tell(log: Looking['log'], message: string, facts: Record<string, unknown> = {}): void {
    if (!this.#told) log.warn(message, facts);
    this.#told = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader?.[Symbol.asyncDispose]();
  }
}

/** Why nothing more is to be read now, in words; null: it may be. */
export function whyNot(load: SourceLoad, { replicaLag, oldestTransaction }: CalmLimits): string | null {
  const over = (found: number | null, seconds: number | null): boolean =>
    found !== null && seconds !== null && found > seconds * 1_000;
  const words = (ms: number | null): string => `${Math.floor((ms ?? 0) / 1_000)} s`;
  if (over(load.replicaLagMs, replicaLag))
    return `a standby of the source to be at most ${replicaLag} s behind; it is ${words(load.replicaLagMs)} behind (sourceReplicaLagSeconds)`;
  if (over(load.oldestTransactionMs, oldestTransaction))
    return `open transactions of the source to be at most ${oldestTransaction} s old; the oldest is ${words(load.oldestTransactionMs)} old (sourceOldestTransactionSeconds)`;
  return null;
}
