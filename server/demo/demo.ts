/**
 * `npm run demo`: two PostgreSQL servers, a shop that is written to without pause, and its migration through the public
 * API, watched to the proof that both sides are equal; then it stays in sync to be looked at. Starting again goes on;
 * `-- --reset` starts over.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { findPlaces, DataFolderInUse } from '../embedded/places.ts';
import { stageBinaries } from '../embedded/postgres-binaries.ts';
import { PostgresServer } from '../embedded/postgres-server.ts';
import { buildConsole, startService, type Service } from '../main.ts';
import type { LifeCycle } from '../runtime/life-cycle.ts';
import { pause } from '../runtime/clock.ts';
import { createLogger } from '../runtime/logger.ts';
import { DemoClient, type DemoTask } from './demo-client.ts';
import { proofWords } from './proof-words.ts';
import { createShop } from './shop-data.ts';
import type { WorkloadCounts } from './shop-workload.ts';

const TASK_NAME = 'Shop to its new home';
const TOKEN_MS = 86_400_000;
const TRANSACTIONS_PER_SECOND = 300;
const LOG_RETENTION_BYTES = 512 * 1024 * 1024;
const SERVER_SETTINGS = {
  wal_level: 'logical',
  max_wal_size: '1GB',
  shared_buffers: '256MB',
  max_connections: '100',
  log_min_messages: 'error',
  synchronous_commit: 'on',
};

export async function main(): Promise<void> {
  try {
    await demo();
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof DataFolderInUse)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function demo(): Promise<void> {
  const base = readConfig();
  const config: Config = {
    ...base,
    dataDir: path.join(base.dataDir, 'demo'),
    logLevel: process.env['GODWIT_LOG_LEVEL'] === undefined ? 'error' : base.logLevel,
  };
  const reset = process.argv.includes('--reset');
  if (reset) await removeAll(config.dataDir);
  const log = createLogger({ name: 'demo', level: config.logLevel });
  say('Starting Godwit with its control database ...');
  const service = await startService(config, log);
  const { lifeCycle } = service;
  lifeCycle.listen({ untilParentEnds: false });
  say(`Console: ${service.url}`);
  const building = buildConsole(log);

  const source = await startServer('source', config, lifeCycle);
  const target = await startServer('target', config, lifeCycle);
  await fillSource(source);
  const workload = startWorkload(source, lifeCycle);
  await building;

  const client = new DemoClient(service.url, () => demoToken(service));
  const task = await findOrCreateTask(client, source, target);
  await follow(client, task, workload, lifeCycle);
}

/** For the demo's own questions, once somebody has made a token and the service is no longer open. */
async function demoToken({ control }: Service): Promise<string> {
  const expiresAt = new Date(Date.now() + TOKEN_MS);
  return (await control.access.createFirstToken({ name: `demo ${new Date().toISOString()}`, role: 'ADMIN', expiresAt }))
    .secret;
}

async function startServer(name: string, config: Config, lifeCycle: LifeCycle): Promise<PostgresServer> {
  const places = await findPlaces(config.dataDir);
  const server = await PostgresServer.start({
    binaries: await stageBinaries(places.binaries),
    dir: places.server(name),
    settings: SERVER_SETTINGS,
  });
  lifeCycle.onEnd(`${name} server`, () => server.stop(), 30_000);
  const admin = postgres(server.url(), { max: 1, onnotice: () => {} });
  const [there] = await admin`SELECT 1 FROM pg_database WHERE datname = 'shop'`;
  if (there === undefined) await admin`CREATE DATABASE shop`;
  await admin.end();
  say(`PostgreSQL 18 as ${name} on 127.0.0.1:${server.port}`);
  return server;
}

async function fillSource(source: PostgresServer): Promise<void> {
  const sql = postgres(source.url('shop'), { max: 1, onnotice: () => {} });
  try {
    const [filled] =
      await sql`SELECT obj_description(oid, 'pg_namespace') LIKE '%filled%' AS there FROM pg_namespace WHERE nspname = 'shop'`;
    if (filled?.['there'] === true) return say('The shop is there already.');
    await sql`DROP SCHEMA IF EXISTS shop CASCADE`;
    say('Filling the shop ...');
    const started = performance.now();
    const rows = await createShop(sql);
    await sql`COMMENT ON SCHEMA shop IS 'Online shop – demo data, filled'`;
    say(`${rows.toLocaleString('en')} rows in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  } finally {
    await sql.end();
  }
}

interface Workload {
  readonly counts: () => WorkloadCounts | null;
}

function startWorkload(source: PostgresServer, lifeCycle: LifeCycle): Workload {
  let counts: WorkloadCounts | null = null;
  const child: ChildProcess = fork(
    path.join(import.meta.dirname, 'shop-workload.ts'),
    [String(TRANSACTIONS_PER_SECOND)],
    { env: { ...process.env, SHOP_URL: source.url('shop') }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  child.on('message', (message) => (counts = message as WorkloadCounts));
  lifeCycle.onEnd(
    'workload',
    () =>
      new Promise<void>((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  );
  say(`The shop is open: about ${TRANSACTIONS_PER_SECOND} transactions a second from now on.`);
  return { counts: () => counts };
}

async function findOrCreateTask(client: DemoClient, source: PostgresServer, target: PostgresServer): Promise<string> {
  const address = (name: string, server: PostgresServer) => ({
    name,
    host: '127.0.0.1',
    port: server.port,
    database: 'shop',
    user: server.user,
    password: server.password,
  });
  const sourceEndpointId = await client.endpoint(address('Demo source', source));
  const targetEndpointId = await client.endpoint(address('Demo target', target));
  const found = await client.findTask(TASK_NAME);
  if (found !== null && found.status !== 'NOT_STARTED') {
    say(`Task "${TASK_NAME}" goes on (${found.status}).`);
    return found.id;
  }
  const id =
    found?.id ??
    (await client.createTask({
      name: TASK_NAME,
      sourceEndpointId,
      targetEndpointId,
      schema: 'shop',
      logRetentionBytes: LOG_RETENTION_BYTES,
      parameters: [{ name: 'incrementalStatistics', value: true }],
    }));
  await client.start(id);
  say(`Task "${TASK_NAME}" created and started through the GraphQL API.`);
  return id;
}

/** Prints a line whenever a phase changes, until verification has its result; then what it found. */
async function follow(client: DemoClient, taskId: string, workload: Workload, lifeCycle: LifeCycle): Promise<void> {
  const shown = new Map<string, string>();
  let announced = false;
  while (!lifeCycle.signal.aborted) {
    const task = await client.task(taskId);
    if (task === null) return say('The task was deleted.');
    for (const subtask of task.subtasks) {
      const percent = Math.floor(subtask.progress * 10) * 10;
      const line = subtask.status === 'RUNNING' ? `RUNNING ${percent} %` : subtask.status;
      if (subtask.status === 'NOT_STARTED' || shown.get(subtask.kind) === line) continue;
      shown.set(subtask.kind, line);
      const took =
        subtask.durationMs !== null && subtask.status === 'COMPLETED'
          ? ` in ${(subtask.durationMs / 1000).toFixed(1)} s`
          : '';
      say(
        `${subtask.kind.toLowerCase().replaceAll('_', ' ').padEnd(28)} ${line}${took}${subtask.reason ? `: ${subtask.reason.message} ${subtask.reason.remedy}` : ''}`,
      );
    }
    if (task.status === 'FAILED') {
      say(`FAILED: ${task.reason?.message ?? ''} ${task.reason?.remedy ?? ''}`);
      return;
    }
    if (!announced && isVerified(task)) {
      announced = true;
      await announceProof(client, task, workload);
    }
    await pause(500, lifeCycle.signal);
  }
}

const isVerified = (task: DemoTask): boolean =>
  task.subtasks.some((subtask) => subtask.kind === 'FULL_VERIFICATION' && subtask.status === 'COMPLETED');

async function announceProof(client: DemoClient, task: DemoTask, workload: Workload): Promise<void> {
  const run = await client.verification(task.id);
  const counts = workload.counts();
  if (run === null) return;
  const compared = `${Number(run.verifiedRows).toLocaleString('en')} rows of ${run.tablesCompleted} tables compared`;
  const written = counts
    ? ` while ${counts.acknowledged.toLocaleString('en')} transactions were written (${counts.failed} failed, slowest ${Math.round(counts.slowestMs)} ms)`
    : '';
  say(`${proofWords(run)}: ${compared}${written}.`);
  say(
    `The migration stays in sync; latency ${((task.latency?.latencyMs ?? 0) / 1000).toFixed(1)} s. Look at it in the console. Ctrl-C ends everything; starting again goes on, "npm run demo -- --reset" starts over.`,
  );
}

/** Ends servers that a killed demo left, and removes its data. */
async function removeAll(dataDir: string): Promise<void> {
  const places = await findPlaces(dataDir);
  for (const name of ['control', 'source', 'target']) {
    await PostgresServer.endLeftOver(places.server(name));
    await rm(places.server(name), { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}

function say(line: string): void {
  console.log(`[${new Date().toISOString().slice(11, 19)}] ${line}`);
}
