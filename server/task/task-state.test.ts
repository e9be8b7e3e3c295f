/** The machine over all of its states and events: S1 to S6 of SPEC.md. */
import { expect, test } from 'vitest';
import { allowedActions } from './allowed-actions.ts';
import { ALL_STATES, INITIAL_STATE, isState, transition, type TaskEvent, type TaskState } from './task-state.ts';
import { COMMAND_ACTIONS } from './task-types.ts';

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
