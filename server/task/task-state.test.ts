/** The machine over all of its states and events: S1 to S6 of SPEC.md. */
import { expect, test } from 'vitest';
import { allowedActions, requireAllowed } from './allowed-actions.ts';
import { ALL_STATES, INITIAL_STATE, isState, transition, type TaskEvent, type TaskState } from './task-state.ts';
import { COMMAND_ACTIONS, TASK_ACTIONS, TASK_STATUSES } from './task-types.ts';

const EVENTS: readonly TaskEvent[] = [
  ...COMMAND_ACTIONS.map((action) => ({ kind: 'REQUEST', action }) as const),
  ...(
    [
      'STARTED',
      'STOPPED',
      'RESUMED',
      'COMPLETED',
      'RELEASED',
      'FAILED',
      'MODIFYING',
      'INTEGRATING',
      'MODIFIED',
    ] as const
  ).map((kind) => ({ kind }) as TaskEvent),
];

function reachable(from: TaskState): Map<string, TaskState> {
  const found = new Map<string, TaskState>([[JSON.stringify(from), from]]);
  for (const state of found.values())
    for (const event of EVENTS) {
      const result = transition(state, event);
      if (result.accepted) found.set(JSON.stringify(result.state), result.state);
    }
  return found;
}

test('S1 S3: every state that can be reached is one, and each of them can be reached', () => {
  const found = reachable(INITIAL_STATE);
  expect([...found.values()].filter((state) => !isState(state))).toEqual([]);
  expect(found.size).toBe(ALL_STATES.length);
});

test('S4 S6: RELEASED is final and can be reached from everywhere', () => {
  for (const state of ALL_STATES)
    expect([...reachable(state).values()].some(({ status }) => status === 'RELEASED')).toBe(true);
  expect(EVENTS.some((event) => transition({ status: 'RELEASED', pending: null }, event).accepted)).toBe(false);
});

test('S2 S5: a command is allowed exactly where the machine accepts it, with the same code', () => {
  for (const state of ALL_STATES)
    for (const action of COMMAND_ACTIONS) {
      const result = transition(state, { kind: 'REQUEST', action });
      const shown = allowedActions({
        status: state.status,
        pendingAction: state.pending ? { action: state.pending } : null,
      }).find((entry) => entry.action === action);
      expect(shown).toMatchObject(result.accepted ? { allowed: true } : { allowed: false, code: result.code });
    }
});

/** As it stands in product.md section 2, with the column for tags: where nothing may be done, they stay as they are too. */
const TABLE = `
              START STOP RESUME RELEASE DELETE RENAME VIEW_PARAMETERS MODIFY_PARAMETERS ADD_OBJECTS REMOVE_OBJECTS ALERT_LEVEL TAGS CLONE
  NOT_STARTED yes   -    -      -       yes    yes    yes             yes               yes         yes            yes         yes  yes
  RUNNING     -     yes  -      -       -      yes    yes             live              yes         yes            yes         yes  yes
  MODIFYING   -     yes  -      -       -      -      yes             -                 -           -              yes         yes  yes
  INTEGRATING -     -    -      -       -      -      yes             -                 -           -              yes         yes  yes
  STOPPED     -     -    yes    yes     -      yes    yes             yes               yes         yes            yes         yes  yes
  FAILED      -     -    yes    yes     -      yes    yes             yes               -           yes            yes         yes  yes
  COMPLETED   -     -    -      yes     -      yes    yes             -                 -           -              -           yes  yes
  RELEASING   -     -    -      -       -      -      yes             -                 -           -              -           -    -
  RELEASED    -     -    -      -       yes    -      yes             -                 -           -              -           yes  yes`;

test('every action is allowed in the states of the product, and nowhere else', () => {
  const [head = [], ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/));
  expect(head).toEqual(TASK_ACTIONS);
  expect(rows.map(([status]) => status)).toEqual(TASK_STATUSES);
  for (const status of TASK_STATUSES) {
    const [, ...wanted] = rows.find((row) => row[0] === status) ?? [];
    const shown = allowedActions({ status, pendingAction: null });
    const words = shown.map(({ allowed, detail }) => (!allowed ? '-' : detail === null ? 'yes' : 'live'));
    expect([status, words]).toEqual([status, wanted]);
    for (const { action, allowed, code } of shown) {
      expect(code).toBe(allowed ? null : 'ACTION_NOT_ALLOWED');
      const ask = (): void => requireAllowed({ status, pendingAction: null }, action);
      if (allowed) ask();
      else expect(ask).toThrow(expect.objectContaining({ code }));
    }
  }
});

test('while a command is carried out, what would meet it waits, and the rest does not', () => {
  const allowed = allowedActions({ status: 'STOPPED', pendingAction: { action: 'RESUME' } });
  const held = allowed.filter(({ code }) => code === 'ACTION_PENDING').map(({ action }) => action);
  expect(held).toEqual(['RESUME', 'RELEASE', 'ADD_OBJECTS', 'REMOVE_OBJECTS']);
});
