/** One migration of the shop under load, in which a worker, the service, the source and the target are killed once each. */
import { expect, test } from 'vitest';
import { chooseSeed, describeKills, FaultRun, ownServers, seeded, type Victim } from '../support/fault-run.ts';
import { LiveService } from '../support/live-service.ts';

test('a migration survives the death of each of its parts, and both sides are equal', async () => {
  const seed = chooseSeed();
  console.log(`GODWIT_FAULT_SEED=${seed}`);
  const random = seeded(seed);
  const servers = await ownServers();
  await using live = await LiveService.start({ scale: 0.05, transactionsPerSecond: 100, servers });
  const taskId = await live.createTask('Killed', {
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
    parameters: [{ name: 'fullRowsPerSecond', value: 20_000 }],
  });
  await live.client.start(taskId);
  const run = new FaultRun(live, { servers, taskId, random });
  const victims: Victim[] = ['worker', 'service', 'source', 'target'];
  const order = victims
    .map((victim) => ({ victim, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ victim }) => victim);

  await run.until((task) => live.subtaskIs(task, 'FULL_MIGRATION', 'RUNNING', 'COMPLETED'), 'the copy runs');
  for (const victim of order.slice(0, 2)) await run.kill(victim, 1_500);
  await run.until((task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'the stream is in sync');
  for (const victim of order.slice(2)) await run.kill(victim, 1_500);

  await live.stopWorkload();
  console.log(describeKills(run.kills), run.resumes, live.counts);
  expect(await live.differencesWhenQuiet()).toEqual([]);
  expect(run.unexplained).toBe(0);
  expect(live.counts.failed).toBe(0);
  expect(live.counts.acknowledged).toBeGreaterThan(100);
  const task = await run.until(
    ({ subtasks }) => subtasks.every(({ status }) => status === 'COMPLETED' || status === 'MONITORING'),
    'all phases are done',
  );
  expect(task.status).toBe('RUNNING');
  expect(run.resumes).toEqual([]);
  expect(await run.strayWorkers()).toEqual([]);
}, 240_000);
