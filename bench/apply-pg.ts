/**
 * Question: how long does a backlog of pgbench transactions take to replay, against PostgreSQL's own subscription?
 * Both start from the same position and the same copy of the tables, one after the other, interleaved; medians count.
 * Ours is measured from the durable log's content on (decoding and pulling belong to the Store); the peer includes its
 * walsender. The last line is the result as JSON.
 *
 *   npm run bench -- apply-pg [transactions] [rounds] [scale]
 */
import { execFileSync } from 'node:child_process';
import { pause } from '../server/runtime/clock.ts';
import { must } from '../server/core/assert.ts';
import { createSlot, drainSlot } from '../test/support/logical-changes.ts';
import { MemoryLog } from '../test/support/memory-log.ts';
import { plainMapping, runSync } from '../test/support/sync-run.ts';
import { testPostgres, type TestDatabase } from '../test/setup/postgres.ts';

const BAR = 0.5;
const [transactions = 100_000, rounds = 3, scale = 10] = process.argv.slice(2).map(Number);
const TABLES = ['pgbench_accounts', 'pgbench_history', 'pgbench_branches', 'pgbench_tellers'];

const server = await testPostgres(18, 'bench', { shared_buffers: '256MB', max_wal_size: '4GB' });
const source = await server.createDatabase();

function pgbench(...args: string[]): void {
  const { host, port, user, password, database } = source.address;
  execFileSync('pgbench', ['-h', host, '-p', String(port), '-U', user, ...args, database], {
    stdio: 'pipe',
    env: { ...process.env, PGPASSWORD: password },
  });
}

async function copyOfSource(): Promise<TestDatabase> {
  const target = await server.createDatabase();
  const { host, port, user, password } = source.address;
  await target.sql.unsafe(`CREATE EXTENSION dblink`);
  for (const table of TABLES) {
    const columns = (
      await source.sql`SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = ${table}::regclass AND attnum > 0 ORDER BY attnum`
    )
      .map((row) => `${row['attname']} ${row['type']}`)
      .join(', ');
    await target.sql.unsafe(`CREATE TABLE ${table} (${columns})`);
    await target.sql.unsafe(
      `INSERT INTO ${table} SELECT * FROM dblink('host=${host} port=${port} user=${user} password=${password} dbname=${source.name}', 'SELECT * FROM ${table}') AS t(${columns})`,
    );
  }
  await target.sql.unsafe(
    'ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid); ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid); ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid)',
  );
  await target.sql.unsafe('VACUUM ANALYZE');
  return target;
}

const median = (values: readonly number[]): number =>
  must([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)], 'median');
const checksum = async ({ sql }: TestDatabase): Promise<string> =>
  JSON.stringify(
    await sql`SELECT (SELECT sum(abalance) FROM pgbench_accounts)::text AS a, (SELECT count(*) || '/' || sum(delta) FROM pgbench_history) AS h, (SELECT sum(bbalance) FROM pgbench_branches)::text AS b`,
  );

async function workload(name: string, flags: readonly string[]) {
  const ours: number[] = [];
  const cpu: number[] = [];
  const peer: number[] = [];
  const log = new MemoryLog();
  await createSlot(source.sql, `ours_${name}`, TABLES);
  const targets: { ours: TestDatabase; peer: TestDatabase; subscription: string }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const pair = { ours: await copyOfSource(), peer: await copyOfSource(), subscription: `peer_${name}_${round}` };
    await source.sql`SELECT pg_create_logical_replication_slot(${pair.subscription}, 'pgoutput')`;
    const { host, port, user, password } = source.address;
    await pair.peer.sql.unsafe(
      `CREATE SUBSCRIPTION ${pair.subscription} CONNECTION 'host=${host} port=${port} user=${user} password=${password} dbname=${source.name}' PUBLICATION ours_${name} WITH (create_slot = false, enabled = false, copy_data = false, slot_name = '${pair.subscription}', streaming = off, synchronous_commit = off)`,
    );
    targets.push(pair);
  }
  pgbench(...flags, '-n', '-c', '4', '-t', String(Math.floor(transactions / 4)));
  await drainSlot(source.sql, `ours_${name}`, log);
  const wanted = await checksum(source);
  const until = must(log.parts.at(-1), 'backlog').commitPosition;
  for (const pair of targets) {
    const before = process.cpuUsage();
    const started = performance.now();
    await runSync({
      source: source.address,
      target: pair.ours.address,
      log,
      mappings: TABLES.map((table) => plainMapping(table)),
      until,
    });
    ours.push((performance.now() - started) / 1000);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1e6);
    if ((await checksum(pair.ours)) !== wanted) throw new Error('ours differs from the source');
    const peerStarted = performance.now();
    await pair.peer.sql.unsafe(`ALTER SUBSCRIPTION ${pair.subscription} ENABLE`);
    while (
      (
        await source.sql`SELECT confirmed_flush_lsn >= ${until}::text::pg_lsn AS done FROM pg_replication_slots WHERE slot_name = ${pair.subscription}`
      )[0]?.['done'] !== true
    )
      await pause(50);
    peer.push((performance.now() - peerStarted) / 1000);
    if ((await checksum(pair.peer)) !== wanted) throw new Error('the peer differs from the source');
    await pair.peer.sql.unsafe(`DROP SUBSCRIPTION ${pair.subscription}`);
    console.log(
      `${name} round ${ours.length}: ours ${ours.at(-1)?.toFixed(2)} s (cpu ${cpu.at(-1)?.toFixed(2)} s), peer ${peer.at(-1)?.toFixed(2)} s`,
    );
    await pair.ours[Symbol.asyncDispose]();
    await pair.peer[Symbol.asyncDispose]();
  }
  await source.sql`SELECT pg_drop_replication_slot(${`ours_${name}`})`;
  return { ours: median(ours), cpu: median(cpu), peer: median(peer), ratio: median(ours) / median(peer) };
}

pgbench('-i', '-q', '-s', String(scale));
const simple = await workload('simple', ['-N']);
const tpcb = await workload('tpcb', []);
await source[Symbol.asyncDispose]();
const ratio = Math.max(simple.ratio, tpcb.ratio);
console.log(
  JSON.stringify({
    bench: 'apply-pg',
    ours: simple.ours,
    peer: simple.peer,
    ratio,
    bar: BAR,
    unit: 's',
    pass: ratio <= BAR,
    details: { transactions, rounds, scale, simple, tpcb },
  }),
);
process.exit(ratio <= BAR ? 0 : 1);
