/** The nouns of alerts as the services return them. Every instant is of the control database's clock. */
import type { AlertLevel } from '../core/alert-level.ts';
import type { ErrorReason } from '../core/errors.ts';

export const ALERT_KINDS = ['LATENCY', 'TASK_FAILED', 'COMPONENT_FAILED', 'LOG_RETENTION'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Levels at which something is raised; a task at NONE has no alerts at all. */
export const RAISED_LEVELS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type RaisedLevel = Exclude<AlertLevel, 'NONE'>;

export const ALERT_STATES = ['RAISED', 'ACKNOWLEDGED', 'CLEARED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What becomes of an alert: the facts of its events and the messages to webhooks. */
export const ALERT_CHANGES = ['RAISED', 'REPEATED', 'LEVEL_CHANGED', 'ACKNOWLEDGED', 'CLEARED'] as const;
export type AlertChange = (typeof ALERT_CHANGES)[number];

export interface Alert {
  readonly id: string;
  readonly taskId: string;
  readonly kind: AlertKind;
  /** The task's level when it was raised, or last changed. */
  readonly level: RaisedLevel;
  readonly state: AlertState;
  /** What is wrong, as it was found at the latest repetition. */
  readonly reason: ErrorReason;
  readonly raisedAt: Date;
  readonly repeatedAt: Date | null;
  readonly repeats: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedNote: string | null;
  readonly clearedAt: Date | null;
}

export const stateOf = (alert: Pick<Alert, 'acknowledgedAt' | 'clearedAt'>): AlertState =>
  alert.clearedAt !== null ? 'CLEARED' : alert.acknowledgedAt !== null ? 'ACKNOWLEDGED' : 'RAISED';
