/**
 * Many rounds of one migration each, killed again and again in every phase by a seed of its own; at the end of each round
 * both sides are equal, and after release both catalogs are what they were (C27). GODWIT_FAULT_ROUNDS, default 20.
 */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { catalogSnapshot } from '../support/catalog-snapshot.ts';
import {
  chooseSeed,
  describeKills,
  FaultRun,
  ownServers,
  seeded,
  type Kill,
  type Victim,
} from '../support/fault-run.ts';
import { LiveService } from '../support/live-service.ts';
import { command } from '../support/task-commands.ts';

const VICTIMS: readonly Victim[] = ['worker', 'service', 'everything of ours', 'source', 'target', 'control'];
const rounds = Number(process.env['GODWIT_FAULT_ROUNDS'] ?? 20);
const first = chooseSeed();
const all: Kill[] = [];

test.each(Array.from({ length: rounds }, (_, round) => first + round))(
  'seed %i: killed again and again, equal at the end, clean after release',
  async (seed) => {
    const random = seeded(seed);
    const pick = (): Victim => VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'worker';
    const servers = await ownServers();
    await using live = await LiveService.start({ scale: 0.05, transactionsPerSecond: 100, servers });
    // Half of the rounds the sources acknowledge before they are durable: a crash takes commits back (C4).
    const durability = random() < 0.5 ? 'off' : 'on';
    for (const database of [live.source, live.target])
      await database.sql.unsafe(`ALTER DATABASE ${database.name} SET synchronous_commit = ${durability}`);
    const before = [await catalogSnapshot(live.source.sql), await catalogSnapshot(live.target.sql)];
    const taskId = await live.createTask(`Killed ${seed}`, {
      phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
      parameters: [{ name: 'fullRowsPerSecond', value: 20_000 }],
    });
    await live.client.start(taskId);
    const run = new FaultRun(live, { servers, taskId, random });
    const early = 1 + Math.floor(random() * 4);
    for (let kill = 0; kill < early; kill += 1) await run.kill(pick(), 3_000);
    await run.until(
      (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'),
      'the stream is in sync',
    );
    for (let kill = 0; kill < 2; kill += 1) await run.kill(pick(), 2_000);
    await live.stopWorkload();
    all.push(...run.kills);
    console.log(`GODWIT_FAULT_SEED=${seed} synchronous_commit=${durability}\n${describeKills(run.kills)}`);
    console.log(run.resumes, live.counts);

    expect(await live.differencesWhenQuiet()).toEqual([]);
    expect(run.unexplained).toBe(0);
    expect(live.counts.failed).toBe(0);
    expect(await run.strayWorkers()).toEqual([]);

    expect(await command(live.url, 'taskStop', { taskId })).toBeNull();
    await run.until(({ status }) => status === 'STOPPED', 'the task is stopped');
    expect(await command(live.url, 'taskRelease', { taskId })).toBeNull();
    await run.until(({ status }) => status === 'RELEASED', 'the task is released');
    expect(await cleaned(live, before)).toEqual(before);
    console.log(`GODWIT_FAULT_SEED=${seed}: equal, and clean after release`);
  },
);

test('how long it took until it worked again', () => {
  for (const victim of VICTIMS) {
    const times = all.flatMap((kill) => (kill.victim === victim ? [kill.recoveredMs] : [])).toSorted((a, b) => a - b);
    if (times.length > 0)
      console.log(
        `${victim}: ${times.length} kills, median ${times[times.length >> 1]} ms, longest ${times.at(-1)} ms`,
      );
  }
  expect(all.length).toBeGreaterThanOrEqual(rounds);
});

/** Sessions of ours end by themselves a moment after the release; everything else is gone with it. */
async function cleaned(live: LiveService, wanted: readonly string[][]): Promise<string[][]> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const now = [await catalogSnapshot(live.source.sql), await catalogSnapshot(live.target.sql, 'shop')];
    if (JSON.stringify(now) === JSON.stringify(wanted) || performance.now() > deadline) return now;
    await pause(200);
  }
}
