/**
 * Question: how long does a backlog of pgbench transactions take from the source's slot to the target, against
 * PostgreSQL's own subscription from the same position? Ours is Store and Incr-Sync in one process, with the log durable
 * between them; `replay` is Incr-Sync alone over a log that is there already (as after an outage of the target).
 * Interleaved rounds, medians. The last line is the result as JSON.
 *
 *   npm run bench -- apply-pg [transactions] [rounds] [scale]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { pause } from '../server/runtime/clock.ts';
import { must } from '../server/core/assert.ts';
import type { Position } from '../server/core/position.ts';
import { preparePostgresSource, releasePostgresSource } from '../server/connectors/postgres/replication/prepare.ts';
import { createSlot, drainSlot } from '../test/support/logical-changes.ts';
import { MemoryLog } from '../test/support/memory-log.ts';
import { plainMapping, runSync } from '../test/support/sync-run.ts';
import { testPostgres, type TestDatabase } from '../test/setup/postgres.ts';
import { requirePgbench } from './support/debian.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median } from './support/outcome.ts';
import type { ReplayWords } from './support/replay-postgres.ts';

const BAR = 0.5;
const [transactions = 100_000, rounds = 3, scale = 10] = process.argv.slice(2).map(Number);
const TABLES = ['pgbench_accounts', 'pgbench_history', 'pgbench_branches', 'pgbench_tellers'];
const MAPPINGS = TABLES.map((table) => plainMapping(table));
const REPLAY = new URL('support/replay-postgres.ts', import.meta.url).pathname;

interface Ways {
  readonly ours: number;
  readonly cpu: number;
  readonly replay: number;
  readonly replayCpu: number;
  readonly peer: number;
}

requirePgbench('apply-pg');
const load = new ForeignLoad();
const server = await testPostgres(18, 'bench', { shared_buffers: '256MB', max_wal_size: '4GB' });
const PEER_LIMIT_S = 300;
const connection = ({ address }: TestDatabase): string =>
  `host=${address.host} port=${address.port} user=${address.user} password=${address.password} dbname=${address.database}`;

function pgbench(database: TestDatabase, ...args: string[]): void {
  const { host, port, user, password } = database.address;
  execFileSync('pgbench', ['-h', host, '-p', String(port), '-U', user, ...args, database.name], {
    stdio: 'pipe',
    env: { ...process.env, PGPASSWORD: password },
  });
}

/** A database with the tables as pgbench makes them. */
async function filledDatabase(): Promise<TestDatabase> {
  const database = await server.createDatabase();
  const admin = postgres(server.server.url(), { max: 1, onnotice: () => {} });
  if (template === null) {
    pgbench(database, '-i', '-q', '-s', String(scale));
    template = database;
    await template.sql.end();
    return filledDatabase();
  }
  await admin.unsafe(`DROP DATABASE ${database.name}`);
  await admin.unsafe(`CREATE DATABASE ${database.name} TEMPLATE ${template.name} STRATEGY file_copy`);
  await admin.end();
  return database;
}
let template: TestDatabase | null = null;

const secondsSince = (started: number): number => (performance.now() - started) / 1000;
const checksum = async ({ sql }: TestDatabase): Promise<string> =>
  JSON.stringify(
    await sql`SELECT (SELECT sum(abalance) FROM pgbench_accounts)::text AS a, (SELECT count(*) || '/' || sum(delta) FROM pgbench_history) AS h, (SELECT sum(bbalance) FROM pgbench_branches)::text AS b, (SELECT sum(tbalance) FROM pgbench_tellers)::text AS t`,
  );

/** One backlog on a source of its own, replayed in each way. */
async function round(flags: readonly string[]): Promise<Ways> {
  await using source = await filledDatabase();
  await using fromSlot = await filledDatabase();
  await using fromLog = await filledDatabase();
  await using subscriber = await filledDatabase();
  const taskId = source.name.slice(2);
  const { startPosition } = await preparePostgresSource(
    source.address,
    { taskId, tables: MAPPINGS.map((mapping) => mapping.source), consentReplicaIdentityFull: true },
    new AbortController().signal,
  );
  await createSlot(source.sql, `plain_${taskId}`, TABLES);
  await source.sql`SELECT pg_create_logical_replication_slot(${`peer_${taskId}`}, 'pgoutput')`;
  await subscriber.sql.unsafe(
    `CREATE SUBSCRIPTION peer_${taskId} CONNECTION '${connection(source)}' PUBLICATION plain_${taskId} WITH (create_slot = false, enabled = false, copy_data = false, slot_name = 'peer_${taskId}', streaming = off, synchronous_commit = off)`,
  );
  pgbench(source, ...flags, '-n', '-c', '4', '-t', String(Math.floor(transactions / 4)));
  const log = new MemoryLog();
  await drainSlot(source.sql, `plain_${taskId}`, log);
  const until = must(log.parts.at(-1), 'backlog').commitPosition;
  const wanted = await checksum(source);
  const judge = async (who: string, target: TestDatabase): Promise<void> => {
    if ((await checksum(target)) !== wanted) throw new Error(`${who} differs from the source`);
  };

  const { ours, cpu } = replayFromSlot({ taskId, source, target: fromSlot, startPosition, until });
  await judge('ours', fromSlot);
  const peer = await replayBySubscription(source, subscriber, { name: `peer_${taskId}`, until });
  await judge('the peer', subscriber);
  const before = process.cpuUsage();
  const started = performance.now();
  await runSync({ source: source.address, target: fromLog.address, log, mappings: MAPPINGS, until });
  const replay = secondsSince(started);
  const used = process.cpuUsage(before);
  await judge('the replay', fromLog);
  await subscriber.sql.unsafe(`DROP SUBSCRIPTION peer_${taskId}`);
  await releasePostgresSource(source.address, { taskId });
  return { ours, cpu, replay, replayCpu: (used.user + used.system) / 1e6, peer };
}

function replayFromSlot(what: {
  readonly taskId: string;
  readonly source: TestDatabase;
  readonly target: TestDatabase;
  readonly startPosition: Position;
  readonly until: Position;
}): { ours: number; cpu: number } {
  const words: ReplayWords = {
    ...what,
    source: what.source.address,
    target: what.target.address,
    mappings: MAPPINGS,
    directory: mkdtempSync(path.join(os.tmpdir(), 'godwit-bench-')),
  };
  const out = execFileSync(
    process.execPath,
    [...process.execArgv, '--max-semi-space-size=16', REPLAY, JSON.stringify(words)],
    {
      encoding: 'utf8',
    },
  );
  const { wallMs, cpuMs } = JSON.parse(must(out.trim().split('\n').at(-1), 'result')) as {
    wallMs: number;
    cpuMs: number;
  };
  return { ours: wallMs / 1000, cpu: cpuMs / 1000 };
}

async function replayBySubscription(
  source: TestDatabase,
  subscriber: TestDatabase,
  { name, until }: { readonly name: string; readonly until: Position },
): Promise<number> {
  const started = performance.now();
  await subscriber.sql.unsafe(`ALTER SUBSCRIPTION ${name} ENABLE`);
  for (;;) {
    const [slot] =
      await source.sql`SELECT confirmed_flush_lsn >= ${until}::text::pg_lsn AS done FROM pg_replication_slots WHERE slot_name = ${name}`;
    if (slot?.['done'] === true) return secondsSince(started);
    if (secondsSince(started) > PEER_LIMIT_S) throw new Error(`the subscription did not end in ${PEER_LIMIT_S} s`);
    await pause(20);
  }
}

async function workload(name: string, flags: readonly string[]): Promise<Ways & { ratio: number }> {
  const all: Ways[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    const ways = await round(flags);
    all.push(ways);
    console.log(
      `${name} round ${number}: ours ${ways.ours.toFixed(2)} s (cpu ${ways.cpu.toFixed(2)} s), replay of a log ${ways.replay.toFixed(2)} s (cpu ${ways.replayCpu.toFixed(2)} s), peer ${ways.peer.toFixed(2)} s`,
    );
  }
  const of = (what: (ways: Ways) => number): number => Math.round(median(all.map(what)) * 100) / 100;
  const medians = {
    ours: of((ways) => ways.ours),
    cpu: of((ways) => ways.cpu),
    replay: of((ways) => ways.replay),
    replayCpu: of((ways) => ways.replayCpu),
    peer: of((ways) => ways.peer),
  };
  return { ...medians, ratio: Math.round((medians.ours / medians.peer) * 100) / 100 };
}

const simple = await workload('pgbench -N', ['-N']);
const tpcb = await workload('TPC-B-like', []);
const ratio = Math.max(simple.ratio, tpcb.ratio);
console.table({ 'pgbench -N': simple, 'TPC-B-like': tpcb });
finish(
  {
    bench: 'apply-pg',
    ours: simple.ours,
    peer: simple.peer,
    ratio,
    bar: BAR,
    unit: 's',
    pass: ratio <= BAR,
    details: { transactions, rounds, scale, simple, tpcb },
  },
  load,
);
