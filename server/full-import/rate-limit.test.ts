/** The limits of the copy: shared by all lanes, followed at once, with one second of burst at most. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RateLimit } from './rate-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A lane that takes `units` again and again; what has passed so far. */
function lane(limit: RateLimit, units: number): { passed: number } {
  const { signal } = new AbortController();
  const told = { passed: 0 };
  void (async () => {
    for (;;) {
      await limit.take(units, signal);
      told.passed += units;
      await new Promise((resolve) => setTimeout(resolve, 1)); // the writing
    }
  })();
  return told;
}

test('lanes share the limit, and a change of it is followed at once', async () => {
  const limit = new RateLimit();
  limit.set(1_000);
  const lanes = [lane(limit, 100), lane(limit, 100)];
  const passed = (): number => lanes.reduce((sum, one) => sum + one.passed, 0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(passed()).toBeGreaterThan(9_000);
  expect(passed()).toBeLessThanOrEqual(10_000);
  limit.set(100);
  const before = passed();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(passed() - before).toBeLessThanOrEqual(1_200); // with what was waited for already
  expect(passed() - before).toBeGreaterThanOrEqual(800);
  limit.set(null);
  const then = passed();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(passed() - then).toBeGreaterThan(50_000);
});

test('a long idle while is worth one second', async () => {
  const limit = new RateLimit();
  limit.set(1_000);
  await vi.advanceTimersByTimeAsync(60_000);
  const one = lane(limit, 100);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(one.passed).toBeLessThanOrEqual(2_000);
  expect(one.passed).toBeGreaterThan(1_500);
});
