/** Idempotency keys over GraphQL, two API nodes and a real control database: repetitions, other inputs, races, crashes. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../server/api/start-api.ts';
import { composeControl, type Control } from '../../server/control.ts';
import { must } from '../../server/core/assert.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { childNode, holdEvents } from '../support/open-mutations.ts';
import { ask } from './running-api.ts';

const KEY = randomBytes(32);
let database: TestDatabase;
let source: TestDatabase;
let url: string;
const nodes: { control: Control; api: RunningApi }[] = [];
let tokens: { one: string; other: string };

async function node(): Promise<{ control: Control; api: RunningApi }> {
  const log = createLogger({ name: 'test', level: 'error' });
  const control = await composeControl({ databaseUrl: url, key: KEY, log });
  const api = await startApi({
    ports: control.ports,
    listen: { host: '127.0.0.1', port: 0 },
    openMode: false,
    consoleDir: os.tmpdir(),
    version: 'test',
    metricsText: control.metricsText,
    ready: control.ready,
    logger: log,
  });
  return { control, api };
}

beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  source = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY, name text, day date, data jsonb)`;
  url = server.server.url(database.name);
  nodes.push(await node(), await node());
  const { access } = api(0).control;
  const make = async (name: string): Promise<string> => (await access.createFirstToken({ name, role: 'ADMIN' })).secret;
  tokens = { one: await make('one'), other: await make('other') };
});
afterAll(async () => {
  for (const { api: running, control } of nodes) {
    await running.close();
    await control.close();
  }
  await database[Symbol.asyncDispose]();
  await source[Symbol.asyncDispose]();
});

const api = (index: number) => must(nodes[index], 'the node');

const CREATE = `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
  ... on EndpointCreatePayload { endpoint { id name revision createdAt } } ... on UserError { code message } } }`;

type Result = Record<string, unknown> & { code?: string };

interface Asked {
  readonly node?: number;
  readonly token?: string;
  readonly to?: RunningApi;
}

const mutate = async (query: string, input: unknown, asked: Asked = {}): Promise<Result> => {
  const answer = await ask(asked.to ?? api(asked.node ?? 0).api, query, {
    token: asked.token ?? tokens.one,
    variables: { input },
  });
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return must(Object.values(answer.data ?? {})[0], 'the result') as Result;
};

const endpoint = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  kind: 'POSTGRESQL',
  host: source.address.host,
  port: source.address.port,
  database: source.name,
  user: source.address.user,
  password: source.address.password,
  ...more,
});

const create = (name: string, idempotencyKey: string | null, asked: Asked = {}): Promise<Result> =>
  mutate(CREATE, { endpoint: endpoint(name), idempotencyKey }, asked);

const count = async (name: string): Promise<number> =>
  Number((await database.sql`SELECT count(*)::int AS n FROM endpoint WHERE name = ${name}`)[0]?.['n']);

const audits = async (name: string): Promise<number> =>
  Number((await database.sql`SELECT count(*)::int AS n FROM audit_event WHERE after ->> 'name' = ${name}`)[0]?.['n']);

describe('an idempotency key', () => {
  it('answers a repetition as the first time, on any node, and does the work once', async () => {
    const first = await create('a', 'key-a');
    expect(first).toMatchObject({ endpoint: { name: 'a' } });
    for (const asked of [{ node: 0 }, { node: 1 }]) expect(await create('a', 'key-a', asked)).toEqual(first);
    expect([await count('a'), await audits('a')]).toEqual([1, 1]);
    expect(await create('a', null)).toMatchObject({ code: 'NAME_TAKEN' });
  });

  it('refuses another input and another mutation, and belongs to its actor', async () => {
    await create('b', 'key-b');
    expect(await create('b2', 'key-b')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    const token = `mutation ($input: TokenCreateInput!) { tokenCreate(input: $input) { ... on UserError { code } } }`;
    expect(await mutate(token, { name: 'b', role: 'VIEWER', idempotencyKey: 'key-b' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await create('b2', 'key-b', { token: tokens.other })).toMatchObject({ endpoint: { name: 'b2' } });
    expect(await create('b3', 'x'.repeat(256))).toMatchObject({ code: 'BAD_INPUT' });
    expect(await count('b3')).toBe(0);
  });

  it('keeps a refusal too, and the secret of a new token sealed', async () => {
    await create('c', null);
    const refused = await create('c', 'key-c');
    expect(refused).toMatchObject({ code: 'NAME_TAKEN' });
    await database.sql`UPDATE endpoint SET name = 'renamed' WHERE name = 'c'`;
    expect(await create('c', 'key-c')).toEqual(refused);
    expect(await count('c')).toBe(0);

    const token = `mutation ($input: TokenCreateInput!) { tokenCreate(input: $input) { ... on TokenCreatePayload { secret token { id } } } }`;
    const input = { name: 'robot', role: 'VIEWER', idempotencyKey: 'key-token' };
    const made = await mutate(token, input);
    expect(made['secret']).toMatch(/^gdw_/);
    expect(await mutate(token, input)).toEqual(made);
    const kept = JSON.stringify(await database.sql`SELECT * FROM idempotency`);
    expect(kept).not.toContain(String(made['secret']));
    expect(kept).not.toContain(source.address.password);
  });

  it('is forgotten after 24 hours', async () => {
    await create('d', 'key-d');
    await database.sql`UPDATE idempotency SET started_at = started_at - interval '23 hours 59 minutes' WHERE key = 'key-d'`;
    expect(await create('d', 'key-d')).toMatchObject({ endpoint: { name: 'd' } });
    await database.sql`UPDATE idempotency SET started_at = started_at - interval '2 minutes' WHERE key = 'key-d'`;
    expect(await create('d', 'key-d')).toMatchObject({ code: 'NAME_TAKEN' });
    expect(await create('d2', 'key-d')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('does a whole batch once', async () => {
    const ids: string[] = [];
    const task = `mutation ($input: TaskCreateInput!) { taskCreate(input: $input) { ... on TaskCreatePayload { task { id } } ... on UserError { code message } } }`;
    const from = (await create('from', null))['endpoint'] as { id: string };
    const to = (await mutate(CREATE, { endpoint: endpoint('to', { database: 'other' }) }))['endpoint'] as {
      id: string;
    };
    for (const name of ['t1', 't2']) {
      const made = await mutate(task, {
        name,
        sourceEndpointId: from.id,
        targetEndpointId: to.id,
        phases: ['FULL_MIGRATION'],
        selection: { include: [{ schema: '*', name: '*' }] },
        idempotencyKey: name,
      });
      ids.push((made['task'] as { id: string }).id);
    }
    const start = `mutation ($input: TasksStartInput!) { tasksStart(input: $input) { ... on TasksStartPayload { results { taskId outcome error { code } } } } }`;
    const input = { ids: [...ids, ids[0]], idempotencyKey: 'batch' };
    const first = await mutate(start, input);
    expect(first['results']).toEqual(ids.map((taskId) => ({ taskId, outcome: 'DONE', error: null })));
    expect(await mutate(start, input)).toEqual(first);
    expect((await mutate(start, { ids }))['results']).toMatchObject([{ outcome: 'LEFT' }, { outcome: 'LEFT' }]);
  });

  it('lets one of many at once do the work; the others see its answer or that it runs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = `race${round}`;
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, index) => create(name, `key-${name}`, { node: index % 2 })),
      );
      const answered = results.filter((result) => result['endpoint']);
      const running = results.filter((result) => result.code === 'IN_PROGRESS');
      expect(answered.length).toBeGreaterThan(0);
      expect(answered.length + running.length).toBe(results.length);
      expect(new Set(answered.map((result) => JSON.stringify(result))).size).toBe(1);
      expect(await create(name, `key-${name}`)).toEqual(answered[0]);
      expect([await count(name), await audits(name)]).toEqual([1, 1]);
    }
  });

  it('says IN_PROGRESS while it runs, on any node', async () => {
    const held = await holdEvents(database);
    const slow = create('slow', 'key-slow');
    await held.blocked();
    for (const asked of [{ node: 0 }, { node: 1 }])
      expect(await create('slow', 'key-slow', asked)).toMatchObject({ code: 'IN_PROGRESS' });
    await held.release();
    expect(await slow).toMatchObject({ endpoint: { name: 'slow' } });
    expect(await create('slow', 'key-slow', { node: 1 })).toEqual(await slow);
  });

  it('does the work of a node that was killed in the middle, once', async () => {
    const { child, running } = await childNode({ url, key: KEY });
    const held = await holdEvents(database);
    const lost = create('killed', 'key-killed', { to: running }).catch(() => 'lost');
    await held.blocked();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await lost).toBe('lost');
    await held.release();
    const successor = await childNode({ url, key: KEY });
    let answer: Result;
    // the database ends the dead node's session as soon as it tries to answer it
    do answer = await create('killed', 'key-killed', { to: successor.running });
    while (answer.code === 'IN_PROGRESS');
    expect(answer).toMatchObject({ endpoint: { name: 'killed' } });
    expect(await create('killed', 'key-killed', { to: successor.running })).toEqual(answer);
    expect([await count('killed'), await audits('killed')]).toEqual([1, 1]);
    successor.child.kill('SIGTERM');
    await once(successor.child, 'exit');
  });
});

describe('the preview of objects', () => {
  it('answers FILTER_INVALID for syntax, columns, types and literals', async () => {
    const made = (await create('preview', null))['endpoint'] as { id: string };
    const preview = async (rowFilter: string): Promise<unknown> => {
      const answer = await ask(
        api(0).api,
        'query ($id: ID!, $selection: SelectionInput!) { objectsPreview(endpointId: $id, selection: $selection) { errors { code message } tables(first: 1) { nodes { rowFilter } } } }',
        {
          token: tokens.one,
          variables: { id: made.id, selection: { objects: [{ schema: 'public', name: 'item', rowFilter }] } },
        },
      );
      expect(answer.errors).toEqual([]);
      return answer.data?.['objectsPreview'];
    };
    const refused: readonly [string, RegExp][] = [
      ['id = ', /public\.item does not parse at position 5/],
      ['id = 1 AND nothing = 2', /no column nothing/],
      ["data = '{}'", /jsonb/],
      ["day > '2026-02-30'", /position 6: '2026-02-30' is not a value of type date/],
    ];
    for (const [filter, message] of refused)
      expect(await preview(filter)).toMatchObject({
        errors: [{ code: 'FILTER_INVALID', message: expect.stringMatching(message) }],
      });
    expect(await preview("id > 5 AND day > '2026-02-28'")).toEqual({
      errors: [],
      tables: { nodes: [{ rowFilter: "id > 5 AND day > '2026-02-28'" }] },
    });
  });
});
