/**
 * What this version cannot do is refused where the caller hears it. What was done is on the audit trail, a component that was
 * stopped by a person is told until it runs again, and each phase tells when it began and ended. The objects of a task that is not
 * started are changed at once. The install is an unattended one.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface Audited {
  readonly action: string;
  readonly subjectId: string;
  readonly after: { readonly ok?: boolean; readonly code?: string | null };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'godwit-install-'));
const TOKEN_FILE = path.join(folder, 'token');
const token = randomBytes(24).toString('base64url');
interface Standing {
  readonly status: string;
  readonly desired: string;
  readonly stoppedByPerson: boolean;
}

interface Steered {
  readonly action: string;
  readonly actor: string;
  readonly before: Standing;
  readonly after: Standing;
}

interface Timed {
  readonly kind: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly durationMs: number | null;
}

let desk: Desk;
beforeAll(async () => {
  writeFileSync(TOKEN_FILE, `${token}\n`);
  desk = await Desk.open({ env: { GODWIT_ADMIN_TOKEN_FILE: TOKEN_FILE } });
  await expect(desk.ask('{ viewer { name } }')).rejects.toThrow(/UNAUTHENTICATED/); // it did not begin open
  desk.token = token;
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('the token of the file is an ADMIN from the start, and its text is not kept', async () => {
  expect(await desk.ask('{ viewer { name role } serverInfo { openMode } }')).toEqual({
    viewer: { name: expect.stringMatching(/^installed [0-9a-f]{8}$/) as unknown, role: 'ADMIN' },
    serverInfo: { openMode: false },
  });
  expect(await desk.secretsKept([token])).toEqual([]);
});

/** Of a task in sync: phases that are over, in their order, and the stream that goes on. */
async function tellsItsTimes(taskId: string): Promise<void> {
  const phases = async (): Promise<readonly Timed[]> => {
    const { task } = await desk.ask<{ task: { subtasks: Timed[] } }>(
      'query($id: ID!) { task(id: $id) { subtasks { kind status startedAt completedAt durationMs } } }',
      { id: taskId },
    );
    return task.subtasks.slice(0, 4); // the switchover, which is not asked for yet, is not timed
  };
  const first = await phases();
  expect(first.map(({ kind, status }) => [kind, status])).toEqual([
    ['PRECHECK', 'COMPLETED'],
    ['SCHEMA_MIGRATION', 'COMPLETED'],
    ['FULL_MIGRATION', 'COMPLETED'],
    ['INCREMENTAL_SYNCHRONIZATION', 'MONITORING'],
  ]);
  const times = first.map(({ startedAt }) => (startedAt === null ? Number.NaN : Date.parse(startedAt)));
  expect([times.every(Number.isFinite), times]).toEqual([true, times.toSorted((a, b) => a - b)]);
  for (const { startedAt, completedAt, durationMs } of first.slice(0, 3))
    expect(durationMs).toBe(Date.parse(completedAt ?? '') - Date.parse(startedAt ?? ''));
  expect(first[3]?.completedAt).toBeNull();
  await expect.poll(async () => (await phases())[3]?.durationMs).toBeGreaterThan(first[3]?.durationMs ?? Number.NaN);
  expect((await phases()).slice(0, 3)).toEqual(first.slice(0, 3)); // what is over stays as it was
}

test('skipping DDL that is not there is refused at once; what a person starts and stops is recorded and told', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const tables = [{ schema: 'public', name: 'item' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables });
  await desk.untilInSync(taskId);
  await tellsItsTimes(taskId);
  expect(await desk.mutate('ddlSkip', { taskId, ddlId: '1' }, 'subtask { id }')).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no DDL statement 1.',
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
  const warned = await desk.until(taskId, ({ waitingFor }) => waitingFor?.who === 'PERSON', 'a person is waited for');
  expect(warned).toMatchObject({
    status: 'RUNNING',
    reason: null,
    waitingFor: {
      what: 'The component INCR_SYNC was stopped by a person.',
      action: 'componentStart',
      reason: { code: 'COMPONENT_STOPPED', remedy: 'Start the component, or the task, again.' },
    },
  });
  await desk.mutate('componentStart', { componentId }, 'component { id }');
  const runs = ({ components, waitingFor }: Awaited<ReturnType<Desk['task']>>): boolean =>
    waitingFor === null && components.some(({ kind, status }) => kind === 'INCR_SYNC' && status === 'RUNNING');
  await desk.until(taskId, runs, 'Incr-Sync runs, and nobody is waited for');
  const { trail } = await desk.ask<{ trail: { nodes: Steered[] } }>(
    'query($id: ID) { trail: auditEvents(first: 10, filter: { subjectId: $id }) { nodes { action actor before after } } }',
    { id: componentId },
  );
  const standing = ({ status, desired, stoppedByPerson }: Standing) => [status, desired, stoppedByPerson];
  expect(trail.nodes.map((one) => [one.action, standing(one.before), standing(one.after)])).toEqual([
    ['componentStart', ['STOPPED', 'STOPPED', true], ['CREATED', 'RUNNING', false]],
    ['componentStop', ['RUNNING', 'RUNNING', false], ['STOPPING', 'STOPPED', true]],
  ]);
  expect(trail.nodes[0]?.actor).toMatch(/^installed /);

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
    objectsPreview: { tables: { nodes: object[] }; unmatched: string[]; errors: object[] };
  }>(
    'query($endpointId: ID!, $selection: SelectionInput!) { objectsPreview(endpointId: $endpointId, selection: $selection) { tables(first: 100) { nodes { source { schema name } target { schema name } columns { source target } rowFilter } } unmatched errors { code } } }',
    { endpointId: endpoint.id, selection: written },
  );
  const plain = (schema: string, name: string) => ({ source: { schema, name }, target: { schema, name }, columns: null, rowFilter: null }); // prettier-ignore
  const chosen = [
    plain('public', 'item'),
    plain('public', 'item_old'), // by its name, whatever a pattern leaves out
    { source: { schema: 'stock', name: 'part' }, target: { schema: 'stock', name: 'piece' }, columns: part.columns, rowFilter: part.rowFilter }, // prettier-ignore
  ];
  expect(objectsPreview).toEqual({ tables: { nodes: chosen }, unmatched: [], errors: [] });

  await desk.command('taskStart', taskId);
  await desk.untilFailed(taskId); // the target has none of the tables
  expect((await look()).objects.nodes).toEqual(chosen);
  expect(await set(rules, 4)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});
