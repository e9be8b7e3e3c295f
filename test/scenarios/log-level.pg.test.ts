/** The parameter logLevel: component log lines below it are not written, and a change holds for what runs already. */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface ComponentSeen {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly logs: readonly { readonly level: string; readonly message: string }[];
}

async function components(desk: Desk, taskId: string): Promise<readonly ComponentSeen[]> {
  const { task } = await desk.ask<{ task: { components: ComponentSeen[] } }>(
    `query($id: ID!) { task(id: $id) { components { id kind status logs(limit: 100) { level message } } } }`,
    { id: taskId },
  );
  return task.components;
}

test('lines below the level are not written, and a change of the level is live', async () => {
  await using desk = await Desk.open();
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
      (await components(desk, taskId)).find(({ kind }) => kind === 'STORE'),
      'the store',
    );
  const steer = (name: 'componentStart' | 'componentStop', componentId: string): Promise<unknown> =>
    desk.mutate(name, { componentId }, 'component { id }');
  const stopped = { timeout: 30_000 };
  const imported = (await components(desk, taskId)).find(({ kind }) => kind === 'FULL_IMPORT');
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
  expect((await store()).logs).toEqual([]); // of this run, which has ended without a line; not those of the one before

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
