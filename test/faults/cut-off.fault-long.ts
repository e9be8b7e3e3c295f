/**
 * The machine with the change log loses its way to some of the databases, and lives: it stops within its lease, the other one
 * takes over under the fence, and when its network is back it does no harm and works again.
 */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { LEASE_MS } from '../../server/task/component-leases.ts';
import { AppliedWatch } from '../support/applied-watch.ts';
import type { Machine } from '../support/machine.ts';
import {
  changeLog,
  expectBesideTheLog,
  expectNothingLost,
  level,
  startFleet,
  untilHeardOf,
  type Fleet,
} from '../support/two-machines.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
/** A batch that was begun before the lease ran out ends, and the watch looks now and then. */
const GRACE_MS = 1_500;

async function startTask(fleet: Fleet, name: string): Promise<string> {
  const { live } = fleet;
  const taskId = await live.createTask(name, { phases: PHASES });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it is level');
  await expect
    .poll(() => changeLog(live, taskId), { timeout: 30_000 })
    .toMatchObject({ acknowledge: 'TARGET_APPLIED', losable: true });
  return taskId;
}

/** It is a worker like any other again: the log can move back to it when the other one dies. */
async function expectWorksAgain(
  fleet: Fleet,
  taskId: string,
  { cutOff, other }: { readonly cutOff: Machine; readonly other: Machine | undefined },
): Promise<void> {
  const { live } = fleet;
  await expect.poll(() => changeLog(live, taskId), { timeout: 30_000 }).toMatchObject({ losable: true });
  await other?.die('KEPT');
  await expect
    .poll(() => changeLog(live, taskId), { timeout: 90_000 })
    .toMatchObject({ machine: cutOff.location, generation: 3, awaySince: null });
  await level(fleet);
}

/** The workflow runs on this machine from now on. */
async function steerFrom({ live }: Fleet, machine: Machine): Promise<void> {
  const { sql } = live.control;
  const location = async (): Promise<unknown> =>
    (await sql`SELECT w.location FROM component c JOIN worker w ON w.id = c.worker_id WHERE c.kind = 'WORKFLOW' AND c.status = 'RUNNING'`)[0]?.['location']; // prettier-ignore
  if ((await location()) !== machine.location)
    await sql`UPDATE component SET location = ${machine.location}, lease_until = NULL, worker_id = NULL WHERE kind = 'WORKFLOW'`;
  await expect.poll(location, { timeout: 30_000 }).toBe(machine.location);
}

/** The session that streams from the task's slot; null: none. */
async function slotSession({ live }: Fleet): Promise<number | null> {
  const [slot] = await live.source
    .sql`SELECT active_pid FROM pg_replication_slots WHERE database = ${live.source.name}`;
  return (slot?.['active_pid'] as number | null | undefined) ?? null;
}

test.each(['half-open', 'refused'] as const)(
  'C17, C18: a machine that is cut off from the control database alone (%s) stops within its lease, and the other one goes on',
  async (how) => {
    await using fleet = await startFleet({ networks: true });
    const { live, machines } = fleet;
    const taskId = await startTask(fleet, `Cut off ${how}`);
    await using applied = new AppliedWatch(live.target.sql);
    await level(fleet);
    const old = await applied.fence();
    const cutOff = fleet.holder(await changeLog(live, taskId));
    const other = machines.find((machine) => machine !== cutOff);
    const { control } = cutOff.network;

    const cut = performance.now();
    if (how === 'half-open') control.halfOpen();
    else control.refuse();
    await expect
      .poll(() => changeLog(live, taskId), { timeout: 90_000 })
      .toMatchObject({ machine: other?.location, generation: 2, acknowledge: 'TARGET_APPLIED', awaySince: null });
    const movedMs = Math.round(performance.now() - cut);
    await level(fleet);
    const stoppedMs = Math.round((applied.lastSeen.get(old) ?? 0) - cut);
    console.log(`${how}: it applied for ${stoppedMs} ms more; the log moved after ${movedMs} ms, level after ${Math.round(performance.now() - cut)} ms`); // prettier-ignore
    expect(stoppedMs).toBeLessThan(LEASE_MS + GRACE_MS);
    const fence = await applied.fence();
    expect(fence).toBeGreaterThan(old);

    control.mend();
    const mended = performance.now();
    await untilHeardOf(live, machines);
    console.log(`${how}: it is heard of again ${Math.round(performance.now() - mended)} ms after its network`);
    const streaming = await slotSession(fleet);
    expect(streaming).not.toBeNull();
    await pause(6_000); // long enough for anything that the old machine may still want
    expect(await slotSession(fleet)).toBe(streaming);
    expect(await applied.fence()).toBe(fence);
    expect(applied.faults).toEqual([]);
    await expectBesideTheLog(fleet, taskId);
    await expect.poll(() => cutOff.logs, { timeout: 90_000 }).toEqual([]); // the old log is not gone on with
    await level(fleet);

    await expectWorksAgain(fleet, taskId, { cutOff, other });
    await expectNothingLost(fleet);
    expect(applied.faults).toEqual([]);
  },
  400_000,
);

test.each(['half-open', 'refused'] as const)(
  'C19: a machine that is cut off from source and target alone (%s) leaves the log to the other one, and works again with its network',
  async (how) => {
    await using fleet = await startFleet({ networks: true });
    const { live, machines } = fleet;
    const taskId = await startTask(fleet, `Without data ${how}`);
    await using applied = new AppliedWatch(live.target.sql);
    await level(fleet);
    const cutOff = fleet.holder(await changeLog(live, taskId));
    const other = machines.find((machine) => machine !== cutOff);
    const { data } = cutOff.network;
    await steerFrom(fleet, cutOff); // the harder case: nobody who reaches the databases decides
    const cut = performance.now();
    if (how === 'half-open') data.halfOpen();
    else data.refuse();
    await expect
      .poll(() => changeLog(live, taskId), { timeout: 120_000 })
      .toMatchObject({ machine: other?.location, generation: 2, acknowledge: 'TARGET_APPLIED' });
    console.log(`${how}: the log moved after ${Math.round(performance.now() - cut)} ms`);
    await level(fleet);
    console.log(`${how}: level after ${Math.round(performance.now() - cut)} ms`);
    const streaming = await slotSession(fleet);
    data.mend();
    await pause(6_000); // long enough for anything that the old machine may still want
    expect(await slotSession(fleet)).toBe(streaming);
    await expectBesideTheLog(fleet, taskId);
    await expectWorksAgain(fleet, taskId, { cutOff, other });
    await expectNothingLost(fleet);
    expect(applied.faults).toEqual([]);
  },
  400_000,
);

test('a source that nobody reaches moves nothing', async () => {
  await using fleet = await startFleet({ networks: true });
  const { live, machines } = fleet;
  const taskId = await startTask(fleet, 'Nobody');
  for (const machine of machines) machine.network.data.refuse();
  const told = await live.until(taskId, ({ waitingFor }) => waitingFor !== null, 'it is said what is waited for');
  expect(told.waitingFor?.what).toContain('Nothing answers');
  const cutOff = (): Promise<unknown> => live.control.sql`SELECT FROM fact WHERE name = 'log.cutOff'`.execute();
  await expect.poll(cutOff, { timeout: 30_000 }).toHaveLength(1);
  await pause(25_000); // several times as long as a machine may be cut off
  expect(await changeLog(live, taskId)).toMatchObject({ generation: 1 });
  for (const machine of machines) machine.network.data.mend();
  await level(fleet);
  await expect.poll(cutOff, { timeout: 30_000 }).toHaveLength(0);
  expect(await changeLog(live, taskId)).toMatchObject({ generation: 1 });
  await expectNothingLost(fleet);
}, 300_000);
