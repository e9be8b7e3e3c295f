import { expect, test } from 'vitest';
import { sparkPath } from './spark-line.tsx';
import { columns, emptyWindow, fromHistory, withSample } from './window.ts';

const sample = (at: number, value: number | null) => ({ at, values: { latency: value } });

test('T1 moments grow, and a second sample of a moment fills it', () => {
  let window = emptyWindow(10_000);
  window = withSample(window, sample(1_000, 1));
  window = withSample(window, sample(3_000, 3));
  window = withSample(window, sample(2_000, 2));
  window = withSample(window, { at: 3_000, values: { rows: 9 } });
  expect(window.samples.map(({ at }) => at)).toEqual([1_000, 2_000, 3_000]);
  expect(window.samples[2]?.values).toEqual({ latency: 3, rows: 9 });
});

test('T2 what is older than the window is dropped', () => {
  let window = emptyWindow(2_000);
  for (const at of [1_000, 2_000, 3_000, 4_000]) window = withSample(window, sample(at, at));
  expect(window.samples.map(({ at }) => at)).toEqual([2_000, 3_000, 4_000]);
});

test('T3 a hole becomes a gap, and so does a null', () => {
  let window = emptyWindow(60_000);
  for (const at of [1_000, 2_000, 9_000]) window = withSample(window, sample(at, 5));
  expect(columns(window, ['latency'], 3_000)).toEqual([
    [1, 2, 2.001, 9],
    [5, 5, null, 5],
  ]);
});

test('the history of several series lies on one axis', () => {
  const at = (second: number): string => new Date(second * 1000).toISOString();
  const window = fromHistory(
    [
      { name: 'source', firstAt: at(1), stepSeconds: 1, values: [1, null] },
      { name: 'target', firstAt: at(2), stepSeconds: 5, values: [4] },
      { name: 'silent', firstAt: null, stepSeconds: 1, values: [] },
    ],
    60_000,
  );
  expect(columns(window, ['source', 'target'], 5_000)).toEqual([
    [1, 2],
    [1, null],
    [null, 4],
  ]);
});

test('a spark line lifts the pen over a gap', () => {
  expect(sparkPath([0, 1, null, 1], 30, 23)).toBe('M0.0 21.5L10.0 1.5M30.0 1.5');
});
