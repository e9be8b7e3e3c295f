import { describe, expect, test } from 'vitest';
import { asPosition } from '../core/position.ts';
import type { TaskSituation } from './task-progress.ts';
import {
  isCovered,
  LOG_FACT,
  logIdOf,
  nextLogStep,
  ownerOfLog,
  type LogPlace,
  type LogStep,
} from './change-log-place.ts';

const NOW = new Date('2026-01-01T00:10:00Z');
const PATIENCE_MS = 60_000;
const ago = (seconds: number): string => new Date(NOW.getTime() - seconds * 1_000).toISOString();
const place: LogPlace = { location: 'a', generation: 1, since: ago(600), resume: null };
const APPLIED = { kind: 'TARGET_APPLIED', revision: 2, since: ago(500) };
const COVERED = { [LOG_FACT.policy]: APPLIED, [LOG_FACT.covered]: { revision: 2 } };

interface Given {
  readonly facts?: Record<string, unknown>;
  readonly parameter?: string;
  readonly failed?: { readonly kind: string; readonly code: string };
  /** What the running Store waits for. */
  readonly waits?: string;
}

function step(given: Given, locations: readonly string[]): LogStep {
  const situation = {
    task: { parameters: { incrementalAcknowledge: given.parameter ?? 'AUTOMATIC' } },
    components: [
      ...(given.failed
        ? [{ kind: given.failed.kind, status: 'FAILED', reason: { code: given.failed.code, message: 'gone' } }]
        : []),
      ...(given.waits ? [{ kind: 'STORE', status: 'RUNNING', waiting: { reason: { code: given.waits } } }] : []),
    ],
    facts: { [LOG_FACT.place]: place, ...given.facts },
  } as unknown as TaskSituation; // a partial stand-in: the function is pure over these fields
  return nextLogStep(situation, { now: NOW, locations }, PATIENCE_MS);
}

const recorded = (found: LogStep): unknown => (found.kind === 'RECORD' ? found.value : found.kind);

describe('the policy (G3)', () => {
  test('is LOG_DURABLE with one machine, and TARGET_APPLIED from the second on', () => {
    expect(step({}, ['a']).kind).toBe('NOTHING');
    expect(recorded(step({}, ['a', 'b']))).toMatchObject({ kind: 'TARGET_APPLIED', revision: 1 });
  });

  test('stays when the other machine is gone, whichever it is', () => {
    expect(step({ facts: COVERED }, ['a']).kind).toBe('NOTHING');
    expect(recorded(step({ facts: COVERED }, ['b']))).toEqual({ since: NOW.toISOString() });
  });

  test('is what a person has set, and each change makes it another one', () => {
    expect(recorded(step({ facts: COVERED, parameter: 'LOG_DURABLE' }, ['a', 'b']))).toMatchObject({
      kind: 'LOG_DURABLE',
      revision: 3,
    });
    expect(recorded(step({ parameter: 'TARGET_APPLIED' }, ['a']))).toMatchObject({ kind: 'TARGET_APPLIED' });
    expect(step({ parameter: 'LOG_DURABLE' }, ['a', 'b']).kind).toBe('NOTHING');
  });

  test('is settled before there is a log', () => {
    expect(step({ facts: { ...COVERED, [LOG_FACT.place]: undefined } }, ['b']).kind).toBe('NOTHING');
  });
});

describe('a move (G1, G2)', () => {
  const away = (seconds: number): Record<string, unknown> => ({ [LOG_FACT.away]: { since: ago(seconds) } });

  test('waits until the machine has been away for a while, and is forgotten when it comes back', () => {
    expect(step({ facts: { ...COVERED, ...away(59) } }, ['b']).kind).toBe('NOTHING');
    expect(step({ facts: { ...COVERED, ...away(60) } }, ['b']).kind).toBe('MOVE');
    expect(step({ facts: { ...COVERED, ...away(60) } }, ['a', 'b'])).toEqual({ kind: 'FORGET', fact: LOG_FACT.away });
  });

  test.each([
    ['under LOG_DURABLE', {}],
    ['before the target has all', { [LOG_FACT.policy]: APPLIED }],
    ['covered under an earlier policy', { [LOG_FACT.policy]: APPLIED, [LOG_FACT.covered]: { revision: 1 } }],
    ['LOG_DURABLE again', { [LOG_FACT.policy]: { ...APPLIED, kind: 'LOG_DURABLE' }, [LOG_FACT.covered]: { revision: 2 } }], // prettier-ignore
  ])('never happens %s: the machine is asked for', (_, facts) => {
    expect(isCovered(facts)).toBe(false);
    const found = step({ facts: { ...facts, ...away(3_600) } }, ['b']);
    expect(found).toMatchObject({ kind: 'AWAIT_MACHINE', what: expect.stringContaining('No worker of a,') });
  });

  test.each(['STORE', 'INCR_SYNC', 'FULL_VERIFICATION'])(
    'follows a loss that %s has met, where the target has all',
    (kind) => {
      const failed = { kind, code: 'LOG_POSITION_MISSING' };
      expect(step({ facts: COVERED, failed }, ['a', 'b']).kind).toBe('MOVE');
      expect(step({ failed }, ['a']).kind).toBe('NOTHING');
      expect(step({ facts: COVERED, failed: { kind, code: 'SLOT_LOST' } }, ['a', 'b']).kind).toBe('NOTHING');
    },
  );
});

describe('a move from a machine that lives and does not reach the databases (G2)', () => {
  const cutOff = (seconds: number, more = {}): Record<string, unknown> => ({
    [LOG_FACT.cutOff]: { since: ago(seconds), ...more },
  });
  const both = ['a', 'b'];

  test('is thought of from when the Store says so, and no more when it goes on', () => {
    expect(step({ facts: COVERED, waits: 'CONNECTION_REFUSED' }, both)).toMatchObject({ fact: LOG_FACT.cutOff });
    expect(step({ facts: { ...COVERED, ...cutOff(59) }, waits: 'CONNECTION_LOST' }, both).kind).toBe('NOTHING');
    expect(step({ facts: { ...COVERED, ...cutOff(59) } }, both)).toEqual({ kind: 'FORGET', fact: LOG_FACT.cutOff });
    expect(step({ facts: COVERED, waits: 'LOG_LIMIT_REACHED' }, both).kind).toBe('NOTHING');
  });

  test('waits as long as for a machine that is away, and is done to the end once another one reaches them', () => {
    const asked = step({ facts: { ...COVERED, ...cutOff(60) }, waits: 'CONNECTION_LOST' }, both);
    expect(asked).toEqual({ kind: 'MOVE_IF_REACHED', fact: { since: ago(60), moves: true } });
    const moves = cutOff(70, { moves: true });
    expect(step({ facts: { ...COVERED, ...moves } }, both).kind).toBe('MOVE'); // its Store was stopped for it
    expect(step({ facts: moves, waits: 'CONNECTION_LOST' }, ['a']).kind).toBe('NOTHING');
    expect(step({ facts: { ...cutOff(3_600) }, parameter: 'LOG_DURABLE', waits: 'CONNECTION_LOST' }, both).kind).toBe('NOTHING'); // prettier-ignore
  });
});

test('each generation of a log has a name of its own', () => {
  const resume = { ordinal: 7, position: asPosition('0/7'), forgotten: asPosition('0/6') };
  expect(logIdOf('t1', null)).toBe('t1');
  expect(logIdOf('t1', place)).toBe('t1');
  expect(logIdOf('t1', { ...place, generation: 12, resume })).toBe('t1.12');
  expect(ownerOfLog('t1')).toEqual({ taskId: 't1', generation: 1 });
  expect(ownerOfLog('t1.12')).toEqual({ taskId: 't1', generation: 12 });
});
