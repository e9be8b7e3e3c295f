/** The route of files over the ports in memory: refusals with their status, a reader who is slow or goes, methods. */
import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import type { FileRecords } from '../../server/files/file-records.ts';
import { RecordedFiles } from '../../server/files/recorded-files.ts';
import type { LogLine } from '../../server/task/observation.ts';
import { memoryPorts } from '../memory-connector/services.ts';
import { fetchFile, FilesOf } from '../support/files.ts';
import { runningApi, type ApiUnderTest } from './running-api.ts';

const LINES = 200_000;
const MESSAGE = 'x'.repeat(1_000);
let now = new Date();
let api: ApiUnderTest;
let open: ApiUnderTest;
let taskName: string | null = '../../"Ünder\r\nwegs"';
const made = { lines: 0, ended: 0 };

async function* logLines(componentId: string): AsyncGenerator<LogLine> {
  try {
    for (let sequence = 1n; sequence <= LINES; sequence += 1n) {
      made.lines += 1;
      yield { componentId, sequence, run: 1, at: now, level: 'INFO', message: MESSAGE, facts: null, rowDetail: null };
      if (sequence === 500n && componentId === 'short') return;
      if (sequence === 1_000n && componentId === 'broken') throw new Error('the control database went away');
    }
  } finally {
    made.ended += 1;
  }
}

const NOTHING = {
  taskName: async () => taskName,
  component: async () => (taskName === null ? null : { taskId: 't1', kind: 'STORE' }),
  logLines,
};

function portsWithFiles() {
  const { ports } = memoryPorts();
  const files = new RecordedFiles({
    records: NOTHING as Partial<FileRecords> as FileRecords, // the log of a component needs no more
    selection: ports.selection,
    tasks: ports.tasks,
    key: Buffer.alloc(32, 7),
    newId: (prefix) => prefix,
    now: () => now,
  });
  return { ...ports, files };
}

beforeAll(async () => {
  api = await runningApi({ openMode: true, ports: portsWithFiles() });
  open = await runningApi({ openMode: true, ports: portsWithFiles() });
});
afterAll(async () => {
  await api.close();
  await open.close();
});

const link = (component = 'c1') =>
  new FilesOf(api.url, '').made({ componentLog: encodeId('StoreComponent', component) });

test('a link of one node is served by another, with a name that nothing can be made of', async () => {
  const { url, name, sizeBytes } = await link();
  expect([name, sizeBytes]).toEqual(['nder-wegs-component.log', null]);
  const { status, headers, text } = await fetchFile(open.url, url, { method: 'HEAD' });
  expect([status, text, headers.get('content-type')]).toEqual([200, '', 'text/plain; charset=utf-8']);
  expect(headers.get('content-disposition')).toBe('attachment; filename="nder-wegs-component.log"');
});

test('refusals are told with a stable code, a remedy and their status', async () => {
  const { url } = await link();
  const asks = async (path = url, options: RequestInit = {}): Promise<unknown[]> => {
    const { status, code } = await fetchFile(api.url, path, options);
    return [status, code];
  };
  expect(await asks(url.replace('c1', 'c2'))).toEqual([403, 'LINK_INVALID']);
  expect(await asks('/files/component.log/c1/')).toEqual([403, 'LINK_INVALID']);
  expect(await asks('/files/%')).toEqual([403, 'LINK_INVALID']);
  expect(await asks(url, { method: 'PUT', body: 'x' })).toEqual([403, 'LINK_INVALID']);
  expect(await asks(url, { method: 'DELETE' })).toEqual([405, 'BAD_REQUEST']);
  taskName = null;
  expect(await asks()).toEqual([410, 'FILE_GONE']);
  taskName = 'back';
  now = new Date(now.getTime() + 300_000);
  const { text, headers } = await fetchFile(api.url, url);
  expect(JSON.parse(text)).toMatchObject({
    code: 'LINK_EXPIRED',
    message: expect.stringMatching(/^This link was valid until 2\d{3}-/) as unknown,
    remedy: 'Ask the API for a new link.',
  });
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a file is made no faster than it is taken, and no further once its reader has gone', async () => {
  const { url } = await link();
  made.lines = made.ended = 0;
  const leave = new AbortController();
  const response = await fetch(api.url + url, { signal: leave.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  let before = -1;
  await expect.poll(() => before === (before = made.lines), { interval: 200, timeout: 10_000 }).toBe(true);
  expect(made.lines).toBeGreaterThan(0);
  expect(made.lines).toBeLessThan(LINES / 5);
  leave.abort();
  await expect.poll(() => made.ended, { timeout: 10_000 }).toBe(1);
  expect(made.lines).toBeLessThan(LINES / 5);
});

test('a file that is made while it is sent is followed by its digest', async () => {
  const { url, sha256 } = await link('short');
  expect(sha256).toBeNull();
  const { promise: answered, resolve: answer, reject } = Promise.withResolvers<IncomingMessage>();
  get(api.url + url, answer).once('error', reject);
  const answerOf = await answered;
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of answerOf as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  expect(bytes).toBeGreaterThan(500 * MESSAGE.length);
  expect(answerOf.trailers['content-digest']).toBe(`sha-256=:${digest.digest('base64')}:`);
});

test('a file that breaks off is no whole file, and the log says so', async () => {
  const { url } = await link('broken');
  await expect(fetchFile(api.url, url)).rejects.toThrow('terminated');
  await expect.poll(() => JSON.stringify(api.logged)).toContain('a download broke off');
});
