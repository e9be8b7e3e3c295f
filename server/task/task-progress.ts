/**
 * Port for the workflow: everything it must know of a task in one reading, and the only ways in which it may write back.
 * Every write appends its events in the same transaction.
 */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableMapping, TableName } from '../core/object-map.ts';
import type { Position } from '../core/position.ts';
import type { StepKind } from '../switchover/steps.ts';
import type { Switchover } from '../switchover/switchover.ts';
import type { ObjectChange, ObjectChangeStatus } from '../selection/selection-service.ts';
import type { TaskJob, TaskWork } from './jobs.ts';
import type { RecordedCommand } from './task-commands.ts';
import type { StepChange } from './recorded-switchovers.ts';
import type { TaskRecord } from './task-records.ts';
import type { TaskEvent } from './task-state.ts';
import type { CommandAction, Component, Subtask, SubtaskKind, SubtaskStatus, WaitingFor } from './task-types.ts';

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
  /** Changes of the objects that are not over, in the order in which they were asked for. */
  readonly objectChanges: readonly OpenObjectChange[];
  /** Its sub-migrations that are not released. */
  readonly childIds: readonly string[];
  /** Its streams beside the first one that are not released, by number. */
  readonly legs: readonly Leg[];
  /** The one that is open. */
  readonly switchover: Switchover | null;
}

/** A stream of the task other than its first one, as a hidden task. */
export interface Leg {
  readonly id: string;
  readonly number: number;
}

export interface OpenObjectChange extends Pick<ObjectChange, 'id' | 'kind' | 'objects' | 'status'> {
  /** The hidden sub-migration, once there is one. */
  readonly childId: string | null;
  /** A person wants it to end. */
  readonly aborting: boolean;
}

export interface ObjectChangeUpdate {
  readonly status: ObjectChangeStatus;
  /** Belongs to FAILED. */
  readonly reason?: ErrorReason;
  /** What it means for the task, in the same unit. */
  readonly event: Extract<TaskEvent, { kind: 'MODIFYING' | 'INTEGRATING' | 'MODIFIED' }>['kind'];
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
  /** Moves a change of the objects on, and the task with it. A change that ends forgets where the replay stood still for it. */
  advanceChange(taskId: string, changeId: string, update: ObjectChangeUpdate): Promise<void>;
  /** Makes and starts the hidden sub-migration of a change, or resumes it; the change is RUNNING then. */
  openSubMigration(taskId: string, changeId: string): Promise<void>;
  /** Asks for an action; nothing happens where the state machine refuses it. */
  steerSubMigration(childId: string, action: CommandAction): Promise<void>;
  /** The sub-migration's tables, with what is known of them, become the task's; it is released, the change SUCCEEDED. `upTo`: its checkpoint. */
  adoptSubMigration(taskId: string, changeId: string, handover: { readonly upTo: Position | null }): Promise<void>;
  /** Records a REMOVE of tables as a person would ask for it. */
  askRemoval(taskId: string, tables: readonly TableName[], by: string): Promise<void>;
  /** The tables of a REMOVE leave the task and its rules; the change is SUCCEEDED. */
  removeObjects(taskId: string, changeId: string): Promise<void>;
  /**
   * What a step has come to; findings are added. Nothing happens when somebody skipped it or cancelled meanwhile. As it is recorded
   * then; null when it is not open any more.
   */
  recordStep(taskId: string, switchoverId: string, kind: StepKind, change: StepChange): Promise<Switchover | null>;
  recordPause(taskId: string, switchoverId: string): Promise<void>;
  /** False when somebody cancelled first. */
  recordPointOfNoReturn(taskId: string, switchoverId: string): Promise<boolean>;
  completeSwitchover(taskId: string, switchoverId: string): Promise<void>;
  switchoverCanceled(taskId: string, switchoverId: string): Promise<void>;
  /** Makes and starts the hidden task of a stream, or resumes it; its id. */
  openLeg(taskId: string, number: number): Promise<string>;
  /** Asks for an action; nothing happens where the state machine refuses it. */
  steerLeg(legId: string, action: CommandAction): Promise<void>;
  /** `reason` when it could not be done. */
  completeCommand(taskId: string, commandId: string, reason: ErrorReason | null): Promise<void>;
}
