/** The short form: one migration in which each part of the product and both databases are killed once, each in another phase. */
import { expect, test } from 'vitest';
import { PHASES } from '../support/fault-phases.ts';
import {
  chooseSeed,
  describeStrikes,
  FAULT_TASK,
  FaultRun,
  seeded,
  startFaultShop,
  TAKE_OVER_LIMIT_MS,
} from '../support/fault-run.ts';
import { expectWhole } from '../support/fault-verdict.ts';
import { ownServers, VICTIMS } from '../support/fault-victims.ts';

test('a migration survives the death of each of its parts, in phases of a seed, and both sides are equal', async () => {
  const seed = chooseSeed();
  console.log(`GODWIT_FAULT_SEED=${seed}`);
  const random = seeded(seed);
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, at: random() }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ value }) => value);
  const victims = shuffled(VICTIMS);
  const chosen = new Set(shuffled(PHASES).slice(0, victims.length));
  const servers = await ownServers();
  const { live, ledger } = await startFaultShop(servers);
  await using _ = live;
  try {
    const taskId = await live.createTask('Killed', FAULT_TASK);
    await live.client.start(taskId);
    const run = new FaultRun(live, { servers, taskId, random });
    try {
      for (const [index, phase] of PHASES.filter((one) => chosen.has(one)).entries()) {
        const victim = victims[index];
        if (victim !== undefined) await run.aim(phase, [victim]);
      }
    } finally {
      console.log(describeStrikes(run.strikes), live.counts);
    }
    expect(run.strikes).toHaveLength(VICTIMS.length);
    for (const { takenOverMs } of run.strikes) expect(takenOverMs ?? 0).toBeLessThan(TAKE_OVER_LIMIT_MS);
    await expectWhole({ live, ledger, run, taskId });
  } finally {
    await ledger.stop();
  }
}, 240_000);
