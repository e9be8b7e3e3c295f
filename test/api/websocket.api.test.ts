/** GraphQL over WebSocket: authentication, close codes, limits, and the three families of subscriptions. */
import { createClient, type Client } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { encodeId } from '../../schema/global-id.ts';
import type { RecordedEvent } from '../../server/events/event-bus.ts';
import { type ApiUnderTest, ask, runningApi } from './running-api.ts';

const T1 = encodeId('Task', 't1');
const C1 = encodeId('StoreComponent', 'c1');
let api: ApiUnderTest;

beforeAll(async () => {
  api = await runningApi({ limits: { subscriptionsPerSocket: 3 } });
});
afterAll(() => api.close());

const clientOf = (token: string | undefined, to: ApiUnderTest = api): Client =>
  createClient({
    url: `${to.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

/** The first `count` results of a subscription. */
async function take(client: Client, query: string, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const result of client.iterate({ query })) {
    taken.push(result.errors?.[0]?.extensions?.['code'] ?? result.data);
    if (taken.length === count) break;
  }
  return taken;
}

const event = (number: bigint): RecordedEvent => ({
  number,
  at: new Date(0),
  type: 'TASK_CHANGED',
  taskId: 't1',
  subjectId: 't1',
  facts: {},
});

const closeCodeOf = (token: string | undefined): Promise<unknown> =>
  new Promise((resolve) => {
    const client = clientOf(token);
    client.subscribe(
      { query: '{ viewer { name } }' },
      {
        next: () => resolve('answered'),
        error: (error) => resolve((error as { code?: unknown }).code),
        complete: () => undefined,
      },
    );
  });

describe('GraphQL over WebSocket', () => {
  it('answers a query, and closes with 4403 without a token or with a wrong one', async () => {
    const client = clientOf('viewer');
    expect(await take(client, '{ viewer { name } }', 1)).toEqual([{ viewer: { name: 'VIEWER' } }]);
    await client.dispose();
    expect(await closeCodeOf(undefined)).toBe(4403);
    expect(await closeCodeOf('wrong')).toBe(4403);
  });

  it('refuses an upgrade of a foreign origin, and under a name that others control', async () => {
    for (const options of [{ origin: 'http://evil.example' }, { headers: { host: 'evil.example' } }]) {
      const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      expect(status).toBe(403);
    }
  });

  it('replays events from the cursor, in order, then goes on without a duplicate', async () => {
    api.state.events.push(event(1n), event(2n), event(3n));
    const client = clientOf('viewer');
    const seen = take(client, `subscription { taskEvents(after: "1") { cursor task { name } } }`, 3);
    api.state.events.push(event(4n));
    expect(await seen).toEqual(['2', '3', '4'].map((cursor) => ({ taskEvents: { cursor, task: { name: 'shop' } } })));
    expect(await take(client, 'subscription { taskEvents(after: "-1") { cursor } }', 1)).toEqual(['CURSOR_EXPIRED']);
    await client.dispose();
  });

  it('refuses what does not exist before the subscription starts', async () => {
    const client = clientOf('viewer');
    expect(await take(client, `subscription { taskMetrics(taskId: "${C1}") { at } }`, 1)).toEqual(['NOT_FOUND']);
    await client.dispose();
  });

  it('samples one reading for all viewers, newest value first', async () => {
    api.state.latestMetrics = [
      { taskId: 't1', componentId: 'c1', kind: 'STORE', at: new Date(0), values: { incr_latency: 1 } },
    ];
    const client = clientOf('viewer');
    const query = `subscription { taskMetrics(taskId: "${T1}", metrics: ["incr_latency"]) { kind values { name value } } }`;
    expect(await take(client, query, 1)).toEqual([
      { taskMetrics: [{ kind: 'STORE', values: [{ name: 'incr_latency', value: 1 }] }] },
    ]);
    expect(
      await take(client, `subscription { taskProgress(taskId: "${T1}") { task { name } subtasks { kind } } }`, 2),
    ).toHaveLength(2);
    await client.dispose();
  });

  it('tails log lines by sequence', async () => {
    const line = { componentId: 'c1', run: 1, at: new Date(0), level: 'INFO' as const, facts: null, rowDetail: null };
    api.state.lines.push({ ...line, sequence: 1n, message: 'one' }, { ...line, sequence: 2n, message: 'two' });
    const client = clientOf('viewer');
    const seen = take(
      client,
      `subscription { componentLogs(componentId: "${C1}", after: "1") { sequence message } }`,
      2,
    );
    api.state.lines.push({ ...line, sequence: 3n, message: 'three' });
    expect(await seen).toEqual([
      { componentLogs: { sequence: '2', message: 'two' } },
      { componentLogs: { sequence: '3', message: 'three' } },
    ]);
    await client.dispose();
  });

  it('begins with the latest run, also before its first line, and goes on over restarts without a gap', async () => {
    const other = await runningApi();
    const line = (sequence: bigint, run: number) =>
      ({
        componentId: 'c1',
        run,
        at: new Date(0),
        level: 'INFO',
        facts: null,
        rowDetail: null,
        sequence,
        message: `${sequence}`,
      }) as const;
    other.state.lines.push(line(1n, 1));
    other.state.run = 2;
    expect(await ask(other, `{ component(id: "${C1}") { run logs { sequence } } }`, { token: 'viewer' })).toMatchObject(
      {
        data: { component: { run: 2, logs: [] } },
      },
    );
    const client = clientOf('viewer', other);
    const seen: unknown[] = [];
    const query = `subscription { componentLogs(componentId: "${C1}") { sequence run } }`;
    other.state.lines.push(line(2n, 2));
    for await (const { data } of client.iterate<{ componentLogs: { sequence: string; run: number } }>({ query })) {
      seen.push(data?.componentLogs);
      if (seen.length === 1) {
        other.state.lines.push(line(3n, 2), line(4n, 3));
        other.state.run = 3;
      }
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      { sequence: '2', run: 2 },
      { sequence: '3', run: 2 },
      { sequence: '4', run: 3 },
    ]);
    await client.dispose();
    await other.close();
  });

  it('limits the subscriptions of a socket', async () => {
    const client = clientOf('viewer');
    const codes = await new Promise((resolve) => {
      for (let index = 0; index < 4; index += 1)
        client.subscribe(
          { query: 'subscription { taskEvents { cursor } }' },
          {
            next: (result) => resolve(result.errors?.[0]?.extensions?.['code']),
            error: (error) => resolve(Array.isArray(error) ? error[0]?.extensions?.code : error),
            complete: () => undefined,
          },
        );
    });
    expect(codes).toBe('SUBSCRIPTION_LIMIT');
    await client.dispose();
  });

  it('closes sockets of the open mode with 4403 once the first token is made, and keeps those with a token', async () => {
    const open = await runningApi({ openMode: true });
    const subscribed = (token: string | undefined): { closed: Promise<unknown>; connected: Promise<unknown> } => {
      const client = clientOf(token, open);
      const closed = new Promise((resolve) =>
        client.on('closed', (reason) => resolve((reason as { code: number }).code)),
      );
      const connected = new Promise((resolve) => client.on('connected', resolve));
      client.subscribe(
        { query: 'subscription { taskEvents { cursor } }' },
        { next: () => undefined, error: () => undefined, complete: () => undefined },
      );
      return { closed, connected };
    };
    const [without, withToken] = [subscribed(undefined), subscribed('admin')];
    await Promise.all([without.connected, withToken.connected]);
    open.state.hasTokens = true;
    expect(await without.closed).toBe(4403);
    await open.close();
    expect(await withToken.closed).toBe(1012);
  });

  it('closes with 4403 once the token is revoked, and with 1012 when the service restarts', async () => {
    const other = await runningApi();
    const closed = (token: string): Promise<unknown> =>
      new Promise((resolve) => {
        const client = clientOf(token, other);
        client.on('closed', (reason) => resolve((reason as { code: number }).code));
        client.subscribe(
          { query: 'subscription { taskEvents { cursor } }' },
          { next: () => undefined, error: () => undefined, complete: () => undefined },
        );
        client.on('connected', () => (token === 'viewer' ? other.state.tokens.delete(token) : undefined));
      });
    expect(await closed('viewer')).toBe(4403);
    const restarted = closed('operator');
    await new Promise((resolve) => {
      const probe = clientOf('admin', other);
      probe.subscribe({ query: '{ viewer { name } }' }, { next: resolve, error: resolve, complete: () => undefined });
    });
    await other.close();
    expect(await restarted).toBe(1012);
  });
});
