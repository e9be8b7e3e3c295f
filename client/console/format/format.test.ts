import { describe, expect, test } from 'vitest';
import {
  bytes,
  count,
  duration,
  exact,
  latencyWords,
  measured,
  percent,
  plural,
  relative,
  tableWords,
  withUnit,
  words,
} from './format.ts';

describe('figures', () => {
  test('a count has thousands separators and stays exact beyond 2^53', () => {
    expect(count(1_234_567)).toBe('1,234,567');
    expect(count('9007199254740993')).toBe('9,007,199,254,740,993');
    expect(count(12n)).toBe('12');
    expect(count(null)).toBe('–');
  });

  test('bytes keep three digits and change unit before four', () => {
    expect([0, 999, 1024, 1536, 10_239, 1_048_575, 5 * 1024 ** 3].map(bytes)).toEqual([
      '0 B',
      '999 B',
      '1.00 KiB',
      '1.50 KiB',
      '10.0 KiB',
      '1.00 MiB',
      '5.00 GiB',
    ]);
  });

  test('a measured value has its unit apart', () => {
    expect(measured(2_048, 'bytes/s')).toEqual(['2.00', 'KiB/s']);
    expect(measured(0.256, 'ratio')).toEqual(['26', '%']);
    expect(withUnit(1234.4, 'rows/s')).toBe('1,234 rows/s');
    expect(withUnit(0.25, 's')).toBe('0.25 s');
    expect(withUnit(null, 's')).toBe('–');
  });

  test('progress is never done before it is, and never nothing once begun', () => {
    expect([0, 0.001, 0.4567, 0.9999, 1].map(percent)).toEqual(['0 %', '<1 %', '45 %', '99 %', '100 %']);
  });
});

describe('times', () => {
  test('a duration has two units at most', () => {
    expect([250, 59_900, 61_000, 3_723_000, 90_000_000].map(duration)).toEqual([
      '250 ms',
      '59 s',
      '1 min 1 s',
      '1 h 2 min',
      '1 d 1 h',
    ]);
  });

  test('a moment is told by its distance', () => {
    const now = Date.UTC(2026, 10, 23, 12);
    const ago = (milliseconds: number): string => relative(new Date(now - milliseconds), now);
    expect([500, 12_000, 180_000, 7_200_000, 259_200_000, -7_200_000].map(ago)).toEqual([
      'just now',
      '12 s ago',
      '3 min ago',
      '2 h ago',
      '3 d ago',
      'in 2 h',
    ]);
  });

  test('the exact moment names its zone', () => {
    expect(exact(new Date(Date.UTC(2026, 10, 23, 12)))).toMatch(/2026.*(UTC)/);
  });

  test('the latency is told in the words of the product', () => {
    expect(latencyWords(420, 1_400)).toBe('0.4 seconds (updated 1 second ago)');
    expect(latencyWords(75_300, 3_000)).toBe('75 seconds (updated 3 seconds ago)');
    expect(latencyWords(5_000, null)).toBe('5.0 seconds');
  });
});

describe('names', () => {
  test('constants become words', () => {
    expect(words('FULL_MIGRATION')).toBe('Full migration');
    expect(plural(1, 'table')).toBe('1 table');
    expect(plural(2, 'index', 'indexes')).toBe('2 indexes');
    expect(tableWords({ schema: 'shop', name: 'Orders' })).toBe('shop.Orders');
    expect(tableWords({ name: 'x' })).toBe('x');
  });
});
