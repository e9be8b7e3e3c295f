import { expect, test } from 'vitest';
import { Repeated } from './repeated.ts';

test('what repeats is said when it is new, and then once in five minutes', () => {
  let now = 0;
  const repeated = new Repeated({ now: () => now, monotonic: () => now });
  const said = (what: string): boolean => repeated.isNews(what);
  expect([said('away'), said('away'), said('starting'), said('away')]).toEqual([true, false, true, true]);
  now = 299_999;
  expect(said('away')).toBe(false);
  now = 300_000;
  expect([said('away'), said('away')]).toEqual([true, false]);
  repeated.over();
  expect(said('away')).toBe(true);
});
