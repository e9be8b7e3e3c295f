/** C3 and C8: what copied ranges contain, and what a TRUNCATE leaves of them. */
import { describe, expect, test } from 'vitest';
import { asPosition, type PositionOrder } from '../core/position.ts';
import { parseSnapshot } from '../core/range-visibility.ts';
import { Overlap, TableOverlap, textOrder } from './overlap.ts';

const order: PositionOrder = { compare: (a, b) => Number(a) - Number(b) };
const range = (from: string | null, to: string | null, snapshot: string, end: string) => ({
  bounds: { kind: 'KEY' as const, column: 'id', from, to },
  visibility: { snapshot: parseSnapshot(snapshot), endPosition: asPosition(end) },
});
const at = (id: bigint, position: string) => ({ transactionId: id, commitPosition: asPosition(position) });
const integers = textOrder('bigint');

describe('the overlap of copied key ranges', () => {
  const overlap = new TableOverlap([range('1', '100', '10:10:', '50'), range('100', '200', '20:25:22', '80')], order);

  test('judges each key by the range that holds it', () => {
    expect(overlap.contains('5', at(9n, '40'), integers)).toBe(true);
    expect(overlap.contains('5', at(12n, '40'), integers)).toBe(false);
    expect(overlap.contains('100', at(12n, '40'), integers)).toBe(true);
    expect(overlap.contains('150', at(22n, '60'), integers)).toBe(false);
    expect(overlap.contains('150', at(12n, '81'), integers)).toBe(false);
    expect(overlap.contains('999', at(1n, '1'), integers)).toBe(false);
  });

  test('a TRUNCATE clears the ranges that lack it and what lies outside', () => {
    expect(overlap.truncated(at(9n, '40'), integers)).toEqual([
      { kind: 'RANGE', column: 'id', from: null, to: '1' },
      { kind: 'RANGE', column: 'id', from: '200', to: null },
    ]);
    expect(overlap.truncated(at(12n, '40'), integers)).toEqual([
      { kind: 'RANGE', column: 'id', from: null, to: '100' },
      { kind: 'RANGE', column: 'id', from: '200', to: null },
    ]);
    expect(overlap.truncated(at(30n, '40'), integers)).toEqual([{ kind: 'ALL' }]);
  });

  test('a table that was handed over is contained up to that position, whatever its key', () => {
    const tables = new Map([['t1', [range('1', '100', '10:10:', '50')]]]);
    const all = new Overlap(
      { tables, greatestEnd: asPosition('50'), upTo: new Map([['t2', asPosition('70')]]) },
      order,
    );
    const brought = all.of('t2');
    expect(brought?.contains('999', at(99n, '70'), integers)).toBe(true);
    expect(brought?.contains('999', at(1n, '71'), integers)).toBe(false);
    expect(brought?.truncated(at(99n, '70'), integers)).toEqual([]);
    expect(brought?.truncated(at(99n, '71'), integers)).toEqual([{ kind: 'ALL' }]);
    expect([all.reaches(asPosition('70')), all.reaches(asPosition('71'))]).toEqual([true, false]);
    expect(all.of('t1')?.contains('5', at(12n, '40'), integers)).toBe(false);
  });

  test.each([
    ['bigint', '-9', '10'],
    ['numeric(10,3)', '1.5', '10.25'],
    ['numeric', '-2', '-1.999'],
    ['timestamp with time zone', '2024-01-01 00:00:00+00', '10000-01-01 00:00:00+00'],
    ['date', '0044-03-15 BC', '0001-01-01'],
    ['date', '-infinity', '0044-03-15 BC'],
    ['text', 'Z', 'a'],
  ])('%s: %s comes before %s', (type, low, high) => {
    expect(textOrder(type)(low, high)).toBeLessThan(0);
    expect(textOrder(type)(high, low)).toBeGreaterThan(0);
  });
});
