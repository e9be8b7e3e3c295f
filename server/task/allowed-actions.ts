/**
 * The one table of what may be done with a task in which state (product.md section 2): shown as `allowedActions`, enforced by
 * every mutation, read by the tests.
 */
import { GodwitError, messageOf, type ErrorFacts } from '../core/errors.ts';
import type { ErrorCode } from '../core/error-codes.ts';
import { requestableIn } from './task-state.ts';
import {
  TASK_ACTIONS,
  TASK_STATUSES,
  type AllowedAction,
  type CommandAction,
  type TaskAction,
  type TaskStatus,
} from './task-types.ts';

const except = (...left: TaskStatus[]): readonly TaskStatus[] =>
  TASK_STATUSES.filter((status) => !left.includes(status));

export const ACTION_TABLE: Readonly<Record<TaskAction, readonly TaskStatus[]>> = {
  START: requestableIn('START'),
  STOP: requestableIn('STOP'),
  RESUME: requestableIn('RESUME'),
  RELEASE: requestableIn('RELEASE'),
  DELETE: ['NOT_STARTED', 'RELEASED'],
  RENAME: ['NOT_STARTED', 'RUNNING', 'STOPPED', 'FAILED', 'COMPLETED'],
  VIEW_PARAMETERS: TASK_STATUSES,
  MODIFY_PARAMETERS: ['NOT_STARTED', 'RUNNING', 'STOPPED', 'FAILED'],
  ADD_OBJECTS: ['NOT_STARTED', 'RUNNING', 'STOPPED'],
  REMOVE_OBJECTS: ['NOT_STARTED', 'RUNNING', 'STOPPED', 'FAILED'],
  ALERT_LEVEL: except('COMPLETED', 'RELEASING', 'RELEASED'),
  TAGS: except('RELEASING'),
  CLONE: except('RELEASING'),
};

/** Actions that wait while a command is being carried out; the others go on. */
const HELD_BY_PENDING: readonly TaskAction[] = [
  'START',
  'STOP',
  'RESUME',
  'RELEASE',
  'DELETE',
  'ADD_OBJECTS',
  'REMOVE_OBJECTS',
];

/** Actions that an open switchover does not allow (C24). */
const HELD_BY_SWITCHOVER: readonly TaskAction[] = ['RENAME', 'ADD_OBJECTS', 'REMOVE_OBJECTS'];

export interface ActionSituation {
  readonly status: TaskStatus;
  /** A switchover is open. */
  readonly switching?: boolean;
  /** The application was switched over at least once: the tables of its streams stay as they are. */
  readonly liveSide?: 'SOURCE' | 'TARGET';
  readonly liveLeg?: number | null;
  readonly pendingAction: { readonly action: CommandAction } | null;
}

/** In the order of the table; null: every action. */
export function allowedActions(
  task: ActionSituation,
  wanted: readonly TaskAction[] | null = null,
): readonly AllowedAction[] {
  const actions = wanted === null ? TASK_ACTIONS : TASK_ACTIONS.filter((action) => wanted.includes(action));
  return actions.map((action) => {
    const why = whyNot(task, action);
    if (why) return { action, allowed: false, code: why.code, detail: messageOf(why.code, why.facts) };
    const running = action === 'MODIFY_PARAMETERS' && task.status === 'RUNNING';
    const detail = running
      ? 'Of each parameter `liveness` says whether a change holds at once or from the next start on.'
      : null;
    return { action, allowed: true, code: null, detail };
  });
}

/** Throws what the table says; every mutation begins with it. */
export function requireAllowed(task: ActionSituation, action: TaskAction): void {
  const why = whyNot(task, action);
  if (why) throw new GodwitError(why.code, why.facts);
}

function whyNot(
  task: ActionSituation,
  action: TaskAction,
): { readonly code: ErrorCode; readonly facts: ErrorFacts } | null {
  const states = ACTION_TABLE[action];
  if (!states.includes(task.status))
    return {
      code: 'ACTION_NOT_ALLOWED',
      facts: { action, state: task.status, detail: `it is possible in ${states.join(', ')}.` },
    };
  if (task.pendingAction && HELD_BY_PENDING.includes(action))
    return { code: 'ACTION_PENDING', facts: { action: task.pendingAction.action } };
  if (task.switching === true && HELD_BY_SWITCHOVER.includes(action))
    return { code: 'SWITCHOVER_OPEN', facts: { action } };
  const switched = task.liveSide === 'TARGET' || (task.liveLeg ?? null) !== null;
  if (switched && (action === 'ADD_OBJECTS' || action === 'REMOVE_OBJECTS'))
    return {
      code: 'ACTION_NOT_ALLOWED',
      facts: {
        action,
        state: task.status,
        detail: 'the application was switched over; what is new needs a task of its own.',
      },
    };
  return null;
}
