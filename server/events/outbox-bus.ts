/**
 * EventBus over the outbox: each subscriber reads the outbox from its own cursor, so a slow one holds nothing and loses nothing
 * (E2, E3). Notifications and a poll each second only say when to look.
 */
import { GodwitError } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import type { EventBus, EventFilter, EventOutbox, RecordedEvent } from './event-bus.ts';

const BATCH = 500;
const POLL_MS = 1_000;

export class OutboxBus implements EventBus {
  readonly #outbox: EventOutbox;
  readonly #sleepers = new Set<() => void>();
  #unlisten: (() => Promise<void>) | null = null;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
  }

  /** Begins to listen; without it the poll alone serves. */
  async start(): Promise<void> {
    this.#unlisten = await this.#outbox.listen(() => {
      for (const wake of this.#sleepers) wake();
    });
  }

  async close(): Promise<void> {
    await this.#unlisten?.();
  }

  async lastCursor(): Promise<string> {
    return String(await this.#outbox.last());
  }

  async *subscribe(
    filter: EventFilter,
    options: { readonly after: string | null; readonly signal: AbortSignal },
  ): AsyncGenerator<RecordedEvent> {
    let cursor = options.after === null ? await this.#outbox.last() : parseCursor(options.after);
    if (cursor < (await this.#outbox.prunedUpTo())) throw new GodwitError('CURSOR_EXPIRED');
    while (!options.signal.aborted) {
      const events = await this.#outbox.read(cursor, BATCH);
      for (const event of events) {
        cursor = event.number;
        if (options.signal.aborted) return;
        if (matches(filter, event)) yield event;
      }
      if (events.length === 0) await this.#sleep(options.signal);
    }
  }

  async #sleep(signal: AbortSignal): Promise<void> {
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    this.#sleepers.add(wake);
    await pause(POLL_MS, AbortSignal.any([signal, woken.signal]));
    this.#sleepers.delete(wake);
  }
}

function matches(filter: EventFilter, event: RecordedEvent): boolean {
  if (filter.taskIds && (event.taskId === null || !filter.taskIds.includes(event.taskId))) return false;
  return !filter.types || filter.types.includes(event.type);
}

function parseCursor(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new GodwitError('BAD_INPUT', { detail: 'The cursor is not one of the events.' });
  return BigInt(text);
}
