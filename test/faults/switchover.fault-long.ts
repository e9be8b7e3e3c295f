/** 200 randomized cutovers and returns with kills and cuts at random points (issue 5); the seed is printed, and can be given. */
import { expect, test } from 'vitest';
import { ownServers } from '../support/fault-victims.ts';
import { switchUnderFire } from '../support/switch-faults.ts';

const SEED = Number(process.env['GODWIT_SEED'] ?? Date.now() % 1_000_000);
const EACH = 20;
/** Another number, in twenties, for a part of the suite. */
const SWITCHOVERS = Number(process.env['GODWIT_SWITCHOVERS'] ?? 200);

test.each(Array.from({ length: SWITCHOVERS / EACH }, (_, index) => SEED + index))(
  '20 switchovers under fire, seed %i',
  async (seed) => {
    const { source, target } = await ownServers();
    const { kills, pauses } = await switchUnderFire({ switchovers: EACH, seed, servers: { source, target } });
    expect(kills.length).toBeGreaterThan(EACH);
    const sorted = pauses.toSorted((a, b) => a - b);
    console.log(
      `seed ${seed}: ${kills.length} kills (${['worker', 'sessions', 'service', 'database'].map((kind) => `${kills.filter((kill) => kill === kind).length} ${kind}`).join(', ')}), pauses median ${sorted[sorted.length >> 1]} ms, longest ${sorted.at(-1)} ms`,
    );
  },
);
