/**
 * The state machine of a task: (state, event) -> (state, effects), pure and total; SPEC.md numbers its invariants.
 * Commands of people come as REQUEST and stand as `pending` until the workflow reports that they have happened.
 */
import type { ErrorCode } from '../core/error-codes.ts';
import { unreachable } from '../core/assert.ts';
import { COMMAND_ACTIONS, TASK_STATUSES, type CommandAction, type TaskStatus } from './task-types.ts';

export interface TaskState {
  readonly status: TaskStatus;
  readonly pending: CommandAction | null;
}

export type TaskEvent =
  | { readonly kind: 'REQUEST'; readonly action: CommandAction }
  | { readonly kind: 'STARTED' | 'STOPPED' | 'RESUMED' | 'COMPLETED' | 'RELEASED' }
  | { readonly kind: 'FAILED' }
  | { readonly kind: 'MODIFYING' | 'INTEGRATING' | 'MODIFIED' };

/** What the caller does in the same transaction. */
export type TaskEffect =
  | 'ENSURE_WORKFLOW'
  | 'SET_STARTED_AT'
  | 'SET_COMPLETED_AT'
  | 'SET_REASON'
  | 'CLEAR_REASON'
  | 'CLEAR_WAITING_FOR'
  | 'FORGET_STOPPED_BY_PERSON';

export type Transition =
  | { readonly accepted: true; readonly state: TaskState; readonly effects: readonly TaskEffect[] }
  | { readonly accepted: false; readonly code: Extract<ErrorCode, 'ACTION_NOT_ALLOWED' | 'ACTION_PENDING'> };

const REQUESTABLE: Readonly<Record<CommandAction, readonly TaskStatus[]>> = {
  START: ['NOT_STARTED'],
  STOP: ['RUNNING', 'MODIFYING'],
  RESUME: ['STOPPED', 'FAILED'],
  RELEASE: ['STOPPED', 'FAILED', 'COMPLETED'],
};

const ACTIVE: readonly TaskStatus[] = ['RUNNING', 'MODIFYING', 'INTEGRATING'];

export const INITIAL_STATE: TaskState = { status: 'NOT_STARTED', pending: null };

/** Where an action may be requested; allowed-actions.ts reads this, so that there is one copy. */
export const requestableIn = (action: CommandAction): readonly TaskStatus[] => REQUESTABLE[action];

const refused: Transition = { accepted: false, code: 'ACTION_NOT_ALLOWED' };
const to = (status: TaskStatus, pending: CommandAction | null, ...effects: TaskEffect[]): Transition => ({
  accepted: true,
  state: { status, pending },
  effects,
});

export function transition(state: TaskState, event: TaskEvent): Transition {
  const { status, pending } = state;
  switch (event.kind) {
    case 'REQUEST':
      return request(state, event.action);
    case 'STARTED':
      return status === 'NOT_STARTED' && pending === 'START'
        ? to('RUNNING', null, 'SET_STARTED_AT', 'CLEAR_REASON', 'CLEAR_WAITING_FOR')
        : refused;
    case 'RESUMED':
      return pending === 'RESUME' ? to('RUNNING', null, 'CLEAR_REASON', 'CLEAR_WAITING_FOR') : refused;
    case 'STOPPED':
      return pending === 'STOP' ? to('STOPPED', null, 'CLEAR_WAITING_FOR') : refused;
    case 'FAILED':
      return canFail(state) ? to('FAILED', null, 'SET_REASON') : refused;
    case 'COMPLETED':
      return status === 'RUNNING'
        ? to('COMPLETED', null, 'SET_COMPLETED_AT', 'CLEAR_REASON', 'CLEAR_WAITING_FOR')
        : refused;
    case 'RELEASED':
      return status === 'RELEASING' ? to('RELEASED', null, 'CLEAR_WAITING_FOR') : refused;
    case 'MODIFYING':
      return status === 'RUNNING' ? to('MODIFYING', pending) : refused;
    case 'INTEGRATING':
      return status === 'MODIFYING' && pending === null ? to('INTEGRATING', null) : refused;
    case 'MODIFIED':
      return status === 'MODIFYING' || status === 'INTEGRATING' ? to('RUNNING', pending) : refused;
    default:
      return unreachable(event);
  }
}

function request(state: TaskState, action: CommandAction): Transition {
  if (!REQUESTABLE[action].includes(state.status)) return refused;
  if (state.pending !== null) return { accepted: false, code: 'ACTION_PENDING' };
  switch (action) {
    case 'START':
    case 'RESUME':
      return to(state.status, action, 'ENSURE_WORKFLOW', 'FORGET_STOPPED_BY_PERSON');
    case 'STOP':
      return to(state.status, action, 'ENSURE_WORKFLOW');
    case 'RELEASE':
      return to('RELEASING', action, 'ENSURE_WORKFLOW');
    default:
      return unreachable(action);
  }
}

/** A start or resume that cannot be carried out fails the task too. */
function canFail(state: TaskState): boolean {
  return ACTIVE.includes(state.status) || state.pending === 'START' || state.pending === 'RESUME';
}

/** Every state that the machine can be in: the domain over which tests are exhaustive. */
export const ALL_STATES: readonly TaskState[] = TASK_STATUSES.flatMap((status) =>
  [null, ...COMMAND_ACTIONS].filter((pending) => isState({ status, pending })).map((pending) => ({ status, pending })),
);

/** S1: a pending action stands only where it could be requested, a RELEASE only in RELEASING. */
export function isState({ status, pending }: TaskState): boolean {
  if (status === 'RELEASING') return pending === 'RELEASE';
  return pending === null || (pending !== 'RELEASE' && REQUESTABLE[pending].includes(status));
}
