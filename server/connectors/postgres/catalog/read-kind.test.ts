/** How often the server is asked, and what ends the reading: told by a catalog of bare ids, some of which raise. */
import { expect, test } from 'vitest';
import type { FoundObject, Span } from './found.ts';
import { readKind } from './read-kind.ts';

const IDS = Array.from({ length: 1_000 }, (_, n) => ({ id: 20_000 + n }));

const found = (key: string): FoundObject => ({
  key,
  kind: 'VIEW',
  schema: 's',
  name: key,
  table: null,
  definition: { form: 'SCHEMA' },
  rows: [],
});

/** A transaction as the driver gives it, as far as it is used; reads of the kind are counted. */
function catalog(broken: readonly number[], sqlState: string) {
  let reads = 0;
  const within = 'FROM rows';
  const names = [{ kind: 'VIEW', schema: 's', name: 'broken', table: null, rows: [] }];
  const sql = (text: TemplateStringsArray | string, ...values: readonly unknown[]): unknown =>
    typeof text === 'string' ? text : Promise.resolve(values.includes(within) ? IDS : names);
  const transaction = Object.assign(sql, { savepoint: (work: (inside: unknown) => unknown) => work(sql) });
  const read = async (_sql: unknown, { low, high }: Span): Promise<FoundObject[]> => {
    reads += 1;
    if (broken.some((id) => id >= low && id <= high)) throw Object.assign(new Error('raised'), { code: sqlState });
    return IDS.filter(({ id }) => id >= low && id <= high).map(({ id }) => found(String(id)));
  };
  const kind = { catalog: 'pg_class', alias: 'c', within: () => within, read };
  return { run: () => readKind(transaction as never, kind as never), reads: () => reads };
}

test('a whole catalog is read in one statement, and a broken object of a thousand costs a score of them', async () => {
  const whole = catalog([], 'XX000');
  expect(await whole.run()).toHaveLength(1_000);
  expect(whole.reads()).toBe(1);
  const broken = catalog([20_333], 'XX000');
  const objects = await broken.run();
  expect(objects.filter(({ definition }) => definition.form === 'UNREADABLE')).toHaveLength(1);
  expect(new Set(objects.map(({ key }) => key)).size).toBe(1_000);
  expect(broken.reads()).toBeLessThanOrEqual(22);
});

test.each(['57P01', 'CONNECTION_CLOSED'])(
  '%s ends the reading at once: nothing can be said of any object',
  async (code) => {
    const lost = catalog([20_333], code);
    await expect(lost.run()).rejects.toThrow('raised');
    expect(lost.reads()).toBe(1);
  },
);
