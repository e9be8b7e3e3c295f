/** The door to alerts: what is wrong now, what was, who has taken note of it, and when something counts as wrong. */
import type { Command } from '../core/actor.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Alert, AlertKind, AlertState, RaisedLevel } from './alert.ts';
import type { CatchingUp } from './catching-up.ts';
import type { Thresholds, ThresholdSettings } from './thresholds.ts';

export interface AlertFilter {
  readonly taskIds?: readonly string[] | null;
  readonly levels?: readonly RaisedLevel[] | null;
  readonly kinds?: readonly AlertKind[] | null;
  readonly states?: readonly AlertState[] | null;
  /** Raised at or after, and before. */
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Open alerts of a kind and level. */
export interface AlertCount {
  readonly kind: AlertKind;
  readonly level: RaisedLevel;
  readonly state: Exclude<AlertState, 'CLEARED'>;
  readonly count: number;
}

export interface AlertService {
  alert(id: string): Promise<Alert | null>;
  /** Newest first. */
  alerts(filter: AlertFilter, page: PageRequest): Promise<Page<Alert>>;
  /** Those not cleared, of several tasks at once: at most one of a kind each. */
  openAlerts(taskIds: readonly string[]): Promise<readonly Alert[]>;
  counts(): Promise<readonly AlertCount[]>;
  /** Tasks whose stream has not caught up yet, and how long that takes, from what was measured. */
  catchingUp(taskIds: readonly string[]): Promise<readonly CatchingUp[]>;
  thresholds(): Promise<ThresholdSettings>;

  /** It is no longer repeated. An alert that is over or has been acknowledged is ALERT_NOT_OPEN. */
  acknowledge(id: string, note: string | null, command: Command): Promise<Alert>;
  /** All of them at once; a stale revision is CONFLICT. */
  updateThresholds(
    change: { readonly thresholds: Thresholds; readonly expectedRevision: number },
    command: Command,
  ): Promise<ThresholdSettings>;
}
