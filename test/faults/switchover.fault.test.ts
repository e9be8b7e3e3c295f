/** A cutover, a return and a cancel while workers and sessions are killed at random points: nothing is lost, twice, or accepted on both sides. */
import { expect, test } from 'vitest';
import { switchUnderFire } from '../support/switch-faults.ts';

test('three switchovers under fire, there, back and there again', async () => {
  const { kills, pauses } = await switchUnderFire({ switchovers: 3, seed: 20_261_126 });
  expect(kills.length).toBeGreaterThan(3);
  expect(pauses).toHaveLength(3);
});
