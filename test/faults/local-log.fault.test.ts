/** L3 under SIGKILL: what flush() reported is there, in order, whole; the successor goes on behind it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createLocalLogs } from '../../server/store/local-log/local-logs.ts';
import { take } from '../conformance/change-log.ts';
import { sliceOf } from '../support/log-slices.ts';

const ROUNDS = 12;

/** Lets a child write until it has reported some flushes, then kills it; returns the last ordinal it reported. */
async function writeUntilKilled(directory: string, epoch: number, seed: number): Promise<number> {
  const script = new URL('../support/log-writer-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, directory, String(epoch), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const flushes = 5 + (seed % 60);
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > flushes) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
}

it('keeps every flushed transaction over many kills', async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'godwit-kill-'));
  const seed = Math.floor(Math.random() * 1e6) + 1;
  console.log(`seed ${seed}`);
  const logs = createLocalLogs(directory);
  let reported = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = reported;
    reported = await writeUntilKilled(directory, round, seed + round * 7);
    expect(reported, `round ${round}`).toBeGreaterThanOrEqual(before);
  }
  await using writer = await logs.openWriter('log', { epoch: ROUNDS + 1, maxUnappliedBytes: 1e10 });
  const last = writer.durable?.ordinal ?? 0;
  expect(last).toBeGreaterThanOrEqual(reported);
  const reader = await logs.openReader('log');
  const tables = new Map<string, number>();
  const found: string[] = [];
  const stop = new AbortController();
  for await (const items of reader.read(1, stop.signal)) {
    for (const item of items) {
      if (item.kind === 'definition') tables.set(item.definition.name, item.table);
      else found.push(item.part.records.toString());
      if (item.kind === 'part' && item.part.ordinal === last && item.part.last) stop.abort();
    }
  }
  const wanted: string[] = [];
  for (let ordinal = 1; ordinal <= last; ordinal += 1) {
    const slices = ordinal % 3 === 0 ? 4 : 1;
    for (let slice = 0; slice < slices; slice += 1)
      wanted.push(sliceOf(ordinal, tables.get(`t${ordinal % 50}`) ?? 0, { slice, slices }).records.toString());
  }
  expect(found.length).toBe(wanted.length);
  expect(found).toEqual(wanted);
  expect((await take(reader, last, 1)).some((item) => item.kind === 'part' && item.part.ordinal === last)).toBe(true);
  rmSync(directory, { recursive: true, force: true });
});
