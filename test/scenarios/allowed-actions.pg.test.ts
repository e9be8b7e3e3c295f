/**
 * What may be done with a task, over the API: every mutation in every state answers what `allowedActions` says, and what it did is
 * on the audit trail. The control plane is real; no worker runs, so that a task stays in the state in which it was put.
 */
import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeLoaders } from '../../schema/loaders.ts';
import { schema } from '../../schema/schema.ts';
import type { Actor } from '../../server/core/actor.ts';
import { must } from '../../server/core/assert.ts';
import { composeControl, type Control } from '../../server/control.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { TASK_ACTIONS, TASK_STATUSES, type TaskAction, type TaskStatus } from '../../server/task/task-types.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

const ANN: Actor = { name: 'ann', role: 'ADMIN', tokenId: null };

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
}

let database: TestDatabase;
let source: TestDatabase;
let control: Control;
let ends: { readonly sourceEndpointId: string; readonly targetEndpointId: string };

beforeAll(async () => {
  const server = await testPostgres();
  [database, source] = await Promise.all([server.createDatabase(), server.createDatabase()]);
  await source.sql.unsafe(
    'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY)',
  );
  control = await composeControl({
    databaseUrl: server.server.url(database.name),
    key: Buffer.alloc(32),
    log: createLogger({ name: 'test', level: 'error' }),
  });
  const { host, port, user, password, name } = { ...source.address, name: 'source' };
  const endpoint = async (title: string, to: string): Promise<string> => {
    const connection = { name: title, kind: 'POSTGRESQL', host, port, user, password, database: to };
    const made = await mutate<{ endpoint: { id: string } }>(
      'endpointCreate',
      { endpoint: connection },
      'endpoint { id }',
    );
    return made.endpoint.id;
  };
  ends = { sourceEndpointId: await endpoint(name, source.name), targetEndpointId: await endpoint('target', 'nowhere') };
});
afterAll(async () => {
  await control.close();
  await source[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function ask<T>(query: string, variableValues: Record<string, unknown>): Promise<T> {
  const contextValue = { actor: ANN, ports: control.ports, loaders: makeLoaders(control.ports) };
  const { data, errors } = await graphql({ schema, source: query, variableValues, contextValue });
  expect(errors, query).toBeUndefined();
  return data as T; // the caller asked for it
}

async function mutate<T>(name: string, input: object, selection: string): Promise<T & Partial<Refused>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const data = await ask<Record<string, T & Partial<Refused>>>(
    `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on UserError { code message path } } }`,
    { input },
  );
  return must(data[name], name);
}

const table = (name: string) => ({ schema: 'public', name });
const wanted = (name: string, more: object = {}): object => ({
  name,
  ...ends,
  phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
  selection: { objects: [table('a'), table('b')] },
  ...more,
});

/** A task with its tables known; gives its id, and its key in the control database. */
async function makeTask(name: string): Promise<{ id: string; key: string }> {
  const { task } = await mutate<{ task: { id: string; key: string } }>('taskCreate', wanted(name), 'task { id key }');
  await control.selection.compile(task.key);
  return task;
}

/** As it was made, but in this state. */
async function put(key: string, status: TaskStatus): Promise<void> {
  const pending = { action: 'RELEASE', requestedAt: new Date().toISOString(), requestedBy: 'ann' };
  await database.sql`UPDATE task SET status = ${status}, name = ${status}, tags = '{}', alert_level = 'LOW', parameters_revision = 1,
    pending_action = ${status === 'RELEASING' ? database.sql.json(pending) : null} WHERE id = ${key}`;
  await database.sql`DELETE FROM object_change WHERE task_id = ${key}`;
}

/** The mutation of each action, with an input that is right for a task that was put there; to view parameters is none. */
const mutationsFor = (
  status: TaskStatus,
): Readonly<Record<Exclude<TaskAction, 'VIEW_PARAMETERS'>, readonly [name: string, input: object]>> => ({
  START: ['taskStart', {}],
  STOP: ['taskStop', {}],
  RESUME: ['taskResume', {}],
  RELEASE: ['taskRelease', {}],
  RENAME: ['taskRename', { name: `${status} again` }],
  MODIFY_PARAMETERS: [
    'taskUpdateParameters',
    { expectedRevision: 1, parameters: [{ name: 'logLevel', value: 'DEBUG' }] },
  ],
  ADD_OBJECTS: ['objectsAdd', { objects: [table('c')] }],
  REMOVE_OBJECTS: ['objectsRemove', { objects: [table('b')] }],
  ALERT_LEVEL: ['taskSetAlertLevel', { alertLevel: 'HIGH' }],
  TAGS: ['taskSetTags', { tags: ['changed'] }],
  CLONE: ['taskClone', {}],
  DELETE: ['taskDelete', { confirmName: status }],
});

/** What each action answers in this state, as `ACTION CODE`; what was accepted is on the audit trail, in its order. */
async function answersIn(status: TaskStatus): Promise<{ readonly said: string[]; readonly done: string[] }> {
  const { id, key } = await makeTask(status);
  const mutations = mutationsFor(status);
  const [done, accepted]: [string[], string[]] = [[], ['taskCreate']];
  await put(key, status);
  const { task } = await ask<{ task: { allowedActions: { action: TaskAction; code: string | null }[] } }>(
    'query($id: ID!) { task(id: $id) { allowedActions { action code } parameters { name } } }',
    { id },
  );
  const actions = [...TASK_ACTIONS].sort((a, b) => Number(a === 'DELETE') - Number(b === 'DELETE')); // after which nothing is left
  for (const action of actions) {
    if (action === 'VIEW_PARAMETERS') continue;
    const [name, input] = mutations[action];
    await put(key, status);
    const { code = null } = await mutate<object>(name, { taskId: id, ...input }, '__typename');
    done.push(`${action} ${code}`);
    if (code === null && action !== 'CLONE') accepted.push(name); // that of a clone is the clone's
  }
  const { items } = await control.access.auditEvents({ subjectId: key, actor: 'ann' }, { first: 50 });
  expect([status, ...items.map((one) => one.action).toReversed()]).toEqual([status, ...accepted]);
  const said = task.allowedActions.map(({ action, code }) => `${action} ${code}`);
  return { said: said.filter((one) => one !== 'VIEW_PARAMETERS null').toSorted(), done: done.toSorted() };
}

test('every mutation in every state does what allowedActions says', async () => {
  for (const { said, done } of await Promise.all(TASK_STATUSES.map(answersIn))) expect(done).toEqual(said);
});

test('a new name is unique and has 1 to 64 characters, and so has that of a new task or of a clone', async () => {
  const [{ id, key }] = [await makeTask('first name'), await makeTask('second name')];
  const rename = (name: string) =>
    mutate<{ task: { name: string } }>('taskRename', { taskId: id, name }, 'task { name }');
  const long = 'n'.repeat(65);
  expect(await rename('second name')).toMatchObject({ code: 'NAME_TAKEN', path: ['name'] });
  const refused = { code: 'BAD_INPUT', message: 'A name has 1 to 64 characters.', path: ['name'] };
  for (const name of ['', ' ', long]) expect(await rename(name)).toEqual(refused);
  expect(await mutate('taskCreate', wanted(long), 'task { id }')).toEqual(refused);
  expect(await mutate('taskClone', { taskId: id, name: long }, 'task { id }')).toEqual(refused);
  expect(await rename(long.slice(1))).toEqual({ task: { name: long.slice(1) } });
  const cloned = await mutate<{ task: { name: string } }>('taskClone', { taskId: id }, 'task { name }');
  expect(cloned.task.name).toBe(`${'n'.repeat(59)} copy`);
  expect(await mutate('taskCreate', wanted('first name'), 'task { name }')).toEqual({ task: { name: 'first name' } });
  const { items } = await control.access.auditEvents({ action: 'taskRename', subjectId: key }, { first: 5 });
  expect(items).toEqual([
    expect.objectContaining({
      actor: 'ann',
      before: expect.objectContaining({ name: 'first name' }) as unknown,
      after: expect.objectContaining({ name: long.slice(1) }) as unknown,
    }),
  ]);
});

test('a task without a phase is refused, and one that is made says by whom and when', async () => {
  const refused = await mutate('taskCreate', wanted('nothing to do', { phases: [] }), 'task { id }');
  expect(refused).toMatchObject({
    code: 'PHASES_INVALID',
    message: expect.stringContaining('at least one phase is needed') as unknown,
  });
  const before = Date.now();
  const { task } = await mutate<{ task: { createdBy: string; createdAt: string; startedAt: string | null } }>(
    'taskCreate',
    wanted('something to do'),
    'task { createdBy createdAt startedAt }',
  );
  expect(task).toMatchObject({ createdBy: 'ann', startedAt: null });
  expect(Date.parse(task.createdAt)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(task.createdAt)).toBeLessThanOrEqual(Date.now());
});
