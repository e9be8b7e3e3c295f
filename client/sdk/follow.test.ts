import type { Client, Sink } from 'graphql-ws';
import { expect, test } from 'vitest';
import { follow } from './follow.ts';

interface Numbered {
  readonly event: { readonly cursor: string };
}

/** A socket whose one subscription is fed by the test; it keeps the very payload, as the real one resends it. */
function fedSocket() {
  const fed: { payload?: { variables?: Record<string, unknown> | null }; sink?: Sink<never>; stopped: boolean } = {
    stopped: false,
  };
  const subscribe = (payload: typeof fed.payload, sink: Sink<never>) => {
    fed.payload = payload;
    fed.sink = sink;
    return () => (fed.stopped = true);
  };
  const socket = { subscribe } as unknown as Client; // follow() uses this member only
  const feed = (cursor: string): void => fed.sink?.next({ data: { event: { cursor } } } as never); // the shape of Numbered
  return { fed, socket, feed };
}

const options = (keep: 'ALL' | 'NEWEST', signal?: AbortSignal) => ({
  query: 'subscription { event { cursor } }',
  variables: { after: '1' },
  resumeFrom: (data: Numbered) => (keep === 'ALL' ? data.event.cursor : null),
  keep,
  signal,
});

test('N1 N2 events come in order, and the payload that is sent again resumes after the last that arrived', async () => {
  const { fed, socket, feed } = fedSocket();
  const events = follow<Numbered>(socket, options('ALL'));
  const first = events.next();
  for (const cursor of ['2', '3', '4']) feed(cursor);
  expect((await first).value).toEqual({ event: { cursor: '2' } });
  expect((await events.next()).value).toEqual({ event: { cursor: '3' } });
  expect((await events.next()).value).toEqual({ event: { cursor: '4' } });
  expect(fed.payload?.variables).toEqual({ after: '4' });
});

test('N1 of samples that were not read only the newest is kept', async () => {
  const { socket, feed } = fedSocket();
  const samples = follow<Numbered>(socket, options('NEWEST'));
  const first = samples.next();
  feed('2');
  await first;
  for (const cursor of ['3', '4', '5']) feed(cursor);
  expect((await samples.next()).value).toEqual({ event: { cursor: '5' } });
});

test('N3 leaving the loop and the signal end the subscription', async () => {
  const left = fedSocket();
  const events = follow<Numbered>(left.socket, options('ALL'));
  const first = events.next();
  left.feed('2');
  await first;
  await events.return(undefined);
  expect(left.fed.stopped).toBe(true);
  const aborted = fedSocket();
  const end = new AbortController();
  const waiting = follow<Numbered>(aborted.socket, options('ALL', end.signal)).next();
  end.abort();
  expect((await waiting).done).toBe(true);
  expect(aborted.fed.stopped).toBe(true);
});

test('an error of the service ends the loop with it', async () => {
  const { fed, socket } = fedSocket();
  const waiting = follow<Numbered>(socket, options('ALL')).next();
  fed.sink?.error([{ message: 'CURSOR_EXPIRED' }]);
  await expect(waiting).rejects.toEqual([{ message: 'CURSOR_EXPIRED' }]);
});
