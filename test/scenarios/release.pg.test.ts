/** Release leaves both catalogs as they were before the task (C27), from STOPPED and from FAILED; then the task is deleted by its name. */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { catalogSnapshot, relationsOf } from '../support/catalog-snapshot.ts';
import { LiveService } from '../support/live-service.ts';
import { command } from '../support/task-commands.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];

type Catalogs = readonly [string[], string[]];

const catalogs = async (live: LiveService): Promise<Catalogs> => [
  await catalogSnapshot(live.source.sql),
  await catalogSnapshot(live.target.sql, 'shop'),
];

/** Our sessions end a moment after the release; everything else is gone with it. */
async function catalogsAfter(live: LiveService, wanted: Catalogs): Promise<Catalogs> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const now = await catalogs(live);
    if (JSON.stringify(now) === JSON.stringify(wanted) || performance.now() > deadline) return now;
    await pause(100);
  }
}

async function releaseAndDelete(live: LiveService, taskId: string, name: string): Promise<void> {
  expect(await command(live.url, 'taskDelete', { taskId, confirmName: name })).toBe('ACTION_NOT_ALLOWED');
  expect(await command(live.url, 'taskRelease', { taskId })).toBeNull();
  await live.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
  expect(await command(live.url, 'taskDelete', { taskId, confirmName: `${name}?` })).toBe('CONFIRMATION_MISMATCH');
  const { task } = await live.ask<{ task: { dropped: string[] } }>('query($id: ID!) { task(id: $id) { dropped } }', {
    id: taskId,
  });
  expect(task.dropped.at(-1)).toBe('change log');
  expect(await command(live.url, 'taskDelete', { taskId, confirmName: name })).toBeNull();
  expect(await live.client.task(taskId)).toBeNull();
}

test('a stopped task is released without a trace, and what it moved stays', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50 });
  const before = await catalogs(live);
  const taskId = await live.createTask('Stopped', { phases: PHASES });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, PHASES[2] ?? '', 'MONITORING'), 'the stream is in sync');
  expect(await catalogs(live)).not.toEqual(before);
  expect(await command(live.url, 'taskStop', { taskId })).toBeNull();
  await live.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await releaseAndDelete(live, taskId, 'Stopped');
  expect(await catalogsAfter(live, before)).toEqual(before);
  const plain = (lines: readonly string[]): string[] => lines.map((line) => line.split(' ').slice(0, 3).join(' '));
  expect(plain(await relationsOf(live.target.sql, 'shop'))).toEqual(plain(await relationsOf(live.source.sql, 'shop')));
  expect(live.counts).toMatchObject({ failed: 0, unknown: 0 });
});

test('a task stopped in the middle of the copy is released without a trace', async () => {
  await using live = await LiveService.start({ scale: 0.05, transactionsPerSecond: 50 });
  const before = await catalogs(live);
  const taskId = await live.createTask('Halfway', {
    phases: PHASES,
    parameters: [{ name: 'fullRowsPerSecond', value: 5_000 }],
  });
  await live.client.start(taskId);
  await live.until(
    taskId,
    (task) => task.subtasks.some(({ kind, progress }) => kind === 'FULL_MIGRATION' && progress > 0.1),
    'a part is copied',
  );
  expect(await command(live.url, 'taskStop', { taskId })).toBeNull();
  await live.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await releaseAndDelete(live, taskId, 'Halfway');
  expect(await catalogsAfter(live, before)).toEqual(before);
  expect(live.counts).toMatchObject({ failed: 0, unknown: 0 });
});

test('a failed task is released without a trace', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50 });
  const before = await catalogs(live);
  const taskId = await live.createTask('Failed', { phases: PHASES });
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, PHASES[2] ?? '', 'MONITORING'), 'the stream is in sync');
  await live.target.sql`DROP TABLE shop.price_history, shop.address, shop."Größen Tabelle" CASCADE`;
  await expect.poll(async () => (await live.client.task(taskId))?.status, { timeout: 60_000 }).toBe('FAILED');
  expect((await live.client.task(taskId))?.reason?.code).toBeTruthy();
  expect(await command(live.url, 'taskRelease', { taskId })).toBeNull();
  await expect.poll(async () => (await live.client.task(taskId))?.status, { timeout: 60_000 }).toBe('RELEASED');
  expect(await command(live.url, 'taskDelete', { taskId, confirmName: 'Failed' })).toBeNull();
  expect(await catalogsAfter(live, before)).toEqual(before);
  expect(live.counts).toMatchObject({ failed: 0, unknown: 0 });
});
