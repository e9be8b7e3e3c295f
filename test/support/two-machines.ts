/** A fleet of two machines for a test: workers with a disk of their own each, an API without workers, the shop under load with a ledger. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { LEDGER_DDL, Ledger } from './ledger.ts';
import { LiveService } from './live-service.ts';
import { Machine, machineNetwork } from './machine.ts';

const PATIENCE_SECONDS = 5;

export interface ChangeLog {
  readonly machine: string;
  readonly generation: number;
  readonly acknowledge: string;
  readonly losable: boolean;
  readonly awaySince: string | null;
}

export async function changeLog(live: LiveService, taskId: string): Promise<ChangeLog | null> {
  const { task } = await live.ask<{ task: { changeLog: ChangeLog | null } }>(
    'query($id: ID!) { task(id: $id) { changeLog { machine generation acknowledge losable awaySince } } }',
    { id: taskId },
  );
  return task.changeLog;
}

export interface FleetOptions {
  /** Each machine has a network of its own. Default: false. */
  readonly networks?: boolean;
  /** Machines that run from the beginning; default 2. */
  readonly running?: number;
  /** Of the shop; default 0.02. */
  readonly scale?: number;
}

/** An API without workers, two machines, the shop under load with a ledger. */
export async function startFleet(options: FleetOptions = {}) {
  const environment = {
    GODWIT_KEY: randomBytes(32).toString('base64'),
    GODWIT_LOG_MOVE_AFTER_SECONDS: String(PATIENCE_SECONDS),
    GODWIT_WORKERS: '1',
  };
  const live = await LiveService.start({
    scale: options.scale ?? 0.02,
    transactionsPerSecond: 50,
    ddl: LEDGER_DDL,
    environment: { ...environment, GODWIT_ROLES: 'api' },
  });
  const machine = async (): Promise<Machine> => {
    const { port } = live.source.address; // one server has all databases
    const network = options.networks ? { network: await machineNetwork({ control: port, data: port }) } : {};
    return new Machine({ controlUrl: live.controlUrl, environment, ...network });
  };
  const machines = [await machine(), await machine()];
  const running = machines.slice(0, options.running ?? 2);
  await Promise.all(running.map((each) => each.start()));
  await untilHeardOf(live, running);
  const ledger = new Ledger(live.sourceUrl);
  return {
    live,
    ledger,
    machines,
    holder: (log: ChangeLog | null): Machine => {
      const found = machines.find(({ location }) => location === log?.machine);
      if (found === undefined) throw new Error(`the log lies on no machine: ${JSON.stringify(log)}`);
      return found;
    },
    async [Symbol.asyncDispose]() {
      await ledger.stop();
      for (const machine of machines) await machine[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
    },
  };
}

/** Workers of exactly these machines are heard of. */
export async function untilHeardOf(live: LiveService, machines: readonly Machine[]): Promise<void> {
  const heardOf = async (): Promise<string[]> => {
    const { workers } = await live.ask<{ workers: { nodes: { machine: string; alive: boolean }[] } }>(
      '{ workers(first: 100) { nodes { machine alive } } }',
      {},
    );
    return [...new Set(workers.nodes.filter(({ alive }) => alive).map((worker) => worker.machine))].sort();
  };
  await expect.poll(heardOf, { timeout: 60_000 }).toEqual(machines.map(({ location }) => location).sort());
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>;

/** The replay stands for a while, so that the log has what the target lacks. */
export async function backlog({ live, ledger }: Fleet, taskId: string): Promise<void> {
  await live.component('componentStop', taskId, 'INCR_SYNC');
  const before = ledger.acknowledged;
  await expect.poll(() => ledger.acknowledged - before, { timeout: 30_000 }).toBeGreaterThan(60);
}

export async function expectNothingLost({ live, ledger }: Fleet): Promise<void> {
  await Promise.all([live.stopWorkload(), ledger.stop()]);
  expect(await live.differencesWhenQuiet()).toEqual([]);
  const sides = { source: live.source.sql, target: live.target.sql };
  expect(await ledger.faults(sides, { sourceMayLose: false })).toEqual([]);
  expect(ledger.acknowledged).toBeGreaterThan(100);
  expect(live.counts.failed + live.counts.unknown).toBe(0);
}

/** What the source has now is on the target. */
export async function level({ live }: Fleet): Promise<void> {
  const [row] = await live.source.sql`SELECT pg_current_wal_insert_lsn()::text AS now`;
  const now = String(row?.['now']);
  const reached = async (): Promise<unknown> =>
    (
      await live.target
        .sql`SELECT max(position::pg_lsn) >= ${now}::text::pg_lsn AS reached FROM godwit.checkpoint WHERE stream = 'FORWARD'`
    )[0]?.['reached'];
  await expect.poll(reached, { timeout: 90_000 }).toBe(true);
}

export async function expectBesideTheLog({ live }: Fleet, taskId: string): Promise<void> {
  const { task, workers } = await live.ask<{
    task: { changeLog: ChangeLog; components: { kind: string; status: string; workerId: string | null }[] };
    workers: { nodes: { workerId: string; machine: string }[] };
  }>(
    'query($id: ID!) { task(id: $id) { changeLog { machine } components { kind status workerId } } workers(first: 100) { nodes { workerId machine } } }',
    { id: taskId },
  );
  const stream = task.components.filter(({ kind }) => kind === 'STORE' || kind === 'INCR_SYNC');
  expect(stream).toHaveLength(2);
  for (const { workerId } of stream)
    expect(workers.nodes.find((worker) => worker.workerId === workerId)?.machine).toBe(task.changeLog.machine);
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly differences: string;
}

export async function startVerification({ live }: Fleet, taskId: string): Promise<void> {
  await live.ask(
    'mutation($id: ID!) { verificationStart(input: { taskId: $id, scope: ALL }) { ... on UserError { code message } } }',
    { id: taskId },
  );
  await live.until(taskId, (task) => !live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'verification begins again'); // prettier-ignore
}

export async function latestRun({ live }: Fleet, taskId: string): Promise<Run> {
  const { task } = await live.ask<{ task: { subtask: { latestRun: Run } } }>(
    'query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { latestRun { id status differences } } } } }',
    { id: taskId },
  );
  return task.subtask.latestRun;
}

/** Runs the verification anew. */
export async function verify(fleet: Fleet, taskId: string): Promise<Run> {
  const { live } = fleet;
  const completed = (task: Parameters<LiveService['subtaskIs']>[0]): boolean =>
    live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED');
  await startVerification(fleet, taskId);
  await live.until(taskId, completed, 'verification is completed again');
  return latestRun(fleet, taskId);
}
