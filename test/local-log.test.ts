/** The local log by the conformance suite of its port, and what only files can suffer. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changeLogConformance, describeItem, LINES, ORDERS, take, transaction } from './conformance/change-log.ts';
import { MemoryLogs } from './memory-connector/memory-log.ts';
import { createLocalLogs } from '../server/store/local-log/local-logs.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'godwit-log-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const directory = (): string => mkdtempSync(path.join(root, 'logs-'));
const OPTIONS = { epoch: 1, maxUnappliedBytes: 1024 ** 3 };

changeLogConformance('the local log', () => createLocalLogs(directory(), { segmentBytes: 50_000 }));
changeLogConformance('the memory log', () => new MemoryLogs());

/** The only segment file below `where`, with its path. */
function onlySegment(where: string): string {
  const names = readdirSync(path.join(where, 'a')).filter((name) => name.endsWith('.log'));
  expect(names).toHaveLength(1);
  return path.join(where, 'a', names[0] ?? '');
}

describe('the local log on disk', () => {
  it('cuts a torn tail at open', async () => {
    const where = directory();
    const logs = createLocalLogs(where);
    {
      await using writer = await logs.openWriter('a', OPTIONS);
      await writer.append(transaction(1));
      await writer.flush();
    }
    appendFileSync(onlySegment(where), readFileSync(onlySegment(where)).subarray(0, -3));
    await using next = await logs.openWriter('a', OPTIONS);
    expect(next.durable?.ordinal).toBe(1);
    await next.append(transaction(2));
    await next.flush();
    expect((await take(await logs.openReader('a'), 1, 2)).map(describeItem)).toEqual([
      '1 first last: records of 1',
      '2 first last: records of 2',
    ]);
  });

  it('takes over whole transactions that the predecessor had written but not shown', async () => {
    const where = directory();
    const logs = createLocalLogs(where);
    await using writer = await logs.openWriter('a', OPTIONS);
    const table = writer.define(ORDERS);
    await writer.append(transaction(1));
    await writer.flush();
    const durable = readdirSync(path.join(where, 'a')).find((name) => name.startsWith('durable-')) ?? '';
    const mark = readFileSync(path.join(where, 'a', durable));
    const lines = writer.define(LINES);
    await writer.append(transaction(2));
    await writer.flush();
    writeFileSync(path.join(where, 'a', durable), mark); // as after a power cut: the data was synced, its watermark was not
    await using next = await logs.openWriter('a', { ...OPTIONS, epoch: 2 });
    expect(next.durable?.ordinal).toBe(2);
    expect(next.define(LINES)).toBe(lines);
    const items = await take(await logs.openReader('a'), 2, 3);
    expect(items.map(describeItem)).toEqual([
      `definition ${table} orders`,
      `definition ${lines} Zeilen ä`,
      '2 first last: records of 2',
    ]);
  });

  it('names file and offset of a damaged block', async () => {
    const where = directory();
    const logs = createLocalLogs(where);
    await using writer = await logs.openWriter('a', OPTIONS);
    await writer.append(transaction(1));
    await writer.flush();
    const offset = statSync(onlySegment(where)).size;
    await writer.append(transaction(2));
    await writer.flush();
    const bytes = readFileSync(onlySegment(where));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(onlySegment(where), bytes);
    await expect(take(await logs.openReader('a'), 1, 2)).rejects.toMatchObject({
      code: 'LOG_CORRUPT',
      facts: { file: onlySegment(where), offset },
    });
  });

  it('reads on through segments and a change of writer while it waits', async () => {
    const logs = createLocalLogs(directory(), { segmentBytes: 5_000 });
    const reader = await logs.openReader('a');
    const reading = take(reader, 1, 302);
    let ordinal = 0;
    for (let epoch = 1; epoch <= 3; epoch += 1) {
      await using writer = await logs.openWriter('a', { ...OPTIONS, epoch });
      if (epoch === 1) writer.define(ORDERS);
      if (epoch === 2) writer.define(LINES);
      for (let count = 0; count < 100; count += 1) {
        await writer.append(transaction((ordinal += 1), 'x'.repeat(300)));
        if (count % 7 === 0) await writer.flush();
      }
      await writer.flush();
    }
    const items = await reading;
    expect(items.flatMap((item) => (item.kind === 'part' ? [item.part.ordinal] : []))).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
    expect(items.filter((item) => item.kind === 'definition')).toHaveLength(2);
  });
});

describe('a folder that cannot be used any more', () => {
  const away = {
    removed: (log: string) => rmSync(log, { recursive: true }),
    emptied: (log: string) => readdirSync(log).forEach((name) => rmSync(path.join(log, name))),
    'replaced by a file': (log: string) => (rmSync(log, { recursive: true }), writeFileSync(log, '')),
    'made anew': (log: string) => (rmSync(log, { recursive: true }), mkdirSync(log)),
  };
  it.each(Object.entries(away))('is told when it was %s, and nothing is reported durable', async (_, strike) => {
    const where = directory();
    const logs = createLocalLogs(where);
    await using writer = await logs.openWriter('a', OPTIONS);
    await writer.append(transaction(1));
    await writer.flush();
    strike(path.join(where, 'a'));
    await writer.append(transaction(2));
    const unusable = {
      code: 'DATA_FOLDER_UNUSABLE',
      action: 'NEEDS_OPERATOR',
      facts: { where: path.join(where, 'a') },
    };
    await expect(writer.flush()).rejects.toMatchObject(unusable);
    expect(writer.durable?.ordinal).toBe(1);
    await expect(writer.append(transaction(3))).rejects.toMatchObject(unusable);
  });

  it('goes on when it is back as it was, and a reader that looked meanwhile made nothing in its place', async () => {
    const where = directory();
    const logs = createLocalLogs(where);
    {
      await using writer = await logs.openWriter('a', OPTIONS);
      writer.define(ORDERS);
      await writer.append(transaction(1));
      await writer.flush();
      renameSync(path.join(where, 'a'), path.join(where, 'saved'));
      await writer.append(transaction(2));
      await expect(writer.flush()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
    }
    const reader = await logs.openReader('a');
    expect(await reader.bounds()).toBeNull();
    const reading = take(reader, 1, 3);
    renameSync(path.join(where, 'saved'), path.join(where, 'a'));
    await using next = await logs.openWriter('a', OPTIONS);
    const { ordinal } = next.durable ?? { ordinal: 0 };
    expect([1, 2]).toContain(ordinal); // the second was written, and perhaps kept
    if (ordinal === 1) await next.append(transaction(2));
    await next.flush();
    expect((await reading).filter(({ kind }) => kind === 'part').map(describeItem)).toEqual([
      '1 first last: records of 1',
      '2 first last: records of 2',
    ]);
  });
});
