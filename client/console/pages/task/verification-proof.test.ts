import { describe, expect, it } from 'vitest';
import { proofOf, type ProvenRun } from './verification-proof.ts';

const RUN: ProvenRun = {
  scope: 'ALL',
  result: 'EQUAL',
  verifiedRows: '1200',
  tablesTotal: 3,
  tablesFiltered: 0,
  differences: '0',
  openDifferences: '0',
  notProven: { totalCount: 0, nodes: [] },
};
const gone = { totalCount: 1, nodes: [{ source: { schema: 'shop', name: 'orders' } }] };

describe('what a run proved', () => {
  it('is said as equal only of what was compared', () => {
    expect(proofOf(RUN)).toEqual({
      tone: 'good',
      words: expect.stringMatching(/^Both sides are equal: 1\D?200 rows in 3 tables/) as unknown,
    });
    expect(proofOf({ ...RUN, scope: 'CUSTOM' })?.words).toMatch(/^The chosen tables are equal/);
    expect(proofOf({ ...RUN, scope: 'CUSTOM', tablesFiltered: 1 })?.words).toMatch(
      /^The chosen rows are equal: .*Nothing is proven of the other rows of a table\.$/,
    );
    expect(proofOf({ ...RUN, scope: 'INCONSISTENT_ROWS' })?.words).toMatch(/^The rows that differed are equal now/);
  });

  it('names the tables that could not be judged', () => {
    expect(proofOf({ ...RUN, result: 'INCOMPLETE', notProven: gone })).toEqual({
      tone: 'warn',
      words: 'Not proven of 1 table: shop.orders. Each shows why below.',
    });
    expect(proofOf({ ...RUN, result: 'INCOMPLETE', notProven: { ...gone, totalCount: 3 } })?.words).toMatch(
      /^Not proven of 3 tables: shop.orders and 2 more\./,
    );
    expect(proofOf({ ...RUN, result: 'INCOMPLETE' })?.words).toBe('Nothing was compared, so nothing is proven.');
  });

  it('tells differences, those that are left, and what was not judged beside them', () => {
    const of = (openDifferences: string) =>
      proofOf({ ...RUN, result: 'DIFFERENT', differences: '3', openDifferences })?.words;
    expect(of('3')).toBe('3 rows differ.');
    expect(of('1')).toBe('3 rows differed; 1 still do.');
    expect(of('0')).toBe('3 rows differed; all were corrected, or found equal since.');
    expect(proofOf({ ...RUN, result: 'DIFFERENT', differences: '1', openDifferences: '1', notProven: gone })).toEqual({
      tone: 'bad',
      words: '1 rows differ. Not proven of 1 table: shop.orders. Each shows why below.',
    });
  });

  it('is nothing before the run is over', () => {
    expect(proofOf({ ...RUN, result: null })).toBeNull();
  });
});
