/**
 * The door to tasks: create, act, search. Reads answer null for what does not exist; mutations throw a GodwitError with a
 * stable code. A mutation returns once its command is recorded: task row, pendingAction, events, audit and wake-up commit in
 * one transaction; the workflow carries it out later.
 */
import type { AlertLevel } from '../core/alert-level.ts';
import type { Command } from '../core/actor.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Page, PageRequest, SortDirection } from '../core/page.ts';
import type { SelectionRules } from '../selection/selection-service.ts';
import type { ConfigurationChange } from './component-configuration.ts';
import type { TaskLatency } from './observation.ts';
import type {
  AllowedAction,
  Component,
  ComponentKind,
  ComponentConfigurationChange,
  ComponentStatus,
  MigrationPhase,
  ParameterChange,
  ParameterValues,
  Subtask,
  SubtaskKind,
  Task,
  TaskAction,
  TaskStatus,
  Worker,
} from './task-types.ts';

export interface TaskInput {
  /** Unique, 1..64 characters (NAME_TAKEN, BAD_INPUT). */
  readonly name: string;
  readonly sourceEndpointId: string;
  readonly targetEndpointId: string;
  readonly phases: readonly MigrationPhase[];
  readonly selection: SelectionRules;
  /** Names of parameters.ts; what is left out has its default. */
  readonly parameters?: ParameterValues;
  readonly tags?: readonly string[];
  readonly alertLevel?: AlertLevel;
  readonly alertRepeatMinutes?: number;
}

export interface TaskFilter {
  readonly ids?: readonly string[] | null;
  readonly statuses?: readonly TaskStatus[] | null;
  /** Tasks that have all of these tags. */
  readonly tags?: readonly string[] | null;
  /** Tasks that include all of these phases. */
  readonly phases?: readonly MigrationPhase[] | null;
  /** Part of the name, of the id or of an endpoint's name, whatever the case. */
  readonly keyword?: string | null;
  readonly alertLevels?: readonly AlertLevel[] | null;
  readonly createdBy?: string | null;
  /** As source or as target. */
  readonly endpointId?: string | null;
}

/** What the tasks there are can be searched by, each in order. */
export interface TaskFilterChoices {
  readonly tags: readonly string[];
  readonly createdBy: readonly string[];
  readonly endpointIds: readonly string[];
}

export type TaskSortField = 'NAME' | 'STATUS' | 'CREATED_AT' | 'UPDATED_AT';

export interface TaskOrder {
  readonly field: TaskSortField;
  readonly direction: SortDirection;
}

export type BatchAction = 'START' | 'STOP' | 'RESUME' | 'RELEASE' | 'DELETE';

export interface BatchResult {
  readonly taskId: string;
  readonly name: string;
  readonly outcome: 'DONE' | 'LEFT';
  /** Why it was left; null when done. */
  readonly error: ErrorReason | null;
}

export interface CloneInput {
  /** A free name is made from the original's when null. */
  readonly name?: string | null;
  readonly phases?: readonly MigrationPhase[] | null;
}

export interface ComponentFilter {
  readonly taskIds?: readonly string[] | null;
  readonly kinds?: readonly ComponentKind[] | null;
  readonly statuses?: readonly ComponentStatus[] | null;
  readonly host?: string | null;
}

/** What of a task a TaskOverview can have. */
export type OverviewPart = 'subtasks' | 'components' | 'latency';

/** Parts that were not asked for are empty. */
export interface TaskOverview {
  readonly task: Task;
  readonly subtasks: readonly Subtask[];
  readonly components: readonly Component[];
  readonly latency: TaskLatency | null;
}

export interface ReleaseOptions {
  /** What becomes of a fence that still stands. */
  readonly fence?: 'LIFT' | 'KEEP' | null;
}

/** CONFLICT when name, tags or alert level have changed since; null or absent: whatever they are. */
export interface ExpectedLabels {
  readonly expectedRevision?: number | null;
}

export interface TaskService {
  task(id: string): Promise<Task | null>;
  /** A task with parts of it, asked for in one question; null when there is none. */
  overview(id: string, parts: readonly OverviewPart[]): Promise<TaskOverview | null>;
  /** Several at once, in the order of the ids (a loader's batch). */
  tasksByIds(ids: readonly string[]): Promise<readonly (Task | null)[]>;
  /** Default order: CREATED_AT DESC. */
  tasks(filter: TaskFilter, page: PageRequest, order?: TaskOrder): Promise<Page<Task>>;
  /** Count of every status (0 included) over the filter, whose own `statuses` is left aside. */
  taskCounts(filter: TaskFilter): Promise<Readonly<Record<TaskStatus, number>>>;
  taskFilterChoices(): Promise<TaskFilterChoices>;
  /** Allowed or why not: the same table that the mutations enforce. Null: every action. */
  allowedActions(task: Task, actions: readonly TaskAction[] | null): readonly AllowedAction[];
  subtasks(taskIds: readonly string[]): Promise<readonly Subtask[]>;
  subtask(id: string): Promise<Subtask | null>;
  parameterHistory(taskId: string, page: PageRequest): Promise<Page<ParameterChange>>;

  create(input: TaskInput, command: Command): Promise<Task>;
  start(taskId: string, command: Command): Promise<Task>;
  stop(taskId: string, command: Command): Promise<Task>;
  resume(taskId: string, command: Command): Promise<Task>;
  /** FENCE_STANDS when writes are stopped by a fence of the task and it is not said what is to become of it. */
  release(taskId: string, command: Command & ReleaseOptions): Promise<Task>;
  /** `confirmName` repeats the exact name of the task (CONFIRMATION_MISMATCH). Returns the deleted id. */
  delete(taskId: string, confirmName: string, command: Command): Promise<string>;
  rename(taskId: string, change: { readonly name: string } & ExpectedLabels, command: Command): Promise<Task>;
  /** Up to 8 tags of 1 to 32 characters (LIMIT_EXCEEDED, BAD_INPUT). */
  setTags(
    taskId: string,
    change: { readonly tags: readonly string[] } & ExpectedLabels,
    command: Command,
  ): Promise<Task>;
  /** The repeat interval stays as it is when it is not given; 1 to 600 (BAD_INPUT). */
  setAlertLevel(
    taskId: string,
    change: { readonly alertLevel: AlertLevel; readonly alertRepeatMinutes?: number | null } & ExpectedLabels,
    command: Command,
  ): Promise<Task>;
  /** A stale revision is CONFLICT with both; outside its states PARAMETER_NOT_CHANGEABLE and nothing changes. */
  modifyParameters(
    taskId: string,
    change: { readonly values: ParameterValues; readonly expectedRevision: number },
    command: Command,
  ): Promise<Task>;
  /** A NOT_STARTED task with both endpoints, objects, parameters, tags and alert level. */
  clone(taskId: string, input: CloneInput, command: Command): Promise<Task>;
  /** DELETE needs `confirmNames`: the exact name of each task. At most 1 000 tasks. */
  batch(
    action: BatchAction,
    scope: { readonly ids: readonly string[] } | { readonly filter: TaskFilter },
    command: Command & { readonly confirmNames?: readonly string[] },
  ): Promise<readonly BatchResult[]>;
}

export interface ComponentService {
  /** WORKFLOW components are hidden from lists. */
  components(filter: ComponentFilter, page: PageRequest): Promise<Page<Component>>;
  /** All of some tasks, unpaged: at most six each. */
  componentsOf(taskIds: readonly string[]): Promise<readonly Component[]>;
  component(id: string): Promise<Component | null>;
  workers(page: PageRequest): Promise<Page<Worker>>;
  configurationHistory(componentId: string, page: PageRequest): Promise<Page<ComponentConfigurationChange>>;

  start(componentId: string, command: Command): Promise<Component>;
  stop(componentId: string, command: Command): Promise<Component>;
  /** Values become its own and hide the task's until they are reset; it is restarted if one is not live. */
  updateConfiguration(
    componentId: string,
    change: ConfigurationChange & { readonly expectedRevision: number },
    command: Command,
  ): Promise<Component>;
  /**
   * From the start. Full-Import: what it copied is taken back and copied again; refused once the copy is completed or
   * incremental has begun, and where rows of the target are kept. Full-Verification: a run of everything, while it does not
   * run. ACTION_NOT_ALLOWED for any other.
   */
  rerun(componentId: string, command: Command): Promise<Component>;
  /** Incr-Sync, while it is stopped. */
  resetPosition(componentId: string, position: string, command: Command): Promise<Component>;
}

/** Operations inside phases; each records a command that the workflow carries out (task/task-commands.ts). */
export interface PhaseService {
  /** Runs the precheck again: the named items, or all when null. */
  precheckRun(taskId: string, items: readonly string[] | null, command: Command): Promise<Subtask>;
  /** Only items whose `skippable` is true (ACTION_NOT_ALLOWED). */
  precheckSkip(taskId: string, items: readonly string[], reason: string, command: Command): Promise<Subtask>;
  /** Sets the DDL that is to be run and retries it. A stale revision is CONFLICT. */
  schemaObjectModify(
    taskId: string,
    change: { readonly objectId: string; readonly convertedDdl: string; readonly expectedRevision: number },
    command: Command,
  ): Promise<Subtask>;
  /** Null retries all that failed. */
  schemaObjectsRetry(taskId: string, objectIds: readonly string[] | null, command: Command): Promise<Subtask>;
  /** Their indexes too. */
  schemaObjectsSkip(taskId: string, objectIds: readonly string[], command: Command): Promise<Subtask>;
  /** Removes them from the task; their indexes too. */
  schemaObjectsRemove(taskId: string, objectIds: readonly string[], command: Command): Promise<Subtask>;
  /** Goes on to the next phase by hand (automatic advance is off, or failures are accepted). */
  advance(taskId: string, kind: SubtaskKind, command: Command): Promise<Subtask>;
  /** Skips a phase that may be skipped: FULL_VERIFICATION while RUNNING or FAILED. */
  skip(taskId: string, kind: SubtaskKind, reason: string | null, command: Command): Promise<Subtask>;
  verificationStart(taskId: string, run: VerificationRequest, command: Command): Promise<Subtask>;
  /** Preview without `apply`: the statements are on each difference. Applies to the named differences, or all of a run. */
  verificationCorrect(
    taskId: string,
    run: { readonly runId: string; readonly differenceIds: readonly string[] | null },
    command: Command,
  ): Promise<Subtask>;
  /** Skips a DDL statement at which the stream stands. */
  ddlSkip(taskId: string, ddlId: string, command: Command): Promise<Subtask>;
}

export type VerificationScope = 'ALL' | 'ABNORMAL_TABLES' | 'INCONSISTENT_ROWS' | 'CHANGED_ROWS' | 'CUSTOM';

export interface VerificationRequest {
  readonly scope: VerificationScope;
  /** Only for CUSTOM: ids of the task's tables, with an own row filter each if wanted. */
  readonly tables?: readonly { readonly tableId: string; readonly rowFilter?: string | null }[];
}
