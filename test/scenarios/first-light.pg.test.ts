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
  await fedByWork(live, id);
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

interface Measured {
  readonly metrics: readonly {
    readonly metric: { readonly name: string };
    readonly points: readonly { readonly value: number | null }[];
  }[];
  readonly subtask: {
    readonly tables: { readonly nodes: readonly { readonly migratedRows: string; readonly migratedBytes: string }[] };
  };
}

/** Each graph of the copy, the stream and the verification has figures of what was just done. */
async function fedByWork(live: LiveService, id: string): Promise<void> {
  const times = ['full_read_time', 'full_slice_time', 'full_write_time', 'incr_execute_time', 'incr_commit_time'];
  const rates = ['full', 'verify'].flatMap((phase) =>
    ['source_rows', 'target_rows', 'source_bytes', 'target_bytes'].map((what) => `${phase}_${what}`),
  );
  const stream = ['incr_applied_rows', 'incr_applied_traffic'];
  const { task } = await ask<{ task: Measured }>(
    live,
    `query($id: ID!, $names: [String!]!, $from: DateTime!) { task(id: $id) {
      metrics(names: $names, from: $from) { metric { name } points { value } }
      subtask(kind: FULL_MIGRATION) { ... on FullMigrationSubtask { tables(first: 50) { nodes { migratedRows migratedBytes } } } } } }`,
    { id, names: [...times, ...rates, ...stream], from: new Date(Date.now() - 280_000).toISOString() },
  );
  const values = new Map(
    task.metrics.map(({ metric, points }) => [metric.name, points.flatMap(({ value }) => value ?? [])]),
  );
  const sum = (name: string): number => (values.get(name) ?? []).reduce((all, value) => all + value, 0);
  for (const name of values.keys()) expect([name, sum(name) > 0]).toEqual([name, true]);
  for (const name of times) for (const value of values.get(name) ?? []) expect(value).toBeLessThan(60_000);

  const copied = (name: 'migratedRows' | 'migratedBytes'): number =>
    task.subtask.tables.nodes.reduce((all, table) => all + Number(table[name]), 0);
  /** Of the same order: a sample that came late stands for more than the second that the graph gives it. */
  const near = (measured: number, wanted: number): void => {
    expect(measured).toBeGreaterThan(wanted / 5);
    expect(measured).toBeLessThan(wanted * 5);
  };
  near(sum('full_source_bytes') / sum('full_source_rows'), copied('migratedBytes') / copied('migratedRows'));
  for (const what of ['rows', 'bytes']) {
    near(sum(`full_target_${what}`), sum(`full_source_${what}`));
    near(sum(`verify_target_${what}`), sum(`verify_source_${what}`));
  }
  const bitsOfRow = (sum('incr_applied_traffic') * 1_000) / sum('incr_applied_rows');
  expect(bitsOfRow).toBeGreaterThan(8 * 20);
  expect(bitsOfRow).toBeLessThan(8 * 2_000);
}
