import { describe, expect, it } from 'vitest';
import { NO_RESULTS, resultOfRun, verdictOf, type Judgement } from './verification-verdict.ts';

describe('the result of a run', () => {
  it('is EQUAL only when every table of it is consistent', () => {
    expect(resultOfRun({ ...NO_RESULTS, consistent: 3 })).toBe('EQUAL');
    for (const left of ['skipped', 'notComparable', 'failed', 'unjudged'])
      expect(resultOfRun({ ...NO_RESULTS, consistent: 3, [left]: 1 })).toBe('INCOMPLETE');
  });

  it('is DIFFERENT as soon as one table differs, and never EQUAL without a table', () => {
    expect(resultOfRun({ ...NO_RESULTS, consistent: 3, inconsistent: 1, failed: 1 })).toBe('DIFFERENT');
    expect(resultOfRun(NO_RESULTS)).toBe('INCOMPLETE');
  });
});

const judged = (minute: number, more: Partial<Judgement> = {}): Judgement => ({
  at: new Date(minute * 60_000),
  result: 'CONSISTENT',
  found: 0,
  kept: 0,
  settled: 0,
  ...more,
});
const differs = (minute: number, found: number, more: Partial<Judgement> = {}): Judgement =>
  judged(minute, { result: 'INCONSISTENT', found, kept: found, ...more });

describe('the verdict of the phase', () => {
  const equal = { whole: judged(1), rowsOnly: null, chosen: [] };

  it('counts a table that was never judged, or could not be, as not proven', () => {
    expect(verdictOf([equal, equal])).toMatchObject({ result: 'EQUAL', proven: 2 });
    expect(verdictOf([equal, { whole: null, rowsOnly: null, chosen: [] }])).toMatchObject({
      result: 'INCOMPLETE',
      notProven: 1,
    });
    const failed = { whole: judged(2, { result: 'FAILED' }), rowsOnly: null, chosen: [] };
    expect(verdictOf([equal, failed])).toMatchObject({ result: 'INCOMPLETE', proven: 1, notProven: 1 });
    expect(verdictOf([])).toMatchObject({ result: 'INCOMPLETE' });
  });

  it('has no open difference once all were corrected', () => {
    const of = (settled: number) =>
      verdictOf([equal, { whole: differs(1, 3, { settled }), rowsOnly: null, chosen: [] }]);
    expect(of(2)).toMatchObject({ result: 'DIFFERENT', different: 1, openDifferences: 1 });
    expect(of(3)).toMatchObject({ result: 'EQUAL', proven: 2, openDifferences: 0 });
  });

  it('takes rows that were verified again for what they are, not for their table', () => {
    const again = (whole: Judgement, rowsOnly: Judgement) => verdictOf([{ whole, rowsOnly, chosen: [] }]).result;
    expect(again(differs(1, 3), judged(2))).toBe('EQUAL');
    expect(again(differs(1, 3), differs(2, 1))).toBe('DIFFERENT');
    expect(again(differs(1, 3, { kept: 2 }), judged(2))).toBe('DIFFERENT'); // one was never recorded
    expect(again(differs(3, 3), judged(2))).toBe('DIFFERENT'); // found later
    expect(again(judged(1, { result: 'FAILED' }), judged(2))).toBe('INCOMPLETE');
    expect(again(differs(1, 3), judged(2, { result: 'FAILED' }))).toBe('INCOMPLETE');
  });

  it('believes chosen rows that differ until all rows, or those, were found equal, and takes none for a proof', () => {
    const of = (whole: Judgement | null, rowsOnly: Judgement | null, ...chosen: Judgement[]) => {
      const { result, openDifferences } = verdictOf([{ whole, rowsOnly, chosen }]);
      return `${result} ${openDifferences}`;
    };
    expect(of(null, null, differs(1, 2))).toBe('DIFFERENT 2');
    expect(of(null, null, differs(1, 2, { settled: 2 }))).toBe('INCOMPLETE 0');
    expect(of(judged(1), null, differs(2, 2))).toBe('DIFFERENT 2');
    expect(of(judged(3), null, differs(2, 2))).toBe('EQUAL 0');
    expect(of(judged(3, { result: 'FAILED' }), null, differs(2, 2))).toBe('DIFFERENT 2');
    expect(of(differs(1, 3), null, differs(2, 2), differs(3, 5))).toBe('DIFFERENT 5');
    expect(of(judged(1), judged(3), differs(2, 2, { settled: 2 }))).toBe('EQUAL 0');
    expect(of(judged(1), judged(3), differs(2, 5, { kept: 4, settled: 4 }))).toBe('DIFFERENT 1'); // one was never recorded
  });
});
