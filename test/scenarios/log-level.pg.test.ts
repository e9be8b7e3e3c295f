/**
 * Parameters that are changed while the task runs, over the API: logLevel (lines below it are not written), the limits of the
 * replay, its lanes, the size of the log; what may not be changed is refused, and every change is kept.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface ComponentSeen {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly logs: readonly { readonly level: string; readonly message: string }[];
}

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function components(taskId: string): Promise<readonly ComponentSeen[]> {
  const { task } = await desk.ask<{ task: { components: ComponentSeen[] } }>(
    `query($id: ID!) { task(id: $id) { components { id kind status logs(limit: 100) { level message } } } }`,
    { id: taskId },
  );
  return task.components;
}

test('lines below the level are not written, and a change of the level is live', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item' }],
    parameters: { logLevel: 'ERROR' },
  });
  await desk.untilInSync(taskId);
  const store = async (): Promise<ComponentSeen> =>
    must(
      (await components(taskId)).find(({ kind }) => kind === 'STORE'),
      'the store',
    );
  const steer = (name: 'componentStart' | 'componentStop', componentId: string): Promise<unknown> =>
    desk.mutate(name, { componentId }, 'component { id }');
  const stopped = { timeout: 30_000 };
  const imported = (await components(taskId)).find(({ kind }) => kind === 'FULL_IMPORT');
  expect([imported?.status, imported?.logs]).toEqual(['COMPLETED', []]);

  const refused = await desk.mutate(
    'componentUpdateConfiguration',
    { componentId: imported?.id, expectedRevision: 1, configuration: [{ name: 'incrementalBatchRows', value: 1 }] },
    'component { id }',
  );
  expect(refused).toMatchObject({
    code: 'BAD_INPUT',
    message: 'incrementalBatchRows is no parameter of this component.',
  });

  // the level of a run that has begun under ERROR is lowered, and then it ends
  const set = async (logLevel: string, expectedRevision: number): Promise<void> => {
    const parameters = [{ name: 'logLevel', value: logLevel }];
    expect(
      await desk.mutate('taskUpdateParameters', { taskId, expectedRevision, parameters }, 'task { status }'),
    ).toEqual({ task: { status: 'RUNNING' } });
  };
  await set('INFO', 1);
  const { id } = await store();
  await steer('componentStop', id);
  await expect.poll(async () => (await store()).status, stopped).toBe('STOPPED');
  expect((await store()).logs).toEqual([{ level: 'INFO', message: 'ended: STOPPED' }]);

  // and of a run that has begun under INFO it is raised
  await steer('componentStart', id);
  await expect.poll(async () => (await store()).status, stopped).toBe('RUNNING');
  await set('WARN', 2);
  await steer('componentStop', id);
  await expect.poll(async () => (await store()).status, stopped).toBe('STOPPED');
  expect((await store()).logs).toEqual([{ level: 'INFO', message: 'started' }]); // of this run, which has ended without a line; not those of the one before

  // a value of its own hides the task's, which a change of the task says, until it is reset
  const configure = (input: object): Promise<object> =>
    desk.mutate('componentUpdateConfiguration', { componentId: id, ...input }, 'component { id }');
  const level = async (): Promise<unknown> => {
    const { component } = await desk.ask<{ component: { configuration: { name: string }[] } }>(
      'query($id: ID!) { component(id: $id) { configuration { name value overridden parameter { value } } } }',
      { id },
    );
    expect(component.configuration.map(({ name }) => name)).not.toContain('fullConcurrency');
    return component.configuration.find(({ name }) => name === 'logLevel');
  };
  const update = (value: string, expectedRevision: number): Promise<object> =>
    desk.mutate(
      'taskUpdateParameters',
      { taskId, expectedRevision, parameters: [{ name: 'logLevel', value }] },
      'keptOverrides { component { kind } name value taskValue }',
    );
  await configure({ expectedRevision: 1, configuration: [{ name: 'logLevel', value: 'DEBUG' }] });
  expect(await update('ERROR', 3)).toEqual({
    keptOverrides: [{ component: { kind: 'STORE' }, name: 'logLevel', value: 'DEBUG', taskValue: 'ERROR' }],
  });
  expect(await level()).toEqual({ name: 'logLevel', value: 'DEBUG', overridden: true, parameter: { value: 'ERROR' } });
  await configure({ expectedRevision: 2, reset: ['logLevel'] });
  expect(await level()).toEqual({ name: 'logLevel', value: 'ERROR', overridden: false, parameter: { value: 'ERROR' } });
  expect(await update('INFO', 4)).toEqual({ keptOverrides: [] });
});

test('limits of the replay, its lanes and the size of the log follow within seconds; latency ages while it is throttled', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const tables = [{ schema: 'public', name: 'item' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables });
  await desk.untilInSync(taskId);
  const soon = { timeout: 30_000 };
  let revision = 1;
  const change = (parameters: Readonly<Record<string, unknown>>): Promise<object> =>
    desk.mutate(
      'taskUpdateParameters',
      {
        taskId,
        expectedRevision: revision,
        parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      },
      'task { parametersRevision }',
    );
  const changed = async (parameters: Readonly<Record<string, unknown>>): Promise<void> =>
    expect(await change(parameters)).toEqual({ task: { parametersRevision: (revision += 1) } });
  const latencyMs = async (): Promise<number> => {
    const { task } = await desk.ask<{ task: { latency: { latencyMs: number } | null } }>(
      'query($id: ID!) { task(id: $id) { latency { latencyMs } } }',
      { id: taskId },
    );
    return task.latency?.latencyMs ?? 0;
  };

  // more is written than may pass, until the target is seen to fall behind
  await changed({ incrementalRowsPerSecond: 2 });
  let written = 0;
  const write = async (): Promise<number> => {
    await source.sql`INSERT INTO item SELECT generate_series(${written + 1}::int, ${written + 20}::int)`;
    written += 20;
    return latencyMs();
  };
  await expect.poll(write, { ...soon, interval: 200 }).toBeGreaterThan(5_000);
  const arrived = async (): Promise<number> => (await target.sql`SELECT FROM item`).length;
  expect(await arrived()).toBeLessThan(written);
  await changed({ incrementalRowsPerSecond: null });
  await expect.poll(arrived, soon).toBe(written); // at the limit: minutes
  await expect.poll(latencyMs, soon).toBeLessThan(2_000);

  // a refusal changes nothing, also of what could be changed
  expect(await change({ incrementalBatchRows: 7, schemaIndexes: 'NONE' })).toMatchObject({
    code: 'PARAMETER_NOT_CHANGEABLE',
  });

  const began = async (kind: string): Promise<unknown> => {
    const { task } = await desk.ask<{ task: { components: { kind: string; status: string; startedAt: string }[] } }>(
      'query($id: ID!) { task(id: $id) { components { kind status startedAt } } }',
      { id: taskId },
    );
    const component = task.components.find((one) => one.kind === kind);
    return component?.status === 'RUNNING' ? component.startedAt : null;
  };
  const sessions = async (): Promise<number> =>
    (await target.sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'godwit INCR_SYNC %'`).length; // prettier-ignore
  const before = { lanes: await sessions(), store: await began('STORE') };
  expect(before.store).not.toBeNull();
  await changed({ incrementalLanes: 1, incrementalLogRetentionBytes: 67_108_864 });
  await expect.poll(sessions, soon).toBe(before.lanes - 3);
  const store = async (): Promise<boolean> => ![null, before.store].includes(await began('STORE') as string | null); // prettier-ignore
  await expect.poll(store, soon).toBe(true);
  await source.sql`INSERT INTO item VALUES (0)`;
  await expect.poll(arrived, soon).toBe(written + 1);

  const { task } = await desk.ask<{ task: { parameterHistory: { totalCount: number; nodes: unknown[] } } }>(
    'query($id: ID!) { task(id: $id) { parameterHistory(first: 10) { nodes { revision changedBy changes { name before after } } } } }',
    { id: taskId },
  );
  expect(task.parameterHistory.nodes).toEqual([
    {
      revision: 4,
      changedBy: 'local',
      changes: [
        { name: 'incrementalLanes', before: 4, after: 1 },
        { name: 'incrementalLogRetentionBytes', before: 21_474_836_480, after: 67_108_864 },
      ],
    },
    { revision: 3, changedBy: 'local', changes: [{ name: 'incrementalRowsPerSecond', before: 2, after: null }] },
    { revision: 2, changedBy: 'local', changes: [{ name: 'incrementalRowsPerSecond', before: null, after: 2 }] },
  ]);
});
