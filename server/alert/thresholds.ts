/**
 * When an alert is due at each level (product.md section 7): seconds of latency, and seconds that a failure lasts. They lie
 * within bounds, and a higher level never waits longer than a lower one.
 */
import type { AlertLevel } from '../core/alert-level.ts';
import { GodwitError } from '../core/errors.ts';
import { RAISED_LEVELS, type RaisedLevel } from './alert.ts';

export interface Threshold {
  readonly latencySeconds: number;
  readonly failureSeconds: number;
}

export type Thresholds = Readonly<Record<RaisedLevel, Threshold>>;

export interface ThresholdSettings {
  readonly thresholds: Thresholds;
  /** 0 until somebody has changed them. */
  readonly revision: number;
  readonly updatedBy: string | null;
  readonly updatedAt: Date | null;
}

const both = (seconds: number): Threshold => ({ latencySeconds: seconds, failureSeconds: seconds });

export const DEFAULT_THRESHOLDS: Thresholds = { HIGH: both(30), MEDIUM: both(300), LOW: both(900) };

/** Least and greatest seconds of a level. */
export const THRESHOLD_BOUNDS: Readonly<Record<RaisedLevel, readonly [number, number]>> = {
  HIGH: [1, 300],
  MEDIUM: [30, 600],
  LOW: [300, 10_800],
};

/** Throws BAD_INPUT with the field that is wrong. */
export function checkThresholds(thresholds: Thresholds): Thresholds {
  for (const name of ['latencySeconds', 'failureSeconds'] as const) {
    let higher: RaisedLevel | null = null;
    for (const level of RAISED_LEVELS) {
      const seconds = thresholds[level][name];
      const [least, most] = THRESHOLD_BOUNDS[level];
      const path = `${level.toLowerCase()}.${name}`;
      if (!Number.isInteger(seconds) || seconds < least || seconds > most)
        throw bad(path, `${name} of ${level} must be a whole number from ${least} to ${most}.`);
      if (higher !== null && seconds < thresholds[higher][name])
        throw bad(path, `${name} of ${level} must not be less than that of ${higher}.`);
      higher = level;
    }
  }
  return thresholds;
}

const bad = (path: string, detail: string): GodwitError => new GodwitError('BAD_INPUT', { detail, path });

/** Below this incremental synchronization becomes MONITORING; at NONE the threshold of LOW counts. */
export const monitoringThresholdMs = (thresholds: Thresholds, level: AlertLevel): number =>
  thresholds[level === 'NONE' ? 'LOW' : level].latencySeconds * 1_000;
