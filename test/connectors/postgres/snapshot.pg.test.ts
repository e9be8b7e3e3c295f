import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../server/core/assert.ts';
import { snapshotSees } from '../../../server/core/range-visibility.ts';
import { PostgresSnapshotReader } from '../../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import type {
  RangeBounds,
  RangeReader,
  SharedSnapshot,
  SourceTable,
} from '../../../server/connectors/snapshot-reader.ts';
import { MAJORS } from '../../setup/majors.ts';
import { testPostgres, type TestDatabase } from '../../setup/postgres.ts';

const ROWS = 60_000;

/** The rows of a range as its frames carry them: one line of text per row, tab between columns. */
async function read(
  reader: RangeReader,
  table: SourceTable,
  bounds: RangeBounds,
  shared: SharedSnapshot | null = null,
): Promise<{ ids: number[]; sees: (transaction: bigint) => boolean; end: string }> {
  const reading = await reader.open(table, bounds, shared);
  const chunks: Buffer[] = [];
  let counted = 0;
  for await (const piece of reading.pieces) {
    chunks.push(Buffer.from(piece.bytes));
    counted += piece.rows;
  }
  const { endPosition } = await reading.finish();
  const ids: number[] = [];
  const bytes = Buffer.concat(chunks);
  for (let at = 0; at < bytes.length; at += 1 + bytes.readUInt32BE(at + 1))
    ids.push(Number.parseInt(bytes.toString('latin1', at + 5, at + 5 + 20), 10));
  expect(ids).toHaveLength(counted);
  return { ids, sees: (transaction) => snapshotSees(reading.snapshot, transaction), end: endPosition };
}

describe.each(MAJORS)('ranges of PostgreSQL %i', (major) => {
  let source: TestDatabase;

  beforeAll(async () => {
    source = await (await testPostgres(major)).createDatabase();
    await source.sql.unsafe(`
      CREATE TABLE moving (id bigint PRIMARY KEY, written_by bigint NOT NULL, filler text);
      CREATE SEQUENCE next_id;
      INSERT INTO moving SELECT g * 2, txid_current(), repeat('x', 200) FROM generate_series(1, ${ROWS}) g;
      CREATE TABLE keyless AS SELECT id AS n, repeat('y', 200) AS filler FROM moving;
      ANALYZE moving; ANALYZE keyless`);
  });
  afterAll(() => source[Symbol.asyncDispose]());

  async function table(reader: PostgresSnapshotReader, name: string): Promise<SourceTable> {
    const [shape] = await reader.shapes([{ schema: 'public', name }]);
    const columns = must(shape, name).columns.map((column) => column.name);
    return { shape: must(shape, name), columns, rowFilter: null };
  }

  test('hold exactly what their recorded snapshot sees, while transactions begin, end and are undone', async () => {
    await using snapshots = new PostgresSnapshotReader(source.address, { taskId: 'copy' });
    const moving = await table(snapshots, 'moving');
    const { ranges, shared } = await snapshots.cut(moving, { rangeBytes: 2 << 20, bounded: true });
    expect(shared).toBe(false);
    expect(ranges.length).toBeGreaterThan(3);

    let writing = true;
    const insert = `INSERT INTO moving SELECT (n * 7919 % ${ROWS}) * 2 + 1, txid_current(), NULL FROM (SELECT nextval('next_id') AS n FROM generate_series(1, 5)) s ON CONFLICT DO NOTHING`;
    const writer = async (): Promise<void> => {
      for (let round = 0; writing; round += 1) {
        const undone = round % 5 === 4;
        await source.sql
          .begin(async (tx) => {
            await tx.unsafe(insert);
            await tx.savepoint((inner) => inner.unsafe(insert));
            if (undone) throw new Error('undone');
          })
          .catch((error: unknown) => {
            if (!undone) throw error;
          });
        await turn();
      }
    };
    const writers = [writer(), writer(), writer()];

    await using reader = await snapshots.openReader();
    const results: { bounds: RangeBounds; range: Awaited<ReturnType<typeof read>> }[] = [];
    for (const bounds of ranges) {
      // Begun before the range and ended after it: in the table at the end, but not in the range.
      const held = await source.sql.reserve();
      await held.unsafe(`BEGIN; ${insert}`);
      results.push({ bounds, range: await read(reader, moving, bounds) });
      await held.unsafe('COMMIT');
      held.release();
    }
    writing = false;
    await Promise.all(writers);

    let unseen = 0;
    for (const { bounds, range } of results) {
      if (bounds.kind !== 'KEY') throw new Error(`${bounds.kind} is no range by key`);
      const there = await source.sql<{ id: string; by: string }[]>`
        SELECT id, written_by AS by FROM moving WHERE (${bounds.from}::bigint IS NULL OR id >= ${bounds.from}::bigint)
          AND (${bounds.to}::bigint IS NULL OR id < ${bounds.to}::bigint)`;
      const seen = there.filter(({ by }) => range.sees(BigInt(by))).map(({ id }) => Number(id));
      unseen += there.length - seen.length;
      expect(range.ids.toSorted((a, b) => a - b)).toEqual(seen.toSorted((a, b) => a - b));
    }
    expect(unseen).toBeGreaterThan(0);
    const ends = results.map(({ range }) => range.end);
    const [order] = await source.sql`
      SELECT bool_and(before <= after) AS rising
      FROM (SELECT at::pg_lsn AS before, lead(at::pg_lsn) OVER (ORDER BY n) AS after
            FROM json_array_elements_text(${JSON.stringify(ends)}::text::json) WITH ORDINALITY AS e(at, n)) s`;
    expect(order?.['rising']).toBe(true);
  });

  test('are read no more by a session that its owner has lost, once the next one has claimed', async () => {
    await using lost = new PostgresSnapshotReader(source.address, { taskId: 'lost' });
    await using others = new PostgresSnapshotReader(source.address, { taskId: 'others' });
    const open = async (snapshots: PostgresSnapshotReader) => {
      const reader = await snapshots.openReader();
      const reading = await reader.open(await table(snapshots, 'moving'), { kind: 'WHOLE' }, null);
      const pieces = reading.pieces[Symbol.asyncIterator]();
      await pieces.next(); // and no more: the server waits to send the rest
      const rest = async (): Promise<void> => {
        while ((await pieces.next()).done !== true);
      };
      return { reader, rest };
    };
    const [left, other] = [await open(lost), await open(others)];
    const sessions = (name: string): Promise<unknown> =>
      source.sql`SELECT FROM pg_stat_activity WHERE application_name = ${`godwit full-import ${name}`}`.execute();
    expect(await sessions('lost')).toHaveLength(1);
    await using next = new PostgresSnapshotReader(source.address, { taskId: 'lost' });
    await next.claim();
    await expect.poll(() => sessions('lost'), { timeout: 5_000 }).toHaveLength(0);
    await expect(left.rest()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await other.rest();
    for (const { reader } of [left, other]) await reader[Symbol.asyncDispose]();
  });

  test('of a table without a key see one moment, whatever is written between them', async () => {
    await using snapshots = new PostgresSnapshotReader(source.address, { taskId: 'copy' });
    const keyless = await table(snapshots, 'keyless');
    const { ranges, shared } = await snapshots.cut(keyless, { rangeBytes: 2 << 20, bounded: true });
    expect(shared).toBe(true);
    const before = await source.sql<{ n: string }[]>`SELECT n FROM keyless ORDER BY n`;
    await using moment = await snapshots.share([keyless]);
    await using reader = await snapshots.openReader();
    const found: number[] = [];
    for (const bounds of ranges) {
      await source.sql`UPDATE keyless SET filler = 'z' WHERE n % 50 = 0`;
      await source.sql`DELETE FROM keyless WHERE n % 70 = 0`;
      await source.sql`INSERT INTO keyless SELECT -1, 'new' FROM generate_series(1, 100)`;
      found.push(...(await read(reader, keyless, bounds, moment)).ids);
    }
    expect(found.toSorted((a, b) => a - b)).toEqual(before.map(({ n }) => Number(n)));
  });
});
