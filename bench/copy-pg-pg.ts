/**
 * Whole migration of structure and rows between two PostgreSQL 15 servers (fsync on): our stages against `pgcopydb clone`,
 * four jobs each, interleaved, medians. What is judged is pgbench at scale 20; a schema of mixed
 * types with secondary indexes and a foreign key stands in the details.
 *
 *   npm run bench -- copy-pg-pg [runs]
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { versionOf } from './support/debian.ts';
import { testPostgres, type TestDatabase, type TestServer } from '../test/setup/postgres.ts';
import { compareDatabases, userTables } from '../test/support/oracle.ts';

const SCALE = 20;
const BAR = 1.0;
const CPU_BAR_MICROS = 1.0;
const JOBS = 4;
const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '30min',
};

interface Run {
  readonly ms: number;
  readonly parts: Readonly<Record<string, number>>;
}

const execute = promisify(execFile);

/** What `pgbench -i` makes, without needing pgbench. */
async function createPgbench({ sql }: TestDatabase): Promise<void> {
  await sql.unsafe(`
    CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    INSERT INTO pgbench_branches SELECT g, 0, NULL FROM generate_series(1, ${SCALE}) g;
    INSERT INTO pgbench_tellers SELECT g, (g - 1) / 10 + 1, 0, NULL FROM generate_series(1, ${SCALE} * 10) g;
    INSERT INTO pgbench_accounts SELECT g, (g - 1) / 100000 + 1, 0, '' FROM generate_series(1, ${SCALE} * 100000) g;
    ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid);
    ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid);
    ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid)`);
  await sql.unsafe('VACUUM ANALYZE');
}

/** Many types, wide and narrow rows, secondary indexes, a foreign key. Plain names: pgcopydb 0.10 stumbles over others. */
async function createMixed({ sql }: TestDatabase): Promise<void> {
  await sql.unsafe(`
    CREATE TABLE person (
      id bigint NOT NULL, code uuid, name text, born date, seen timestamptz, balance numeric(12,2), score float8,
      tags text[], facts jsonb, photo bytea, active boolean);
    CREATE TABLE entry (id bigint NOT NULL, person_id bigint, at timestamp, amount numeric, note varchar(40));
    INSERT INTO person SELECT g, md5(g::text)::uuid, 'Name ' || g, date '1960-01-01' + g % 20000, timestamptz '2025-01-01' + g * interval '1 minute',
      g / 7.0, g / 3.0, ARRAY['a' || g % 10, 'b'], jsonb_build_object('n', g, 'text', repeat('x', g % 60)), decode(md5(g::text), 'hex'), g % 2 = 0
      FROM generate_series(1, 300000) g;
    INSERT INTO entry SELECT g, 1 + g * 7 % 300000, timestamp '2025-01-01' + g * interval '1 second', g / 9.0, CASE WHEN g % 3 = 0 THEN 'note ' || g END
      FROM generate_series(1, 700000) g;
    ALTER TABLE person ADD PRIMARY KEY (id);
    ALTER TABLE entry ADD PRIMARY KEY (id);
    CREATE UNIQUE INDEX person_code ON person (code);
    CREATE INDEX person_name ON person (name);
    CREATE INDEX entry_person ON entry (person_id);
    CREATE INDEX entry_at ON entry (at);
    ALTER TABLE entry ADD FOREIGN KEY (person_id) REFERENCES person (id)`);
  await sql.unsafe('VACUUM ANALYZE');
}

async function ours(source: TestDatabase, target: TestDatabase): Promise<Run> {
  const began = performance.now();
  const given = JSON.stringify({ source: source.address, target: target.address });
  const { stdout, stderr } = await execute(process.execPath, [
    ...process.execArgv,
    'bench/support/migrate-postgres.ts',
    given,
  ]);
  const ms = performance.now() - began;
  const parts = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  if (stderr !== '') process.stderr.write(stderr);
  return { ms, parts };
}

async function pgcopydb(source: TestDatabase, target: TestDatabase): Promise<Run> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'godwit-pgcopydb-'));
  const uri = ({ address }: TestDatabase): string =>
    `postgres://${address.user}:${address.password}@${address.host}:${address.port}/${address.database}`;
  const jobs = ['--table-jobs', String(JOBS), '--index-jobs', String(JOBS)];
  const where = ['--source', uri(source), '--target', uri(target), '--dir', path.join(dir, 'work')];
  const began = performance.now();
  // In a process group of its own: when it fails it sends SIGTERM to the whole group that it is in.
  const child = spawn('pgcopydb', ['clone', ...where, ...jobs], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const [code] = (await once(child, 'close')) as [number | null];
  const ms = performance.now() - began;
  rmSync(dir, { recursive: true, force: true });
  if (code !== 0) throw new Error(`pgcopydb failed: ${words.join('').slice(-2_000)}`);
  return { ms, parts: {} };
}

/** One run into a database of its own, whose rows are then compared with the source. */
async function measure(
  work: (source: TestDatabase, target: TestDatabase) => Promise<Run>,
  source: TestDatabase,
  server: TestServer,
): Promise<Run> {
  await using target = await server.createDatabase();
  await source.sql.unsafe('CHECKPOINT');
  await target.sql.unsafe('CHECKPOINT');
  const run = await work(source, target);
  for (const table of await userTables(source.sql)) {
    const count = `SELECT count(*)::int AS rows FROM ${table}`;
    const [[wanted], [found]] = await Promise.all([source.sql.unsafe(count), target.sql.unsafe(count)]);
    if (wanted?.['rows'] !== found?.['rows'])
      throw new Error(`${table}: ${found?.['rows']} of ${wanted?.['rows']} rows`);
  }
  return run;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const seconds = (ms: number): number => Math.round(ms / 10) / 100;

const runs = Number(process.argv[2] ?? 3);
const peer = versionOf('pgcopydb', ['pgcopydb', 'postgresql-client-15']);
const [from, to] = [await testPostgres(15, 'source', SETTINGS), await testPostgres(15, 'target', SETTINGS)];
const details: Record<string, unknown> = { peer: peer ?? 'pgcopydb could not be had' };
const workloads = [
  { name: 'pgbench', create: createPgbench },
  { name: 'mixed', create: createMixed },
];
const results = new Map<string, { ours: number; peer: number | null; cpuMicrosPerRow: number }>();
for (const { name, create } of workloads) {
  await using source = await from.createDatabase();
  await create(source);
  const [counted] = await source.sql`SELECT sum(n_live_tup)::int AS rows FROM pg_stat_user_tables`;
  const rows = Number(counted?.['rows']);
  const [mine, theirs]: [Run[], Run[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    mine.push(await measure(ours, source, to));
    if (peer !== null) theirs.push(await measure(pgcopydb, source, to));
    console.log(
      `${name} run ${run + 1}: ours ${seconds(mine.at(-1)?.ms ?? 0)} s ${JSON.stringify(mine.at(-1)?.parts)}, pgcopydb ${seconds(theirs.at(-1)?.ms ?? 0)} s`,
    );
  }
  await using proof = await to.createDatabase();
  await ours(source, proof);
  const differences = await compareDatabases(source.sql, proof.sql);
  if (differences.length > 0) throw new Error(JSON.stringify(differences[0]));
  const cpuMs = median(mine.map((run) => run.parts['cpuMs'] ?? 0));
  const result = {
    ours: seconds(median(mine.map((run) => run.ms))),
    peer: peer === null ? null : seconds(median(theirs.map((run) => run.ms))),
    cpuMicrosPerRow: Math.round((cpuMs * 1e5) / rows) / 100,
  };
  results.set(name, result);
  details[name] = { rows, ...result };
}
const judged = results.get('pgbench') ?? { ours: 0, peer: null, cpuMicrosPerRow: 0 };
const ratio = judged.peer === null ? null : Math.round((judged.ours / judged.peer) * 100) / 100;
const pass = ratio === null ? null : ratio <= BAR && judged.cpuMicrosPerRow <= CPU_BAR_MICROS;
console.table(Object.fromEntries(results));
console.log(
  JSON.stringify({
    bench: 'copy-pg-pg',
    ours: judged.ours,
    peer: judged.peer,
    ratio,
    bar: BAR,
    unit: 's',
    pass,
    details,
  }),
);
process.exit(pass === null ? 2 : pass ? 0 : 1);
