/** G3 (task/change-log-place.ts): a second machine joins a running task whose acknowledgement is AUTOMATIC, and the first one dies or the second leaves. */
import { expect, test } from 'vitest';
import { command } from '../support/task-commands.ts';
import { backlog, changeLog, expectNothingLost, level, startFleet, untilHeardOf, type Fleet } from '../support/two-machines.ts'; // prettier-ignore

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];

async function alone(fleet: Fleet): Promise<string> {
  const { live } = fleet;
  const taskId = await live.createTask('Joined', { phases: PHASES });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it is level');
  expect(await changeLog(live, taskId)).toMatchObject({ acknowledge: 'LOG_DURABLE', generation: 1, losable: false });
  return taskId;
}

test('C19: a second machine joins, and the target decides what the source forgets from then on: the first one may die', async () => {
  await using fleet = await startFleet({ running: 1 });
  const { live, machines } = fleet;
  const [first, second] = machines;
  const taskId = await alone(fleet);
  const joined = performance.now();
  await second?.start();
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ machine: first?.location, acknowledge: 'TARGET_APPLIED' }); // prettier-ignore
  const decidedMs = Math.round(performance.now() - joined);
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ losable: true });
  console.log(`TARGET_APPLIED ${decidedMs} ms after the second machine was started, covered after ${Math.round(performance.now() - joined)} ms`); // prettier-ignore
  await backlog(fleet, taskId);
  await first?.die('LOST');
  await live.component('componentStart', taskId, 'INCR_SYNC');
  await expect.poll(() => changeLog(live, taskId), { timeout: 60_000 }).toMatchObject({ machine: second?.location, generation: 2 }); // prettier-ignore
  await level(fleet);
  await expectNothingLost(fleet);
}, 240_000);

test('C19: what the source forgot for the log of the first machine is not left behind: until the target has it, that machine must come back', async () => {
  await using fleet = await startFleet({ running: 1 });
  const { live, machines } = fleet;
  const [first, second] = machines;
  const taskId = await alone(fleet);
  await backlog(fleet, taskId); // under LOG_DURABLE: the source has forgotten what only the log has
  await second?.start();
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ acknowledge: 'TARGET_APPLIED', losable: false }); // prettier-ignore
  await first?.die('KEPT');
  await live.component('componentStart', taskId, 'INCR_SYNC');
  const waits = await live.until(taskId, ({ waitingFor }) => waitingFor?.what.includes('is heard of since') === true, 'a person is asked for'); // prettier-ignore
  expect(waits.waitingFor?.what).toContain('Bring this machine back with its data folder');
  expect(await changeLog(live, taskId)).toMatchObject({ machine: first?.location, generation: 1, losable: false });
  await first?.start();
  await level(fleet);
  expect(await changeLog(live, taskId)).toMatchObject({ machine: first?.location, generation: 1, awaySince: null });
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ losable: true });

  // the second one leaves again: that it is gone is when TARGET_APPLIED is needed, so only a person takes it back
  await second?.leave();
  await untilHeardOf(live, machines.slice(0, 1));
  await level(fleet);
  expect(await changeLog(live, taskId)).toMatchObject({ machine: first?.location, generation: 1, acknowledge: 'TARGET_APPLIED', losable: true }); // prettier-ignore
  const parameters = [{ name: 'incrementalAcknowledge', value: 'LOG_DURABLE' }];
  const { task } = await live.ask<{ task: { parametersRevision: number } }>(
    'query($id: ID!) { task(id: $id) { parametersRevision } }',
    { id: taskId },
  );
  const change = { taskId, parameters, expectedRevision: task.parametersRevision };
  expect(await command(live.url, 'taskUpdateParameters', change)).toBeNull();
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ acknowledge: 'LOG_DURABLE', losable: false }); // prettier-ignore
  await level(fleet);
  await expectNothingLost(fleet);
}, 300_000);
