/**
 * The long form: each part of the product and both databases are killed (SIGKILL) in each phase, at random moments inside it,
 * alone and two at once; at the end of each migration both sides are equal, each row once, what was verified through it all is
 * consistent, and after release both catalogs are what they were (C27). Seeds are printed; GODWIT_FAULT_SEED repeats a run,
 * GODWIT_FAULT_ROUNDS sets the number of random rounds (default 20).
 */
import { afterAll, describe, expect, test } from 'vitest';
import { PHASES } from '../support/fault-phases.ts';
import {
  chooseSeed,
  describeStrikes,
  FAULT_TASK,
  FaultRun,
  seeded,
  startFaultShop,
  TAKE_OVER_LIMIT_MS,
  type Durability,
  type Strike,
} from '../support/fault-run.ts';
import { catalogs, expectReleased, expectWhole } from '../support/fault-verdict.ts';
import { ownServers, VICTIMS, type Victim } from '../support/fault-victims.ts';

const rounds = Number(process.env['GODWIT_FAULT_ROUNDS'] ?? 20);
const first = chooseSeed();
const all: Strike[] = [];

/** One migration with these strikes, in the order of the phases. */
async function migrate(
  seed: number,
  plan: (
    random: () => number,
  ) => readonly { readonly phase: (typeof PHASES)[number]; readonly victims: readonly Victim[] }[],
): Promise<readonly Strike[]> {
  const random = seeded(seed);
  const durability: Durability = random() < 0.5 ? 'off' : 'on';
  const servers = await ownServers();
  const { live, ledger } = await startFaultShop(servers, durability);
  await using _ = live;
  try {
    const before = await catalogs(live);
    const taskId = await live.createTask(`Killed ${seed}`, FAULT_TASK);
    await live.client.start(taskId);
    const run = new FaultRun(live, { servers, taskId, random });
    const struck = { live, ledger, run, taskId };
    try {
      for (const { phase, victims } of plan(random)) await run.aim(phase, victims);
    } finally {
      all.push(...run.strikes);
      console.log(`GODWIT_FAULT_SEED=${seed} synchronous_commit=${durability}\n${describeStrikes(run.strikes)}`);
    }
    await expectWhole(struck, durability);
    await expectReleased(struck, before);
    console.log(`GODWIT_FAULT_SEED=${seed}: equal, and clean after release`, live.counts);
    return run.strikes;
  } finally {
    await ledger.stop();
  }
}

const slowTakeOvers = (strikes: readonly Strike[]): Strike[] =>
  strikes.filter(({ takenOverMs }) => takenOverMs !== null && takenOverMs > TAKE_OVER_LIMIT_MS);

describe('every phase', () => {
  test.each(VICTIMS.map((victim, index) => ({ victim, seed: first + 1_000 + index })))(
    '$victim is killed in each phase (seed $seed)',
    async ({ victim, seed }) => {
      const strikes = await migrate(seed, () => PHASES.map((phase) => ({ phase, victims: [victim] })));
      expect(strikes).toHaveLength(PHASES.length);
      expect(slowTakeOvers(strikes)).toEqual([]);
    },
  );
});

describe('random phases and victims, sometimes two at once', () => {
  test.each(Array.from({ length: rounds }, (_, round) => first + round))('seed %i', async (seed) => {
    const strikes = await migrate(seed, (random) => {
      const pick = (): Victim => VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'worker';
      const phases = PHASES.filter(() => random() < 0.4);
      return (phases.length > 0 ? phases : (['copy'] as const)).map((phase) => {
        const [one, other] = [pick(), pick()];
        const ours = (victim: Victim): boolean => ['worker', 'service', 'everything of ours'].includes(victim);
        const both = random() < 0.4 && one !== other && !(ours(one) && ours(other));
        return { phase, victims: both ? [one, other] : [one] };
      });
    });
    expect(slowTakeOvers(strikes)).toEqual([]);
  });
});

/** The table of the run: kills that hit their phase, and the range of times until it worked again, by victim. */
afterAll(() => {
  const range = (times: readonly number[]): string => {
    const sorted = times.toSorted((a, b) => a - b);
    return sorted.length === 0 ? '-' : `${sorted[0]} to ${sorted.at(-1)} ms, median ${sorted[sorted.length >> 1]} ms`;
  };
  for (const victim of VICTIMS) {
    const alone = all.filter(({ victims }) => victims.length === 1 && victims[0] === victim);
    const hit = new Set(alone.flatMap(({ aimedAt, during }) => (aimedAt === during ? [aimedAt] : [])));
    console.log(
      `${victim}: ${alone.length} kills, phases hit inside: ${hit.size} of ${PHASES.length} (missed: ${PHASES.filter((phase) => !hit.has(phase)).join(', ') || 'none'}); works again after ${range(alone.map(({ recoveredMs }) => recoveredMs))}`,
    );
  }
  const taken = all.flatMap(({ takenOverMs }) => (takenOverMs === null ? [] : [takenOverMs]));
  console.log(`a killed worker's component runs elsewhere after ${range(taken)}`);
  const two = all.filter(({ victims }) => victims.length === 2);
  console.log(`two at once: ${two.length}; works again after ${range(two.map(({ recoveredMs }) => recoveredMs))}`);
});
