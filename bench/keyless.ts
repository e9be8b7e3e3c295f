/**
 * Question: how fast are updates replayed on a table of 1 M rows that has no key at all (C6)? Each is a transaction of its
 * own. In `distinct` every row is another; in `duplicates` rows come four times each, and a tenth of all are one and the
 * same row. The temporary index on the target, which the first change makes, counts as part of the time.
 *
 * What counts is seconds for 1 000 updates of the slower one; the bar is 1. Afterwards both sides must be equal.
 *
 *   npm run bench -- keyless [rows] [updates] [rounds]
 */
import { must } from '../server/core/assert.ts';
import { compareDatabases } from '../test/support/oracle.ts';
import { createSlot, drainSlot } from '../test/support/logical-changes.ts';
import { MemoryLog } from '../test/support/memory-log.ts';
import { plainMapping, runSync } from '../test/support/sync-run.ts';
import { testPostgres, type TestDatabase } from '../test/setup/postgres.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median, round } from './support/outcome.ts';

const BAR_S = 1;
const [rows = 1_000_000, updates = 20_000, rounds = 3] = process.argv.slice(2).map(Number);

/** What number stands for row g: rows with the same number are duplicates. */
const NUMBERS = {
  distinct: 'g',
  duplicates: `CASE WHEN g % 10 = 0 THEN 0 ELSE g / 4 END`,
};

const load = new ForeignLoad();
const server = await testPostgres(18, 'bench', { shared_buffers: '256MB', max_wal_size: '4GB' });
const results: Record<string, { readonly seconds: number[]; readonly updatesPerSecond: number }> = {};
for (const [name, number] of Object.entries(NUMBERS)) {
  const seconds: number[] = [];
  for (let at = 1; at <= rounds; at += 1) {
    seconds.push(await replay(number));
    console.log(`${name} round ${at}: ${updates} updates in ${seconds.at(-1)?.toFixed(2)} s`);
  }
  results[name] = { seconds: seconds.map(round), updatesPerSecond: Math.round(updates / median(seconds)) };
}
const slowest = Math.min(...Object.values(results).map((result) => result.updatesPerSecond));
console.table(
  Object.fromEntries(Object.entries(results).map(([name, { updatesPerSecond }]) => [name, { updatesPerSecond }])),
);
finish(
  {
    bench: 'keyless',
    ours: 1_000 / slowest,
    peer: BAR_S,
    bar: 1,
    unit: 's per 1 000 updates',
    pass: 1_000 / slowest <= BAR_S,
    details: { rows, updates, rounds, ...results },
  },
  load,
);

/** Seconds that one backlog of updates takes. */
async function replay(number: string): Promise<number> {
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target]) {
    await sql.unsafe(`CREATE TABLE note (author text, at timestamptz, amount numeric(12,2), note text)`);
    await sql.unsafe(`INSERT INTO note SELECT CASE WHEN n % 7 > 0 THEN 'author ' || n % 100 END, timestamptz '2026-01-01' + n * interval '1 s', n / 3.0, CASE WHEN n % 11 > 0 THEN 'note ' || n END
      FROM generate_series(1, ${rows}) g, LATERAL (SELECT ${number} AS n) AS numbered`);
    await sql.unsafe('ALTER TABLE note REPLICA IDENTITY FULL');
    await sql.unsafe('VACUUM ANALYZE note');
  }
  const log = new MemoryLog();
  await createSlot(source.sql, `keyless_${source.name}`, ['note']);
  await update(source);
  await drainSlot(source.sql, `keyless_${source.name}`, log);
  const began = performance.now();
  await runSync({
    source: source.address,
    target: target.address,
    log,
    mappings: [plainMapping('note')],
    until: must(log.parts.at(-1), 'backlog').commitPosition,
  });
  const seconds = (performance.now() - began) / 1_000;
  const differences = await compareDatabases(source.sql, target.sql, ['note']);
  if (differences.length > 0) throw new Error(`both sides differ: ${JSON.stringify(differences[0]).slice(0, 500)}`);
  return seconds;
}

/** Single updates of rows at random places, each committed by itself. */
async function update({ sql }: TestDatabase): Promise<void> {
  await sql.unsafe(`DO $$
    DECLARE pages int := (SELECT relpages FROM pg_class WHERE oid = 'note'::regclass); done int := 0; place tid;
    BEGIN
      WHILE done < ${updates} LOOP
        place := format('(%s,%s)', floor(random() * pages), 1 + floor(random() * 60));
        UPDATE note SET amount = amount + 1, note = 'edited ' || done % 1000 WHERE ctid = place;
        IF FOUND THEN done := done + 1; COMMIT; END IF;
      END LOOP;
    END $$`);
}
