/**
 * What must be tidied again and again, by any one process: means of samples, log lines above their limit, old events,
 * answers of repeated requests. Every step is bounded by what has grown since, not by what is kept.
 */
import { sql } from 'drizzle-orm';
import type { EventOutbox } from '../events/event-bus.ts';
import type { ControlDatabase } from './control-database.ts';
import type { DatabaseSinks } from './component-sinks.ts';

const LOCK = 7_276_473_002;
const EVENTS_KEPT_MS = 14 * 86_400_000;
const ANSWERS_KEPT_HOURS = 24;

export interface HouseDeps {
  readonly control: ControlDatabase;
  readonly sinks: Pick<DatabaseSinks, 'rollUp' | 'trimLogs'>;
  readonly outbox: Pick<EventOutbox, 'prune'>;
}

/** Called each 10 s by every process; answers false when another one is at it. The lock lasts as long as this process. */
export function keepHouse(deps: HouseDeps): Promise<boolean> {
  const { control, sinks, outbox } = deps;
  return control.db.transaction(async (tx) => {
    const [lock] = await tx.execute(sql`SELECT pg_try_advisory_xact_lock(${LOCK}) AS held`);
    if (lock?.['held'] !== true) return false;
    await sinks.rollUp();
    await sinks.trimLogs();
    await outbox.prune(new Date(Date.now() - EVENTS_KEPT_MS));
    await tx.execute(
      sql`DELETE FROM idempotency WHERE started_at < now() - make_interval(hours => ${ANSWERS_KEPT_HOURS})`,
    );
    return true;
  });
}
