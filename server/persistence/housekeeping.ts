/**
 * What must be tidied again and again, by any one process: means of samples, log lines above their limit, old events,
 * answers of repeated requests. Every step is bounded by what has grown since, not by what is kept.
 */
import { sql } from 'drizzle-orm';
import type { EventOutbox } from '../events/event-bus.ts';
import type { ControlDatabase } from './control-database.ts';
import type { DatabaseSinks } from './component-sinks.ts';
import { HouseLock } from './house-lock.ts';

const EVENTS_KEPT_MS = 14 * 86_400_000;
const ANSWERS_KEPT_HOURS = 24;

export interface HouseDeps {
  readonly control: ControlDatabase;
  readonly sinks: Pick<DatabaseSinks, 'rollUp' | 'trimLogs'>;
  readonly outbox: Pick<EventOutbox, 'prune'>;
  readonly deliveries: { prune(): Promise<void> };
  /** How long the session of whoever keeps house may be silent before it is ended; default 30 s. */
  readonly silentMs?: number;
}

/**
 * Called each 10 s by every process; answers false when another one is at it. One that has lost its turn in the middle (its
 * session was ended) begins no further step.
 */
export async function keepHouse(deps: HouseDeps): Promise<boolean> {
  const { control, sinks, outbox, deliveries } = deps;
  await using lock = await HouseLock.take(control, deps.silentMs);
  if (lock === null) return false;
  const steps = [
    () => sinks.rollUp(),
    () => sinks.trimLogs(),
    () => outbox.prune(new Date(Date.now() - EVENTS_KEPT_MS)),
    () => deliveries.prune(),
    () =>
      control.db.execute(
        sql`DELETE FROM idempotency WHERE started_at < now() - make_interval(hours => ${ANSWERS_KEPT_HOURS})`,
      ),
  ];
  for (const step of steps) {
    if (!(await lock.isHeld())) return false;
    await step();
  }
  return true;
}
