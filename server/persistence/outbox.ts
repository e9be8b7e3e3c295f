/** The outbox of events over the control database (port EventOutbox). */
import { asc, eq, gt, lt, sql } from 'drizzle-orm';
import { event, eventCounter } from '../../drizzle/tables.ts';
import type { EventOutbox, RecordedEvent } from '../events/event-bus.ts';
import type { ControlDatabase } from './control-database.ts';
import { EVENT_CHANNEL } from './recording.ts';

export class DatabaseOutbox implements EventOutbox {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async read(after: bigint, limit: number): Promise<readonly RecordedEvent[]> {
    const rows = await this.#control.db
      .select()
      .from(event)
      .where(gt(event.number, after))
      .orderBy(asc(event.number))
      .limit(limit);
    return rows as readonly RecordedEvent[]; // the row's columns are the event's fields, type and facts as they were recorded
  }

  async last(): Promise<bigint> {
    return (await this.#counter()).last;
  }

  async prunedUpTo(): Promise<bigint> {
    return (await this.#counter()).pruned;
  }

  async prune(olderThan: Date): Promise<number> {
    return this.#control.db.transaction(async (tx) => {
      const gone = await tx.delete(event).where(lt(event.at, olderThan)).returning({ number: event.number });
      const greatest = gone.reduce((most, row) => (row.number > most ? row.number : most), 0n);
      if (greatest > 0n)
        await tx
          .update(eventCounter)
          .set({ pruned: sql`greatest(${eventCounter.pruned}, ${greatest})` })
          .where(eq(eventCounter.id, 1));
      return gone.length;
    });
  }

  async listen(wake: () => void): Promise<() => Promise<void>> {
    const { unlisten } = await this.#control.client.listen(EVENT_CHANNEL, wake, wake);
    return unlisten;
  }

  async #counter(): Promise<{ readonly last: bigint; readonly pruned: bigint }> {
    const [row] = await this.#control.db.select().from(eventCounter).where(eq(eventCounter.id, 1));
    return row ?? { last: 0n, pruned: 0n };
  }
}
