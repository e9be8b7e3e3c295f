/**
 * Question: how much longer does a whole verification take than the least work it can be, one hand-written aggregate over
 * all rows a side, both sides at once (with the server's own parallel plan)? Ours and the peer run alternately on the same
 * warm tables; medians count. Tables that PostgreSQL's memory does not hold are measured beside it: an aggregate leaves there
 * what it found, reading along a key does not. The last line is the result as JSON.
 *
 *   npm run bench -- verify [rows] [rounds] [readers]
 */
import { plainMapping } from '../test/support/sync-run.ts';
import { runVerification } from '../test/support/verification-run.ts';
import { testPostgres, type TestDatabase } from '../test/setup/postgres.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median } from './support/outcome.ts';

const BAR = 1.3;
const [rows = 10_000_000, rounds = 3, readers = 4] = process.argv.slice(2).map(Number);

/** The whole table in PostgreSQL's own memory, which the bar is of; and its default, which holds a tenth of it. */
const WARM = '4GB';
const DEFAULT = '128MB';

const load = new ForeignLoad();
const [warm, small] = [await measure(WARM), await measure(DEFAULT)];
finish(
  {
    bench: 'verify',
    ...warm,
    bar: BAR,
    unit: 's',
    pass: warm.ours / warm.peer <= BAR,
    details: { rows, rounds, readers, sharedBuffers: WARM, [DEFAULT]: { ...small, ratio: small.ours / small.peer } },
  },
  load,
);

interface Times {
  readonly ours: number;
  readonly peer: number;
}

/** Medians in seconds, of a server with this `shared_buffers`. */
async function measure(sharedBuffers: string): Promise<Times> {
  const server = await testPostgres(18, `bench-${sharedBuffers}`, {
    shared_buffers: sharedBuffers,
    max_wal_size: '4GB',
  });
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target]) {
    await sql.unsafe(
      `CREATE TABLE item AS SELECT i::bigint AS id, 'name ' || i AS name, (i % 1000)::numeric(12,2) AS price, '2024-01-01'::timestamptz + i * interval '1 s' AS at FROM generate_series(1, ${rows}) i; ALTER TABLE item ADD PRIMARY KEY (id);`,
    );
    await sql.unsafe('VACUUM ANALYZE item');
  }
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.peer.push(await peer([source, target]));
    times.ours.push(await ours(source, target));
    console.log(
      `shared_buffers ${sharedBuffers}, round ${round + 1}: ours ${times.ours.at(-1)?.toFixed(2)} s, peer ${times.peer.at(-1)?.toFixed(2)} s`,
    );
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

async function peer(sides: readonly TestDatabase[]): Promise<number> {
  const started = performance.now();
  const sums = await Promise.all(
    sides.map(({ sql }) =>
      sql.unsafe('SELECT count(*), sum(hashtextextended(ROW(id, name, price, at)::text, 0)) FROM item'),
    ),
  );
  if (JSON.stringify(sums[0]) !== JSON.stringify(sums[1])) throw new Error('the peer finds a difference');
  return (performance.now() - started) / 1000;
}

async function ours(source: TestDatabase, target: TestDatabase): Promise<number> {
  const started = performance.now();
  const { journal } = await runVerification({
    source: source.address,
    target: target.address,
    mappings: [plainMapping('item')],
    readers,
  });
  const table = journal.tables.get('item');
  if (table?.result !== 'CONSISTENT' || table.verifiedRows !== rows) throw new Error('ours finds a difference');
  return (performance.now() - started) / 1000;
}
