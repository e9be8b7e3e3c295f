/** Carries a transition of the state machine into the rows: the status, the effects, and the events, in the caller's unit. */
import { GodwitError } from '../core/errors.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import type { TaskChange, TaskRecord, TaskUnit } from './task-records.ts';
import { transition, type TaskEffect, type TaskEvent } from './task-state.ts';

export async function requireTask(unit: TaskUnit, taskId: string): Promise<TaskRecord> {
  const task = await unit.lockTask(taskId);
  if (!task) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
  return task;
}

export interface TransitionRequest {
  readonly event: TaskEvent;
  readonly by: string;
  readonly reason?: ErrorReason;
  readonly newId: NewId;
}

/** The task after the event, or null when the machine refuses it. */
export async function saveTransition(
  unit: TaskUnit,
  task: TaskRecord,
  request: TransitionRequest,
): Promise<TaskRecord | null> {
  const result = transition({ status: task.status, pending: task.pendingAction?.action ?? null }, request.event);
  if (!result.accepted) return null;
  const { status, pending } = result.state;
  const keepsPending = pending !== null && pending === task.pendingAction?.action;
  const pendingAction =
    pending === null
      ? null
      : keepsPending
        ? task.pendingAction
        : { action: pending, requestedAt: new Date(), requestedBy: request.by };
  const after = await unit.updateTask(task.id, {
    status,
    pendingAction,
    ...columnsOf(result.effects, request.reason ?? null),
  });
  for (const effect of result.effects) await carryOut(unit, task.id, effect, request.newId);
  if (status !== task.status)
    unit.event({
      type: 'TASK_STATUS_CHANGED',
      taskId: task.id,
      subjectId: task.id,
      facts: { from: task.status, to: status },
    });
  if (pending !== (task.pendingAction?.action ?? null))
    unit.event({
      type: 'TASK_PENDING_ACTION_CHANGED',
      taskId: task.id,
      subjectId: task.id,
      facts: { action: pending },
    });
  return after;
}

function columnsOf(effects: readonly TaskEffect[], reason: ErrorReason | null): TaskChange {
  const has = (effect: TaskEffect): boolean => effects.includes(effect);
  return {
    ...(has('SET_STARTED_AT') ? { startedAt: new Date() } : {}),
    ...(has('SET_COMPLETED_AT') ? { completedAt: new Date() } : {}),
    ...(has('SET_REASON') ? { reason } : {}),
    ...(has('CLEAR_REASON') ? { reason: null } : {}),
    ...(has('CLEAR_WAITING_FOR') ? { waitingFor: null } : {}),
  };
}

async function carryOut(unit: TaskUnit, taskId: string, effect: TaskEffect, newId: NewId): Promise<void> {
  if (effect === 'ENSURE_WORKFLOW') {
    const workflow = await unit.ensureComponent(taskId, 'WORKFLOW', newId('c'));
    const ended = workflow.status === 'COMPLETED' || workflow.status === 'FAILED' || workflow.status === 'STOPPED';
    await unit.updateComponent(workflow.id, {
      desired: 'RUNNING',
      stoppedByPerson: false,
      reason: null,
      ...(ended ? { status: 'CREATED' } : {}),
    });
  }
  if (effect === 'FORGET_STOPPED_BY_PERSON') {
    for (const component of await unit.components(taskId))
      if (component.stoppedByPerson) await unit.updateComponent(component.id, { stoppedByPerson: false });
  }
}
