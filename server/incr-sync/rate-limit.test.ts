/** The limits of the replay: a debt that the next batch waits for, and that a change of the limit changes while it waits. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../runtime/clock.ts';
import { DEFAULT_TUNING, type Tuning } from './batch-limits.ts';
import { RateLimit } from './rate-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const batch = (rows: number, bytes: number) => ({ rows, bytes });

/** Takes one batch after the other and says when each could go, in milliseconds from now. */
function takes(
  tuning: () => Tuning,
  batches: readonly { rows: number; bytes: number }[],
  stop = new AbortController(),
) {
  const limit = new RateLimit(systemClock);
  const begun = performance.now();
  const went: number[] = [];
  void (async () => {
    for (const one of batches) {
      await limit.take(one, tuning, stop.signal);
      went.push(Math.round(performance.now() - begun));
    }
  })();
  return went;
}

test.each([
  ['rows', { maxRowsPerSecond: 100 }],
  ['bytes', { maxBytesPerSecond: 1_000 }],
  ['the slower of both', { maxRowsPerSecond: 100_000, maxBytesPerSecond: 1_000 }],
])('a batch waits for what went before it: %s', async (_what, given) => {
  const tuning = { ...DEFAULT_TUNING, ...given };
  const went = takes(() => tuning, [batch(50, 500), batch(200, 2_000), batch(1, 10), batch(1, 10)]);
  await vi.advanceTimersByTimeAsync(499);
  expect(went).toEqual([0]);
  await vi.advanceTimersByTimeAsync(4_501);
  expect(went).toEqual([0, 500, 2_500, 2_510]);
});

test('without a limit nothing waits, and an idle while is no credit', async () => {
  const off = takes(() => DEFAULT_TUNING, [batch(1e6, 1e9), batch(1, 1)]);
  await vi.advanceTimersByTimeAsync(0);
  expect(off).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(60_000);
  const tuning = { ...DEFAULT_TUNING, maxRowsPerSecond: 10 };
  const went = takes(() => tuning, [batch(10, 1), batch(10, 1), batch(10, 1)]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(went).toEqual([0, 1_000, 2_000]);
});

test('a limit that is lifted or raised lets go what waits', async () => {
  let tuning: Tuning = { ...DEFAULT_TUNING, maxRowsPerSecond: 1 };
  const went = takes(() => tuning, [batch(20_000, 1), batch(20_000, 1), batch(1, 1)]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toEqual([0]);
  tuning = { ...tuning, maxRowsPerSecond: 10_000 };
  await vi.advanceTimersByTimeAsync(3_000);
  expect(went).toHaveLength(2); // two seconds for what was left of the first
  tuning = { ...tuning, maxRowsPerSecond: null };
  await vi.advanceTimersByTimeAsync(250);
  expect(went).toHaveLength(3);
});

test('an end is not waited for', async () => {
  const stop = new AbortController();
  const tuning = { ...DEFAULT_TUNING, maxRowsPerSecond: 1 };
  const went = takes(() => tuning, [batch(1_000, 1), batch(1, 1)], stop);
  await vi.advanceTimersByTimeAsync(100);
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(went).toEqual([0, 100]);
});
