/** Where the key comes from: the environment, the named file, the data folder, in this order; the last is made and its path is said. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { loadKey } from './key.ts';

let dataDir = '';
let said: unknown[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-key-'));
  said = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const load = (environment: NodeJS.ProcessEnv = {}): Promise<Buffer> =>
  loadKey(readConfig({ GODWIT_DATA_DIR: dataDir, ...environment }), {
    warn: (message, facts) => said.push([message, facts]),
  });
const kept = (): string => path.join(dataDir, 'key');

test('the first start makes a key that only its owner can read, and says where it is; the next one has the same', async () => {
  writeFileSync(`${kept()}.new`, 'half of a k', { mode: 0o644 }); // left of a start that was cut off
  const key = await load();
  expect(key).toHaveLength(32);
  expect((statSync(kept()).mode & 0o777).toString(8)).toBe('600');
  expect(Buffer.from(readFileSync(kept(), 'utf8'), 'base64').equals(key)).toBe(true);
  expect(said).toEqual([
    ['made the key that encrypts credentials; keep a copy: without it they are lost', { file: kept() }],
  ]);
  expect(await load()).toEqual(key);
  expect([readdirSync(dataDir), said.length]).toEqual([['key'], 1]);
});

test('the key of the environment beats the file, and the named file the data folder; then none is made', async () => {
  const [own, named] = [randomBytes(32), randomBytes(32)];
  const file = path.join(dataDir, 'named');
  writeFileSync(file, `${named.toString('base64')}\n`);
  expect(await load({ GODWIT_KEY: own.toString('base64'), GODWIT_KEY_FILE: file })).toEqual(own);
  expect(await load({ GODWIT_KEY_FILE: file })).toEqual(named);
  expect([readdirSync(dataDir), said]).toEqual([['named'], []]);
});

test('what is no key is refused with the place where it stands, and so is a named file that is not there', async () => {
  const short = randomBytes(31).toString('base64');
  const refused = (environment: NodeJS.ProcessEnv = {}): Promise<unknown> =>
    load(environment).catch((error: unknown) => (error instanceof ConfigError ? error.message : error));
  expect(await refused({ GODWIT_KEY: short })).toBe('GODWIT_KEY must hold 32 bytes as base64.');
  writeFileSync(kept(), short);
  expect(await refused()).toBe(`${kept()} must hold 32 bytes as base64.`);
  const file = path.join(dataDir, 'nowhere');
  expect(await refused({ GODWIT_KEY_FILE: file })).toMatch(`The key file ${file} cannot be read: ENOENT`);
});
