/**
 * Question: with a steady 1 000 transactions a second, how long from the commit at the source until the target shows it?
 * Ours is the whole product (service and its workers, a task driven over the API), the peer PostgreSQL's own subscription
 * with its defaults; both follow the same source into databases of the same target server, one at a time, in turns.
 * Source, target and control database are servers of their own, with fsync.
 *
 * How it is measured, all on one clock:
 *  - When a transaction committed is told by the source (track_commit_timestamp), so the time until its client
 *    hears of it counts as well, and nothing is written for the measurement but one row of `mark` per transaction.
 *  - When it is visible is seen by an observer that asks the target for the newest mark of each client every 2 ms: four
 *    index look-ups, where a trigger would make each replayed row dearer. What it adds (up to the 2 ms between two looks)
 *    it adds to both. The commit timestamps of the target would tell nothing: a subscription writes the source's there.
 *
 *   npm run bench -- latency [seconds] [rounds] [transactions a second]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type postgres from 'postgres';
import { pause } from '../server/runtime/clock.ts';
import { testPostgres, type TestDatabase } from '../test/setup/postgres.ts';
import { LiveService } from '../test/support/live-service.ts';
import { command } from '../test/support/task-commands.ts';
import { requirePgbench } from './support/debian.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median, percentile } from './support/outcome.ts';
import { waitUntil } from './support/wait.ts';

const MOST_MS = 1_000;
const TIMES = 1.5;
const MORE_MS = 30;
const CLIENTS = 4;
const LOOK_EVERY_MS = 1;
const ATTEMPTS = 4;
const ACCOUNTS = 100_000;
const [seconds = 20, rounds = 3, rate = 1_000] = process.argv.slice(2).map(Number);

const TABLES = `
  CREATE SCHEMA bench;
  CREATE TABLE bench.account (id int PRIMARY KEY, balance bigint NOT NULL, filler char(84) NOT NULL);
  CREATE TABLE bench.mark (client int, number bigint, PRIMARY KEY (client, number));`;
const TRANSACTION = `\\set id random(1, ${ACCOUNTS})
BEGIN \\; UPDATE bench.account SET balance = balance + 1 WHERE id = :id \\; INSERT INTO bench.mark VALUES (:client_id, nextval('bench.number')) \\; COMMIT;
`;

interface Look {
  readonly atMicros: number;
  /** Newest mark of each client. */
  readonly newest: readonly number[];
}

interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

requirePgbench('latency');
const load = new ForeignLoad();
const durable = { fsync: 'on', full_page_writes: 'on', max_wal_size: '4GB' };
const [source, target, control] = await Promise.all([
  testPostgres(18, 'latency source', { ...durable, track_commit_timestamp: 'on' }),
  testPostgres(18, 'latency target', durable),
  testPostgres(18, 'latency control', { fsync: 'on', shared_buffers: '64MB' }),
]);
const live = await LiveService.startEmpty({ source, target, control });
const folder = mkdtempSync(path.join(os.tmpdir(), 'godwit-bench-latency-'));
const script = path.join(folder, 'transaction.sql');
writeFileSync(script, TRANSACTION);
await live.source.sql.unsafe(`${TABLES} CREATE SEQUENCE bench.number;
  INSERT INTO bench.account SELECT g, 0, '' FROM generate_series(1, ${ACCOUNTS}) g`);
await live.source.sql.unsafe('VACUUM ANALYZE');

const peer = await target.createDatabase();
const taskId = await follow();
await command(live.url, 'taskStop', { taskId });
await subscribe();

const sides = {
  peer: {
    database: peer,
    begin: () => peer.sql.unsafe('ALTER SUBSCRIPTION latency ENABLE'),
    end: () => peer.sql.unsafe('ALTER SUBSCRIPTION latency DISABLE'),
  },
  ours: {
    database: live.target,
    begin: async () => {
      await waitUntil('the task is stopped', async () => (await live.client.task(taskId))?.status === 'STOPPED');
      await command(live.url, 'taskResume', { taskId });
    },
    end: () => command(live.url, 'taskStop', { taskId }),
  },
};
const results: { ours: Round[]; peer: Round[] } = { ours: [], peer: [] };
for (let round = 1; round <= rounds; round += 1) {
  for (const name of ['peer', 'ours'] as const) {
    const side = sides[name];
    await side.begin();
    await waitUntil(`${name} is level`, () => isLevel(side.database));
    const figures = await measured(side.database);
    await side.end();
    results[name].push(figures);
    console.log(`round ${round}, ${name.padEnd(4)}: ${told(figures)}`);
  }
}
await peer.sql.unsafe(
  'ALTER SUBSCRIPTION latency DISABLE; ALTER SUBSCRIPTION latency SET (slot_name = NONE); DROP SUBSCRIPTION latency',
);
await peer[Symbol.asyncDispose]();
await live[Symbol.asyncDispose]();
rmSync(folder, { recursive: true, force: true });

const together = (of: readonly Round[]): Round => ({
  p50: median(of.map((round) => round.p50)),
  p99: median(of.map((round) => round.p99)),
  max: Math.max(...of.map((round) => round.max)),
});
const ours = together(results.ours);
const theirs = together(results.peer);
const barMs = Math.min(MOST_MS, Math.max(TIMES * theirs.p99, theirs.p99 + MORE_MS));
console.log(`ours: ${told(ours)}\npeer: ${told(theirs)}\nbar: p99 <= ${barMs.toFixed(1)} ms`);
finish(
  {
    bench: 'latency',
    ours: ours.p99,
    peer: theirs.p99,
    bar: Math.round((barMs / theirs.p99) * 100) / 100,
    unit: 'ms',
    pass: ours.p99 <= barMs,
    details: { seconds, rounds, rate, barMs, ours, peer: theirs },
  },
  load,
);

/** A task over the API, copied and in sync. */
async function follow(): Promise<string> {
  const id = await live.createTask('Latency', {
    schema: 'bench',
    logRetentionBytes: 4 * 1024 ** 3,
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
  });
  await live.client.start(id);
  await live.until(
    id,
    (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'),
    'the stream is in sync',
  );
  return id;
}

async function subscribe(): Promise<void> {
  const { host, port, user, password, database } = live.source.address;
  await live.source.sql.unsafe('CREATE PUBLICATION latency FOR TABLES IN SCHEMA bench');
  await peer.sql.unsafe(TABLES);
  await peer.sql.unsafe(
    `CREATE SUBSCRIPTION latency CONNECTION 'host=${host} port=${port} user=${user} password=${password} dbname=${database}' PUBLICATION latency`,
  );
  await waitUntil('the subscription has copied its tables', async () => {
    const [row] = await peer.sql`SELECT count(*)::int AS waiting FROM pg_subscription_rel WHERE srsubstate <> 'r'`;
    return row?.['waiting'] === 0;
  });
  await peer.sql.unsafe('VACUUM ANALYZE');
  await peer.sql.unsafe('ALTER SUBSCRIPTION latency DISABLE');
}

async function isLevel(database: TestDatabase): Promise<boolean> {
  const newest = async ({ sql }: TestDatabase): Promise<string> => (await look(sql)).newest.join();
  return (await newest(database)) === (await newest(live.source));
}

async function look(sql: postgres.Sql): Promise<Look> {
  const newest = Array.from(
    { length: CLIENTS },
    (_, client) => `coalesce((SELECT max(number) FROM bench.mark WHERE client = ${client}), 0)::text`,
  );
  // the snapshot is older than this clock reading: what is seen was visible by then
  const [row] = await sql.unsafe<{ at: string; newest: string[] }[]>(
    `SELECT ARRAY[${newest.join(', ')}] AS newest, (extract(epoch FROM clock_timestamp()) * 1000000)::int8::text AS at`,
  );
  return { atMicros: Number(row?.at), newest: (row?.newest ?? []).map(Number) };
}

/** A round in which the source itself could not keep the rate says nothing and is done again, a few times. */
async function measured(database: TestDatabase): Promise<Round> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const figures = await measure(database);
    if (figures !== null) return figures;
    console.log(`the source did not reach ${rate} transactions a second; once more`);
  }
  throw new Error(`the source did not reach ${rate} transactions a second in ${ATTEMPTS} attempts`);
}

/** Load for some seconds while the target is being looked at; null when the source was too slow for the rate. */
async function measure(database: TestDatabase): Promise<Round | null> {
  const before = await look(live.source.sql);
  const from = Math.max(...before.newest);
  const looks: Look[] = [];
  const running = { load: true };
  const loading = runLoad().finally(() => (running.load = false));
  while (running.load || !isSame(looks.at(-1), await look(live.source.sql))) {
    looks.push(await look(database.sql));
    await pause(LOOK_EVERY_MS);
  }
  await loading;
  const marks = await live.source.sql<{ client: number; number: string; at: string }[]>`
    SELECT client, number::text, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::int8::text AS at
    FROM bench.mark WHERE number > ${from} ORDER BY mark.client, mark.number`;
  if (marks.length < 0.95 * rate * seconds) return null;
  const latencies = latenciesOf(marks, looks);
  return {
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
  };
}

function isSame(seen: Look | undefined, wanted: Look): boolean {
  return seen?.newest.join() === wanted.newest.join();
}

/** Milliseconds for each mark; both lists are in order. */
function latenciesOf(
  marks: readonly { client: number; number: string; at: string }[],
  looks: readonly Look[],
): number[] {
  let client = -1;
  let at = 0;
  return marks.map((mark) => {
    if (mark.client !== client) at = 0;
    client = mark.client;
    while ((looks[at]?.newest[client] ?? Number.NaN) < Number(mark.number)) at += 1;
    const seen = looks[at];
    if (seen === undefined) throw new Error(`mark ${mark.number} was never seen on the target`);
    return (seen.atMicros - Number(mark.at)) / 1_000;
  });
}

async function runLoad(): Promise<void> {
  const { host, port, user, password, database } = live.source.address;
  const where = ['-h', host, '-p', String(port), '-U', user];
  const what = ['-n', '-f', script, '-c', String(CLIENTS), '-j', '1', '-R', String(rate), '-T', String(seconds)];
  await promisify(execFile)('pgbench', [...where, ...what, database], {
    env: { ...process.env, PGPASSWORD: password },
  });
}

function told({ p50, p99, max }: Round): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms`;
}
