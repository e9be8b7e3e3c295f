/**
 * Port for the workflow: everything it must know of a task in one reading, and the only ways in which it may write back.
 * Every write appends its events in the same transaction.
 */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { TaskJob, TaskWork } from './jobs.ts';
import type { RecordedCommand } from './task-commands.ts';
import type { TaskRecord } from './task-records.ts';
import type { TaskEvent } from './task-state.ts';
import type { Component, Subtask, SubtaskKind, SubtaskStatus, WaitingFor } from './task-types.ts';

export interface TaskSituation {
  readonly task: TaskRecord;
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  /** Empty before the selection was compiled. */
  readonly tables: readonly TableMapping[];
  readonly subtasks: readonly Subtask[];
  readonly components: readonly Component[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Open commands in the order in which they were asked for. */
  readonly commands: readonly RecordedCommand[];
  /** The job that was asked for and is not settled. */
  readonly job: TaskJob | null;
}

export interface SubtaskUpdate {
  readonly status?: SubtaskStatus;
  /** 0..1. */
  readonly progress?: number;
  /** Undefined leaves it; null clears it. Leaving FAILED clears it by itself. */
  readonly reason?: ErrorReason | null;
}

export type JobResult =
  | { readonly kind: 'FACT'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'COMMAND'; readonly commandId: string; readonly reason: ErrorReason | null }
  | { readonly kind: 'NOTHING' };

export interface TaskProgress {
  /** Null when the task was deleted. */
  load(taskId: string): Promise<TaskSituation | null>;
  recordFact(taskId: string, name: string, value: unknown): Promise<void>;
  deleteFact(taskId: string, name: string): Promise<void>;
  /** Start and end are set from the status; MONITORING never goes back to RUNNING. A progress alone makes no event. */
  setSubtask(taskId: string, kind: SubtaskKind, update: SubtaskUpdate): Promise<void>;
  /** Feeds the state machine; a refused event changes nothing and answers false. `reason` belongs to FAILED. */
  advanceTask(taskId: string, event: Exclude<TaskEvent, { kind: 'REQUEST' }>, reason?: ErrorReason): Promise<boolean>;
  setWaitingFor(taskId: string, waitingFor: Omit<WaitingFor, 'since'> | null): Promise<void>;
  /** A command that turned out to have nothing to do. */
  clearPendingAction(taskId: string): Promise<void>;
  /** Asks for a job, unless the task has one or is to stop or be released. `location`: whose workers may do it; null: any. */
  askJob(taskId: string, work: TaskWork, location: string | null): Promise<void>;
  cancelJob(taskId: string, jobId: string): Promise<void>;
  /** Forgets a job that has ended and records what follows from it, once. */
  settleJob(taskId: string, jobId: string, result: JobResult): Promise<void>;
  /** `reason` when it could not be done. */
  completeCommand(taskId: string, commandId: string, reason: ErrorReason | null): Promise<void>;
}
