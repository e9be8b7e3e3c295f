/**
 * The page PROTOCOL.md of graphql-ws (graphql-transport-ws) as black-box cases over raw sockets: which close code each offence
 * has, and which messages each operation gets, in which order.
 */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../server/core/error-codes.ts';
import { isRequestCode } from '../../server/core/request-codes.ts';
import type { RecordedEvent } from '../../server/events/event-bus.ts';
import { type Closed, RawSocket } from '../support/raw-socket.ts';
import { type ApiUnderTest, ask, runningApi } from './running-api.ts';

const T1 = encodeId('Task', 't1');
const NAME = '{ viewer { name } }';
const EVENTS = 'subscription { taskEvents { cursor } }';
const FRAME_BYTES = 4_096;
const opened: RawSocket[] = [];
let api: ApiUnderTest;

beforeAll(async () => {
  api = await runningApi({ limits: { frameBytes: FRAME_BYTES } });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((raw) => raw.close()));
});
afterAll(() => api.close());

const socket = (options: ConstructorParameters<typeof RawSocket>[1] = {}, to: ApiUnderTest = api): RawSocket => {
  const raw = new RawSocket(to.url, options);
  opened.push(raw);
  return raw;
};

/** Open and without connection_init. */
async function open(): Promise<RawSocket> {
  const raw = socket();
  await once(raw.socket, 'open');
  return raw;
}

async function acknowledged(token = 'viewer'): Promise<RawSocket> {
  const raw = await RawSocket.connected(api.url, token);
  opened.push(raw);
  return raw;
}

let lastNumber = 0n;
/** What happens next, told to all that subscribe events; answers its cursor. */
function happen(): string {
  lastNumber += 1n;
  const event: RecordedEvent = {
    number: lastNumber,
    at: new Date(0),
    type: 'TASK_CHANGED',
    taskId: 't1',
    subjectId: 't1',
    facts: {},
  };
  api.state.events.push(event);
  return String(lastNumber);
}

/** Subscribes events from the beginning, so that what is there now is the first message. */
const eventsAfter = (cursor: string): string => `subscription { taskEvents(after: "${cursor}") { cursor } }`;
const next = (id: string, data: unknown) => ({ id, type: 'next', payload: { data } });
const eventOf = (id: string, cursor: string) => next(id, { taskEvents: { cursor } });

describe('the socket', () => {
  it('is closed with 4406 when no subprotocol is asked for, or another one', async () => {
    const codes: unknown[] = [];
    for (const protocols of [[], ['graphql-ws'], ['something', 'else']]) {
      const raw = socket({ protocols });
      const failed = once(raw.socket, 'error').then(([error]) => (error as Error).message); // ws itself refuses an answer without the protocol it asked for
      codes.push(await Promise.race([raw.closed.then(({ code }) => code), failed]));
    }
    expect(codes).toEqual([4406, 'Server sent no subprotocol', 'Server sent no subprotocol']);
  });

  it('speaks graphql-transport-ws when it is one of several that are asked for', async () => {
    const raw = socket({ protocols: ['other', 'graphql-transport-ws'] });
    await once(raw.socket, 'open');
    expect(raw.socket.protocol).toBe('graphql-transport-ws');
  });

  const invalid: Readonly<Record<string, unknown>> = {
    'text that is not JSON': 'hello',
    'an empty text': '',
    'JSON that is no object': '"ping"',
    'an array': '[{"type":"ping"}]',
    null: 'null',
    'no type': { id: 'a' },
    'a type that is no text': { type: 1 },
    'an unknown type': { type: 'start', id: 'a' },
    'connection_ack, which only a server sends': { type: 'connection_ack' },
    'next, which only a server sends': { type: 'next', id: 'a', payload: {} },
    'connection_init with a payload that is no object': { type: 'connection_init', payload: 'token' },
    'ping with a payload that is no object': { type: 'ping', payload: 'x' },
    'subscribe without an id': { type: 'subscribe', payload: { query: NAME } },
    'subscribe with an id that is no text': { id: 1, type: 'subscribe', payload: { query: NAME } },
    'subscribe with an empty id': { id: '', type: 'subscribe', payload: { query: NAME } },
    'subscribe without a payload': { id: 'a', type: 'subscribe' },
    'subscribe without a query': { id: 'a', type: 'subscribe', payload: {} },
    'subscribe with variables that are no object': {
      id: 'a',
      type: 'subscribe',
      payload: { query: NAME, variables: 'x' },
    },
    'subscribe with an operationName that is no text': {
      id: 'a',
      type: 'subscribe',
      payload: { query: NAME, operationName: 1 },
    },
    'subscribe with extensions that are no object': {
      id: 'a',
      type: 'subscribe',
      payload: { query: NAME, extensions: 1 },
    },
    'complete without an id': { type: 'complete' },
    'a binary frame that is not JSON': Buffer.from([0, 1, 2, 255]),
  };

  it('is closed with 4400 for a message of a form that the protocol does not know', async () => {
    const codes: Record<string, number> = {};
    for (const [what, message] of Object.entries(invalid)) {
      const raw = await acknowledged();
      raw.send(message);
      codes[what] = (await raw.closed).code;
    }
    expect(codes).toEqual(Object.fromEntries(Object.keys(invalid).map((what) => [what, 4400])));
  });

  it('is closed with 1009 for a frame over the limit, and not for one below it', async () => {
    const raw = await acknowledged();
    const padded = (bytes: number) => ({ type: 'ping', payload: { mark: 'x'.repeat(bytes) } });
    raw.send(padded(FRAME_BYTES - 100));
    expect((await raw.next()).type).toBe('pong');
    raw.send(padded(FRAME_BYTES));
    expect((await raw.closed).code).toBe(1009);
  });
});

describe('the connection', () => {
  it('is acknowledged, without a payload', async () => {
    const raw = await open();
    raw.send({ type: 'connection_init', payload: { token: 'viewer' } });
    expect(await raw.next()).toEqual({ type: 'connection_ack' });
  });

  it('is refused with 4401 when it subscribes before connection_init, or before it is acknowledged', async () => {
    const raw = await open();
    raw.subscribe('a', NAME);
    expect(await raw.closed).toEqual({ code: 4401, reason: 'Unauthorized' } satisfies Closed);
    const hasty = await open();
    hasty.send({ type: 'connection_init', payload: { authorization: 'Bearer viewer' } });
    hasty.subscribe('a', NAME);
    const [first] = await Promise.race([hasty.take(2), hasty.closed.then(({ code }) => [code])]);
    expect([4401, { type: 'connection_ack' }]).toContainEqual(first); // whichever was first, never an answer before the ack
  });

  it('is refused with 4403 without a token, and with a wrong one', async () => {
    const codes: unknown[] = [];
    for (const payload of [undefined, null, {}, { authorization: 'Bearer wrong' }, { token: 'wrong' }, { token: 7 }]) {
      const raw = await open();
      raw.send({ type: 'connection_init', payload });
      codes.push(await raw.closed);
    }
    expect(codes).toEqual(Array.from({ length: 6 }, () => ({ code: 4403, reason: 'Forbidden' })));
  });

  it('is closed with 4408 when connection_init does not come in time', async () => {
    const impatient = await runningApi({ initWaitMs: 50 });
    const raw = socket({}, impatient);
    expect(await raw.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' } satisfies Closed);
    const inTime = await RawSocket.connected(impatient.url, 'viewer');
    const late = socket({}, impatient);
    await late.closed; // the same time has passed for the other one
    expect(await inTime.untilPong()).toEqual([]);
    await inTime.close();
    await impatient.close();
  });

  it('is closed with 4429 for a second connection_init, acknowledged or not', async () => {
    const raw = await acknowledged();
    raw.send({ type: 'connection_init', payload: { token: 'viewer' } });
    expect((await raw.closed).code).toBe(4429);
    const twice = await open();
    for (const _ of [1, 2]) twice.send({ type: 'connection_init', payload: { token: 'viewer' } });
    expect((await twice.closed).code).toBe(4429);
  });

  it('answers a ping at any time, with its payload, and takes a pong that nobody asked for', async () => {
    const raw = await open();
    raw.send({ type: 'ping', payload: { any: ['thing', 1] } });
    expect(await raw.next()).toEqual({ type: 'pong', payload: { any: ['thing', 1] } });
    raw.send({ type: 'pong', payload: { nobody: 'asked' } });
    raw.send({ type: 'connection_init', payload: { token: 'viewer' } });
    expect(await raw.next()).toEqual({ type: 'connection_ack' });
    raw.send({ type: 'pong' });
    raw.send({ type: 'ping' });
    expect(await raw.next()).toEqual({ type: 'pong' });
  });
});

describe('an operation', () => {
  it('that is a query gets one next, then complete', async () => {
    const raw = await acknowledged();
    raw.subscribe('q', 'query($id: ID!) { task(id: $id) { name } }', { id: T1 });
    expect(await raw.take(2)).toEqual([next('q', { task: { name: 'shop' } }), { id: 'q', type: 'complete' }]);
    expect(await raw.untilPong()).toEqual([]);
  });

  it('that is a mutation gets one next, then complete', async () => {
    const raw = await acknowledged('operator');
    const nope = encodeId('Task', 'nope');
    raw.subscribe('m', `mutation { taskStart(input: { taskId: "${nope}" }) { ... on UserError { code } } }`);
    expect(await raw.take(2)).toEqual([next('m', { taskStart: { code: 'NOT_FOUND' } }), { id: 'm', type: 'complete' }]);
  });

  it('that is named is chosen among those of its document', async () => {
    const raw = await acknowledged();
    const query = 'query A { viewer { name } } query B { viewer { role } }';
    raw.send({ id: 'n', type: 'subscribe', payload: { query, operationName: 'B' } });
    expect(await raw.take(2)).toEqual([next('n', { viewer: { role: 'VIEWER' } }), { id: 'n', type: 'complete' }]);
    raw.send({ id: 'n', type: 'subscribe', payload: { query, operationName: 'C' } });
    expect(await raw.next()).toMatchObject({ id: 'n', type: 'error' });
  });

  it('that cannot be parsed, is not valid or is over a limit gets one error and no complete', async () => {
    const raw = await acknowledged();
    const refused = {
      syntax: '{ viewer { ',
      validation: '{ nothing }',
      limit: `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: eventCursor`).join(' ')} }`,
    };
    const codes: Record<string, unknown> = {};
    for (const [id, query] of Object.entries(refused)) {
      raw.subscribe(id, query);
      const answer = await raw.next();
      const [error] = answer.payload as { message: string; extensions: { code: string; requestId: string } }[];
      codes[id] = [answer.type, answer.id, error?.extensions.code, typeof error?.message];
    }
    expect(codes).toEqual({
      syntax: ['error', 'syntax', 'GRAPHQL_PARSE_FAILED', 'string'],
      validation: ['error', 'validation', 'GRAPHQL_VALIDATION_FAILED', 'string'],
      limit: ['error', 'limit', 'ALIAS_LIMIT', 'string'],
    });
    expect(await raw.untilPong()).toEqual([]);
    raw.subscribe('validation', NAME); // ended: the id is free
    expect(await raw.take(2)).toEqual([
      next('validation', { viewer: { name: 'VIEWER' } }),
      { id: 'validation', type: 'complete' },
    ]);
  });

  it('that is refused has the code and the remedy of the catalogue, the same as over HTTP', async () => {
    const raw = await acknowledged();
    const documents: Record<string, [query: string, variables?: Record<string, unknown>]> = {
      GRAPHQL_PARSE_FAILED: ['{ viewer { '],
      GRAPHQL_VALIDATION_FAILED: ['{ nothing }'],
      OPERATION_RESOLUTION_FAILURE: ['query A { eventCursor } query B { eventCursor }'],
      BAD_REQUEST: ['query ($first: Int!) { tasks(first: $first) { totalCount } }', { first: 'many' }],
      TOKEN_LIMIT: [`{ ${'a '.repeat(2_001)}}`],
      REPEAT_LIMIT: [`{ ${'eventCursor '.repeat(300)} }`],
      FORBIDDEN: ['{ tokens(first: 1) { totalCount } }'],
    };
    for (const [code, [query, variables]] of Object.entries(documents)) {
      const { errors } = await ask(api, query, { token: 'viewer', variables });
      raw.subscribe(code, query, variables);
      const { type, payload } = await raw.next();
      const told = (type === 'error' ? payload : (payload as { errors: unknown }).errors) as typeof errors;
      if (type === 'next') await raw.next(); // its complete
      const { remedy } = ERROR_CATALOGUE[code as ErrorCode];
      expect(errors[0]?.extensions, code).toMatchObject({ code });
      expect(told[0], code).toMatchObject({ message: errors[0]?.message, extensions: { code } });
      if (isRequestCode(code))
        expect([errors[0]?.extensions['remedy'], told[0]?.extensions['remedy']]).toEqual([remedy, remedy]);
    }
  });

  it('that is refused with an error before its stream starts leaves no stream', async () => {
    const raw = await acknowledged();
    raw.subscribe('s', `subscription { taskMetrics(taskId: "${encodeId('Task', 'nope')}") { at } }`);
    const first = await raw.next();
    expect(JSON.stringify(first.payload)).toContain('NOT_FOUND');
    if (first.type === 'next') expect(await raw.next()).toEqual({ id: 's', type: 'complete' });
    else expect(first.type).toBe('error');
    raw.subscribe('s', NAME);
    expect(await raw.take(2)).toEqual([next('s', { viewer: { name: 'VIEWER' } }), { id: 's', type: 'complete' }]);
  });

  it('with the id of one that is active closes the socket with 4409', async () => {
    const raw = await acknowledged();
    raw.subscribe('same', EVENTS);
    raw.subscribe('same', NAME);
    expect(await raw.closed).toEqual({ code: 4409, reason: 'Subscriber for same already exists' } satisfies Closed);
  });

  it('ends with complete from the client, and its id can be used again', async () => {
    const before = String(lastNumber);
    const cursor = happen();
    const raw = await acknowledged();
    raw.subscribe('e', eventsAfter(before));
    expect(await raw.next()).toEqual(eventOf('e', cursor));
    raw.complete('e');
    expect(await raw.untilPong()).toEqual([]);
    const second = happen();
    raw.subscribe('e', eventsAfter(cursor));
    expect(await raw.next()).toEqual(eventOf('e', second));
    expect(await raw.untilPong()).toEqual([]); // one stream of that id, not two
  });

  it('ends also when complete follows subscribe at once, and the next one of its id lives', async () => {
    const before = String(lastNumber);
    const raw = await acknowledged();
    raw.subscribe('e', EVENTS);
    raw.complete('e');
    raw.subscribe('e', EVENTS);
    raw.complete('e');
    raw.subscribe('e', eventsAfter(before));
    await raw.untilPong();
    const cursor = happen();
    expect(await raw.next()).toEqual(eventOf('e', cursor));
    raw.complete('e');
    raw.subscribe('other', eventsAfter(cursor));
    expect(await raw.untilPong()).toEqual([]); // the service has read the end of the first
    const last = happen();
    expect(await raw.next()).toEqual(eventOf('other', last));
    expect(await raw.untilPong()).toEqual([]);
  });

  it('that is completed by the client twice, or was never there, is no offence', async () => {
    const raw = await acknowledged();
    raw.complete('never');
    raw.subscribe('q', NAME);
    expect(await raw.take(2)).toEqual([next('q', { viewer: { name: 'VIEWER' } }), { id: 'q', type: 'complete' }]);
    raw.complete('q');
    raw.complete('q');
    expect(await raw.untilPong()).toEqual([]);
  });

  it('shares the socket with others, and every message bears its own id', async () => {
    const before = String(lastNumber);
    const raw = await acknowledged();
    const ids = ['__proto__', 'constructor', 'b', 'c'];
    for (const id of ids) raw.subscribe(id, eventsAfter(before));
    const cursors = [happen(), happen()];
    for (const id of ['x', 'y']) raw.subscribe(id, NAME);
    const messages = await raw.take(ids.length * cursors.length + 4);
    const of = (wanted: string): unknown[] => messages.filter(({ id }) => id === wanted);
    for (const id of ids) expect(of(id)).toEqual(cursors.map((cursor) => eventOf(id, cursor)));
    for (const id of ['x', 'y'])
      expect(of(id)).toEqual([next(id, { viewer: { name: 'VIEWER' } }), { id, type: 'complete' }]);
  });

  it('tolerates fields that the protocol does not name, and extensions', async () => {
    const raw = await acknowledged();
    raw.send({ id: 'a', type: 'subscribe', more: 1, payload: { query: NAME, extensions: { any: 1 }, more: [] } });
    expect(await raw.take(2)).toEqual([next('a', { viewer: { name: 'VIEWER' } }), { id: 'a', type: 'complete' }]);
    raw.send({ id: 'b', type: 'subscribe', payload: { query: NAME, variables: null, operationName: null } });
    expect((await raw.take(2)).map(({ type }) => type)).toEqual(['next', 'complete']);
  });

  it('may come in a binary frame that holds the same text', async () => {
    const raw = await acknowledged();
    raw.send(Buffer.from(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: NAME } })));
    expect(await raw.take(2)).toEqual([next('a', { viewer: { name: 'VIEWER' } }), { id: 'a', type: 'complete' }]);
  });
});
