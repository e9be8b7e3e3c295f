/** Many subscribers of the same: executed once, each in its own rights and at its own pace; and streams of server-sent events. */
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { encodeId } from '../../schema/global-id.ts';
import { schema } from '../../schema/schema.ts';
import { must } from '../../server/core/assert.ts';
import type { RecordedEvent } from '../../server/events/event-bus.ts';
import { type ApiUnderTest, runningApi } from './running-api.ts';

const T1 = encodeId('Task', 't1');
const C1 = encodeId('StoreComponent', 'c1');
const METRICS = `subscription Metrics($id: ID!) { taskMetrics(taskId: $id) { at values { name value } } }`;
const SUBSCRIBERS = 40;
let api: ApiUnderTest;

beforeEach(async () => {
  api = await runningApi();
});
afterEach(() => api.close());

const address = (): string => `${api.url.replace('http', 'ws')}/graphql`;

const event = (number: bigint, facts: RecordedEvent['facts'] = {}): RecordedEvent => ({
  number,
  at: new Date(0),
  type: 'TASK_CHANGED',
  taskId: 't1',
  subjectId: 't1',
  facts,
});

/** How often a field of the subscriptions is executed from now on. */
function executionsOf(name: string): { readonly count: () => number } {
  const field = must(schema.getSubscriptionType()?.getFields()[name], name);
  const spied = vi.spyOn(field as unknown as { resolve: () => unknown }, 'resolve');
  return { count: () => spied.mock.calls.length };
}

/** Each result of a subscription of its own socket. */
async function* results(
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): AsyncGenerator<unknown> {
  const client = createClient({
    url: address(),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { token },
  });
  try {
    for await (const { data, errors } of client.iterate({ query, variables })) yield errors?.[0]?.extensions?.['code'] ?? data; // prettier-ignore
  } finally {
    await client.dispose();
  }
}

async function take(from: AsyncGenerator<unknown>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const one of from) if (taken.push(one) === count) break;
  return taken;
}

describe('subscriptions that ask the same', () => {
  it('are executed once for each sample, event and line, whoever subscribes', async () => {
    api.state.latestMetrics = [
      { taskId: 't1', componentId: 'c1', kind: 'STORE', at: new Date(0), values: { incr_latency: 1 } },
    ];
    const samples = executionsOf('taskMetrics');
    const taken = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, () => take(results('viewer', METRICS, { id: T1 }), 3)),
    );
    expect(new Set(taken.flat().map((one) => JSON.stringify(one))).size).toBe(1);
    expect(samples.count()).toBeLessThan(SUBSCRIBERS); // of 120 that were given

    const events = executionsOf('taskEvents');
    const query = 'subscription Events($after: String) { taskEvents(after: $after) { cursor } }';
    const streams = Array.from({ length: SUBSCRIBERS }, () => results('viewer', query, { after: '0' }));
    const first = streams.map((stream) => stream.next());
    api.state.events.push(event(1n));
    await Promise.all(first);
    expect(events.count()).toBeLessThan(SUBSCRIBERS / 2);
    await Promise.all(streams.map((stream) => stream.return(undefined)));
  });

  it('share nothing between roles, documents and variables', async () => {
    const events = executionsOf('taskEvents');
    const facts = 'subscription { taskEvents(after: "0") { facts } }';
    api.state.events.push(event(1n, { rowDetail: 'a value' }));
    const [viewer, operator, other, ofTask] = await Promise.all([
      take(results('viewer', facts), 1),
      take(results('operator', facts), 1),
      take(results('viewer', 'subscription { taskEvents(after: "0") { cursor } }'), 1),
      take(results('viewer', 'subscription($ids: [ID!]) { taskEvents(after: "0", filter: { taskIds: $ids }) { facts } }', { ids: [T1] }), 1), // prettier-ignore
    ]);
    expect(viewer).toEqual([{ taskEvents: { facts: {} } }]);
    expect(operator).toEqual([{ taskEvents: { facts: { rowDetail: 'a value' } } }]);
    expect(other).toEqual([{ taskEvents: { cursor: '1' } }]);
    expect(ofTask).toEqual(viewer);
    expect(events.count()).toBe(4);
  });

  it('give a reader that stands still the newest sample when it reads on, and the others theirs meanwhile', async () => {
    const [subscriptions, seconds] = [40, 6];
    const names = Array.from({ length: 1_000 }, (_, index) => `${'metric'.repeat(25)}${index}`); // some 200 KB a message
    let at = 0;
    const sample = (): void => {
      const values = Object.fromEntries(names.map((name) => [name, at]));
      api.state.latestMetrics = [{ taskId: 't1', componentId: 'c1', kind: 'STORE', at: new Date((at += 1)), values }];
    };
    sample();
    const sampling = setInterval(sample, 50);
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    try {
      const newest = new Map<string, number>();
      const times: number[] = [];
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { token: 'viewer' } })));
      socket.on('message', (data: Buffer) => {
        const text = data.toString('latin1', 0, 200);
        if (text.includes('connection_ack'))
          for (let id = 0; id < subscriptions; id += 1)
            socket.send(JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query: METRICS, variables: { id: T1 } } })); // prettier-ignore
        const [, id, time] = /"id":"(\d+)".*?"at":"([^"]+)"/.exec(text) ?? [];
        if (id === undefined || time === undefined) return;
        times.push(Date.parse(time));
        newest.set(id, Date.parse(time));
        if (times.length === 1) socket.pause();
      });
      await vi.waitFor(() => expect(times).toHaveLength(1), { timeout: 10_000 });
      expect(await take(results('viewer', METRICS, { id: T1 }), seconds)).toHaveLength(seconds);
      const stoodStillTo = at;
      socket.resume();
      const all = (): boolean =>
        newest.size === subscriptions && [...newest.values()].every((one) => one > stoodStillTo);
      await vi.waitFor(() => expect(all()).toBe(true), { timeout: 20_000, interval: 20 });
      const before = times.filter((time) => time <= stoodStillTo);
      expect(before.length).toBeLessThan((subscriptions * seconds) / 2); // what the kernel held; the rest was left out, not queued
    } finally {
      clearInterval(sampling);
      socket.terminate();
    }
  });
});

interface SentEvent {
  readonly event: string;
  readonly data: { readonly data?: unknown; readonly errors?: readonly { readonly extensions: { readonly code: string } }[] } | null; // prettier-ignore
}

/** A subscription over server-sent events, by POST. */
async function* sentEvents(
  query: string,
  options: { readonly token: string; readonly signal?: AbortSignal },
): AsyncGenerator<SentEvent> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${options.token}`,
    },
    body: JSON.stringify({ query, variables: { id: T1 } }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const piece of must(response.body, 'a body').pipeThrough(new TextDecoderStream())) {
    text += piece;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: ?(.*)$/m.exec(block)?.[1] ?? '';
      if (name !== undefined) yield { event: name, data: data === '' ? null : (JSON.parse(data) as SentEvent['data']) };
    }
  }
}

describe('server-sent events', () => {
  it('carry samples, events behind a cursor, and lines', async () => {
    api.state.latestMetrics = [
      { taskId: 't1', componentId: 'c1', kind: 'STORE', at: new Date(0), values: { incr_latency: 1 } },
    ];
    const samples = sentEvents(METRICS, { token: 'viewer' });
    for (let count = 0; count < 3; count += 1)
      expect((await samples.next()).value).toMatchObject({
        event: 'next',
        data: { data: { taskMetrics: [{ values: [{ name: 'incr_latency', value: 1 }] }] } },
      });
    await samples.return(undefined);
    api.state.events.push(event(1n), event(2n));
    const events = sentEvents('subscription { taskEvents(after: "1") { cursor } }', { token: 'viewer' });
    expect((await events.next()).value).toMatchObject({ data: { data: { taskEvents: { cursor: '2' } } } });
    await events.return(undefined);
    api.state.lines.push({ componentId: 'c1', run: 1, at: new Date(0), level: 'INFO', facts: null, rowDetail: null, sequence: 1n, message: 'one' }); // prettier-ignore
    const lines = sentEvents(`subscription { componentLogs(componentId: "${C1}") { message } }`, { token: 'viewer' });
    expect((await lines.next()).value).toMatchObject({ data: { data: { componentLogs: { message: 'one' } } } });
    await lines.return(undefined);
  });

  it('end with the code of a refusal, and when the token is revoked', async () => {
    const refused = sentEvents(`subscription { taskMetrics(taskId: "${C1}") { at } }`, { token: 'viewer' });
    expect((await refused.next()).value?.data?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const live = sentEvents('subscription { taskEvents { cursor } }', { token: 'operator' });
    const next = live.next();
    const deaf = sentEvents(METRICS, { token: 'viewer' });
    await deaf.next();
    api.state.tokens.delete('operator');
    expect((await next).value?.data?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await live.next()).value).toMatchObject({ event: 'complete' });
    expect((await live.next()).done).toBe(true);
    expect((await deaf.next()).value).toMatchObject({ event: 'next' });
    await deaf.return(undefined);
  });

  it('are not to be had by a page of another origin with the cookie of a reader', async () => {
    const query = encodeURIComponent('subscription { taskEvents { cursor } }');
    const response = await fetch(`${api.url}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream', cookie: 'godwit_session=viewer' },
    });
    expect(response.status).toBe(403);
    await response.body?.cancel();
  });
});
