/** Several API nodes against one control database: each serves every task, and a subscriber goes on at another node. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createClient, type Client } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { composeControl } from '../../server/control.ts';
import { must } from '../../server/core/assert.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { childNode } from '../support/open-mutations.ts';
import { ask } from './running-api.ts';

const KEY = randomBytes(32);
type Node = Awaited<ReturnType<typeof childNode>>;
let database: TestDatabase;
let token: string;
const nodes: Node[] = [];
const node = (index: number): Node => must(nodes[index], 'the node');

beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  const url = server.server.url(database.name);
  const log = createLogger({ name: 'test', level: 'error' });
  const control = await composeControl({ databaseUrl: url, key: KEY, log });
  token = (await control.access.createFirstToken({ name: 'nodes', role: 'ADMIN' })).secret;
  await control.close();
  nodes.push(...(await Promise.all([childNode({ url, key: KEY }), childNode({ url, key: KEY })])));
});
afterAll(async () => {
  for (const { child } of nodes) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await database[Symbol.asyncDispose]();
});

const mutate = async <T>(at: Node, name: string, input: object, selection: string): Promise<T> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on UserError { code message } } }`;
  const answer = await ask(at.running, query, { token, variables: { input } });
  expect(answer.errors).toEqual([]);
  return must(answer.data, 'data')[name] as T;
};

const clientAt = ({ running }: Node): Client =>
  createClient({
    url: `${running.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { token },
  });

async function* events(client: Client, after: string): AsyncGenerator<{ cursor: string; type: string }> {
  const query = 'subscription ($after: String) { taskEvents(after: $after) { cursor type } }';
  for await (const { data } of client.iterate<{ taskEvents: { cursor: string; type: string } }>({
    query,
    variables: { after },
  }))
    if (data) yield data.taskEvents;
}

test('what one node is told every node tells, once and in order, and a subscriber goes on at another one', async () => {
  const endpoint = (name: string) => ({
    name,
    kind: 'POSTGRESQL',
    host: '127.0.0.1',
    port: 1,
    database: name,
    user: 'u',
    password: 'p',
  });
  const ends = await Promise.all(
    ['source', 'target'].map((name) =>
      mutate<{ endpoint: { id: string } }>(node(0), 'endpointCreate', { endpoint: endpoint(name) }, 'endpoint { id }'),
    ),
  );
  const [source, target] = ends.map(({ endpoint: { id } }) => id);
  const input = {
    name: 'first',
    sourceEndpointId: source,
    targetEndpointId: target,
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
    selection: { objects: [{ schema: 's', name: 't' }] },
  };
  const { task } = await mutate<{ task: { id: string } }>(node(1), 'taskCreate', input, 'task { id }');
  const clients = [clientAt(node(0)), clientAt(node(1))];
  const [here, there] = clients.map((client) => events(client, '0'));
  const both = { here: must(here, 'a stream'), there: must(there, 'a stream') };

  const standing = must(clients[0], 'a client').iterate<{ taskProgress: { task: { name: string } } }>({
    query: 'subscription ($id: ID!) { taskProgress(taskId: $id) { task { name } } }',
    variables: { id: task.id },
  });
  expect((await standing.next()).value?.data?.taskProgress.task.name).toBe('first');

  for (let turn = 0; turn < 10; turn += 1)
    await mutate(node(turn % 2), 'taskRename', { taskId: task.id, name: `name ${turn}` }, 'task { name }');
  let sample: string | undefined;
  while (sample !== 'name 9') sample = (await standing.next()).value?.data?.taskProgress.task.name;

  const seen: { here: string[]; there: string[] } = { here: [], there: [] };
  const renames = async (who: 'here' | 'there', wanted: number): Promise<void> => {
    let count = 0;
    for await (const { cursor, type } of both[who]) {
      seen[who].push(cursor);
      if (type === 'TASK_CHANGED' && (count += 1) === wanted) return;
    }
  };
  await Promise.all([renames('here', 10), renames('there', 10)]);
  expect(seen.here).toEqual(seen.there);
  expect(seen.here).toEqual(seen.here.toSorted((a, b) => Number(BigInt(a) - BigInt(b))));
  expect(new Set(seen.here).size).toBe(seen.here.length);

  // the node of a subscriber is killed: behind its cursor it goes on at the other one
  node(0).child.kill('SIGKILL');
  await once(node(0).child, 'exit');
  await mutate(node(1), 'taskRename', { taskId: task.id, name: 'last' }, 'task { name }');
  const last = must(seen.here.at(-1), 'a cursor');
  const moved = clientAt(node(1));
  const next = (await events(moved, last).next()).value;
  expect(next?.type).toBe('TASK_CHANGED');
  expect(BigInt(must(next, 'an event').cursor)).toBeGreaterThan(BigInt(last));
  for (const client of [moved, must(clients[1], 'a client')]) await client.dispose();
});
