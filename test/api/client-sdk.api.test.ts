/** The client that frontend teams import, against the real edge: tokens that end meanwhile, and a service of trusted documents. */
import { writeFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { StartDocument, TaskEventsDocument } from '../../client/generated/graphql.ts';
import { createGodwitClient, type GodwitClientOptions } from '../../client/sdk/client.ts';
import type { RecordedEvent } from '../../server/events/event-bus.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { type ApiUnderTest, ask, runningApi } from './running-api.ts';

let api: ApiUnderTest;
const event = (number: bigint): RecordedEvent => ({
  number,
  at: new Date(0),
  type: 'TASK_CHANGED',
  taskId: 't1',
  subjectId: 't1',
  facts: {},
});
const clientOf = (options: Partial<GodwitClientOptions>) =>
  createGodwitClient({ url: `${api.url}/graphql`, webSocketImpl: WebSocket, maxRetryPauseMs: 50, ...options });

describe('a client whose token ends', () => {
  beforeEach(async () => {
    api = await runningApi();
  });
  afterEach(() => api.close());

  it('asks for a new one and goes on behind its cursor, without a gap or a duplicate', async () => {
    const asked: boolean[] = [];
    const client = clientOf({
      token: ({ refused }) => {
        asked.push(refused);
        return refused ? 'operator' : 'viewer';
      },
    });
    api.state.events.push(event(1n), event(2n));
    const cursors: string[] = [];
    const events = client.events(TaskEventsDocument, {
      variables: { after: '0' },
      cursorOf: ({ taskEvents }) => taskEvents.cursor,
    });
    for await (const { taskEvents } of events) {
      cursors.push(taskEvents.cursor);
      if (cursors.length === 2) {
        api.state.tokens.delete('viewer');
        setTimeout(() => api.state.events.push(event(3n), event(4n)), 150);
      }
      if (cursors.length === 4) break;
    }
    expect(cursors).toEqual(['1', '2', '3', '4']);
    expect(asked).toContain(true);
    expect((await client.query(StartDocument, {})).serverInfo.version).toBe('test');
    await client.dispose();
  });

  it('says that it is refused when the new one is refused as well, and tries no more', async () => {
    const asked: boolean[] = [];
    const client = clientOf({
      token: ({ refused }) => {
        asked.push(refused);
        return 'wrong';
      },
    });
    const events = client.events(TaskEventsDocument, { variables: { after: '0' }, cursorOf: () => null });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 4403 });
    expect(client.connection.state).toEqual({ kind: 'refused', code: '4403' });
    expect(asked).toEqual([false, true]);
    await expect(client.query(StartDocument, {})).rejects.toMatchObject({ response: { status: 401 } });
    expect(asked).toEqual([false, true, false, true]);
    await client.dispose();
  });
});

describe('a service of trusted documents', () => {
  const MANIFEST = 'client/generated/persisted-documents.json';

  beforeEach(async () => {
    api = await runningApi({ trustedDocuments: 'console' });
  });
  afterEach(() => api.close());

  it('answers what the console sends, over both transports', async () => {
    const client = clientOf({ token: 'viewer' });
    expect((await client.query(StartDocument, {})).serverInfo.version).toBe('test');
    api.state.events.push(event(1n));
    for await (const { taskEvents } of client.events(TaskEventsDocument, {
      variables: { after: '0' },
      cursorOf: () => null,
    })) {
      expect(taskEvents.cursor).toBe('1');
      break;
    }
    await client.dispose();
  });

  it('takes the name of a document, or its very text, and no other document', async () => {
    const documents = JSON.parse(await readFile(MANIFEST, 'utf8')) as Record<string, string>;
    const [name, text] = Object.entries(documents).find(([, one]) => one.includes('query Start')) ?? ['', ''];
    const post = async (body: object): Promise<unknown> => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer viewer' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { data?: object; errors?: { extensions: { code: string } }[] };
      return answer.errors?.[0]?.extensions.code ?? Object.keys(answer.data ?? {});
    };
    const answered = ['eventCursor', 'serverInfo', 'viewer'];
    expect(await post({ documentId: name })).toEqual(answered);
    expect(await post({ query: text })).toEqual(answered);
    expect(await post({ extensions: { persistedQuery: { version: 1, sha256Hash: name.slice('sha256:'.length) } } })).toEqual(answered); // prettier-ignore
    expect(await post({ query: `${text} ` })).toBe('DOCUMENT_NOT_TRUSTED');
    expect(await post({ query: '{ tokens(first: 1) { totalCount } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })).toBe('DOCUMENT_NOT_TRUSTED'); // prettier-ignore
    // the text of the file is executed, whatever is sent beside its name
    expect(await post({ query: '{ eventCursor }', documentId: name })).toEqual(answered);
    expect(await post({ query: '{ eventCursor }' })).toBe('DOCUMENT_NOT_TRUSTED');

    const client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { token: 'viewer' },
    });
    const codes: unknown[] = [];
    for (const query of ['subscription { taskEvents { cursor } }', '{ eventCursor }', ''])
      await new Promise<void>((resolve) => {
        client.subscribe(
          { query },
          {
            next: (result) => void codes.push(result),
            error: (error) => {
              codes.push((error as { extensions: { code: string } }[])[0]?.extensions.code);
              resolve();
            },
            complete: resolve,
          },
        );
      });
    expect(codes).toEqual(['DOCUMENT_NOT_TRUSTED', 'DOCUMENT_NOT_TRUSTED', 'DOCUMENT_NOT_TRUSTED']);
    await client.dispose();
    const raw = await RawSocket.connected(api.url, 'viewer');
    raw.send({ id: 'n', type: 'subscribe', payload: { query: '', documentId: name } });
    expect(Object.keys(((await raw.next()).payload as { data: object }).data)).toEqual(answered);
    await raw.next(); // its complete
    raw.subscribe('x', '{ eventCursor }');
    const [{ extensions }] = (await raw.next()).payload as [{ extensions: Record<string, unknown> }];
    expect(Object.keys(extensions).toSorted()).toEqual(['code', 'remedy', 'requestId']); // no status of HTTP
    await raw.close();
  });

  it('takes further files, and does not start with one that is none', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'godwit-documents-'));
    const file = (name: string, content: unknown): string => {
      const place = path.join(folder, name);
      writeFileSync(place, JSON.stringify(content));
      return place;
    };
    const text = '{ eventCursor }';
    const name = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const both = await runningApi({ trustedDocuments: `console, ${file('own.json', { [name]: text })}` });
    expect((await ask(both, text, { token: 'viewer' })).data).toEqual({ eventCursor: '0' });
    await both.close();
    for (const content of [{ [name]: `${text} ` }, { [name.slice(7)]: text }, [], 'text'])
      await expect(runningApi({ trustedDocuments: file('bad.json', content) })).rejects.toMatchObject({ code: 'BAD_INPUT' }); // prettier-ignore
    await expect(runningApi({ trustedDocuments: path.join(folder, 'none.json') })).rejects.toMatchObject({ code: 'BAD_INPUT' }); // prettier-ignore
  });
});
