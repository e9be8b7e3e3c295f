import { expect, it } from 'vitest';
import { proofWords } from './proof-words.ts';

it('says equal only of what was judged', () => {
  const none = { totalCount: 0, nodes: [] };
  const one = { totalCount: 1, nodes: [{ source: { schema: 'shop', name: 'orders' }, result: 'FAILED' }] };
  expect(proofWords({ result: 'EQUAL', differences: '0', notProven: none })).toBe('Both sides are equal');
  expect(proofWords({ result: 'DIFFERENT', differences: '2', notProven: none })).toBe('2 rows differ');
  const unproven = '1 tables are not proven (shop.orders FAILED)';
  expect(proofWords({ result: 'DIFFERENT', differences: '2', notProven: one })).toBe(`2 rows differ; ${unproven}`);
  expect(proofWords({ result: 'INCOMPLETE', differences: '0', notProven: one })).toBe(`Not proven: ${unproven}`);
  expect(proofWords({ result: 'INCOMPLETE', differences: '0', notProven: none })).toBe('Nothing is proven');
});
