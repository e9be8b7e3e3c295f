/** Rows of the control database -> the nouns of the task ports. JSON columns hold exactly the port's types: only we write them. */
import { getTableColumns, sql, type InferSelectModel } from 'drizzle-orm';
import { worker, type component, type subtask, type task } from '../../drizzle/tables.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { StageStanding } from '../core/stage.ts';
import type { SelectionRules } from '../selection/selection-service.ts';
import type { TaskRecord } from '../task/task-records.ts';
import {
  SUBTASK_KINDS,
  type Component,
  type PendingAction,
  type Subtask,
  type Task,
  type WaitingFor,
  type Worker,
} from '../task/task-types.ts';

type TaskRow = InferSelectModel<typeof task>;
type ComponentRow = InferSelectModel<typeof component>;
type WorkerRow = InferSelectModel<typeof worker>;

/** A worker that was not heard for this long counts as gone. */
export const WORKER_LOST_MS = 15_000;

/** By the control database's clock, as the heartbeat was: that of an API node may be wrong. */
export const workerColumns = {
  ...getTableColumns(worker),
  alive: sql<boolean>`${worker.heartbeatAt} > now() - make_interval(secs => ${WORKER_LOST_MS / 1_000})`,
};

export function toRecord(row: TaskRow): TaskRecord {
  return {
    ...row,
    status: row.status as Task['status'],
    reason: row.reason as ErrorReason | null,
    phases: row.phases as Task['phases'],
    liveSide: row.liveSide as Task['liveSide'],
    alertLevel: row.alertLevel as Task['alertLevel'],
    parameters: row.parameters as Task['parameters'],
    selection: row.selection as SelectionRules,
    pendingAction: revived<PendingAction>(row.pendingAction, 'requestedAt'),
    waitingFor: revived<WaitingFor>(row.waitingFor, 'since'),
  };
}

export function toTask(row: TaskRow): Task {
  const { selection: _, ...rest } = toRecord(row);
  return rest;
}

/** JSON has no instants: the one field that is one becomes a Date again. */
function revived<T>(value: unknown, instant: keyof T & string): T | null {
  if (value === null || typeof value !== 'object') return null;
  return { ...value, [instant]: new Date(String(Reflect.get(value, instant))) } as T; // written by us from a T
}

export function toSubtask(row: InferSelectModel<typeof subtask>): Subtask {
  return {
    ...row,
    kind: row.kind as Subtask['kind'],
    status: row.status as Subtask['status'],
    reason: row.reason as ErrorReason | null,
    durationMs: row.startedAt ? (row.completedAt ?? new Date()).getTime() - row.startedAt.getTime() : null,
  };
}

const ORDER: readonly string[] = SUBTASK_KINDS;

/** In the order of the phases. */
export const toSubtasks = (rows: readonly InferSelectModel<typeof subtask>[]): Subtask[] =>
  rows.map(toSubtask).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

export function toComponent(row: ComponentRow, owner: WorkerRow | undefined): Component {
  const standing = row.standing as StageStanding | null;
  const active = row.leaseUntil !== null;
  return {
    id: row.id,
    taskId: row.taskId,
    kind: row.kind as Component['kind'],
    direction: row.direction as Component['direction'],
    status: row.status as Component['status'],
    desired: row.desired as Component['desired'],
    stoppedByPerson: row.stoppedByPerson,
    reason: row.reason as ErrorReason | null,
    run: row.epoch,
    host: row.host,
    workerId: row.workerId,
    startedAt: row.startedAt,
    uptimeMs: active && row.startedAt ? Date.now() - row.startedAt.getTime() : null,
    cpu: active ? (owner?.cpu ?? null) : null,
    memoryBytes: active && owner && owner.memoryBytes !== null ? Number(owner.memoryBytes) : null,
    queueBytes: standing?.queueBytes ?? null,
    position: standing?.position ?? null,
    checkpoint: standing?.checkpoint ?? null,
    progress: standing?.progress ?? null,
    waiting: standing?.waiting ?? null,
    configuration: row.configuration as Component['configuration'],
    configurationRevision: row.configurationRevision,
    updatedAt: row.standingAt,
  };
}

export const toWorker = (row: WorkerRow & { readonly alive: boolean }): Worker => ({
  ...row,
  memoryBytes: row.memoryBytes === null ? null : Number(row.memoryBytes),
});
