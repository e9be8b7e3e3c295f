/**
 * What becomes of the alerts of one task, as a pure function of what was read of it: nothing here remembers, so a restart
 * changes nothing. Time is the control database's at the reading; no clock of a machine is asked.
 *
 * A1  At most one open alert of a task and kind. What holds and has one is never raised again.
 * A2  What must last counts from `since`, which is kept; what is briefly out of sight within GRACE_MS has not ended.
 * A3  An alert that nobody acknowledged is repeated, at most once in the task's interval.
 * A4  An alert ends well on the other side of its threshold (CLEARS_BELOW), so that a figure that swings around it is one
 *     alert and not many.
 * A5  A task at NONE has no open alert; a change of level is told once, and its threshold counts at once.
 * A6  A clock that was set back holds nothing up: an instant of the future counts as now.
 */
import type { AlertLevel } from '../core/alert-level.ts';
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import { ALERT_KINDS, type AlertKind, type RaisedLevel } from './alert.ts';
import { logTrouble, type LogReading } from './log-room.ts';
import type { Thresholds } from './thresholds.ts';

export const GRACE_MS = 30_000;
/** What is seen again so soon is not written again. */
const FRESH_MS = 5_000;
/** How long the log must look short before it is told: one burst is none. */
export const LOG_HOLD_MS = 30_000;
const CLEARS_BELOW = 0.8;
const STREAMING = new Set(['RUNNING', 'MODIFYING', 'INTEGRATING']);

export interface OpenAlert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly level: RaisedLevel;
  /** When it was raised or last repeated. */
  readonly toldAt: Date;
  readonly acknowledged: boolean;
}

export interface Condition {
  readonly kind: AlertKind;
  readonly since: Date;
  readonly lastSeenAt: Date;
}

export interface TaskReading {
  readonly taskId: string;
  readonly level: AlertLevel;
  readonly repeatMinutes: number;
  /** The state of the task. */
  readonly status: string;
  /** Of incremental synchronization; null when the task has none. */
  readonly streamStatus: string | null;
  /** Aged to now; null before the first figure. */
  readonly latencyMs: number | null;
  /** Why the task is FAILED. */
  readonly reason: ErrorReason | null;
  /** Why a component or a step of it cannot go on at present. */
  readonly trouble: ErrorReason | null;
  readonly log: LogReading;
  readonly open: readonly OpenAlert[];
  readonly conditions: readonly Condition[];
}

export type Verdict =
  | { readonly change: 'RAISED'; readonly kind: AlertKind; readonly level: RaisedLevel; readonly reason: ErrorReason }
  | {
      readonly change: 'REPEATED' | 'LEVEL_CHANGED';
      readonly alert: OpenAlert;
      readonly level: RaisedLevel;
      readonly reason: ErrorReason;
    }
  | { readonly change: 'CLEARED'; readonly alert: OpenAlert };

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** To be kept, instead of those of before; one that stays as it was is the very same. */
  readonly conditions: readonly Condition[];
}

interface Finding {
  /** What is wrong now; null when nothing is. */
  readonly reason: ErrorReason | null;
  /** Whether an alert that is open stays so even without a reason. */
  readonly stays: boolean;
  /** How long it must last before it is raised. */
  readonly holdMs: number;
}

const NOTHING: Finding = { reason: null, stays: false, holdMs: 0 };

export function judge(reading: TaskReading, thresholds: Thresholds, now: Date): Judgement {
  const verdicts: Verdict[] = [];
  const conditions: Condition[] = [];
  for (const kind of ALERT_KINDS) {
    const open = reading.open.find((alert) => alert.kind === kind) ?? null;
    if (reading.level === 'NONE') {
      if (open !== null) verdicts.push({ change: 'CLEARED', alert: open });
      continue;
    }
    const finding = find(kind, { reading, level: reading.level, thresholds });
    const condition = conditionOf(kind, finding, { reading, now });
    if (condition !== null) conditions.push(condition);
    const verdict = verdictOn(kind, open, { finding, condition, reading, level: reading.level, now });
    if (verdict !== null) verdicts.push(verdict);
  }
  return { verdicts, conditions };
}

function verdictOn(
  kind: AlertKind,
  open: OpenAlert | null,
  given: {
    readonly finding: Finding;
    readonly condition: Condition | null;
    readonly reading: TaskReading;
    readonly level: RaisedLevel;
    readonly now: Date;
  },
): Verdict | null {
  const { finding, condition, reading, level, now } = given;
  const { reason } = finding;
  if (open === null) {
    if (reason === null || passed(condition?.since ?? now, now) < finding.holdMs) return null;
    return { change: 'RAISED', kind, level, reason };
  }
  if (reason === null) return finding.stays || condition !== null ? null : { change: 'CLEARED', alert: open };
  if (open.level !== level) return { change: 'LEVEL_CHANGED', alert: open, level, reason };
  if (open.acknowledged) return null;
  const intervalMs = reading.repeatMinutes * 60_000;
  const due = passed(open.toldAt, now) >= intervalMs || open.toldAt.getTime() - now.getTime() > intervalMs; // A6
  return due ? { change: 'REPEATED', alert: open, level, reason } : null;
}

/** A2; null when it has ended, or needs no time. */
function conditionOf(
  kind: AlertKind,
  finding: Finding,
  { reading, now }: { readonly reading: TaskReading; readonly now: Date },
): Condition | null {
  if (finding.holdMs === 0) return null;
  const before = reading.conditions.find((condition) => condition.kind === kind) ?? null;
  // a state of the task lasts while nobody looks; of anything else nobody knows what became of it meanwhile
  const lasts = before !== null && (kind === 'TASK_FAILED' || passed(before.lastSeenAt, now) <= GRACE_MS);
  if (finding.reason !== null && lasts && before.since <= now && passed(before.lastSeenAt, now) < FRESH_MS)
    return before;
  if (finding.reason !== null)
    return { kind, since: lasts && before.since <= now ? before.since : now, lastSeenAt: now };
  return lasts && kind !== 'TASK_FAILED' ? before : null;
}

const passed = (since: Date, now: Date): number => Math.max(0, now.getTime() - since.getTime());

interface Asked {
  readonly reading: TaskReading;
  readonly level: RaisedLevel;
  readonly thresholds: Thresholds;
}

function find(kind: AlertKind, { reading, level, thresholds }: Asked): Finding {
  const holdMs = thresholds[level].failureSeconds * 1_000;
  switch (kind) {
    case 'LATENCY':
      return latency(reading, { level, limitMs: thresholds[level].latencySeconds * 1_000 });
    case 'TASK_FAILED':
      return {
        reason: reading.status === 'FAILED' ? reading.reason : null,
        stays: reading.status === 'FAILED',
        holdMs,
      };
    case 'COMPONENT_FAILED':
      return {
        reason: STREAMING.has(reading.status) || reading.status === 'RELEASING' ? reading.trouble : null,
        stays: false,
        holdMs,
      };
    case 'LOG_RETENTION':
      if (!STREAMING.has(reading.status) && reading.status !== 'STOPPED' && reading.status !== 'FAILED') return NOTHING;
      return { ...logTrouble(reading.log), holdMs: LOG_HOLD_MS };
  }
}

/** Raised from MONITORING on. While the stream catches up again, or stands still with its task, an open one is neither repeated nor over. */
function latency(
  { status, streamStatus, latencyMs }: TaskReading,
  { level, limitMs }: { readonly level: RaisedLevel; readonly limitMs: number },
): Finding {
  if (status === 'FAILED') return { ...NOTHING, stays: true };
  if (!STREAMING.has(status) || (streamStatus !== 'RUNNING' && streamStatus !== 'MONITORING')) return NOTHING;
  if (latencyMs === null) return { ...NOTHING, stays: true };
  const stays = latencyMs > limitMs * CLEARS_BELOW;
  if (streamStatus === 'RUNNING' || latencyMs <= limitMs) return { ...NOTHING, stays };
  const facts = { seconds: Math.round(latencyMs / 1_000), limit: limitMs / 1_000, level };
  return { reason: reasonOf(new GodwitError('LATENCY_HIGH', facts)), stays, holdMs: 0 };
}
