/**
 * Port for the worker runtime: components that run for weeks are rows with a lease (C17). An epoch is given once and only
 * grows; who holds an older one owns nothing any more, whatever it believes (C18).
 */
import type { ErrorReason } from '../core/errors.ts';
import type { WorkersSeen } from './change-log-place.ts';
import type { StageStanding } from '../core/stage.ts';
import type {
  Component,
  ComponentKind,
  ComponentStatus,
  DesiredStatus,
  Direction,
  ParameterValues,
} from './task-types.ts';

export const LEASE_MS = 9_000;
export const RENEW_EVERY_MS = 3_000;

export interface WorkerRegistration {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly location: string;
}

export interface Lease {
  readonly componentId: string;
  readonly taskId: string;
  readonly kind: ComponentKind;
  readonly direction: Direction;
  readonly epoch: number;
  /** The task's parameters overlaid with the component's own configuration. */
  readonly configuration: ParameterValues;
}

export interface HeldLease {
  readonly componentId: string;
  readonly epoch: number;
  /** Reported with the renewal; undefined leaves what stands. */
  readonly standing?: StageStanding;
}

export interface RenewedLease {
  readonly componentId: string;
  readonly desired: DesiredStatus;
  readonly configuration: ParameterValues;
}

export interface ComponentLeases {
  registerWorker(worker: WorkerRegistration): Promise<void>;
  /** Answers the control database's time: what is recorded carries it, so that the clocks of workers do not matter (C26). */
  workerHeartbeat(workerId: string, load: { readonly cpu: number; readonly memoryBytes: number }): Promise<Date>;
  /** Ends the worker: its leases are free at once (also called for a local child that died). */
  removeWorker(workerId: string): Promise<void>;
  /** Takes up to `limit` components that want to run and have no live lease; each has a raised epoch and STARTING. */
  claim(workerId: string, location: string, limit: number): Promise<readonly Lease[]>;
  /** Those of `held` that are still owned, with what is wanted of them now. What is missing in the answer is lost. */
  renew(workerId: string, held: readonly HeldLease[]): Promise<readonly RenewedLease[]>;
  /** STARTING -> RUNNING; false when the lease is lost. */
  running(componentId: string, epoch: number): Promise<boolean>;
  /** Ends the lease; false when it was lost before. A STOPPED component whose desired is RUNNING can be claimed again. */
  finish(
    componentId: string,
    epoch: number,
    outcome: {
      readonly status: Extract<ComponentStatus, 'COMPLETED' | 'STOPPED' | 'FAILED'>;
      readonly reason: ErrorReason | null;
    },
  ): Promise<boolean>;
  /** The component of the kind, made when missing (desired STOPPED). */
  ensureComponent(taskId: string, kind: ComponentKind): Promise<Component>;
  /** Wants it to run or to stop. RUNNING also from FAILED and COMPLETED: it starts again. */
  setDesired(componentId: string, desired: DesiredStatus, byPerson: boolean): Promise<void>;
  /** Binds it to the workers of a location (where its log lies), or to none. */
  setLocation(componentId: string, location: string | null): Promise<void>;
  /** Leaves the workflow, whose lease is held, to the living workers of another location than this; false: there is none. */
  leaveElsewhere(componentId: string, location: string): Promise<boolean>;
  /** The locations of living workers, and the control database's time. */
  workersSeen(): Promise<WorkersSeen>;
  /**
   * Binds the components beside the task's log, which nobody runs any more, to another location and lets them stand there
   * until they are wanted; their failures are forgotten. Resolves with Incr-Sync's epoch, raised; null: one is still held.
   */
  standDown(taskId: string, location: string): Promise<number | null>;
  /** Raises the epoch of a component that is not wanted and that nobody holds; resolves with it. Null: it is still held, or wanted. */
  retire(taskId: string, kind: ComponentKind): Promise<number | null>;
  /**
   * Takes a component from whoever holds it, and wants it no longer; resolves with the raised epoch, null: there is none. Who had it
   * notices within LEASE_MS: whoever calls this raises the fence on what it writes to.
   */
  revoke(taskId: string, kind: ComponentKind): Promise<number | null>;
}
