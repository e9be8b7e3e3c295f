/**
 * Workers of two machines, each with a disk of its own: the one with the change log dies under write load and never comes
 * back. Under TARGET_APPLIED the other one carries on from what the target has, and nothing is lost; under LOG_DURABLE it
 * is said that the machine must come back, and when it does the task goes on.
 */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { LEDGER_DDL, Ledger } from '../support/ledger.ts';
import { LiveService } from '../support/live-service.ts';
import { Machine } from '../support/machine.ts';

const PATIENCE_SECONDS = 5;

interface ChangeLog {
  readonly machine: string;
  readonly generation: number;
  readonly acknowledge: string;
  readonly losable: boolean;
  readonly awaySince: string | null;
}

async function changeLog(live: LiveService, taskId: string): Promise<ChangeLog | null> {
  const { task } = await live.ask<{ task: { changeLog: ChangeLog | null } }>(
    'query($id: ID!) { task(id: $id) { changeLog { machine generation acknowledge losable awaySince } } }',
    { id: taskId },
  );
  return task.changeLog;
}

/** An API without workers, two machines, the shop under load with a ledger. */
async function startFleet() {
  const environment = {
    GODWIT_KEY: randomBytes(32).toString('base64'),
    GODWIT_LOG_MOVE_AFTER_SECONDS: String(PATIENCE_SECONDS),
    GODWIT_WORKERS: '1',
  };
  const live = await LiveService.start({
    scale: 0.02,
    transactionsPerSecond: 50,
    ddl: LEDGER_DDL,
    environment: { ...environment, GODWIT_ROLES: 'api' },
  });
  const machines = [0, 1].map(() => new Machine({ controlUrl: live.controlUrl, environment }));
  await Promise.all(machines.map((machine) => machine.start()));
  await expect
    .poll(async () => new Set((await live.ask<{ workers: { machine: string }[] }>('{ workers { machine } }', {})).workers.map(({ machine }) => machine)).size, { timeout: 30_000 })
    .toBe(2); // prettier-ignore
  const ledger = new Ledger(live.sourceUrl);
  return {
    live,
    ledger,
    machines,
    holder: (log: ChangeLog | null): Machine => {
      const found = machines.find(({ location }) => location === log?.machine);
      if (found === undefined) throw new Error(`the log lies on no machine: ${JSON.stringify(log)}`);
      return found;
    },
    async [Symbol.asyncDispose]() {
      await ledger.stop();
      for (const machine of machines) await machine[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
    },
  };
}

type Fleet = Awaited<ReturnType<typeof startFleet>>;

/** The replay stands for a while, so that the log has what the target lacks. */
async function backlog({ live, ledger }: Fleet, taskId: string): Promise<void> {
  await live.component('componentStop', taskId, 'INCR_SYNC');
  const before = ledger.acknowledged;
  await expect.poll(() => ledger.acknowledged - before, { timeout: 30_000 }).toBeGreaterThan(60);
}

async function expectNothingLost({ live, ledger }: Fleet): Promise<void> {
  await Promise.all([live.stopWorkload(), ledger.stop()]);
  expect(await live.differencesWhenQuiet()).toEqual([]);
  const sides = { source: live.source.sql, target: live.target.sql };
  expect(await ledger.faults(sides, { sourceMayLose: false })).toEqual([]);
  expect(ledger.acknowledged).toBeGreaterThan(100);
  expect(live.counts.failed + live.counts.unknown).toBe(0);
}

/** What the source has now is on the target. */
async function level({ live }: Fleet): Promise<void> {
  const [row] = await live.source.sql`SELECT pg_current_wal_insert_lsn()::text AS now`;
  const now = String(row?.['now']);
  const reached = async (): Promise<unknown> =>
    (
      await live.target
        .sql`SELECT max(position::pg_lsn) >= ${now}::text::pg_lsn AS reached FROM godwit.checkpoint WHERE stream = 'FORWARD'`
    )[0]?.['reached'];
  await expect.poll(reached, { timeout: 90_000 }).toBe(true);
}

async function expectBesideTheLog({ live }: Fleet, taskId: string): Promise<void> {
  const { task, workers } = await live.ask<{
    task: { changeLog: ChangeLog; components: { kind: string; status: string; workerId: string | null }[] };
    workers: { workerId: string; machine: string }[];
  }>(
    'query($id: ID!) { task(id: $id) { changeLog { machine } components { kind status workerId } } workers { workerId machine } }',
    { id: taskId },
  );
  const stream = task.components.filter(({ kind }) => kind === 'STORE' || kind === 'INCR_SYNC');
  expect(stream).toHaveLength(2);
  for (const { workerId } of stream)
    expect(workers.find((worker) => worker.workerId === workerId)?.machine).toBe(task.changeLog.machine);
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly differences: string;
}

async function startVerification({ live }: Fleet, taskId: string): Promise<void> {
  await live.ask(
    'mutation($id: ID!) { verificationStart(input: { taskId: $id, scope: ALL }) { ... on UserError { code message } } }',
    { id: taskId },
  );
  await live.until(taskId, (task) => !live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'verification begins again'); // prettier-ignore
}

async function latestRun({ live }: Fleet, taskId: string): Promise<Run> {
  const { task } = await live.ask<{ task: { subtask: { latestRun: Run } } }>(
    'query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { latestRun { id status differences } } } } }',
    { id: taskId },
  );
  return task.subtask.latestRun;
}

/** Runs the verification anew. */
async function verify(fleet: Fleet, taskId: string): Promise<Run> {
  const { live } = fleet;
  const completed = (task: Parameters<LiveService['subtaskIs']>[0]): boolean =>
    live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED');
  await startVerification(fleet, taskId);
  await live.until(taskId, completed, 'verification is completed again');
  return latestRun(fleet, taskId);
}

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
