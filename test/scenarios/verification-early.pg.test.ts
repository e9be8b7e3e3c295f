/** Chosen tables can be verified before the target has caught up; the run of the phase comes by itself all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface Phase {
  readonly status: string;
  readonly verdict: { readonly result: string };
  readonly runs: { readonly nodes: readonly { readonly scope: string; readonly result: string | null }[] };
}

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

const phaseOf = (taskId: string): Promise<Phase> =>
  desk.verification(taskId, `verdict { result } runs(first: 5) { nodes { scope result } }`);

test('chosen tables are verified while the target lags; then it catches up, and all of them are', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target])
    await sql.unsafe(`CREATE TABLE item (id int PRIMARY KEY, v text); CREATE TABLE word (id int PRIMARY KEY);
      INSERT INTO word SELECT generate_series(1, 100)`);
  const slot = `early_${source.name}`;
  await source.sql`CREATE PUBLICATION early FOR TABLE item, word`;
  await source.sql`SELECT pg_create_logical_replication_slot(${slot}, 'pgoutput')`;
  await source.sql`INSERT INTO item VALUES (1, 'old')`;
  const [{ at } = { at: new Date() }] = await source.sql<{ at: Date }[]>`SELECT now() AS at`;
  const aged = async (): Promise<boolean> => {
    const [row] = await source.sql<{ old: boolean }[]>`SELECT now() - ${at} > '20 s' AS old`;
    return row?.old === true;
  };
  await expect.poll(aged, { timeout: 30_000 }).toBe(true); // more than counts as caught up
  let taskId = '';
  const start = (scope: string, tables?: readonly object[]) =>
    desk.mutate('verificationStart', { taskId, scope, tables }, 'subtask { status }');
  await target.sql.begin(async (holder) => {
    await holder`LOCK TABLE item IN SHARE MODE`; // the replay waits at the first row
    taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables: ['item', 'word'].map((name) => ({ schema: 'public', name })),
      phases: ['INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'],
      parameters: { incrementalStartPosition: `slot=${slot} publication=early` },
    });
    const streaming = async (): Promise<unknown> => {
      const { task } = await desk.ask<{
        task: { subtask: { status: string }; objects: { nodes: { tableId: string; source: { name: string } }[] } };
      }>(
        `query($id: ID!) { task(id: $id) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { status } objects(first: 5) { nodes { tableId source { name } } } } }`,
        { id: taskId },
      );
      word = task.objects.nodes.find(({ source: { name } }) => name === 'word')?.tableId ?? '';
      return task.subtask.status;
    };
    let word = '';
    await expect.poll(streaming, { timeout: 30_000 }).toBe('RUNNING');
    expect(await start('ALL')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect((await start('CUSTOM', [{ tableId: word, rowFilter: 'id <= 50' }])).code).toBeUndefined();
    const open = async (): Promise<unknown> => (await phaseOf(taskId)).status;
    await expect.poll(open, { timeout: 30_000 }).toBe('RUNNING');
    expect((await phaseOf(taskId)).runs.nodes).toEqual([{ scope: 'CUSTOM', result: null }]);
  });
  const ended = async (): Promise<Phase> => phaseOf(taskId);
  await expect.poll(ended, { timeout: 60_000 }).toEqual({
    status: 'COMPLETED',
    verdict: { result: 'EQUAL' },
    runs: {
      nodes: [
        { scope: 'ALL', result: 'EQUAL' },
        { scope: 'CUSTOM', result: 'EQUAL' },
      ],
    },
  });
  await desk.command('taskStop', taskId);
  await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await desk.command('taskRelease', taskId);
  await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
  await source.sql`SELECT pg_drop_replication_slot(${slot})`;
});
