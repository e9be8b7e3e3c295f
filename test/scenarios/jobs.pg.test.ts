/** The jobs of tasks on a real control database: transactions, claims, cancelling, lost workers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { holdClaim, JobQueue, placeJob, readJob, removeJob } from '../../server/persistence/job-queue.ts';
import { pause } from '../../server/runtime/clock.ts';
import type { JobClaim, TaskWork } from '../../server/task/jobs.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

const PRECHECK: TaskWork = { kind: 'STEP', step: 'PRECHECK' };
const REASON = {
  code: 'NO_OBJECTS',
  action: 'NEEDS_OPERATOR',
  message: 'm',
  remedy: 'r',
  facts: {},
  rowDetail: null,
} as const;

let database: TestDatabase;
let control: ControlDatabase;
let queue: JobQueue;
let other: JobQueue;

beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  const url = server.server.url(database.name);
  await Promise.all([runMigrations(url), runMigrations(url), runMigrations(url)]);
  control = new ControlDatabase(url, { worker: 'host-one' });
  const trouble = (error: Error): void => expect.fail(String(error));
  [queue, other] = [await JobQueue.open(url, control, trouble), await JobQueue.open(url, control, trouble)];
});
afterAll(async () => {
  for (const one of [queue, other, control]) await one[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const send = (taskId: string, work: TaskWork = PRECHECK): Promise<void> =>
  control.unit((tx) => queue.send(tx, taskId, work));

async function claimOf(taskId: string): Promise<JobClaim> {
  const claim = await queue.claim('here');
  expect(claim?.taskId).toBe(taskId);
  return claim as JobClaim; // just seen
}

/** What time does, without waiting for it. */
const lose = (claim: JobClaim): Promise<unknown> =>
  control.db.execute(sql`UPDATE pgboss.job SET heartbeat_on = now() - interval '11 s' WHERE id = ${claim.jobId}`);

async function untilClaimed(by: JobQueue): Promise<JobClaim> {
  const deadline = performance.now() + 5_000; // half of the heartbeat
  while (performance.now() < deadline) {
    const claim = await by.claim('here');
    if (claim !== null) return claim;
    await pause(20);
  }
  throw new Error('nothing could be claimed within 5 s');
}

test('a job that is asked for in a transaction is there with it, and never without it', async () => {
  const rolledBack = control.unit(async (tx) => {
    await queue.send(tx, 'undone', PRECHECK);
    expect(await readJob(tx, 'undone')).not.toBeNull();
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect(await readJob(control.db, 'undone')).toBeNull();
  expect(await queue.claim('here')).toBeNull();
  await send('done');
  expect(await readJob(control.db, 'done')).toMatchObject({ work: PRECHECK, state: { kind: 'OPEN' } });
  const claim = await claimOf('done');
  expect(await other.claim('here')).toBeNull();
  await queue.finish(claim, REASON);
  expect(await readJob(control.db, 'done')).toMatchObject({ state: { kind: 'ENDED', outcome: REASON } });
  expect(await removeJob(control.db, claim.jobId)).toBe(true);
  expect(await removeJob(control.db, claim.jobId)).toBe(false);
});

test('a task has one job at a time', async () => {
  await send('one');
  await send('one', { kind: 'COMMAND', commandId: '7' });
  const claim = await claimOf('one');
  expect(claim.work).toEqual(PRECHECK);
  await send('one');
  expect(await queue.claim('here')).toBeNull();
  await queue.finish(claim, null);
  await removeJob(control.db, claim.jobId);
});

test('a job that needs what lies at one location is claimed there, and follows when that moves', async () => {
  await control.unit((tx) => queue.send(tx, 'placed', PRECHECK, 'there'));
  await send('anywhere');
  expect((await queue.claim('here'))?.taskId).toBe('anywhere');
  expect(await queue.claim('here')).toBeNull();
  const first = (await queue.claim('there')) as JobClaim;
  expect(first.taskId).toBe('placed');
  await queue.giveBack(first);
  expect(await queue.claim('here')).toBeNull();
  await placeJob(control.db, 'placed', 'here');
  await placeJob(control.db, 'anywhere', 'there'); // it is bound to no location
  const claim = await claimOf('placed');
  expect(claim.jobId).toBe(first.jobId);
  for (const taskId of ['placed', 'anywhere']) {
    const job = await readJob(control.db, taskId);
    expect(await removeJob(control.db, String(job?.id))).toBe(true);
  }
});

test('a lost worker loses the claim to the next one, and can record nothing any more', async () => {
  await send('lost');
  const first = await claimOf('lost');
  expect(await queue.renew(first)).toBe(true);
  await lose(first);
  const second = (await other.claim('here')) as JobClaim;
  expect(second).toMatchObject({ jobId: first.jobId, taskId: 'lost', work: PRECHECK });
  expect(second.epoch).toBeGreaterThan(first.epoch);
  expect(await queue.renew(first)).toBe(false);
  await queue.finish(first, REASON);
  await queue.giveBack(first);
  await expect(control.unit((tx) => holdClaim(tx, first))).rejects.toMatchObject({ code: 'FENCED' });
  await control.unit((tx) => holdClaim(tx, second));
  expect(await other.renew(second)).toBe(true);
  await other.finish(second, null);
  expect(await readJob(control.db, 'lost')).toMatchObject({ state: { kind: 'ENDED', outcome: null } });
  await removeJob(control.db, second.jobId);
});

test('the jobs of a worker that was seen to end are free at once, those of another one are not', async () => {
  await send('ended');
  const first = await claimOf('ended');
  await other.freeJobsOf('host-two');
  expect(await other.claim('here')).toBeNull();
  await other.freeJobsOf('host-one');
  expect(await queue.renew(first)).toBe(true); // it was not the end after all
  expect(await other.claim('here')).toBeNull();
  await other.freeJobsOf('host-one');
  const second = await untilClaimed(other); // pg-boss looks for lost claims once a second
  expect(second).toMatchObject({ jobId: first.jobId, taskId: 'ended', work: PRECHECK });
  await control.unit((tx) => queue.cancel(tx, second.jobId));
  expect(await readJob(control.db, 'ended')).toMatchObject({ state: { kind: 'CANCELLED', held: true } });
  await other.freeJobsOf('host-one');
  expect(await readJob(control.db, 'ended')).toMatchObject({ state: { kind: 'CANCELLED', held: false } });
  await removeJob(control.db, second.jobId);
});

test('a worker that drains gives the job to the next one at once', async () => {
  await send('drained');
  const first = await claimOf('drained');
  await queue.giveBack(first);
  const second = await claimOf('drained');
  expect(second.attempt).toBe(first.attempt + 1);
  await queue.finish(second, null);
  await removeJob(control.db, second.jobId);
});

test('a cancelled job is held until its worker has ended it, or is lost', async () => {
  await send('cancelled');
  const claim = await claimOf('cancelled');
  await control.unit((tx) => queue.cancel(tx, claim.jobId));
  expect(await queue.renew(claim)).toBe(false);
  expect(await readJob(control.db, 'cancelled')).toMatchObject({ state: { kind: 'CANCELLED', held: true } });
  await lose(claim);
  expect(await readJob(control.db, 'cancelled')).toMatchObject({ state: { kind: 'CANCELLED', held: false } });
  await queue.giveBack(claim);
  expect(await readJob(control.db, 'cancelled')).toBeNull();
  await send('cancelled');
  const waiting = await readJob(control.db, 'cancelled');
  await control.unit((tx) => queue.cancel(tx, waiting?.id ?? ''));
  expect(await queue.claim('here')).toBeNull();
  expect(await readJob(control.db, 'cancelled')).toMatchObject({ state: { kind: 'CANCELLED', held: false } });
});

test('a job that was begun 21 times is given up', async () => {
  await send('hopeless');
  for (let times = 0; times < 21; times += 1) await queue.giveBack(await claimOf('hopeless'));
  expect(await queue.claim('here')).toBeNull();
  expect(await readJob(control.db, 'hopeless')).toMatchObject({
    state: { kind: 'ENDED', outcome: { code: 'JOB_GIVEN_UP' } },
  });
});

test('a message to a webhook whose worker was seen to end is claimed by another at once; the lost try ends nothing', async () => {
  const [one, two] = [queue.deliveries, other.deliveries];
  await control.unit(async (tx) => {
    await one.send(tx, ['now']);
    await one.send(tx, ['later'], 3_600);
  });
  const [first, ...more] = await one.claim(5);
  expect({ id: first?.deliveryId, more }).toEqual({ id: 'now', more: [] });
  expect(await two.claim(5)).toEqual([]);
  await queue.freeJobsOf('host-one');
  await expect.poll(async () => (await two.claim(5))[0], { timeout: 10_000 }).toMatchObject({ attempt: 1 });
  const stateNow = async (): Promise<unknown> =>
    (await control.db.execute(sql`SELECT state FROM pgboss.job WHERE id = ${first?.jobId}`))[0]?.['state'];
  const lost = first as NonNullable<typeof first>; // just seen
  await control.unit((tx) => one.finish(tx, lost));
  expect(await stateNow()).toBe('active');
  await control.unit((tx) => two.finish(tx, { ...lost, attempt: 1 }));
  expect(await stateNow()).toBe('completed');
});
