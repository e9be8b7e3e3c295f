/** A start while the control database is away: it is waited for, with a line and a limit; what cannot get better fails at once. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../server/embedded/postgres-server.ts';
import { ControlDatabaseAway, untilControlDatabaseAnswers } from '../../server/persistence/control-start.ts';
import { testPostgres } from '../setup/postgres.ts';
import { start, startBehind } from '../support/control-starts.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

test('a start waits for a control database that is away, says so once, and goes on when it answers', async () => {
  const server = await testPostgres(18, 'away at start');
  await server.server.kill();
  const said: string[] = [];
  const back: Promise<void>[] = [];
  await untilControlDatabaseAnswers(server.server.url(), {
    limitMs: 60_000,
    waiting: (sentence) => {
      said.push(sentence);
      back.push(server.server.startAgain());
    },
  });
  expect(back).toHaveLength(1);
  await Promise.all(back);
  expect(said).toEqual([
    expect.stringMatching(/^waiting up to 60 s for the control database, which does not answer \(127/),
  ]);
});

test('after the limit it ends with a sentence; a wrong database ends it at once', async () => {
  const server = await testPostgres();
  const waiting = (): void => {};
  const nowhere = `postgres://x:y@127.0.0.1:${await freePort()}/control`;
  await expect(untilControlDatabaseAnswers(nowhere, { limitMs: 700, waiting })).rejects.toThrow(ControlDatabaseAway);
  const began = performance.now();
  await expect(
    untilControlDatabaseAnswers(server.server.url('no_such_database'), { limitMs: 60_000, waiting }),
  ).rejects.toMatchObject({ code: '3D000' });
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('a network that swallows what is sent ends a start within its limit, from the beginning and in the middle', async () => {
  await using database = await (await testPostgres()).createDatabase();
  await using proxy = await TcpProxy.to(database.address.port);
  const limitMs = 3_000;
  const within = async (words: Promise<string>): Promise<void> => {
    const began = performance.now();
    expect(await words).toContain(`The control database did not answer within ${limitMs / 1_000} s`);
    const tookMs = Math.round(performance.now() - began);
    console.log(`ended after ${tookMs} ms of ${limitMs}`);
    expect(tookMs).toBeLessThan(limitMs + 1_500); // the question that is under way, and a busy machine
  };
  const middle = await startBehind(proxy, database, limitMs / 1_000);
  proxy.halfOpen();
  await within(middle.ended);
  await within(start(database, proxy.port, limitMs / 1_000).then(() => 'started', String));
  await middle.unlock();
});

test('npm start ends with that sentence and no stack', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-start-'));
  const child = spawn(process.execPath, ['server/start.mjs'], {
    env: {
      ...process.env,
      GODWIT_DATA_DIR: dataDir,
      GODWIT_CONTROL_DATABASE_URL: `postgres://x:y@127.0.0.1:${await freePort()}/control`,
      GODWIT_CONTROL_DATABASE_WAIT_SECONDS: '1',
      GODWIT_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (words += bytes.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  rmSync(dataDir, { recursive: true, force: true });
  expect(code).toBe(1);
  expect(words).toContain('waiting up to 1 s for the control database');
  expect(words).toContain('The control database did not answer within 1 s');
  expect(words).not.toContain('    at ');
});
