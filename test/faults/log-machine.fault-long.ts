/**
 * What becomes of a change log whose machine or folder is gone: under LOG_DURABLE it is said that the machine must come back,
 * and when it does the task goes on; under TARGET_APPLIED the log begins anew. (Its machine dies: log-moves.fault-long.ts.)
 */
import { expect, test } from 'vitest';
import { backlog, changeLog, expectNothingLost, level, startFleet } from '../support/two-machines.ts';

test('C19: under LOG_DURABLE the log is not left behind: it is said which machine must come back, and it goes on there', async () => {
  await using fleet = await startFleet();
  const { live, ledger } = fleet;
  const parameters = [{ name: 'incrementalAcknowledge', value: 'LOG_DURABLE' }];
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
  const taskId = await live.createTask('Durable', { phases, parameters });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it is level');
  const log = await changeLog(live, taskId);
  expect(log).toMatchObject({ acknowledge: 'LOG_DURABLE', generation: 1, losable: false });
  const dies = fleet.holder(log);
  await backlog(fleet, taskId);
  await dies.die('KEPT');
  await live.component('componentStart', taskId, 'INCR_SYNC');
  const away = await live.until(
    taskId,
    ({ waitingFor }) => waitingFor?.what.includes('is heard of since') === true,
    'a person is asked for',
  );
  expect(away.waitingFor?.what).toContain(
    `No worker of ${dies.location}, where the change log lies, is heard of since`,
  );
  expect(away.waitingFor?.what).toContain('Bring this machine back with its data folder, or release the task');
  const written = ledger.acknowledged;
  await expect.poll(() => ledger.acknowledged - written, { timeout: 30_000 }).toBeGreaterThan(30);
  expect(await changeLog(live, taskId)).toMatchObject({ machine: dies.location, generation: 1, awaySince: expect.any(String) }); // prettier-ignore

  await dies.start();
  await level(fleet);
  expect(await changeLog(live, taskId)).toMatchObject({ machine: dies.location, generation: 1, awaySince: null });
  await expectNothingLost(fleet);
}, 300_000);

test('a log that is lost with its folder begins anew where the target has all that the source was to forget', async () => {
  await using fleet = await startFleet();
  const { live } = fleet;
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
  const taskId = await live.createTask('Folder', { phases });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it is level');
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ losable: true });
  const dies = fleet.holder(await changeLog(live, taskId));
  await backlog(fleet, taskId);
  await dies.die('LOST');
  await dies.start();
  await live.component('componentStart', taskId, 'INCR_SYNC');
  await expect.poll(() => changeLog(live, taskId), { timeout: 60_000 }).toMatchObject({ generation: 2, awaySince: null }); // prettier-ignore
  await level(fleet);
  await expectNothingLost(fleet);
}, 200_000);

test('a log that is lost with its folder: under LOG_DURABLE the task fails and says what can be done', async () => {
  await using fleet = await startFleet();
  const { live } = fleet;
  const parameters = [{ name: 'incrementalAcknowledge', value: 'LOG_DURABLE' }];
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
  const taskId = await live.createTask('Lost', { phases, parameters });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it is level');
  const dies = fleet.holder(await changeLog(live, taskId));
  await dies.die('LOST');
  await dies.start();
  await expect.poll(async () => (await live.client.task(taskId))?.status, { timeout: 60_000 }).toBe('FAILED');
  expect((await live.client.task(taskId))?.reason).toMatchObject({
    code: 'LOG_POSITION_MISSING',
    remedy: expect.stringContaining('bring that back as it was; else release the task and start it over'),
  });
}, 200_000);
