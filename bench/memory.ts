/**
 * Question: how much memory do our processes take at most? The whole product runs, a task is driven over its API, and the
 * resident memory of the service and of each worker is read from /proc every 100 ms while
 *
 *   copy          a table of 5 GB is copied (and then verified)
 *   transaction   one transaction of 5 M row changes, half updates and half inserts, is committed during the incremental
 *                 phase: streamed before its commit, spooled, logged, replayed in one target transaction (and verified)
 *   backlog       1 M small transactions are waiting when the task is resumed
 *
 * The bar: no process above 400 MB at any moment. At the end the verification must have found both sides equal.
 *
 *   npm run bench -- memory [gigabytes] [million row changes] [million transactions]
 */
import { execFile } from 'node:child_process';
import { statfsSync } from 'node:fs';
import os from 'node:os';
import { promisify } from 'node:util';
import { testPostgres } from '../test/setup/postgres.ts';
import { LiveService } from '../test/support/live-service.ts';
import { command } from '../test/support/task-commands.ts';
import { commandOf, familyOf, ForeignLoad, residentBytes } from './support/machine.ts';
import { finish } from './support/outcome.ts';
import { askApi } from './support/ask-api.ts';
import { waitUntil } from './support/wait.ts';

const BAR_MB = 400;
const SAMPLE_MS = 100;
const FAMILY_EVERY = 10;
const ROW_BYTES = 1_000;
const CLIENTS = 4;
const [gigabytes = 5, millionRows = 5, millionTransactions = 1] = process.argv.slice(2).map(Number);
const bigRows = Math.round((gigabytes * 1e9) / ROW_BYTES);
const half = Math.round((millionRows * 1e6) / 2);
const transactions = Math.round(millionTransactions * 1e6);

/** Greatest resident memory of the service and of its workers, by the part of the bench that ran. */
class MemoryWatch implements Disposable {
  readonly peaks = new Map<string, { service: number; worker: number }>();
  part = 'start';
  readonly #service: number;
  readonly #timer: NodeJS.Timeout;
  #workers: number[] = [];
  #samples = 0;

  constructor(service: number) {
    this.#service = service;
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** Runs a part under its name and prints what it took. */
  async during(part: string, work: () => Promise<void>): Promise<void> {
    this.part = part;
    const started = performance.now();
    await work();
    const { service = 0, worker = 0 } = this.peaks.get(part) ?? {};
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(
      `${part.padEnd(28)} ${seconds.padStart(4)} s  service ${megabytes(service)} MB, worker ${megabytes(worker)} MB`,
    );
  }

  #sample(): void {
    if (this.#samples++ % FAMILY_EVERY === 0)
      this.#workers = [...familyOf(this.#service)].filter((pid) => commandOf(pid).includes('server/worker.ts'));
    const before = this.peaks.get(this.part) ?? { service: 0, worker: 0 };
    this.peaks.set(this.part, {
      service: Math.max(before.service, residentBytes(this.#service)),
      worker: Math.max(before.worker, ...this.#workers.map(residentBytes)),
    });
  }
}

const free = statfsSync(os.tmpdir());
const neededBytes = (gigabytes * 4 + millionRows * 2 + millionTransactions * 4) * 1e9;
if (free.bavail * free.bsize < neededBytes)
  throw new Error(`${os.tmpdir()} needs ${neededBytes / 1e9} GB of free disk for this`);

const load = new ForeignLoad();
const settings = { shared_buffers: '256MB', max_wal_size: '4GB' };
const [source, target, control] = await Promise.all([
  testPostgres(18, 'memory source', settings),
  testPostgres(18, 'memory target', settings),
  testPostgres(18, 'memory control', { shared_buffers: '64MB' }),
]);
const live = await LiveService.startEmpty({ source, target, control });
const { sql } = live.source;
await sql.unsafe(`
  CREATE SCHEMA bench;
  CREATE TABLE bench.big (id bigint NOT NULL, payload text NOT NULL);
  INSERT INTO bench.big SELECT g, repeat(md5(g::text), 30) FROM generate_series(1, ${bigRows}) g;
  ALTER TABLE bench.big ADD PRIMARY KEY (id);
  CREATE TABLE bench.changed (id bigint PRIMARY KEY, name text NOT NULL, amount numeric(12,2) NOT NULL, at timestamptz NOT NULL);
  INSERT INTO bench.changed SELECT g, 'name ' || g, g / 7.0, '2026-01-01' FROM generate_series(1, ${half}) g;
  CREATE TABLE bench.account (id int PRIMARY KEY, balance bigint NOT NULL);
  INSERT INTO bench.account SELECT g, 0 FROM generate_series(1, 100000) g`);
await sql.unsafe('VACUUM ANALYZE');

const watch = new MemoryWatch(live.servicePid);
const taskId = await live.createTask('Memory', { schema: 'bench', logRetentionBytes: 50 * 1024 ** 3 });
await watch.during('copy', async () => {
  await live.client.start(taskId);
  await untilSubtask('FULL_MIGRATION', 'COMPLETED');
});
await watch.during('verification of the copy', () => untilSubtask('FULL_VERIFICATION', 'COMPLETED'));
await watch.during('one transaction', async () => {
  await sql.begin(async (tx) => {
    await tx.unsafe("UPDATE bench.changed SET name = 'changed ' || id, amount = amount + 1");
    await tx.unsafe(
      `INSERT INTO bench.changed SELECT g, 'new ' || g, g / 9.0, now() FROM generate_series(${half + 1}, ${2 * half}) g`,
    );
  });
  await waitUntil('the transaction is on the target', async () => {
    const [row] = await live.target.sql`SELECT EXISTS (SELECT FROM bench.changed WHERE id = ${2 * half}) AS there`;
    return row?.['there'] === true;
  });
});
await watch.during('verification afterwards', verifyAgain);
await command(live.url, 'taskStop', { taskId });
await waitUntil('the task is stopped', async () => (await live.client.task(taskId))?.status === 'STOPPED');
await runSmallTransactions();
await watch.during('backlog', async () => {
  await command(live.url, 'taskResume', { taskId });
  const sum = async (of: typeof sql): Promise<unknown> =>
    (await of`SELECT sum(balance)::text AS sum FROM bench.account`)[0]?.['sum'];
  const wanted = await sum(sql);
  await waitUntil('the backlog is on the target', async () => (await sum(live.target.sql)) === wanted);
});
watch[Symbol.dispose]();
await live[Symbol.asyncDispose]();

const highest = Math.max(...[...watch.peaks.values()].flatMap(({ service, worker }) => [service, worker]));
const ours = megabytes(highest);
const peaks = Object.fromEntries(
  [...watch.peaks].map(([part, peak]) => [part, { service: megabytes(peak.service), worker: megabytes(peak.worker) }]),
);
finish(
  {
    bench: 'memory',
    ours,
    peer: BAR_MB,
    bar: 1,
    unit: 'MB',
    pass: ours <= BAR_MB,
    details: { gigabytes, millionRows, millionTransactions, peaks },
  },
  load,
);

async function untilSubtask(kind: string, status: string): Promise<void> {
  await waitUntil(`${kind} is ${status}`, async () => {
    const task = await live.client.task(taskId);
    if (task?.status === 'FAILED') throw new Error(`the task failed: ${JSON.stringify(task.reason)}`);
    return task !== null && live.subtaskIs(task, kind, status);
  });
}

async function verifyAgain(): Promise<void> {
  const runs = `query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { runs(first: 10) { nodes { status differences } } } } } }`;
  const read = async (): Promise<readonly { status: string; differences: string }[]> =>
    (
      await askApi<{ task: { subtask: { runs: { nodes: { status: string; differences: string }[] } } } }>(
        live.url,
        runs,
        {
          id: taskId,
        },
      )
    ).task.subtask.runs.nodes;
  await askApi(
    live.url,
    `mutation($id: ID!) { verificationStart(input: { taskId: $id, scope: ALL }) { ... on UserError { code message } } }`,
    { id: taskId },
  );
  await waitUntil('both verifications are completed', async () => {
    const nodes = await read();
    return nodes.length === 2 && nodes.every((run) => run.status === 'COMPLETED');
  });
  const differing = (await read()).filter((run) => run.differences !== '0');
  if (differing.length > 0) throw new Error(`the verification found differences: ${JSON.stringify(differing)}`);
}

async function runSmallTransactions(): Promise<void> {
  const { host, port, user, password, database } = live.source.address;
  const where = ['-h', host, '-p', String(port), '-U', user];
  const what = ['-n', '-f', '-', '-c', String(CLIENTS), '-t', String(Math.ceil(transactions / CLIENTS))];
  const running = promisify(execFile)('pgbench', [...where, ...what, database], {
    env: { ...process.env, PGPASSWORD: password, PGOPTIONS: '-c synchronous_commit=off' },
    maxBuffer: 64 << 20,
  });
  running.child.stdin?.end(
    '\\set id random(1, 100000)\nUPDATE bench.account SET balance = balance + 1 WHERE id = :id;\n',
  );
  await running;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
