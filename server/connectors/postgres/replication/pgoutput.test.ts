import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransactionIds } from './pgoutput.ts';

describe('transaction ids', () => {
  it('are widened to the one nearest to the newest', () => {
    const near = fc.bigInt({ min: -(2n ** 30n), max: 2n ** 30n });
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 32n, max: 2n ** 48n }), fc.array(near, { maxLength: 20 }), (newest, steps) => {
        const ids = new TransactionIds(newest);
        let greatest = newest;
        for (const step of steps) {
          const full = greatest + step;
          if (full > greatest) greatest = full;
          expect(ids.widen(Number(full & 0xffffffffn))).toBe(full);
        }
      }),
    );
  });
});
