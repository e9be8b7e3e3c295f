/** What every ChangeLogs must do (invariants L1 to L7 of change-log.ts): one suite, called by each implementation's test. */
import { afterEach, describe, expect, it } from 'vitest';
import type { TableDefinition, TransactionPart } from '../../server/core/change.ts';
import { asPosition } from '../../server/core/position.ts';
import type { ChangeLogReader, ChangeLogs, ChangeLogWriter, LogItem } from '../../server/store/change-log.ts';

const UNLIMITED = 1024 ** 3;

export const ORDERS: TableDefinition = {
  schema: 'public',
  name: 'orders',
  identity: 'default',
  columns: [{ name: 'id', key: true, type: 'bigint' }],
};
export const LINES: TableDefinition = {
  schema: 'public',
  name: 'Zeilen ä',
  identity: 'full',
  columns: [{ name: 'n', key: true, type: 'numeric(10,2)' }],
};

/** One whole transaction of `ordinal` whose records are `text`. */
export function transaction(
  ordinal: number,
  text = `records of ${ordinal}`,
  slice: Partial<TransactionPart> = {},
): TransactionPart {
  return {
    ordinal,
    first: true,
    last: true,
    transactionId: 2n ** 40n + BigInt(ordinal),
    commitPosition: asPosition(`0/${ordinal.toString(16).toUpperCase()}`),
    committedAtMicros: 1_780_000_000_000_000 + ordinal,
    origin: ordinal % 2 === 0 ? 'umlaut_ü' : null,
    rowCount: 1,
    records: Buffer.from(text),
    ...slice,
  };
}

/** Reads from `from` on until `count` items came. */
export async function take(reader: ChangeLogReader, from: number, count: number): Promise<LogItem[]> {
  const stop = new AbortController();
  const items: LogItem[] = [];
  for await (const run of reader.read(from, stop.signal)) {
    items.push(...run);
    if (items.length >= count) stop.abort();
  }
  return items;
}

export const describeItem = (item: LogItem): string =>
  item.kind === 'definition'
    ? `definition ${item.table} ${item.definition.name}`
    : `${item.part.ordinal}${item.part.first ? ' first' : ''}${item.part.last ? ' last' : ''}: ${item.part.records.toString()}`;

/** More than any implementation gathers before it writes. */
const large = (text: string): string => text.repeat(600_000);

async function append(writer: ChangeLogWriter, ...parts: TransactionPart[]): Promise<void> {
  for (const part of parts) await writer.append(part);
}

export function changeLogConformance(name: string, create: () => ChangeLogs): void {
  describe(`${name} as a ChangeLog`, () => {
    const opened: ChangeLogWriter[] = [];
    afterEach(async () => {
      for (const writer of opened.splice(0)) await writer[Symbol.asyncDispose]();
    });
    const open = async (logs: ChangeLogs, epoch = 1, maxUnappliedBytes = UNLIMITED): Promise<ChangeLogWriter> => {
      const writer = await logs.openWriter('a', { epoch, maxUnappliedBytes });
      opened.push(writer);
      return writer;
    };

    it('gives back every field of every part, in order', async () => {
      const logs = create();
      const writer = await open(logs);
      const table = writer.define(ORDERS);
      const parts = [1, 2, 3].map((ordinal) => transaction(ordinal));
      await append(writer, ...parts);
      expect(await writer.flush()).toEqual({ ordinal: 3, position: '0/3', committedAtMicros: 1_780_000_000_000_003 });
      const items = await take(await logs.openReader('a'), 1, 4);
      expect(items).toEqual([
        { kind: 'definition', table, definition: ORDERS },
        ...parts.map((part) => ({ kind: 'part', part })),
      ]);
    });

    it('L1: shows a transaction of several slices only when its last slice is durable', async () => {
      const logs = create();
      const writer = await open(logs);
      await append(
        writer,
        transaction(1),
        transaction(2, large('a'), { last: false }),
        transaction(2, large('b'), { first: false, last: false }),
      );
      expect((await writer.flush())?.ordinal).toBe(1);
      const reader = await logs.openReader('a');
      expect((await reader.bounds())?.last.ordinal).toBe(1);
      expect((await take(reader, 1, 1)).map(describeItem)).toEqual(['1 first last: records of 1']);
      await append(writer, transaction(2, 'c', { first: false }), transaction(3));
      await writer.flush();
      expect((await take(reader, 1, 5)).map(describeItem)).toEqual([
        '1 first last: records of 1',
        `2 first: ${large('a')}`,
        `2: ${large('b')}`,
        '2 last: c',
        '3 first last: records of 3',
      ]);
    });

    it('L1: forgets the slices of a transaction that begins again, but not its definitions', async () => {
      const logs = create();
      const writer = await open(logs);
      await append(writer, transaction(1), transaction(2, large('lost'), { last: false }));
      const table = writer.define(LINES);
      await append(writer, transaction(2, large('lost'), { first: false, last: false }));
      await append(writer, transaction(2, 'kept'));
      expect(writer.define(LINES)).toBe(table);
      await writer.flush();
      const items = (await take(await logs.openReader('a'), 1, 3)).map(describeItem);
      expect(items.filter((item) => !item.startsWith('definition'))).toEqual([
        '1 first last: records of 1',
        '2 first last: kept',
      ]);
      expect(items).toContain(`definition ${table} Zeilen ä`);
    });

    it('L3: keeps what was flushed for the next writer, which goes on behind it', async () => {
      const logs = create();
      const first = await open(logs, 1);
      const table = first.define(ORDERS);
      await append(first, transaction(1), transaction(2));
      await first.flush();
      await first[Symbol.asyncDispose]();
      const second = await open(logs, 2);
      expect(second.durable?.ordinal).toBe(2);
      expect(second.define(ORDERS)).toBe(table);
      expect(second.define(LINES)).not.toBe(table);
      await append(second, transaction(3));
      await second.flush();
      expect(
        (await take(await logs.openReader('a'), 2, 4)).filter((item) => item.kind === 'part').map(describeItem),
      ).toEqual(['2 first last: records of 2', '3 first last: records of 3']);
    });

    it('L4: delivers the definitions also when reading starts in the middle', async () => {
      const logs = create();
      const writer = await open(logs);
      const orders = writer.define(ORDERS);
      for (let ordinal = 1; ordinal <= 50; ordinal += 1) await append(writer, transaction(ordinal, 'x'.repeat(100)));
      const lines = writer.define(LINES);
      await append(writer, transaction(51));
      await writer.flush();
      expect((await take(await logs.openReader('a'), 51, 3)).map(describeItem)).toEqual([
        `definition ${orders} orders`,
        `definition ${lines} Zeilen ä`,
        '51 first last: records of 51',
      ]);
    });

    it('L5: refuses a writer once a successor has opened the log, and an opening under a lower epoch', async () => {
      const logs = create();
      const stale = await open(logs, 3);
      await append(stale, transaction(1));
      await stale.flush();
      const current = await open(logs, 4);
      await expect(append(stale, transaction(2, 'stale')).then(() => stale.flush())).rejects.toMatchObject({
        code: 'FENCED',
      });
      await append(current, transaction(2, 'current'));
      await current.flush();
      expect((await take(await logs.openReader('a'), 2, 1)).map(describeItem)).toEqual(['2 first last: current']);
      await expect(open(logs, 2)).rejects.toMatchObject({ code: 'FENCED' });
    });

    it('L7: what was acknowledged is known to the next writer', async () => {
      const logs = create();
      const first = await open(logs, 1);
      expect(await first.acknowledged()).toBeNull();
      await first.recordAcknowledged(asPosition('0/1'));
      await first.recordAcknowledged(asPosition('0/2'));
      const second = await open(logs, 2);
      expect(await second.acknowledged()).toBe('0/2');
      await second.recordAcknowledged(asPosition('0/10'));
      expect(await (await open(logs, 10)).acknowledged()).toBe('0/10');
    });

    it('L6: keeps everything from the given ordinal on, and says when older transactions are gone', async () => {
      const logs = create();
      const writer = await open(logs);
      for (let ordinal = 1; ordinal <= 400; ordinal += 1) {
        await append(writer, transaction(ordinal, 'x'.repeat(1_000)));
        if (ordinal % 20 === 0) await writer.flush();
      }
      const reader = await logs.openReader('a');
      const needed = await reader.neededBytes(300);
      expect(needed).toBeGreaterThan(100_000);
      expect(needed).toBeLessThan(await reader.neededBytes(1));
      await logs.trim('a', { belowOrdinal: 300 });
      expect(await reader.neededBytes(300)).toBe(needed);
      expect((await take(reader, 300, 101)).filter((item) => item.kind === 'part')).toHaveLength(101);
      const bounds = await reader.bounds();
      expect(bounds?.first.ordinal).toBeGreaterThan(1);
      expect(bounds?.first.ordinal).toBeLessThanOrEqual(300);
      await expect(take(reader, 1, 1)).rejects.toMatchObject({ code: 'LOG_POSITION_MISSING' });
    });

    it('lets a waiting reader see what is flushed, and end without an error', async () => {
      const logs = create();
      const writer = await open(logs);
      const stop = new AbortController();
      const reader = await logs.openReader('a');
      const seen: string[] = [];
      const reading = (async () => {
        for await (const items of reader.read(1, stop.signal)) {
          seen.push(...items.map(describeItem));
          if (seen.length === 1) await append(writer, transaction(2)).then(() => writer.flush());
          else stop.abort();
        }
      })();
      await append(writer, transaction(1));
      await writer.flush();
      await reading;
      expect(seen).toEqual(['1 first last: records of 1', '2 first last: records of 2']);
    });

    it('stops taking parts at its limit, and goes on after a trim', async () => {
      const logs = create();
      const writer = await open(logs, 1, 200_000);
      let ordinal = 0;
      const fill = async (): Promise<void> => {
        while (ordinal < 1_000) {
          await writer.append(transaction(ordinal + 1, 'x'.repeat(10_000)));
          ordinal += 1;
          await writer.flush();
        }
      };
      await expect(fill()).rejects.toMatchObject({ code: 'LOG_LIMIT_REACHED' });
      expect((await writer.flush())?.ordinal).toBe(ordinal);
      await logs.trim('a', { belowOrdinal: ordinal });
      await writer.append(transaction(ordinal + 1));
      expect((await writer.flush())?.ordinal).toBe(ordinal + 1);
    });
  });
}
