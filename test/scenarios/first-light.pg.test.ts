import { expect, test } from 'vitest';
import { LiveService } from '../support/live-service.ts';

test('a database moves while it is written to, and both sides are equal', async () => {
  await using live = await LiveService.start({ scale: 0.05, transactionsPerSecond: 100 });
  const id = await live.createTask('First light');
  await live.client.start(id);
  await live.until(
    id,
    (task) => live.subtaskIs(task, 'FULL_MIGRATION', 'COMPLETED'),
    'the full migration is completed',
  );
  await live.until(
    id,
    (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'),
    'the stream is in sync',
  );
  const proven = await live.until(
    id,
    (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'),
    'verification is completed',
  );
  expect(proven.status).toBe('RUNNING');
  const run = await live.client.verification(id);
  expect(run?.differences).toBe('0');
  expect(run?.tablesCompleted).toBe(15);
  await live.stopWorkload();
  expect(live.counts).toMatchObject({ failed: 0, unknown: 0 });
  expect(live.counts.acknowledged).toBeGreaterThan(100);
  expect(live.counts.slowestMs).toBeLessThan(2_000);
  expect(await live.differencesWhenQuiet()).toEqual([]);
});
