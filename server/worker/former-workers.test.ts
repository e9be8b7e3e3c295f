/** What a killed worker held is freed only when its process provably has ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../core/assert.ts';
import { hasEnded, identityOf, type ProcessIdentity } from '../runtime/process-identity.ts';
import { findEndedWorkers, forgetWorker, recordWorker } from './former-workers.ts';

const onLinux = process.platform === 'linux';

async function someProcess(): Promise<{ identity: ProcessIdentity; kill: () => Promise<unknown> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const identity = must(await identityOf(must(child.pid, 'pid')), 'identity');
  return {
    identity,
    kill: () => {
      child.kill('SIGKILL');
      return once(child, 'exit');
    },
  };
}

test.runIf(onLinux)('a process has ended when it is gone, or when its number belongs to a later one', async () => {
  const { identity, kill } = await someProcess();
  expect(await hasEnded(identity)).toBe(false);
  expect(await hasEnded({ ...identity, startTicks: String(Number(identity.startTicks) - 1) })).toBe(true);
  await kill();
  expect(await hasEnded(identity)).toBe(true);
});

test.runIf(onLinux)('nothing is proven of another boot or another container', async () => {
  const { identity, kill } = await someProcess();
  await kill();
  expect(await hasEnded({ ...identity, boot: 'another' })).toBe(false);
  expect(await hasEnded({ ...identity, namespace: 'pid:[1]' })).toBe(false);
});

test.runIf(onLinux)('only the worker that was killed is found, once', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-workers-'));
  expect(await findEndedWorkers(dataDir)).toEqual([]);
  const [killed, alive] = [await someProcess(), await someProcess()];
  mkdirSync(path.join(dataDir, 'workers'));
  writeFileSync(path.join(dataDir, 'workers', 'killed.json'), JSON.stringify(killed.identity));
  writeFileSync(path.join(dataDir, 'workers', 'alive.json'), JSON.stringify(alive.identity));
  const forgetOwn = await recordWorker(dataDir, 'own');
  await killed.kill();
  const ended = await findEndedWorkers(dataDir);
  expect(ended.map(({ id }) => id)).toEqual(['killed']);
  await ended[0]?.forget();
  expect(await findEndedWorkers(dataDir)).toEqual([]);
  await alive.kill();
  expect((await findEndedWorkers(dataDir)).map(({ id }) => id)).toEqual(['alive']);
  await forgetWorker(dataDir, 'alive');
  await forgetOwn();
  expect(await findEndedWorkers(dataDir)).toEqual([]);
});
