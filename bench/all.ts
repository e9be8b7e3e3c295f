/**
 * Runs every bench one after the other and prints a table of their results; none runs beside another. What a bench printed
 * is passed on as it comes. Exit code 0 when all bars are met, 1 when one is missed or a bench ended without a result,
 * 2 when only a peer could not be had.
 *
 *   npm run bench -- all [names of those wanted]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import { createInterface } from 'node:readline';
import { ForeignLoad } from './support/machine.ts';
import { round } from './support/outcome.ts';

/** A bench that is not done by then has hung. */
const LIMIT_MS = 45 * 60_000;
const SELF = 'all';

interface Result {
  readonly bench: string;
  readonly ours: number | null;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly bar: number | null;
  readonly unit: string;
  /** Null: the peer could not be had. */
  readonly pass: boolean | null;
}

const wanted = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => name !== SELF && (wanted.length === 0 || wanted.includes(name)));
const rows: Record<string, unknown> = {};
const results: (Result | null)[] = [];
for (const name of names) {
  console.log(`\n== ${name} ==`);
  using load = new ForeignLoad();
  const started = performance.now();
  const result = await run(name);
  results.push(result);
  rows[name] = {
    ours: figure(result?.ours),
    peer: figure(result?.peer),
    unit: result?.unit ?? '',
    ratio: figure(result?.ratio),
    bar: result?.bar ?? '',
    pass: result === null ? 'NO RESULT' : (result.pass ?? 'no peer'),
    seconds: Math.round((performance.now() - started) / 1_000),
    'cores used by others': load.cores,
  };
}
console.log(
  `\n${new Date().toISOString()}, ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 1e9)} GB, Linux ${os.release()}, Node ${process.versions.node}`,
);
console.table(rows);
const missed = results.some((result) => result === null || result.pass === false);
process.exit(missed ? 1 : results.some((result) => result?.pass === null) ? 2 : 0);

/** The result that the bench printed as its last line; null when it ended without one. */
async function run(name: string): Promise<Result | null> {
  const child = spawn(process.execPath, [...process.execArgv, `${import.meta.dirname}/${name}.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const hung = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    if (line.trim() !== '') last = line;
  }
  await ended;
  clearTimeout(hung);
  return last.startsWith('{"bench"') ? (JSON.parse(last) as Result) : null; // printed by finish() or in its form
}

function figure(value: number | null | undefined): number | string {
  return typeof value === 'number' ? round(value) : '';
}
