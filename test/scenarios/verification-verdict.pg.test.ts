/**
 * What verification says is what it proved: a table that was not judged, or no table at all, is never told as equal. And a
 * task that is COMPLETED can be corrected, verified again, and its verification skipped, while it stays COMPLETED.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPostgres, type TestServer } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

interface Phase {
  readonly status: string;
  readonly skipped: { readonly by: string; readonly reason: string | null } | null;
  readonly verdict: Readonly<Record<string, unknown>>;
  readonly latestRun: {
    readonly id: string;
    readonly status: string;
    readonly result: string | null;
    readonly openDifferences: string;
    readonly tables: { readonly nodes: readonly { readonly tableId: string }[] };
  } | null;
}

let desk: Desk;
let server: TestServer;

beforeAll(async () => {
  server = await testPostgres();
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

const phaseOf = (taskId: string): Promise<Phase> =>
  desk.verification(
    taskId,
    `skipped { by reason } verdict { result tables proven different notProven openDifferences }
      latestRun { id scope status result tablesTotal tablesFiltered differences openDifferences correctableDifferences
        results { consistent inconsistent notComparable failed skipped unjudged } tables(first: 10) { nodes { tableId rowFilter result error { code } } } }`,
  );

/** How many tables of a run a filter leaves. */
async function tablesOf(runId: string | undefined, filter: object): Promise<number> {
  const { node } = await desk.ask<{ node: { tables: { totalCount: number } } }>(
    'query($id: ID!, $filter: VerificationTableFilter) { node(id: $id) { ... on VerificationRun { tables(filter: $filter, first: 10) { totalCount } } } }',
    { id: runId, filter },
  );
  return node.tables.totalCount;
}

async function rowsOf(runId: string | undefined) {
  const { node } = await desk.ask<{
    node: { rows: { nodes: { differenceId: string; kind: string; status: string }[] } };
  }>(
    'query($id: ID!) { node(id: $id) { ... on VerificationRun { rows(first: 10) { nodes { differenceId kind status } } } } }',
    { id: runId },
  );
  return node.rows.nodes;
}

async function until(taskId: string, fact: (phase: Phase) => boolean, what: string): Promise<Phase> {
  let phase: Phase | null = null;
  const look = async (): Promise<boolean> => fact((phase = await phaseOf(taskId)));
  await expect.poll(look, { timeout: 30_000, message: what }).toBe(true);
  return phase ?? (await phaseOf(taskId));
}

test('what could not be judged is not proven, and a completed task is corrected and verified again', async () => {
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target])
    await sql.unsafe(`CREATE TABLE item (id int PRIMARY KEY, v text); CREATE TABLE word (id int PRIMARY KEY, w text);
      INSERT INTO item SELECT i, 'v' || i FROM generate_series(1, 100) i; INSERT INTO word VALUES (1, 'a'), (2, 'b')`);
  await target.sql.unsafe(
    `UPDATE item SET v = 'other' WHERE id = 7; DELETE FROM item WHERE id = 8; INSERT INTO item VALUES (-1, 'extra')`,
  );
  const tables = ['item', 'word'].map((name) => ({ schema: 'public', name }));
  const made = await desk.createTask({
    source: source.address,
    target: target.address,
    tables,
    phases: ['FULL_VERIFICATION'],
  });
  const taskId = 'id' in made ? made.id : '';
  const start = (scope: string, chosen?: readonly object[]) =>
    desk.mutate('verificationStart', { taskId, scope, tables: chosen }, 'subtask { id }');
  const completed = async (scope: string, chosen?: readonly object[]): Promise<Phase> => {
    const before = (await phaseOf(taskId)).latestRun?.id;
    expect((await start(scope, chosen)).code).toBeUndefined();
    return until(
      taskId,
      ({ status, latestRun }) =>
        latestRun?.id !== before && latestRun?.status === 'COMPLETED' && status === 'COMPLETED',
      `${scope} has run`,
    );
  };
  await desk.command('taskStart', taskId);
  await desk.until(taskId, ({ status }) => status === 'COMPLETED', 'the task is completed');
  const first = await phaseOf(taskId);
  expect(first).toMatchObject({
    verdict: { result: 'DIFFERENT', tables: 2, proven: 1, different: 1, notProven: 0, openDifferences: 3 },
    latestRun: {
      status: 'COMPLETED',
      result: 'DIFFERENT',
      differences: '3',
      openDifferences: '3',
      correctableDifferences: '3',
      results: { consistent: 1, inconsistent: 1 },
    },
  });

  expect(await start('CUSTOM')).toMatchObject({
    code: 'VERIFICATION_EMPTY',
    message: 'There is nothing to verify: no table is named.',
    remedy: 'Choose tables of the task, or verify all of them (scope ALL).',
  });
  expect(await start('CUSTOM', [{ tableId: 'nothing' }])).toMatchObject({ code: 'NOT_FOUND', path: ['tables'] });
  const [itemId, wordId] = (first.latestRun?.tables.nodes ?? []).map(({ tableId }) => tableId);
  expect(await start('CUSTOM', [{ tableId: wordId, rowFilter: 'idd = 1' }])).toMatchObject({ code: 'FILTER_INVALID' });
  expect(await start('CUSTOM', [{ tableId: wordId }, { tableId: wordId }])).toMatchObject({ code: 'BAD_INPUT' });
  expect(await start('ALL', [{ tableId: wordId }])).toMatchObject({ code: 'BAD_INPUT' });
  expect((await phaseOf(taskId)).latestRun?.id).toBe(first.latestRun?.id);

  const runId = first.latestRun?.id;
  expect([await tablesOf(runId, { sourceSchema: 'public' }), await tablesOf(runId, { sourceSchema: 'shop' })]).toEqual([
    2, 0,
  ]);
  expect([await tablesOf(runId, { targetSchema: 'public' }), await tablesOf(runId, { targetSchema: 'shop' })]).toEqual([
    2, 0,
  ]);
  expect(await tablesOf(runId, { onlySchemaCompleted: true })).toBe(0); // a task without that phase has completed none

  // one of the three that are open, and no other
  const [chosen] = (await rowsOf(runId)).filter(({ kind }) => kind === 'MISMATCHED');
  const some = { taskId, runId, differenceIds: [chosen?.differenceId] };
  expect((await desk.mutate('correctionApply', some, 'subtask { id }')).code).toBeUndefined();
  await until(taskId, ({ latestRun }) => latestRun?.openDifferences === '2', 'the chosen one is corrected');
  expect((await rowsOf(runId)).map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
    'MISMATCHED CORRECTED',
    'SOURCE_ONLY OPEN',
    'TARGET_ONLY OPEN',
  ]);
  expect(await target.sql`SELECT id, v FROM item WHERE id IN (-1, 7, 8) ORDER BY id`).toEqual([
    { id: -1, v: 'extra' },
    { id: 7, v: 'v7' },
  ]);

  const correct = () => desk.mutate('correctionApply', { taskId, runId }, 'subtask { id }');
  expect((await correct()).code).toBeUndefined();
  const corrected = await until(taskId, ({ latestRun }) => latestRun?.openDifferences === '0', 'it is corrected');
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
  expect(corrected).toMatchObject({
    verdict: { result: 'EQUAL', proven: 2, openDifferences: 0 },
    latestRun: { result: 'DIFFERENT', differences: '3', correctableDifferences: '0' },
  });
  expect(await correct()).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  expect(await start('INCONSISTENT_ROWS')).toMatchObject({
    code: 'VERIFICATION_EMPTY',
    message: 'There is nothing to verify: no row that differs is recorded and open.',
  });
  expect(await completed('ABNORMAL_TABLES')).toMatchObject({ latestRun: { result: 'EQUAL', tablesTotal: 1 } });
  expect(await start('ABNORMAL_TABLES')).toMatchObject({ code: 'VERIFICATION_EMPTY' });
  expect(await completed('CUSTOM', [{ tableId: wordId }])).toMatchObject({
    latestRun: { scope: 'CUSTOM', result: 'EQUAL', tables: { nodes: [{ tableId: wordId }] } },
  });
  await target.sql`UPDATE item SET v = 'again' WHERE id = 9`;
  expect(await completed('ALL')).toMatchObject({ latestRun: { result: 'DIFFERENT', openDifferences: '1' } });
  await target.sql`UPDATE item SET v = 'v9' WHERE id = 9`;
  expect(await completed('INCONSISTENT_ROWS')).toMatchObject({
    verdict: { result: 'EQUAL', proven: 2 },
    latestRun: { result: 'EQUAL', tables: { nodes: [{ tableId: itemId }] } },
  });

  // what chosen rows show is believed when they differ, and proves nothing of their table when they are equal
  await target.sql`UPDATE item SET v = 'again' WHERE id IN (9, 10)`;
  expect(await completed('CUSTOM', [{ tableId: itemId, rowFilter: 'id = 9' }])).toMatchObject({
    verdict: { result: 'DIFFERENT', openDifferences: 1 },
    latestRun: {
      result: 'DIFFERENT',
      differences: '1',
      tablesFiltered: 1,
      tables: { nodes: [{ tableId: itemId, rowFilter: 'id = 9' }] },
    },
  });
  expect(await completed('CUSTOM', [{ tableId: itemId, rowFilter: 'id > 50' }])).toMatchObject({
    verdict: { result: 'DIFFERENT', openDifferences: 1 },
    latestRun: { result: 'EQUAL', tablesFiltered: 1 },
  });
  await target.sql`UPDATE item SET v = 'v9' WHERE id = 9`;
  expect(await completed('INCONSISTENT_ROWS')).toMatchObject({
    verdict: { result: 'EQUAL' }, // by the run over all rows before: that row 10 has changed since nobody has asked
    latestRun: { result: 'EQUAL', tablesFiltered: 0 },
  });
  expect(await completed('CUSTOM', [{ tableId: itemId, rowFilter: 'id = 10' }])).toMatchObject({
    verdict: { result: 'DIFFERENT' },
  });
  expect(await completed('ABNORMAL_TABLES')).toMatchObject({
    verdict: { result: 'DIFFERENT' },
    latestRun: { tables: { nodes: [{ tableId: itemId, rowFilter: null }] } },
  });
  await target.sql`UPDATE item SET v = 'v10' WHERE id = 10`;
  expect(await completed('ALL')).toMatchObject({ verdict: { result: 'EQUAL' } });

  // a source that has no row at all is no truth to correct by
  await source.sql`DELETE FROM word`;
  const emptied = await completed('ALL');
  expect(emptied.latestRun).toMatchObject({ result: 'DIFFERENT', openDifferences: '2' });
  const refused = await desk.failureOf(taskId, () =>
    desk.mutate('correctionApply', { taskId, runId: emptied.latestRun?.id }, 'subtask { id }'),
  );
  expect(refused).toMatchObject({
    code: 'ACTION_NOT_ALLOWED',
    message: expect.stringContaining('the source table public.word has no data') as unknown,
  });
  expect(await target.sql`SELECT id FROM word ORDER BY id`).toEqual([{ id: 1 }, { id: 2 }]);
  await source.sql`INSERT INTO word VALUES (1, 'a'), (2, 'b')`;
  expect(await completed('ALL')).toMatchObject({ verdict: { result: 'EQUAL' } });

  await target.sql`ALTER TABLE word RENAME TO words`;
  const lacking = await completed('ALL');
  expect(lacking).toMatchObject({
    verdict: { result: 'INCOMPLETE', proven: 1, different: 0, notProven: 1 },
    latestRun: { status: 'COMPLETED', result: 'INCOMPLETE', results: { consistent: 1, notComparable: 1, unjudged: 0 } },
  });
  expect(lacking.latestRun?.tables.nodes).toContainEqual({
    tableId: wordId,
    rowFilter: null,
    result: 'NOT_COMPARABLE',
    error: { code: 'TARGET_TABLE_MISSING' },
  });
  expect((await desk.task(taskId)).status).toBe('COMPLETED');
});

test('a verification that is skipped says who did so and why, until it is started again', async () => {
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target])
    await sql.unsafe('CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)');
  const phases = ['FULL_VERIFICATION'];
  const tables = [{ schema: 'public', name: 'item' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables, phases });
  await desk.until(taskId, ({ status }) => status === 'COMPLETED', 'the task is completed');
  const start = () => desk.mutate('verificationStart', { taskId, scope: 'ALL' }, 'subtask { id }');
  const skip = () => desk.mutate('verificationSkip', { taskId, reason: 'known to be equal' }, 'subtask { id }');
  expect(await skip()).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  await target.sql.begin(async (tx) => {
    await tx`LOCK TABLE item`; // the run waits for it
    expect((await start()).code).toBeUndefined();
    await until(taskId, ({ status }) => status === 'RUNNING', 'it is verified again');
    expect((await skip()).code).toBeUndefined();
    const skipped = await until(taskId, ({ status }) => status === 'SKIPPED', 'it is skipped');
    expect(skipped).toMatchObject({ skipped: { by: 'local', reason: 'known to be equal' } });
    // the run before has proven it, and a run that was skipped takes nothing back
    expect(skipped.verdict).toMatchObject({ result: 'EQUAL', proven: 1 });
  });
  const { auditEvents } = await desk.ask<{ auditEvents: { nodes: unknown[] } }>(
    '{ auditEvents(first: 10, filter: { action: "verificationSkip" }) { nodes { before after } } }',
  );
  expect(auditEvents.nodes).toEqual([
    {
      before: { subtask: 'FULL_VERIFICATION', status: 'RUNNING' },
      after: { subtask: 'FULL_VERIFICATION', reason: 'known to be equal' },
    },
  ]);
  const { task } = await desk.ask<{ task: { components: { id: string; kind: string }[] } }>(
    'query($id: ID!) { task(id: $id) { components { id kind } } }',
    { id: taskId },
  );
  const componentId = task.components.find(({ kind }) => kind === 'FULL_VERIFICATION')?.id;
  await desk.until(
    taskId,
    ({ components }) =>
      components.some(({ kind, status }) => kind === 'FULL_VERIFICATION' && /^(STOPPED|COMPLETED)$/.test(status)),
    'the run that was skipped has ended',
  );
  const before = (await phaseOf(taskId)).latestRun?.id;
  expect((await desk.mutate('componentRerun', { componentId }, 'component { id }')).code).toBeUndefined();
  const again = await until(taskId, ({ status }) => status === 'COMPLETED', 'it was started again');
  expect(again).toMatchObject({ skipped: null, latestRun: { scope: 'ALL', result: 'EQUAL' } });
  expect(again.latestRun?.id).not.toBe(before);
});
