/** Delivers messages in a worker process: claims those whose time has come, tries each once, records how that ended. */
import { reasonOf, GodwitError } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { Repeated } from '../runtime/repeated.ts';
import { unseal } from '../runtime/seal.ts';
import {
  pauseAfter,
  type DeliveryClaim,
  type DeliveryClaims,
  type DeliveryRecords,
  type DueDelivery,
  type TryOutcome,
} from './delivery.ts';
import { sendMessage, type SendResult } from './webhook-sender.ts';

const MOST_AT_ONCE = 8;

export interface WebhookRunnerDeps {
  readonly claims: DeliveryClaims;
  readonly records: DeliveryRecords;
  /** 32 bytes: opens the secrets of webhooks. */
  readonly key: Buffer;
  readonly log: Logger;
  readonly untilWoken: (limitMs: number, signal: AbortSignal) => Promise<void>;
}

export class WebhookRunner {
  readonly #deps: WebhookRunnerDeps;
  readonly #running = new Set<Promise<void>>();

  constructor(deps: WebhookRunnerDeps) {
    this.#deps = deps;
  }

  /** Until the signal aborts; what is being sent then is broken off, and sent again by another worker. */
  async run(signal: AbortSignal): Promise<void> {
    const away = new Repeated();
    while (!signal.aborted) {
      try {
        for (const claim of await this.#deps.claims.claim(MOST_AT_ONCE - this.#running.size)) {
          const delivering = this.#deliver(claim, signal).finally(() => this.#running.delete(delivering));
          this.#running.add(delivering);
        }
        away.over();
        if (this.#running.size >= MOST_AT_ONCE) await Promise.race(this.#running);
        else await this.#deps.untilWoken(1_000, signal);
      } catch (error) {
        if (away.isNews(String(error)))
          this.#deps.log.warn('messages to webhooks could not be looked for; trying again', { error: String(error) });
        await pause(1_000, signal);
      }
    }
    await Promise.all(this.#running);
  }

  async #deliver(claim: DeliveryClaim, signal: AbortSignal): Promise<void> {
    try {
      const due = await this.#deps.records.due(claim.deliveryId);
      const outcome = due === null || due.status !== 'PENDING' ? null : await this.#try(due, signal);
      if (signal.aborted) return; // its claim runs out
      await this.#deps.records.settle(claim, outcome);
      if (outcome?.status === 'FAILED')
        this.#deps.log.warn('a message to a webhook was given up', {
          webhook: due?.webhook.id,
          delivery: claim.deliveryId,
          code: outcome.error?.code,
        });
    } catch (error) {
      this.#deps.log.warn('a try of a message could not be recorded; it is sent again', { error: String(error) });
    }
  }

  async #try(due: DueDelivery, signal: AbortSignal): Promise<TryOutcome> {
    const { id, webhook, attempts, change, body, now } = due;
    if (!webhook.enabled) return { status: 'CANCELLED', attempts, httpStatus: null, error: null, nextTrySeconds: null };
    const secret = this.#secretOf(due);
    const sent: SendResult =
      secret === null
        ? { httpStatus: null, durationMs: 0, error: reasonOf(new GodwitError('WEBHOOK_SECRET_LOST')) }
        : await sendMessage({ url: webhook.url, secret, deliveryId: id, change, body, at: now }, { signal });
    return outcomeOf(sent, attempts + 1);
  }

  /** Null when it was sealed with another key. */
  #secretOf({ webhook }: DueDelivery): string | null {
    try {
      return unseal(this.#deps.key, webhook.id, webhook.secret);
    } catch {
      return null;
    }
  }
}

/** What a person must mend is not tried again. */
export function outcomeOf({ httpStatus, error }: SendResult, attempts: number): TryOutcome {
  const base = { attempts, httpStatus, error };
  if (error === null) return { ...base, status: 'DELIVERED', nextTrySeconds: null };
  const nextTrySeconds = error.action === 'RETRYABLE' ? pauseAfter(attempts) : null;
  return { ...base, status: nextTrySeconds === null ? 'FAILED' : 'PENDING', nextTrySeconds };
}
