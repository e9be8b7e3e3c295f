/** What the evaluator of alerts reads and writes (port WatchRecords): each a statement for all tasks. */
import { inArray, sql } from 'drizzle-orm';
import { alert } from '../../drizzle/alert-tables.ts';
import { task } from '../../drizzle/tables.ts';
import type { Condition, OpenAlert, TaskReading } from '../alert/alert-rules.ts';
import type { WatchRecords, WatchUnit, WrittenChange } from '../alert/alert-watch.ts';
import type { AlertLevel } from '../core/alert-level.ts';
import type { ErrorReason } from '../core/errors.ts';
import { readSettings } from './alert-repository.ts';
import { toAlert } from './alert-rows.ts';
import { tellingUnit } from './alert-telling.ts';
import { parsed } from './boss-session.ts';
import type { ControlDatabase, Transaction } from './control-database.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { agedLatencyMs } from './observed-metrics.ts';

const LOCK = 727_652;

export class DatabaseAlertWatch implements WatchRecords {
  readonly #control: ControlDatabase;
  readonly #queue: DeliveryQueue;

  constructor(control: ControlDatabase, queue: DeliveryQueue) {
    this.#control = control;
    this.#queue = queue;
  }

  watchUnit<T>(work: (unit: WatchUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, recording) =>
      work({
        ...tellingUnit(tx, recording, this.#queue),
        read: () => read(tx),
        write: (changes) => write(tx, changes),
        keepConditions: (changed) => keepConditions(tx, changed),
      }),
    );
  }
}

/** Of a task t: whose Store and Incr-Sync carry its changes now (legId of core/ids.ts). */
const STREAM = sql.raw(`CASE WHEN t.live_leg IS NULL THEN t.id ELSE 'h_' || t.id || '_' || t.live_leg END`);

async function read(tx: Transaction): ReturnType<WatchUnit['read']> {
  const [turn] = await tx.execute(sql`SELECT pg_try_advisory_xact_lock(${LOCK}, 0) AS held, now() AS now`);
  if (turn?.['held'] !== true) return null;
  const { thresholds } = await readSettings(tx);
  const rows = await tx.execute(sql`
    SELECT t.id, t.alert_level, t.alert_repeat_minutes, t.status, t.reason,
      CASE WHEN t.waiting_for ->> 'who' = 'DATABASE' THEN t.waiting_for -> 'reason' END AS waits,
      (SELECT s.status FROM subtask s WHERE s.task_id = t.id AND s.kind = CASE t.live_side WHEN 'SOURCE' THEN 'INCREMENTAL_SYNCHRONIZATION' ELSE 'REVERSE_INCREMENTAL' END) AS stream_status,
      (SELECT c.reason FROM component c WHERE c.task_id IN (t.id, ${STREAM}) AND c.status = 'FAILED' AND c.desired = 'RUNNING' ORDER BY c.created_at LIMIT 1) AS failed,
      (sync."values" ->> 'incr_latency')::float8 AS latency, extract(epoch FROM now() - sync.at)::float8 * 1000 AS latency_age,
      store."values" AS store, extract(epoch FROM now() - store.at)::float8 AS store_age,
      coalesce(store.configuration ->> 'incrementalLogRetentionBytes', -- a leg's own has the name of a stream too
        t.parameters ->> CASE t.live_side WHEN 'SOURCE' THEN 'incrementalLogRetentionBytes' ELSE 'reverseLogRetentionBytes' END)::float8 AS log_limit,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'level', a.level,
          'toldAt', coalesce(a.repeated_at, a.raised_at), 'acknowledged', a.acknowledged_at IS NOT NULL)), '[]')
        FROM alert a WHERE a.task_id = t.id AND a.cleared_at IS NULL) AS open,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'since', n.since, 'lastSeenAt', n.last_seen_at)), '[]')
        FROM alert_condition n WHERE n.task_id = t.id) AS conditions
    FROM task t
    LEFT JOIN (SELECT c.task_id, m.at, m."values" FROM component c JOIN metric_latest m ON m.component_id = c.id
      WHERE c.kind = 'INCR_SYNC' AND c.direction = 'FORWARD') sync ON sync.task_id = ${STREAM}
    LEFT JOIN (SELECT c.task_id, c.configuration, m.at, m."values" FROM component c JOIN metric_latest m ON m.component_id = c.id
      WHERE c.kind = 'STORE' AND c.direction = 'FORWARD') store ON store.task_id = ${STREAM}
    WHERE t.status NOT IN ('NOT_STARTED', 'COMPLETED', 'RELEASED') AND NOT starts_with(t.id, 'h_') -- a leg's alerts are the task's
      OR EXISTS (SELECT FROM alert a WHERE a.task_id = t.id AND a.cleared_at IS NULL)`);
  return { now: new Date(String(turn['now'])), thresholds, tasks: rows.map(toReading) };
}

type Row = Readonly<Record<string, unknown>>;

function toReading(row: Row): TaskReading {
  const reason = (name: string): ErrorReason | null =>
    row[name] === null ? null : parsed<ErrorReason | null>(row[name]);
  return {
    taskId: String(row['id']),
    level: String(row['alert_level']) as AlertLevel, // written by us
    repeatMinutes: Number(row['alert_repeat_minutes']),
    status: String(row['status']),
    streamStatus: row['stream_status'] === null ? null : String(row['stream_status']),
    latencyMs: agedLatencyMs(row['latency'], row['latency_age']),
    reason: reason('reason'),
    trouble: reason('failed') ?? reason('waits'),
    log: toLog(row),
    open: parsed<(OpenAlert & { toldAt: string })[]>(row['open']).map((one) => ({
      ...one,
      toldAt: new Date(one.toldAt),
    })),
    conditions: parsed<(Condition & { since: string; lastSeenAt: string })[]>(row['conditions']).map((one) => ({
      ...one,
      since: new Date(one.since),
      lastSeenAt: new Date(one.lastSeenAt),
    })),
  };
}

function toLog(row: Row): TaskReading['log'] {
  const values = row['store'] === null ? {} : parsed<Record<string, number>>(row['store']);
  const left = values['source_retention_left'];
  const age = Number(row['store_age'] ?? 0);
  return {
    // it passes while nobody measures it
    sourceSecondsLeft: left === undefined ? null : left - age,
    unappliedBytes: values['store_unapplied_bytes'] ?? null,
    limitBytes: row['log_limit'] === null ? null : Number(row['log_limit']),
    logBytes: values['store_log_bytes'] ?? null,
    diskFreeBytes: values['store_disk_free'] ?? null,
    pulledBytesPerSecond: values['store_pulled_bytes'] ?? null,
  };
}

async function write(tx: Transaction, changes: Parameters<WatchUnit['write']>[0]): Promise<readonly WrittenChange[]> {
  const { at, raised, again, cleared } = changes;
  const written = new Map<string, WrittenChange['change']>();
  if (raised.length > 0) {
    const rows = await tx
      .insert(alert)
      .values(raised.map((one) => ({ ...one, raisedAt: at })))
      .onConflictDoNothing()
      .returning({ id: alert.id });
    for (const { id } of rows) written.set(id, 'RAISED');
  }
  if (again.length > 0) {
    // a level that changed is told in the same breath, so the interval begins anew
    const rows = await tx.execute(sql`
      UPDATE alert a SET level = r.level, reason = r.reason, repeated_at = ${at.toISOString()}::timestamptz,
        repeats = a.repeats + CASE r.change WHEN 'REPEATED' THEN 1 ELSE 0 END
      FROM jsonb_to_recordset(${JSON.stringify(again)}::text::jsonb) AS r(id text, change text, level text, reason jsonb)
      WHERE a.id = r.id AND a.cleared_at IS NULL AND (a.acknowledged_at IS NULL OR r.change = 'LEVEL_CHANGED') RETURNING a.id, r.change`);
    for (const row of rows) written.set(String(row['id']), String(row['change']) as WrittenChange['change']);
  }
  if (cleared.length > 0) {
    const rows = await tx
      .update(alert)
      .set({ clearedAt: at })
      .where(inArray(alert.id, [...cleared]))
      .returning({ id: alert.id });
    for (const { id } of rows) written.set(id, 'CLEARED');
  }
  if (written.size === 0) return [];
  const rows = await tx
    .select({ alert, taskName: task.name })
    .from(alert)
    .innerJoin(task, sql`${task.id} = ${alert.taskId}`)
    .where(inArray(alert.id, [...written.keys()]));
  return rows.map((row) => ({
    change: written.get(row.alert.id) ?? 'RAISED', // every row is one of them
    alert: toAlert(row.alert),
    taskName: row.taskName,
  }));
}

async function keepConditions(
  tx: Transaction,
  { kept, ended }: Parameters<WatchUnit['keepConditions']>[0],
): Promise<void> {
  if (kept.length > 0)
    await tx.execute(sql`
      INSERT INTO alert_condition (task_id, kind, since, last_seen_at)
      SELECT r.* FROM jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb) AS r("taskId" text, kind text, since timestamptz, "lastSeenAt" timestamptz)
      JOIN task t ON t.id = r."taskId"
      ON CONFLICT (task_id, kind) DO UPDATE SET since = excluded.since, last_seen_at = excluded.last_seen_at`);
  if (ended.length > 0)
    await tx.execute(sql`
      DELETE FROM alert_condition n USING jsonb_to_recordset(${JSON.stringify(ended)}::text::jsonb) AS r("taskId" text, kind text)
      WHERE n.task_id = r."taskId" AND n.kind = r.kind`);
}
