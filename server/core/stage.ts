/**
 * What every component's worker part looks like from outside: started with a context, runs until its work is complete,
 * it is told to stop, or it fails. Crash-safe by contract: run() may be called again anywhere, any number of times, and
 * continues from recorded facts.
 */
import type { ErrorReason } from './errors.ts';
import type { Position } from './position.ts';

export type ComponentKind = 'STORE' | 'INCR_SYNC' | 'FULL_IMPORT' | 'FULL_VERIFICATION';
export const COMPONENT_KINDS: readonly ComponentKind[] = ['STORE', 'INCR_SYNC', 'FULL_IMPORT', 'FULL_VERIFICATION'];

export interface StageContext {
  /** Aborted when the component is to stop or its lease is lost; run() drains within 5 s and returns STOPPED. */
  readonly signal: AbortSignal;
  /** The epoch of the lease; raised fences on the target carry it (C17, C18). */
  readonly epoch: number;
  readonly log: StageLog;
  readonly meter: Meter;
  /** Where the component stands, shown in the component list. Cheap; call it as often as facts change. */
  report(standing: StageStanding): void;
}

/** What something waits for. */
export interface Waiting {
  /** In words for everyone. */
  readonly what: string;
  /** What goes with it and can hold values of rows, e.g. the statement of an open transaction; not for the role VIEWER. */
  readonly rowDetail?: string | null;
  /** The error that is tried again, when it waits for the end of one. */
  readonly reason?: ErrorReason | null;
}

export interface StageStanding {
  /** 0..1 where the end is known. */
  readonly progress?: number;
  readonly position?: Position | null;
  /** When the change at `position` was committed, by the source's clock, microseconds since the Unix epoch. */
  readonly committedAtMicros?: number | null;
  readonly checkpoint?: Position | null;
  readonly queueBytes?: number;
  /** What it waits for (barrier, lock, retry), or null. */
  readonly waiting?: Waiting | null;
}

/** The fact named `rowDetail` can hold values of rows: it is kept apart from the line and withheld from the role VIEWER. */
export interface StageLog {
  debug(message: string, facts?: Record<string, unknown>): void;
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}

/** Integer counters and gauges by name of metrics/catalogue; adding allocates nothing. Sampled once a second by the worker. */
export interface Meter {
  counter(name: string): { add(amount: number): void };
  gauge(name: string): { set(value: number): void };
  /** Mean of what was recorded since the last sample (milliseconds). */
  timer(name: string): { record(milliseconds: number): void };
}

export type StageOutcome = 'COMPLETED' | 'STOPPED';

export interface Stage {
  /** Resolves COMPLETED or STOPPED; rejects with a GodwitError when a person or the supervisor must decide. */
  run(context: StageContext): Promise<StageOutcome>;
}
