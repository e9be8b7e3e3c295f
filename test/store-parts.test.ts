/** Subscriber and retention over the local log. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLocalLogs } from '../server/store/local-log/local-logs.ts';
import { Retention } from '../server/store/retention.ts';
import { subscribe } from '../server/store/subscriber.ts';
import type { ChangeLogReader } from '../server/store/change-log.ts';
import { transaction } from './conformance/change-log.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'godwit-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('reads ahead of its consumer, but not beyond its bound', async () => {
  let read = 0;
  const reader: ChangeLogReader = {
    async *read() {
      for (let ordinal = 1; ordinal <= 100; ordinal += 1) {
        read += 1;
        yield [{ kind: 'part', part: transaction(ordinal, 'x'.repeat(1_000)) }];
        await Promise.resolve();
      }
    },
    bounds: () => Promise.resolve(null),
    neededBytes: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
  const seen: number[] = [];
  for await (const items of subscribe(reader, {
    fromOrdinal: 1,
    signal: new AbortController().signal,
    prefetchBytes: 5_000,
  })) {
    for (const item of items) if (item.kind === 'part') seen.push(item.part.ordinal);
    await new Promise((resolve) => setImmediate(resolve));
    expect(read - seen.length).toBeLessThanOrEqual(6);
    if (seen.length === 10) expect(read).toBeGreaterThan(11);
  }
  expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

it('gives the reader’s failure to its consumer', async () => {
  const reader = await createLocalLogs(path.join(root, 'missing')).openReader('log');
  const logs = createLocalLogs(path.join(root, 'trimmed'), { segmentBytes: 1_000 });
  await using writer = await logs.openWriter('log', { epoch: 1, maxUnappliedBytes: 1e9 });
  for (let ordinal = 1; ordinal <= 50; ordinal += 1) {
    await writer.append(transaction(ordinal, 'x'.repeat(500)));
    await writer.flush();
  }
  await logs.trim('log', { belowOrdinal: 40 });
  const trimmed = await logs.openReader('log');
  const reading = async (): Promise<void> => {
    for await (const _ of subscribe(trimmed, { fromOrdinal: 1, signal: new AbortController().signal }))
      expect(_).toBeNull();
  };
  await expect(reading()).rejects.toMatchObject({ code: 'LOG_POSITION_MISSING' });
  await reader.close();
});

it('removes what is too old or too much, and never what is not applied', async () => {
  const logs = createLocalLogs(path.join(root, 'kept'), { segmentBytes: 1_000 });
  await using writer = await logs.openWriter('log', { epoch: 1, maxUnappliedBytes: 1e9 });
  const now = 1_780_000_000_000;
  for (let ordinal = 1; ordinal <= 100; ordinal += 1) {
    await writer.append(
      transaction(ordinal, 'x'.repeat(1_000), { committedAtMicros: (now + ordinal * 1_000) * 1_000 }),
    );
    await writer.flush();
  }
  let applied = 30;
  const clock = { now: () => now + 100_000, monotonic: () => 0 };
  const retention = new Retention({ logs, clock, appliedOrdinal: () => Promise.resolve(applied) }, 'log', {
    keepMs: 50_000,
    keepBytes: 1e9,
  });
  const reader = await logs.openReader('log');
  const first = async (): Promise<number> => (await reader.bounds())?.first.ordinal ?? 0;
  const unapplied = await retention.unappliedBytes(reader);
  expect(unapplied).toBeGreaterThan(70 * 1_000);
  expect(unapplied).toBeLessThan((await reader.bounds())?.bytes ?? 0);
  expect(await logs.freeBytes()).toBeGreaterThan(0);
  await retention.apply();
  expect(await first()).toBe(31);
  applied = 100;
  await retention.apply();
  expect(await first()).toBe(50);
  expect(retention.change({ keepMs: 30_000, keepBytes: 1e9 })).toBe(false);
  await retention.apply();
  expect(await first()).toBe(70);
  expect(retention.change({ keepMs: 1e9, keepBytes: 20_000 })).toBe(true);
  await retention.apply();
  expect(await first()).toBeGreaterThan(75);
  expect((await reader.bounds())?.bytes).toBeLessThanOrEqual(20_000);
});
