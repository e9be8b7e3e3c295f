/** Port: the rows of a task. Implemented by persistence; decides nothing. A unit is one transaction of the control database. */
import type { DdlSeen } from './observation.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Recording } from '../events/recording.ts';
import type { ObjectChange, ObjectChangeStatus, SelectionRules } from '../selection/selection-service.ts';
import type { StepKind } from '../switchover/steps.ts';
import type { Switchover, SwitchoverStep, TaskStreams } from '../switchover/switchover.ts';
import type { OpenObjectChange } from './task-progress.ts';
import type { TaskJob, TaskWork } from './jobs.ts';
import type { TaskCommand } from './task-commands.ts';
import type {
  ComponentFilter,
  OverviewPart,
  TaskFilter,
  TaskFilterChoices,
  TaskOrder,
  TaskOverview,
} from './task-service.ts';
import type {
  Component,
  ComponentConfigurationChange,
  ComponentKind,
  DesiredStatus,
  ParameterChange,
  Subtask,
  SubtaskKind,
  Task,
  TaskStatus,
  Worker,
} from './task-types.ts';

export type TaskRecord = Task & {
  readonly selection: SelectionRules;
  /** The task whose hidden sub-migration it is. */
  readonly parentId: string | null;
};
export type TaskChange = Partial<Omit<TaskRecord, 'id' | 'revision' | 'createdAt' | 'createdBy'>>;
export type SubtaskChange = Partial<Pick<Subtask, 'status' | 'progress' | 'reason' | 'startedAt' | 'completedAt'>>;
export type ComponentChange = Partial<
  Pick<Component, 'status' | 'desired' | 'stoppedByPerson' | 'reason' | 'configuration' | 'configurationRevision'>
>;

export interface TaskReads {
  task(id: string): Promise<Task | null>;
  /** See TaskService. */
  overview(id: string, parts: readonly OverviewPart[]): Promise<TaskOverview | null>;
  tasksByIds(ids: readonly string[]): Promise<readonly (Task | null)[]>;
  tasks(filter: TaskFilter, page: PageRequest, order: TaskOrder): Promise<Page<Task>>;
  taskIds(filter: TaskFilter, limit: number): Promise<readonly string[]>;
  taskCounts(filter: TaskFilter): Promise<Readonly<Record<TaskStatus, number>>>;
  taskFilterChoices(): Promise<TaskFilterChoices>;
  subtasks(taskIds: readonly string[]): Promise<readonly Subtask[]>;
  subtask(id: string): Promise<Subtask | null>;
  parameterHistory(taskId: string, page: PageRequest): Promise<Page<ParameterChange>>;
  components(filter: ComponentFilter, page: PageRequest): Promise<Page<Component>>;
  componentsOf(taskIds: readonly string[]): Promise<readonly Component[]>;
  component(id: string): Promise<Component | null>;
  workers(page: PageRequest): Promise<Page<Worker>>;
  configurationHistory(componentId: string, page: PageRequest): Promise<Page<ComponentConfigurationChange>>;
  /** Newest first. */
  switchovers(taskId: string): Promise<readonly Switchover[]>;
  switchover(id: string): Promise<Switchover | null>;
  streams(taskIds: readonly string[]): Promise<readonly TaskStreams[]>;
}

/** What a run of the verification could be over. */
export interface Verifiable {
  readonly tables: readonly string[];
  /** Tables whose newest result is not CONSISTENT. */
  readonly abnormal: readonly string[];
  /** Recorded rows that differ and still stand. */
  readonly differing: number;
  /** A run over all tables was completed. */
  readonly covered: boolean;
}

export interface TaskUnit extends Recording {
  /** Locks the row to the end of the unit. */
  lockTask(id: string): Promise<TaskRecord | null>;
  nameTaken(name: string): Promise<boolean>;
  insertTask(task: TaskRecord, subtasks: readonly { readonly id: string; readonly kind: SubtaskKind }[]): Promise<void>;
  /** Raises the revision and sets updatedAt; answers the new row. */
  updateTask(id: string, change: TaskChange): Promise<TaskRecord>;
  deleteTask(id: string): Promise<void>;
  subtasks(taskId: string): Promise<readonly Subtask[]>;
  updateSubtask(taskId: string, kind: SubtaskKind, change: SubtaskChange): Promise<Subtask | null>;
  /** Including the hidden one. */
  components(taskId: string): Promise<readonly Component[]>;
  /** The row of the kind; made as CREATED with desired STOPPED when missing. */
  ensureComponent(taskId: string, kind: ComponentKind, id: string): Promise<Component>;
  updateComponent(id: string, change: ComponentChange): Promise<Component>;
  /** What a person wants of it, see ComponentLeases.setDesired. */
  setDesired(componentId: string, desired: DesiredStatus): Promise<void>;
  addParameterChange(change: Omit<ParameterChange, 'id'>): Promise<void>;
  addConfigurationChange(change: Omit<ComponentConfigurationChange, 'id'>): Promise<void>;
  /** Of a change of the objects that belongs to the task, locked. */
  objectChange(taskId: string, id: string): Promise<OpenObjectChange | null>;
  /** PENDING, asked for now. */
  insertObjectChange(
    taskId: string,
    change: Pick<ObjectChange, 'id' | 'kind' | 'objects' | 'requestedBy'>,
  ): Promise<void>;
  updateObjectChange(
    id: string,
    change: {
      readonly status: ObjectChangeStatus;
      readonly reason?: ErrorReason | null;
      readonly childId?: string;
      readonly completedAt?: ObjectChange['completedAt'];
    },
  ): Promise<void>;
  /** Tables of the child with what is known of them become the parent's; their ids stay. */
  adoptTables(parentId: string, childId: string): Promise<readonly string[]>;
  /** They leave the task, with their schema objects and progress. */
  removeTables(taskId: string, tables: readonly TableName[]): Promise<void>;
  /** The one that is open, locked with its task. */
  openSwitchover(taskId: string): Promise<Switchover | null>;
  /** The last one that was completed left the side that had been live fenced. */
  lastSwitchFenced(taskId: string): Promise<boolean>;
  /** Of all that the task ever had. */
  switchoverCount(taskId: string): Promise<number>;
  insertSwitchover(switchover: Omit<Switchover, 'steps'>, steps: readonly SwitchoverStep[]): Promise<void>;
  updateSwitchover(
    id: string,
    change: Partial<Pick<Switchover, 'status' | 'completedAt' | 'pausedAt' | 'pauseEndedAt' | 'pointOfNoReturnAt'>>,
  ): Promise<void>;
  updateStep(id: string, kind: StepKind, change: Partial<Omit<SwitchoverStep, 'kind'>>): Promise<void>;
  /** The leg gets the tables of the task; turned round where it goes to the source. Filters stay with the way there. */
  insertLegTables(taskId: string, legId: string, way: { readonly toSource: boolean }): Promise<void>;
  /** Its streams other than the first one that are not released. */
  legIds(taskId: string): Promise<readonly string[]>;
  facts(taskId: string, names: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  addCommand(taskId: string, command: TaskCommand, requestedBy: string): Promise<void>;
  completeCommand(id: string, reason: ErrorReason | null): Promise<void>;
  setFact(taskId: string, name: string, value: unknown): Promise<void>;
  deleteFact(taskId: string, name: string): Promise<void>;
  /** The task's one job, in whichever state (J1). */
  job(taskId: string): Promise<TaskJob | null>;
  /** `location`: only its workers may claim it; null: any. */
  sendJob(taskId: string, work: TaskWork, location: string | null): Promise<void>;
  cancelJob(jobId: string): Promise<void>;
  /** False when it was gone. */
  removeJob(jobId: string): Promise<boolean>;
  verifiable(taskId: string): Promise<Verifiable>;
  /** Open differences of a run: all, or of the named ones; null when the task has no such run. */
  correctable(taskId: string, runId: string, ids: readonly string[] | null): Promise<number | null>;
  /** How often its statement was set, and one; null when the task has no such object. */
  schemaObjectRevision(taskId: string, objectId: string): Promise<number | null>;
  /** What became of a DDL statement of the stream; null when the task has no such one. */
  ddlStatus(taskId: string, ddlId: string): Promise<DdlSeen['status'] | null>;
  /** Marks items as skipped; answers those that are not skippable or unknown. */
  skipPrecheckItems(
    taskId: string,
    items: readonly string[],
    by: { readonly name: string; readonly reason: string },
  ): Promise<readonly string[]>;
}

export interface TaskRecords extends TaskReads {
  unit<T>(work: (unit: TaskUnit) => Promise<T>): Promise<T>;
}
