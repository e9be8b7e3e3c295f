/** What must hold at the end of a migration that was struck, judged without our code where it can be. */
import { expect } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { catalogSnapshot } from './catalog-snapshot.ts';
import type { Durability, FaultRun } from './fault-run.ts';
import type { Ledger } from './ledger.ts';
import type { LiveService } from './live-service.ts';
import { command } from './task-commands.ts';

export interface Struck {
  readonly live: LiveService;
  readonly ledger: Ledger;
  readonly run: FaultRun;
  readonly taskId: string;
}

/** Both sides equal, each row once, the verification that ran through it all consistent, nothing left behind. */
export async function expectWhole({ live, ledger, run, taskId }: Struck, durability: Durability = 'on'): Promise<void> {
  await run.until((task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'the verification is completed');
  await Promise.all([live.stopWorkload(), ledger.stop()]);
  expect(await live.differencesWhenQuiet()).toEqual([]);
  const sides = { source: live.source.sql, target: live.target.sql };
  expect(await ledger.faults(sides, { sourceMayLose: durability === 'off' })).toEqual([]);
  expect(ledger.acknowledged).toBeGreaterThan(100);
  expect(live.counts.failed).toBe(0);
  expect(run.unexplained).toBe(0);
  expect(await verifiedTables(live, taskId)).toEqual(Array(17).fill('CONSISTENT'));
  const task = await run.until(
    ({ subtasks }) =>
      subtasks.every(
        ({ kind, status }) => kind === 'FORWARD_SWITCHOVER' || status === 'COMPLETED' || status === 'MONITORING',
      ),
    'all phases are done',
  );
  expect(task.status).toBe('RUNNING');
  expect(await run.victims.strayWorkers()).toEqual([]);
}

/** Stops and releases the task; both databases are as they were before it was created (C27). */
export async function expectReleased(
  { live, run, taskId }: Struck,
  before: { readonly source: readonly string[]; readonly target: readonly string[] },
): Promise<void> {
  expect(await command(live.url, 'taskStop', { taskId })).toBeNull();
  await run.until(({ status }) => status === 'STOPPED', 'the task is stopped');
  expect(await command(live.url, 'taskRelease', { taskId })).toBeNull();
  await run.until(({ status }) => status === 'RELEASED', 'the task is released');
  const deadline = performance.now() + 10_000; // sessions of ours end by themselves a moment after the release
  for (;;) {
    const now = {
      source: await catalogSnapshot(live.source.sql),
      target: await catalogSnapshot(live.target.sql, 'shop'),
    };
    if (JSON.stringify(now) !== JSON.stringify(before) && performance.now() < deadline) {
      await pause(200);
      continue;
    }
    expect(now).toEqual(before);
    return;
  }
}

export const catalogs = async (live: LiveService): Promise<{ source: string[]; target: string[] }> => ({
  source: await catalogSnapshot(live.source.sql),
  target: await catalogSnapshot(live.target.sql),
});

/** The results of the newest verification, one a table. */
export async function verifiedTables(live: LiveService, taskId: string): Promise<string[]> {
  const { task } = await live.ask<{ task: { subtask: { latestRun: { tables: { nodes: { result: string }[] } } } } }>(
    `query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask {
      latestRun { tables(first: 100) { nodes { result } } } } } } }`,
    { id: taskId },
  );
  return task.subtask.latestRun.tables.nodes.map(({ result }) => result);
}
