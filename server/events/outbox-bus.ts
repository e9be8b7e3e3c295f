/**
 * EventBus over the outbox: what is new is read once for all subscribers of this process; each goes on from its own cursor, so a
 * slow one holds nothing and loses nothing (E2, E3). Notifications and a poll each second only say when to look.
 */
import { GodwitError } from '../core/errors.ts';
import { SharedTail } from '../runtime/shared-tail.ts';
import type { EventBus, EventFilter, EventOutbox, RecordedEvent } from './event-bus.ts';

const POLL_MS = 1_000;

export class OutboxBus implements EventBus {
  readonly #outbox: EventOutbox;
  readonly #tail: SharedTail<RecordedEvent>;
  #unlisten: (() => Promise<void>) | null = null;

  constructor(outbox: EventOutbox) {
    this.#outbox = outbox;
    const read = (after: bigint, limit: number): Promise<readonly RecordedEvent[]> => outbox.read(after, limit);
    this.#tail = new SharedTail({ read, numberOf: ({ number }) => number }, { pollMs: POLL_MS });
  }

  /** Begins to listen; without it the poll alone serves. */
  async start(): Promise<void> {
    this.#unlisten = await this.#outbox.listen(() => this.#tail.wake());
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
    const { after, signal } = options;
    const cursor = after === null ? await this.#outbox.last() : parseCursor(after);
    if (cursor < (await this.#outbox.prunedUpTo())) throw new GodwitError('CURSOR_EXPIRED');
    for await (const event of this.#tail.follow(cursor, signal)) if (matches(filter, event)) yield event;
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
