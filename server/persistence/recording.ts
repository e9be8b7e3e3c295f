/**
 * Collects what a unit records and writes it last: audit entries, then the events under the counter's row lock (E1: numbers
 * become visible in their order and without gaps, because the lock is held to the commit), then the notifications.
 */
import { sql } from 'drizzle-orm';
import { must } from '../core/assert.ts';
import { isHiddenTask, legOf } from '../core/ids.ts';
import { auditEvent } from '../../drizzle/access-tables.ts';
import { event, eventCounter } from '../../drizzle/tables.ts';
import type { DomainEvent } from '../events/event-bus.ts';
import type { AuditEntry, Recording } from '../events/recording.ts';
import type { Transaction } from './control-database.ts';

export const EVENT_CHANNEL = 'godwit_event';
export const WAKE_CHANNEL = 'godwit_wake';

export interface CollectedRecording extends Recording {
  write(): Promise<void>;
}

export function recordingFor(tx: Transaction): CollectedRecording {
  const events: DomainEvent[] = [];
  const entries: AuditEntry[] = [];
  let waking = false;
  return {
    event: (entry) => {
      const seen = asSeen(entry);
      if (seen !== null) events.push(seen);
    },
    audit: (entry) => void entries.push(entry),
    wake: () => {
      waking = true;
    },
    async write() {
      if (entries.length > 0) await writeAudit(tx, entries);
      if (waking) await tx.execute(sql`SELECT pg_notify(${WAKE_CHANNEL}, '')`);
      if (events.length > 0) await writeEvents(tx, events);
    },
  };
}

/** Of what happens to a hidden task people see the components of a leg and what its stream meets, as those of the task. */
function asSeen(entry: DomainEvent): DomainEvent | null {
  if (!isHiddenTask(entry.taskId)) return entry;
  const leg = entry.taskId === null ? null : legOf(entry.taskId);
  return leg === null || !OF_A_LEG.has(entry.type) ? null : { ...entry, taskId: leg.taskId };
}

const OF_A_LEG: ReadonlySet<DomainEvent['type']> = new Set(['COMPONENT_CHANGED', 'DDL_SEEN', 'VERIFICATION_CHANGED']);

async function writeAudit(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const at = new Date();
  await tx.insert(auditEvent).values(
    entries.map(({ command, action, subject, subjectId, before, after }) => ({
      at,
      actor: command.actor.name,
      role: command.actor.role,
      action,
      subject,
      subjectId,
      before: plain(before),
      after: plain(after),
    })),
  );
}

/** Bigints become text; everything else as JSON has it. */
function plain(value: unknown): unknown {
  return value === null || value === undefined
    ? null
    : JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item)));
}

async function writeEvents(tx: Transaction, events: readonly DomainEvent[]): Promise<void> {
  const count = BigInt(events.length);
  const [counter] = await tx
    .insert(eventCounter)
    .values({ id: 1, last: count, pruned: 0n })
    .onConflictDoUpdate({ target: eventCounter.id, set: { last: sql`${eventCounter.last} + ${events.length}` } })
    .returning({ last: eventCounter.last });
  const last = must(counter, 'the event counter').last;
  const at = new Date();
  const first = last - count + 1n;
  await tx.insert(event).values(events.map((entry, index) => ({ ...entry, number: first + BigInt(index), at })));
  await tx.execute(sql`SELECT pg_notify(${EVENT_CHANNEL}, ${String(last)})`);
}
