import { expect, test } from 'vitest';
import { asPosition, type Position } from '../core/position.ts';
import { Acknowledging } from './acknowledging.ts';
import type { LogPoint } from './change-log.ts';
import type { AcknowledgePolicy } from './store-options.ts';

const at = (place: number): Position => asPosition(String(place));
const point = (place: number): LogPoint => ({ ordinal: place, position: at(place), committedAtMicros: 0 });

async function begin(first: AcknowledgePolicy, durable: LogPoint | null) {
  const state = { policy: first, away: false, confirmed: [] as string[], covered: 0 };
  const source = {
    order: { compare: (a: Position, b: Position) => Number(a) - Number(b) },
    confirm: (position: Position) => void state.confirmed.push(position),
  };
  const ask = () =>
    state.away
      ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
      : Promise.resolve(state.policy);
  const acknowledging = await Acknowledging.begin({ source, ask }, durable);
  const applied = (place: number | null): AcknowledgePolicy => ({
    kind: 'TARGET_APPLIED',
    appliedPosition: place === null ? null : at(place),
    covered: () => Promise.resolve(void (state.covered += 1)),
  });
  return { state, acknowledging, applied };
}

test('under LOG_DURABLE what is durable is confirmed, under TARGET_APPLIED what the target has', async () => {
  const { state, acknowledging, applied } = await begin({ kind: 'LOG_DURABLE' }, null);
  acknowledging.durable(at(1));
  state.policy = applied(null);
  await acknowledging.renew(() => point(2));
  acknowledging.durable(at(3));
  expect(state.confirmed).toEqual(['1']);
  state.policy = applied(2);
  await acknowledging.renew(() => point(3));
  expect(state.confirmed).toEqual(['1', '2']);
  state.policy = { kind: 'LOG_DURABLE' };
  await acknowledging.renew(() => point(4));
  acknowledging.durable(at(5));
  expect(state.confirmed).toEqual(['1', '2', '4', '5']);
});

test('the log is covered once the target has all that was durable when the stricter policy began', async () => {
  const { state, acknowledging, applied } = await begin({ kind: 'LOG_DURABLE' }, point(5));
  state.policy = applied(4);
  await acknowledging.renew(() => point(7));
  state.policy = applied(6);
  await acknowledging.renew(() => point(9));
  expect(state.covered).toBe(0);
  state.policy = applied(7);
  await acknowledging.renew(() => point(9));
  expect(state.covered).toBe(1);
});

test('an empty log proves nothing; one that begins under the stricter policy is covered with its first transaction', async () => {
  const { state, acknowledging, applied } = await begin({ kind: 'TARGET_APPLIED', appliedPosition: null }, null);
  state.policy = applied(null);
  await acknowledging.renew(() => null);
  expect(state.covered).toBe(0);
  await acknowledging.renew(() => point(1));
  expect(state.covered).toBe(1);
});

test('while nobody can be asked the last policy stands', async () => {
  const { state, acknowledging } = await begin({ kind: 'LOG_DURABLE' }, null);
  state.away = true;
  await acknowledging.renew(() => point(1));
  acknowledging.durable(at(2));
  expect(state.confirmed).toEqual(['2']);
});
