import { expect, test } from 'vitest';
import type { DemoTask } from '../../server/demo/demo-client.ts';
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

test('planted differences are found through the API, corrected, and gone in the next run', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50 });
  const id = await live.createTask('Correct');
  await live.client.start(id);
  const verified = (task: DemoTask): boolean => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED');
  await live.until(id, verified, 'the first verification is completed');
  await live.target
    .sql`DELETE FROM shop.price_history WHERE product_id = 3 AND price = (SELECT max(price) FROM shop.price_history WHERE product_id = 3)`;
  await live.target.sql`UPDATE shop.category SET name = 'wrong' WHERE id = 7`;
  await live.target.sql`INSERT INTO shop.country VALUES ('XX', 'nowhere', 0)`;

  const run = async (scope: string): Promise<{ id: string; differences: string; verifiedRows: string }> => {
    await ask(
      live,
      `mutation($id: ID!, $scope: VerificationScope!) { verificationStart(input: { taskId: $id, scope: $scope }) { ... on UserError { code message } } }`,
      { id, scope },
    );
    await live.until(id, (task) => !verified(task), 'verification begins again');
    await live.until(id, verified, 'verification is completed again');
    const answer = await ask<{
      task: { subtask: { latestRun: { id: string; differences: string; verifiedRows: string } } };
    }>(
      live,
      `query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { latestRun { id differences verifiedRows } } } } }`,
      { id },
    );
    return answer.task.subtask.latestRun;
  };
  const found = await run('ALL');
  expect(found.differences).toBe('3');
  // one of the three is a row of the target only
  expect(await run('INCONSISTENT_ROWS')).toMatchObject({ differences: '3', verifiedRows: '2' });

  await ask(
    live,
    `mutation($id: ID!, $run: ID!) { correctionApply(input: { taskId: $id, runId: $run }) { ... on UserError { code message } } }`,
    { id, run: found.id },
  );
  expect((await run('ALL')).differences).toBe('0');
  await live.stopWorkload();
  expect(await live.differencesWhenQuiet()).toEqual([]);
});

async function ask<T>(live: LiveService, query: string, variables: Record<string, unknown>): Promise<T> {
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data: T; errors?: unknown };
  expect(answer.errors).toBeUndefined();
  expect(JSON.stringify(answer.data)).not.toContain('"code"');
  return answer.data;
}
