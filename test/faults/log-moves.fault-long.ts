/**
 * Workers of two machines, each with a disk of its own: the one with the change log dies under write load and never comes
 * back. Under TARGET_APPLIED the other one carries on from what the target has, and nothing is lost.
 */
import { expect, test } from 'vitest';
import {
  backlog,
  changeLog,
  expectBesideTheLog,
  expectNothingLost,
  latestRun,
  level,
  startFleet,
  startVerification,
  verify,
  type ChangeLog,
} from '../support/two-machines.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];

test('C19: the machine with the log dies, and then the other one with its disk, and each time the one that is left carries on', async () => {
  await using fleet = await startFleet();
  const { live, machines } = fleet;
  const taskId = await live.createTask('Two machines', { phases: PHASES });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'it is verified');
  const losable = async (): Promise<ChangeLog | null> => changeLog(live, taskId);
  await expect.poll(losable, { timeout: 30_000 }).toMatchObject({ acknowledge: 'TARGET_APPLIED', generation: 1, losable: true }); // prettier-ignore

  for (const [generation, disk] of [
    [2, 'KEPT'],
    [3, 'LOST'],
  ] as const) {
    // prettier-ignore
    await level(fleet);
    const before = await changeLog(live, taskId);
    const dies = fleet.holder(before);
    const other = machines.find((machine) => machine !== dies);
    await backlog(fleet, taskId);
    // a verification waits for the replay, which stands: it is under way when the machine dies
    if (disk === 'LOST') await startVerification(fleet, taskId);
    await dies.die(disk);
    await live.component('componentStart', taskId, 'INCR_SYNC');
    await expect
      .poll(() => changeLog(live, taskId), { timeout: 60_000 })
      .toMatchObject({ machine: other?.location, generation, acknowledge: 'TARGET_APPLIED', awaySince: null });
    await level(fleet);
    if (disk === 'LOST') {
      await live.until(taskId, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'it is verified to the end'); // prettier-ignore
      expect(await latestRun(fleet, taskId)).toMatchObject({ status: 'COMPLETED', differences: '0' });
    }
    await dies.start(); // what it still has of the log is old, and is not gone on with when the log comes back
  }
  await expectBesideTheLog(fleet, taskId);
  // what is judged and corrected reads the log, so it is done where that lies now
  await live.target.sql`UPDATE shop.category SET name = 'wrong' WHERE id = 7`;
  const found = await verify(fleet, taskId);
  expect(found.differences).toBe('1');
  await live.ask(
    'mutation($id: ID!, $run: ID!) { correctionApply(input: { taskId: $id, runId: $run }) { ... on UserError { code message } } }',
    { id: taskId, run: found.id },
  );
  expect((await verify(fleet, taskId)).differences).toBe('0');
  await expectNothingLost(fleet);
  // each machine keeps no more than the log in use
  const log = await changeLog(live, taskId);
  for (const machine of machines)
    await expect
      .poll(() => machine.logs, { timeout: 90_000 })
      .toEqual(machine === fleet.holder(log) ? [expect.stringMatching(/\.3$/)] : []);
}, 400_000);
