import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runningApi } from './running-api.ts';

const SCRIPT = 'console.log("a script");\n'.repeat(200);
const PAGE = '<title>Godwit</title>\n'.repeat(50);
const folder = mkdtempSync(path.join(os.tmpdir(), 'godwit-console-'));
let api: Awaited<ReturnType<typeof runningApi>>;

beforeAll(async () => {
  mkdirSync(`${folder}/dist/assets`, { recursive: true });
  const write = (name: string, text: string, packed: boolean): void => {
    writeFileSync(`${folder}/dist/${name}`, text);
    if (packed) writeFileSync(`${folder}/dist/${name}.gz`, gzipSync(text));
  };
  write('index.html', PAGE, true);
  write('assets/main-1.js', SCRIPT, true);
  write('assets/plain-1.js', SCRIPT, false);
  write('assets/linked-1.js', SCRIPT, false);
  writeFileSync(`${folder}/secret.gz`, gzipSync('secret'));
  symlinkSync(`${folder}/secret.gz`, `${folder}/dist/assets/linked-1.js.gz`);
  api = await runningApi({ consoleDir: `${folder}/dist` });
});

afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As it comes over the wire: fetch would unpack it. */
async function get(file: string, encodings?: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = encodings === undefined ? {} : { 'accept-encoding': encodings };
    request(`${api.url}${file}`, { headers }, resolve).once('error', reject).end();
  });
  return { answer, body: await buffer(answer) };
}

test.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8'])(
  'a caller that takes "%s" gets the packed file',
  async (given) => {
    const { answer, body } = await get('/assets/main-1.js', given);
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(body.length),
      vary: 'accept-encoding',
    });
    expect(body.length).toBeLessThan(SCRIPT.length);
    expect(gunzipSync(body).toString()).toBe(SCRIPT);
  },
);

test.each([undefined, 'identity', 'br', 'gzip;q=0', 'gzip;q=0.0, br'])(
  'a caller that takes %j gets it as it is',
  async (given) => {
    const { answer, body } = await get('/assets/main-1.js', given);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['vary']).toBe('accept-encoding');
    expect(body.toString()).toBe(SCRIPT);
  },
);

test('a page of the console is packed as well, and a file that has no packed form comes as it is', async () => {
  expect(gunzipSync((await get('/tasks/1', 'gzip')).body).toString()).toBe(PAGE);
  const plain = await get('/assets/plain-1.js', 'gzip');
  expect(plain.answer.headers['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toBe(SCRIPT);
});

test('a packed form that is linked from outside the folder is not served', async () => {
  expect((await get('/assets/linked-1.js', 'gzip')).body.toString()).toBe(SCRIPT);
});
