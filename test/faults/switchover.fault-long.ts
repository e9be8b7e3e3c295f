/** 200 randomized cutovers and returns with kills and cuts at random points (issue 5); the seed is printed, and can be given. */
import { expect, test } from 'vitest';
import { switchUnderFire } from '../support/switch-faults.ts';

const SEED = Number(process.env['GODWIT_SEED'] ?? Date.now() % 1_000_000);
const EACH = 20;

test.each(Array.from({ length: 200 / EACH }, (_, index) => SEED + index))(
  '20 switchovers under fire, seed %i',
  async (seed) => {
    const { kills, pauses } = await switchUnderFire({ switchovers: EACH, seed });
    expect(kills.length).toBeGreaterThan(EACH);
    const sorted = pauses.toSorted((a, b) => a - b);
    console.log(
      `seed ${seed}: ${kills.length} kills, pauses median ${sorted[sorted.length >> 1]} ms, longest ${sorted.at(-1)} ms`,
    );
  },
);
