/**
 * From `npm start` to the first answered query: on an empty data folder and without compiled code (binaries staged,
 * databases made, console built) and again. The bar: 10 s the first time, 3 s the second.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../server/embedded/postgres-server.ts';
import { pause } from '../server/runtime/clock.ts';

const BAR_FIRST_S = 10;
const BAR_SECOND_S = 3;
const RUNS = Number(process.argv[2] ?? 3);

const first: number[] = [];
const second: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-bench-start-'));
  for (const made of ['client/dist', 'node_modules/.cache/godwit']) rmSync(made, { recursive: true, force: true });
  first.push(await timeToFirstAnswer(dataDir));
  second.push(await timeToFirstAnswer(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
}
const ours = median(first);
const again = median(second);
console.log(
  `first start  ${first.map((seconds) => seconds.toFixed(2)).join('  ')}  median ${ours.toFixed(2)} s (bar ${BAR_FIRST_S} s)`,
);
console.log(
  `second start ${second.map((seconds) => seconds.toFixed(2)).join('  ')}  median ${again.toFixed(2)} s (bar ${BAR_SECOND_S} s)`,
);
const pass = ours <= BAR_FIRST_S && again <= BAR_SECOND_S;
console.log(
  JSON.stringify({
    bench: 'start',
    ours,
    peer: BAR_FIRST_S,
    ratio: ours / BAR_FIRST_S,
    bar: 1,
    unit: 's',
    pass,
    details: { first, second, barSecond: BAR_SECOND_S },
  }),
);
process.exit(pass ? 0 : 1);

async function timeToFirstAnswer(dataDir: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, GODWIT_DATA_DIR: dataDir, GODWIT_PORT: String(port), GODWIT_LOG_LEVEL: 'error' },
    stdio: 'ignore',
    detached: true,
  });
  try {
    await firstAnswer(`http://127.0.0.1:${port}/graphql`, child);
    return (performance.now() - started) / 1000;
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGINT');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function firstAnswer(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ tasks(first: 1) { totalCount } }"}',
    }).catch(() => null);
    if (answer?.ok) return;
    await pause(20);
  }
  throw new Error(`npm start ended with ${child.exitCode}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
