/**
 * Who runs which component (port, correctness.md C17): a lease row per component in the control database. A worker claims
 * what should run and nobody runs, renews every 3 s, and loses it after 9 s without renewal. Each claim raises the epoch,
 * which fences whatever an earlier owner might still do.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { StageStanding } from '../core/stage.ts';
import type { ComponentKind, DesiredStatus, ParameterValues } from './task-types.ts';

export const LEASE_MS = 9_000;
export const RENEW_EVERY_MS = 3_000;

export interface WorkerIdentity {
  /** Unique per process start. */
  readonly id: string;
  readonly host: string;
  /** The machine or folder whose change logs this worker can read. */
  readonly location: string;
  readonly pid: number;
}

export interface LeasedComponent {
  readonly componentId: string;
  readonly taskId: string;
  readonly kind: ComponentKind;
  readonly epoch: number;
  /** Own configuration of the component; parameters of the task apply where it is silent. */
  readonly configuration: ParameterValues;
}

/** What renew() says of a component that is still ours. */
export interface RenewedLease {
  readonly componentId: string;
  readonly desired: DesiredStatus;
  /** The task's parameters overlaid with the component's configuration: live ones are applied from here. */
  readonly parameters: ParameterValues;
  /** Changes when the component must be restarted for a change of its configuration. */
  readonly restartRevision: number;
}

export type ComponentEnd =
  | { readonly status: 'COMPLETED' | 'STOPPED' }
  | { readonly status: 'FAILED'; readonly reason: ErrorReason }
  /** Given back for another worker (drain of a process): desired stays as it is. */
  | { readonly status: 'CREATED' };

export interface ComponentLeases {
  registerWorker(worker: WorkerIdentity): Promise<void>;
  workerHeartbeat(workerId: string, load: { readonly cpu: number; readonly memoryBytes: number }): Promise<void>;
  /** The process of this worker is known to be dead: its leases end at once. By host and process id. */
  workerGone(host: string, pid: number): Promise<void>;
  /**
   * Claims up to `limit` components with desired RUNNING that are not FAILED or COMPLETED, have no living lease, and whose
   * location is null or this one (STORE pins the location of its task's log). Raises the epoch, sets status STARTING,
   * begins a new log run. Safe between any number of workers (SKIP LOCKED).
   */
  claim(workerId: string, options: { readonly location: string; readonly limit: number }): Promise<readonly LeasedComponent[]>;
  /** Extends the leases that are still ours; what is missing in the answer is lost. */
  renew(workerId: string, leases: readonly { readonly componentId: string; readonly epoch: number }[]): Promise<readonly RenewedLease[]>;
  /** The stage runs now. */
  started(componentId: string, epoch: number): Promise<void>;
  /** Ends the lease; nothing happens when the epoch is no longer current. */
  finish(componentId: string, epoch: number, end: ComponentEnd): Promise<void>;
  /** Upserts what each component reports and its newest metric values, one statement for all of a worker. */
  report(workerId: string, reports: readonly ComponentReport[]): Promise<void>;
  /** Resolves when something may be claimable (NOTIFY godwit_wake) or after `limitMs`. */
  untilWoken(limitMs: number, signal: AbortSignal): Promise<void>;
}

export interface ComponentReport {
  readonly componentId: string;
  readonly taskId: string;
  readonly epoch: number;
  readonly at: Date;
  readonly standing: StageStanding;
  readonly cpu: number;
  readonly memoryBytes: number;
  /** Values of metrics/catalogue.ts sampled over the last second. */
  readonly values: Readonly<Record<string, number>>;
}

export interface LogEntry {
  readonly at: Date;
  readonly level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>> | null;
}

export interface ComponentLogs {
  /** Appends to the present run of the component; the oldest lines go above 64 MiB. */
  append(componentId: string, entries: readonly LogEntry[]): Promise<void>;
}
