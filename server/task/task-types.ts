/**
 * The nouns of a task as the services return them: plain, immutable, never holding a secret. Every word is the word of
 * product.md; GraphQL fields and table columns carry the same names.
 */
import type { AlertLevel } from '../core/alert-level.ts';
import type { ErrorCode } from '../core/error-codes.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { ComponentKind as StageKind, Waiting } from '../core/stage.ts';

export const TASK_STATUSES = [
  'NOT_STARTED',
  'RUNNING',
  'MODIFYING',
  'INTEGRATING',
  'STOPPED',
  'FAILED',
  'COMPLETED',
  'RELEASING',
  'RELEASED',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** The migration type is the set of these. */
export const MIGRATION_PHASES = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
  'REVERSE_INCREMENTAL',
] as const;
export type MigrationPhase = (typeof MIGRATION_PHASES)[number];

/** In the order in which they are shown. */
export const SUBTASK_KINDS = [
  'PRECHECK',
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
  'FORWARD_SWITCHOVER',
  'REVERSE_INCREMENTAL',
] as const;
export type SubtaskKind = (typeof SUBTASK_KINDS)[number];

export const SUBTASK_STATUSES = [
  'NOT_STARTED',
  'RUNNING',
  'MONITORING',
  'STOPPED',
  'FAILED',
  'COMPLETED',
  'SKIPPED',
] as const;
export type SubtaskStatus = (typeof SUBTASK_STATUSES)[number];

/** Columns of the table of product.md section 2, and TAGS, which it leaves out: only where nothing may be done are they fixed. */
export const TASK_ACTIONS = [
  'START',
  'STOP',
  'RESUME',
  'RELEASE',
  'DELETE',
  'RENAME',
  'VIEW_PARAMETERS',
  'MODIFY_PARAMETERS',
  'ADD_OBJECTS',
  'REMOVE_OBJECTS',
  'ALERT_LEVEL',
  'TAGS',
  'CLONE',
] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

/** Actions that take time: they stand as pendingAction until they have happened. */
export const COMMAND_ACTIONS = ['START', 'STOP', 'RESUME', 'RELEASE'] as const;
export type CommandAction = (typeof COMMAND_ACTIONS)[number];

export interface AllowedAction {
  readonly action: TaskAction;
  readonly allowed: boolean;
  /** Null when allowed; else the error that the mutation would answer with. */
  readonly code: ErrorCode | null;
  /** Why not, or under which condition (live parameters only), in words; null when there is nothing to say. */
  readonly detail: string | null;
}

export interface PendingAction {
  readonly action: CommandAction;
  readonly requestedAt: Date;
  readonly requestedBy: string;
}

/** Mutations that end a wait; each is one of the schema (test/waiting-actions.test.ts). */
export const WAITING_ACTIONS = [
  'taskResume',
  'subtaskAdvance',
  'componentStart',
  'switchoverAllowWrites',
  'switchoverConfirmWritesStopped',
  'switchoverStartReverse',
  'switchoverStepComplete',
  'switchoverStepRetry',
] as const;

export interface WaitingFor extends Waiting {
  readonly who: 'PERSON' | 'GODWIT' | 'DATABASE';
  readonly since: Date;
  /** The action that ends the wait, when there is one: a mutation of the API, e.g. `taskResume`. */
  readonly action: (typeof WAITING_ACTIONS)[number] | null;
}

/** 0 NONE means off; the values are those of parameters.ts. */
export type ParameterValue = string | number | boolean | null | readonly string[];
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

export interface Task {
  /** Lower-case letters, digits and underscore. */
  readonly id: string;
  readonly name: string;
  readonly status: TaskStatus;
  /** Why it is FAILED; null otherwise. */
  readonly reason: ErrorReason | null;
  readonly phases: readonly MigrationPhase[];
  readonly sourceEndpointId: string;
  readonly targetEndpointId: string;
  readonly alertLevel: AlertLevel;
  /** Minutes between two repetitions of an alert, 1..600. */
  readonly alertRepeatMinutes: number;
  readonly tags: readonly string[];
  readonly parameters: ParameterValues;
  readonly parametersRevision: number;
  readonly selectionRevision: number;
  /** Grows when a person changes name, tags or alert level. */
  readonly labelsRevision: number;
  /** A switchover is open: objects, name and verification stay as they are (C24). */
  readonly switching: boolean;
  /** Which side the application is to write to. */
  readonly liveSide: 'SOURCE' | 'TARGET';
  /** The stream that carries the changes since a switchover; null: the task's own, or none. */
  readonly liveLeg: number | null;
  readonly pendingAction: PendingAction | null;
  readonly waitingFor: WaitingFor | null;
  /** Grows with every change of the record. */
  readonly revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly updatedAt: Date;
}

export interface Subtask {
  readonly id: string;
  readonly taskId: string;
  readonly kind: SubtaskKind;
  readonly status: SubtaskStatus;
  /** 0..1. */
  readonly progress: number;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Milliseconds from start to end (or now); null before the start. */
  readonly durationMs: number | null;
  readonly reason: ErrorReason | null;
}

/** WORKFLOW is hidden from people: it steers the others. */
export type ComponentKind = StageKind | 'WORKFLOW';
/** FORWARD carries changes from the source to the target, REVERSE back. */
export const DIRECTIONS = ['FORWARD', 'REVERSE'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const COMPONENT_STATUSES = [
  'CREATED',
  'STARTING',
  'RUNNING',
  'STOPPING',
  'STOPPED',
  'FAILED',
  'COMPLETED',
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];
export type DesiredStatus = 'RUNNING' | 'STOPPED';

export interface Component {
  readonly id: string;
  readonly taskId: string;
  readonly kind: ComponentKind;
  readonly direction: Direction;
  readonly status: ComponentStatus;
  readonly desired: DesiredStatus;
  /** True when a person stopped it: the task runs on with a warning until it, or the task, is started again. */
  readonly stoppedByPerson: boolean;
  readonly reason: ErrorReason | null;
  /** Grows with every run, over workers; 0 before the first. Its log lines carry it. */
  readonly run: number;
  readonly host: string | null;
  readonly workerId: string | null;
  readonly startedAt: Date | null;
  readonly uptimeMs: number | null;
  /** Cores in use, 1 = one core; of the process that runs it. */
  readonly cpu: number | null;
  readonly memoryBytes: number | null;
  readonly queueBytes: number | null;
  /** Opaque source position reached, and the one that a restart would begin at. */
  readonly position: string | null;
  readonly checkpoint: string | null;
  readonly progress: number | null;
  /** What it waits for (barrier, lock, retry). */
  readonly waiting: Waiting | null;
  /** Its own values alone; they hide the task's until they are reset. */
  readonly configuration: ParameterValues;
  readonly configurationRevision: number;
  /** When `position`, `cpu` and the others were last reported. */
  readonly updatedAt: Date | null;
}

export interface ComponentConfigurationChange {
  readonly id: string;
  readonly componentId: string;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly diff: readonly ValueChange[];
}

export interface ValueChange {
  readonly name: string;
  readonly before: ParameterValue;
  readonly after: ParameterValue;
  /** Of a component: `after` is the task's value, which it follows again. */
  readonly reset?: boolean;
}

export interface ParameterChange {
  readonly id: string;
  readonly taskId: string;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly changes: readonly ValueChange[];
}

export interface Worker {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** The machine or folder whose change logs this worker can read. */
  readonly location: string;
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
  readonly cpu: number | null;
  readonly memoryBytes: number | null;
  readonly alive: boolean;
}
