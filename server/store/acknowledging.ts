/**
 * What is confirmed to the source, by the policy of the moment (C19). The policy is asked for again each second, so it may
 * change while the Store runs; what was confirmed under one that said more cannot be taken back, so the log is covered by
 * the target only once that has everything which was durable when the stricter policy began.
 *
 *   LOG_DURABLE      what is durable in the log
 *   TARGET_APPLIED   what is durable on the target; then the source has all that the target lacks, and the log may be lost
 */
import { GodwitError, namingOutage } from '../core/errors.ts';
import type { ChangeSource } from '../connectors/change-source.ts';
import type { Position } from '../core/position.ts';
import type { LogPoint } from './change-log.ts';
import type { AcknowledgePolicy, StoreOptions } from './store-options.ts';

export class Acknowledging {
  readonly #source: Pick<ChangeSource, 'confirm' | 'order'>;
  readonly #ask: StoreOptions['acknowledge'];
  #policy: AcknowledgePolicy;
  /** The newest transaction that may have been confirmed without the target; null: none. */
  #beyond: Position | null;

  private constructor(deps: AcknowledgingDeps, policy: AcknowledgePolicy, durable: LogPoint | null) {
    this.#source = deps.source;
    this.#ask = deps.ask;
    this.#policy = policy;
    this.#beyond = durable?.position ?? null;
  }

  static async begin(deps: AcknowledgingDeps, durable: LogPoint | null): Promise<Acknowledging> {
    return new Acknowledging(deps, await deps.ask(), durable);
  }

  /** Whether a transaction is safe as soon as it is durable in the log. */
  get byLog(): boolean {
    return this.#policy.kind === 'LOG_DURABLE';
  }

  durable(position: Position): void {
    if (this.byLog) this.#source.confirm(position);
  }

  /**
   * Takes over the policy of now and confirms what it allows. `durable`: the last transaction of the log at this moment.
   * While nobody can be asked the last policy stands: a stricter one counts only from when it was heard of.
   */
  async renew(durable: () => LogPoint | null): Promise<void> {
    try {
      await this.#renew(durable);
    } catch (error) {
      const outage = namingOutage(error);
      if (!(outage instanceof GodwitError) || outage.action !== 'RETRYABLE') throw error;
    }
  }

  async #renew(durable: () => LogPoint | null): Promise<void> {
    const policy = await this.#ask();
    const wasByLog = this.byLog;
    const last = durable();
    this.#policy = policy;
    if (policy.kind === 'LOG_DURABLE') {
      if (last !== null) this.#source.confirm(last.position);
      return;
    }
    if (wasByLog) this.#beyond = last?.position ?? null;
    const { appliedPosition, covered } = policy;
    if (appliedPosition !== null) this.#source.confirm(appliedPosition);
    // an empty log proves nothing: it may be one that was lost
    if (last !== null && (this.#beyond === null || this.#has(appliedPosition, this.#beyond))) await covered?.();
  }

  #has(applied: Position | null, wanted: Position): boolean {
    return applied !== null && this.#source.order.compare(applied, wanted) >= 0;
  }
}

export interface AcknowledgingDeps {
  readonly source: Pick<ChangeSource, 'confirm' | 'order'>;
  readonly ask: StoreOptions['acknowledge'];
}
