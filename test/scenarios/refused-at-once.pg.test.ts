/**
 * What this version cannot do is refused where the caller hears it; a test of an endpoint is on the audit trail like all else.
 * The objects of a task that is not started are changed at once.
 */
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { encodeId } from '../../schema/global-id.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface Audited {
  readonly action: string;
  readonly subjectId: string;
  readonly after: { readonly ok?: boolean; readonly code?: string | null };
}

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('skipping DDL that is not there is refused at once; a test of an endpoint is on the trail', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const tables = [{ schema: 'public', name: 'item' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables });
  await desk.untilInSync(taskId);
  expect(await desk.mutate('ddlSkip', { taskId, ddlId: '1' }, 'subtask { id }')).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no DDL statement 1.',
  });
  await desk.testAddress({ ...source.address, password: 'not it' });
  const { auditEvents } = await desk.ask<{ auditEvents: { nodes: Audited[] } }>(
    '{ auditEvents(first: 10, filter: { action: "endpointTest" }) { nodes { action subjectId after } } }',
  );
  expect(auditEvents.nodes).toEqual([
    {
      action: 'endpointTest',
      subjectId: `postgres@127.0.0.1:${source.address.port}/${source.name}`,
      after: { ok: false, code: 'AUTHENTICATION_FAILED' },
    },
  ]);
});

test('a command that is accepted and then cannot be carried out is told by an event', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item' }],
    parameters: { schemaAutomaticAdvance: false },
  });
  await desk.until(taskId, ({ waitingFor }) => waitingFor?.who === 'PERSON', 'the task waits to be advanced');
  const client = createClient({ url: `${desk.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const { eventCursor } = await desk.ask<{ eventCursor: string }>('{ eventCursor }');
  const events = client.iterate<{ taskEvents: { taskId: string; facts: unknown } }>({
    query: `subscription($ids: [ID!], $after: String) {
      taskEvents(filter: { taskIds: $ids, types: [TASK_COMMAND_FAILED] }, after: $after) { taskId facts } }`,
    variables: { ids: [taskId], after: eventCursor },
  });
  expect(
    await desk.mutate(
      'schemaObjectsRetry',
      { taskId, objectIds: [encodeId('SchemaObject', `${taskId}/nothing`)] },
      'subtask { kind }',
    ),
  ).toEqual({ subtask: { kind: 'SCHEMA_MIGRATION' } });
  const first = await events.next();
  await client.dispose();
  expect(first.value?.data?.taskEvents).toEqual({
    taskId,
    facts: {
      code: 'NOT_FOUND',
      message: expect.stringMatching(/^There is no schema object .*\.$/) as unknown,
      remedy: 'Check the id; it may have been deleted.',
    },
  });
  const { auditEvents } = await desk.ask<{ auditEvents: { nodes: unknown[] } }>(
    '{ auditEvents(first: 10, filter: { action: "schemaObjectsRetry" }) { nodes { before after } } }',
  );
  expect(auditEvents.nodes).toEqual([
    {
      before: { subtask: 'SCHEMA_MIGRATION', status: 'COMPLETED' },
      after: { subtask: 'SCHEMA_MIGRATION', objectIds: [expect.stringMatching(/nothing$/)] },
    },
  ]);
});

interface Rules {
  readonly revision: number;
  readonly objects: readonly object[];
  readonly include: readonly object[];
  readonly exclude: readonly object[];
}

test('before the start the rules are replaced, and tables added and removed, at once; what they mean is told', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(`
    CREATE SCHEMA stock; CREATE TABLE item (id int PRIMARY KEY); CREATE TABLE item_old (id int PRIMARY KEY);
    CREATE TABLE stock.part (id int PRIMARY KEY, n int); CREATE TABLE stock.part_old (id int PRIMARY KEY); CREATE TABLE stock.bin (id int PRIMARY KEY)`);
  const made = await desk.createTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item' }],
    phases: ['FULL_MIGRATION'],
  });
  const taskId = 'id' in made ? made.id : '';
  const look = async () => {
    const { task } = await desk.ask<{
      task: { source: { id: string }; selection: Rules; objects: { nodes: object[] } };
    }>(
      `query($id: ID!) { task(id: $id) { source { id } objects(first: 50) { nodes { source { schema name } target { schema name } columns { source target } rowFilter } }
        selection { revision objects { schema name targetName columns { source target } rowFilter } include { schema name } exclude { schema name } } } }`,
      { id: taskId },
    );
    return task;
  };
  const set = (selection: object, expectedRevision: number) =>
    desk.mutate<{ selection: { revision: number } }>(
      'objectsSetSelection',
      { taskId, selection, expectedRevision },
      'selection { revision }',
    );
  const rules = {
    objects: [],
    include: [
      { schema: 'stock', name: '*' },
      { schema: 'public', name: 'item*' },
    ],
    exclude: [{ schema: '*', name: '*_old' }],
  };
  expect((await set(rules, 1)).selection).toEqual({ revision: 2 });
  expect(await set(rules, 1)).toMatchObject({ code: 'CONFLICT' });
  expect(await set({ exclude: rules.exclude }, 2)).toMatchObject({ code: 'NO_OBJECTS' });

  const part = { schema: 'stock', name: 'part', targetName: 'piece', columns: [{ source: 'id', target: 'no' }], rowFilter: 'id > 1' }; // prettier-ignore
  const change = 'change { kind status completedAt }';
  const at = expect.any(String) as unknown;
  const add = await desk.mutate<{ change: object }>('objectsAdd', { taskId, objects: [part, { schema: 'public', name: 'item_old' }] }, change); // prettier-ignore
  expect(add.change).toEqual({ kind: 'ADD', status: 'SUCCEEDED', completedAt: at });
  const bin = { schema: 'stock', name: 'bin' };
  const remove = await desk.mutate<{ change: object }>('objectsRemove', { taskId, objects: [bin] }, change);
  expect(remove.change).toEqual({ kind: 'REMOVE', status: 'SUCCEEDED', completedAt: at });

  const { source: endpoint, selection, objects } = await look();
  const { revision, ...written } = selection;
  expect([revision, objects.nodes]).toEqual([4, []]); // nothing is compiled yet
  expect(written).toEqual({
    objects: [part, { schema: 'public', name: 'item_old', targetName: null, columns: null, rowFilter: null }],
    include: rules.include,
    exclude: [...rules.exclude, bin], // or the pattern would bring it back
  });
  const { objectsPreview } = await desk.ask<{
    objectsPreview: { tables: object[]; unmatched: string[]; errors: object[] };
  }>(
    'query($endpointId: ID!, $selection: SelectionInput!) { objectsPreview(endpointId: $endpointId, selection: $selection) { tables { source { schema name } target { schema name } columns { source target } rowFilter } unmatched errors { code } } }',
    { endpointId: endpoint.id, selection: written },
  );
  const plain = (schema: string, name: string) => ({ source: { schema, name }, target: { schema, name }, columns: null, rowFilter: null }); // prettier-ignore
  const chosen = [
    plain('public', 'item'),
    plain('public', 'item_old'), // by its name, whatever a pattern leaves out
    { source: { schema: 'stock', name: 'part' }, target: { schema: 'stock', name: 'piece' }, columns: part.columns, rowFilter: part.rowFilter }, // prettier-ignore
  ];
  expect(objectsPreview).toEqual({ tables: chosen, unmatched: [], errors: [] });

  await desk.command('taskStart', taskId);
  await desk.untilFailed(taskId); // the target has none of the tables
  expect((await look()).objects.nodes).toEqual(chosen);
  expect(await set(rules, 4)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});
