/** What this version cannot do is refused where the caller hears it; a test of an endpoint is on the audit trail like all else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('skipping DDL and going to a position are refused at once, and nothing is recorded', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const tables = [{ schema: 'public', name: 'item' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables });
  await desk.untilInSync(taskId);
  expect(await desk.mutate('ddlSkip', { taskId, ddlId: '1' }, 'subtask { id }')).toMatchObject({
    code: 'ACTION_NOT_ALLOWED',
    message: expect.stringContaining('the stream never stands at a DDL statement') as unknown,
  });
  const { task } = await desk.ask<{ task: { components: { id: string; kind: string }[] } }>(
    'query($id: ID!) { task(id: $id) { components { id kind } } }',
    { id: taskId },
  );
  const componentId = task.components.find(({ kind }) => kind === 'INCR_SYNC')?.id;
  await desk.mutate('componentStop', { componentId }, 'component { id }');
  const stopped = ({ components }: Awaited<ReturnType<Desk['task']>>): boolean =>
    components.some(({ kind, status }) => kind === 'INCR_SYNC' && status === 'STOPPED');
  await desk.until(taskId, stopped, 'Incr-Sync is stopped');
  expect(
    await desk.mutate('componentResetPosition', { componentId, position: '0/1' }, 'component { id }'),
  ).toMatchObject({
    code: 'ACTION_NOT_ALLOWED',
    message: expect.stringContaining('going to 0/1 is not available in this version') as unknown,
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
  const retry = async (): Promise<void> =>
    expect(
      await desk.mutate(
        'schemaObjectsRetry',
        { taskId, objectIds: [encodeId('SchemaObject', `${taskId}/nothing`)] },
        'subtask { kind }',
      ),
    ).toEqual({ subtask: { kind: 'SCHEMA_MIGRATION' } });
  expect(await desk.failureOf(taskId, retry)).toEqual({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/^There is no schema object .*\.$/) as unknown,
    remedy: 'Check the id; it may have been deleted.',
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
