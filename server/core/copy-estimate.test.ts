import { expect, test } from 'vitest';
import { copiedShare, copyTimeLeftMs } from './copy-estimate.ts';

const NOW = 1_000_000;
const table = {
  status: 'COPYING',
  estimatedRows: 1_000n,
  migratedRows: 250n,
  rangesTotal: 1,
  rangesCompleted: 0,
  startedAt: new Date(NOW - 30_000),
} as const;

test('a quarter in half a minute leaves a minute and a half', () => {
  expect(copiedShare(table)).toBe(0.25);
  expect(copyTimeLeftMs(table, NOW)).toBe(90_000);
});

test('ranges tell more than an estimate of rows that is too high', () => {
  const cut = { ...table, rangesTotal: 4, rangesCompleted: 2 };
  expect(copiedShare(cut)).toBe(0.5);
  expect(copyTimeLeftMs(cut, NOW)).toBe(30_000);
});

test('an estimate of rows that is too low is no end of the copy', () => {
  expect(copiedShare({ ...table, migratedRows: 5_000n })).toBe(0.99);
  expect(copiedShare({ ...table, estimatedRows: 0n })).toBe(0);
});

test('nothing is told of a table that waits, is copied, has failed, or has just begun', () => {
  for (const status of ['WAITING', 'COPIED', 'FAILED', 'SKIPPED'] as const)
    expect(copyTimeLeftMs({ ...table, status }, NOW)).toBeNull();
  expect(copyTimeLeftMs({ ...table, migratedRows: 19n }, NOW)).toBeNull();
  expect(copyTimeLeftMs({ ...table, startedAt: null }, NOW)).toBeNull();
  expect(copiedShare({ ...table, status: 'COPIED', migratedRows: 0n })).toBe(1);
});
