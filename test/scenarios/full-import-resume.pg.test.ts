import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { compareDatabases } from '../support/oracle.ts';

const STRUCTURE = `
  CREATE TYPE public.mood AS ENUM ('sad', 'glad', 'größer');
  CREATE DOMAIN public.percent AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
  CREATE TABLE public."Mixed ""Case" (
    "Part Ä" int NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, amount numeric, share public.percent, at timestamptz, raw bytea,
    doc jsonb, tags text[], matrix int[][], mood public.mood, word text, doubled numeric GENERATED ALWAYS AS (amount * 2) STORED,
    PRIMARY KEY ("Part Ä", id)
  ) PARTITION BY LIST ("Part Ä");
  CREATE TABLE public.part_1 PARTITION OF public."Mixed ""Case" FOR VALUES IN (1);
  CREATE TABLE public.part_rest PARTITION OF public."Mixed ""Case" DEFAULT;
  CREATE TABLE public.big (id bigint PRIMARY KEY, filler text);`;
const ROWS = `
  INSERT INTO public."Mixed ""Case" ("Part Ä", amount, share, at, raw, doc, tags, matrix, mood, word)
    SELECT g % 4, g * 1.10 / 3, g % 101, timestamptz '2024-02-29 12:00+02' + g * interval '1 minute 0.000001 second', decode(md5(g::text), 'hex'),
      jsonb_build_object('n', g, 'text', E'tab\\t "quoted" \\\\ ümlaut 😀'), ARRAY[NULL, '', 'a,b', E'x\\ny'], ARRAY[[g, 1], [NULL, 2]],
      (ARRAY['sad', 'glad', 'größer'])[1 + g % 3]::public.mood, CASE WHEN g % 7 = 0 THEN NULL WHEN g % 7 = 1 THEN E'\\\\N' ELSE E'line\\r\\nend\\t' END
    FROM generate_series(1, 20000) g;
  INSERT INTO public."Mixed ""Case" ("Part Ä", amount, at) VALUES (9, 'NaN', 'infinity'), (9, -0.0000000001, '-infinity'), (9, NULL, '0044-03-15 BC');
  INSERT INTO public.big SELECT g, repeat(md5(g::text), 20) FROM generate_series(1, 150000) g;
  ANALYZE`;
const TABLES = ['Mixed "Case', 'big'];

interface Recorded {
  readonly table_id: string;
  readonly range_id: number;
  readonly snapshot: string;
  readonly completed_at: Date;
}

async function completed(target: TestDatabase): Promise<readonly Recorded[]> {
  const [known] = await target.sql`SELECT to_regclass('godwit.copy_range') IS NOT NULL AS there`;
  if (known?.['there'] !== true) return [];
  return target.sql<Recorded[]>`
    SELECT table_id, range_id, snapshot, completed_at FROM godwit.copy_range WHERE completed_at IS NOT NULL ORDER BY 1, 2`;
}

test('killed whenever a range is recorded, it never reads a recorded range again and ends equal', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(STRUCTURE + ROWS);
  await target.sql.unsafe(STRUCTURE);
  const mappings = TABLES.map((name) => {
    const table = { schema: 'public', name };
    return { id: name === 'big' ? 'big' : 'mixed', source: table, target: table, columns: null, rowFilter: null };
  });
  const given = { source: source.address, target: target.address, mappings, bytesPerSecond: 50_000_000 };
  let before: readonly Recorded[] = [];
  let kills = 0;
  for (let epoch = 1; ; epoch += 1) {
    const child = spawn(
      process.execPath,
      [...process.execArgv, 'test/support/import-child.ts', JSON.stringify({ ...given, epoch })],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const ended = once(child, 'exit') as Promise<[number | null]>;
    const over = ended.then(() => true);
    for (;;) {
      if (await Promise.race([over, after(20, false)])) break;
      if (kills < 4 && (await completed(target)).length > before.length) child.kill('SIGKILL');
    }
    const now = await completed(target);
    expect(now.slice().filter((one) => before.some((old) => same(old, one)))).toEqual(before);
    before = now;
    const [code] = await ended;
    if (code === 0) break;
    expect(child.signalCode).toBe('SIGKILL');
    kills += 1;
  }
  expect(kills).toBeGreaterThan(1);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

const same = (a: Recorded, b: Recorded): boolean => a.table_id === b.table_id && a.range_id === b.range_id;
