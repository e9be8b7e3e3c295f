/** Random values go in through SQL and come out of the log the same, the database being the other half of the codec. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testPostgres } from '../../setup/postgres.ts';
import { FollowedSource } from '../../support/followed-source.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((value) => value.replaceAll('\0', ''));
const row = fc.record({
  t: fc.option(text),
  b: fc.option(fc.uint8Array({ maxLength: 300 })),
  n: fc.option(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })),
  f: fc.option(fc.double({ noDefaultInfinity: true })),
  d: fc.option(
    fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
  ),
  j: fc.option(fc.jsonValue()),
  a: fc.option(fc.array(text, { maxLength: 5 })),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
const COLUMNS = ['t', 'b', 'n', 'f', 'd', 'j', 'a'] as const;

it('brings every value out as the source shows it', async () => {
  await using db = await (await testPostgres()).createDatabase();
  await db.sql`CREATE TABLE v (id int PRIMARY KEY, t text, b bytea, n numeric, f float8, d timestamptz, j jsonb, a text[])`;
  await db.sql`ALTER TABLE v REPLICA IDENTITY FULL`;
  await using followed = await FollowedSource.start(db, { tables: ['v'] });
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const rows: Row[] = fc.sample(row, { numRuns: 300, seed });
  const sent: Record<string, string | null>[] = [];
  for (const [id, values] of rows.entries()) {
    const { t, n, f } = values;
    const b = values.b === null ? null : Buffer.from(values.b);
    const d = values.d?.toISOString() ?? null;
    const j = values.j === null ? null : JSON.stringify(values.j).replaceAll('\\u0000', '');
    const a = values.a === null ? null : JSON.stringify(values.a);
    await db.sql`INSERT INTO v VALUES (${id}, ${t}, ${b}, ${n === null ? null : String(n)}::text::numeric, ${f}, ${d}, ${j}::text::jsonb,
      (SELECT array_agg(e) FROM jsonb_array_elements_text(${a}::text::jsonb) e))`;
  }
  const session = await db.sql.reserve();
  await session.unsafe(
    `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex'; SET extra_float_digits = 3`,
  );
  for (const stored of await session<
    Record<string, string | null>[]
  >`SELECT id::text, t, b::text, n::text, f::text, d::text, j::text, a::text FROM v ORDER BY v.id`)
    sent.push({ ...stored });
  session.release();
  await db.sql`DELETE FROM v WHERE id < 100`;
  const { changes } = await followed.read();
  expect(changes.filter(({ kind }) => kind === 'insert').map((change) => change.new)).toEqual(sent);
  // a delete meets rows in their physical order, which sizes of rows decide
  const deleted = changes.filter(({ kind }) => kind === 'delete').map((change) => change.old);
  expect(deleted.toSorted((one, other) => Number(one?.['id']) - Number(other?.['id']))).toEqual(sent.slice(0, 100));
  expect(sent.length).toBe(rows.length);
  for (const column of COLUMNS) expect(sent.some((stored) => stored[column] !== null)).toBe(true);
});
