/**
 * One migration of the shop that is killed again and again (SIGKILL): workers, service, source, target, control database.
 * After each kill it waits until the product works again by itself and keeps the time; every random choice comes from a
 * seed. What the workload counted is attributed to the kills: unknown outcomes belong to kills of the source alone.
 */
import { spawnSync } from 'node:child_process';
import type { DemoTask } from '../../server/demo/demo-client.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres } from '../setup/postgres.ts';
import { workersOf, type LiveOptions, type LiveService } from './live-service.ts';
import { command } from './task-commands.ts';

export type Victim = 'worker' | 'service' | 'everything of ours' | 'source' | 'target' | 'control';

export interface Kill {
  readonly victim: Victim;
  /** Subtask that ran at the kill. */
  readonly during: string;
  /** From the moment the victim could run again to the next proof of work. */
  readonly recoveredMs: number;
}

/** Failures of the task that a kill may cause, and that a resume mends: a precheck cannot pass without a database. */
const LEGITIMATE = new Set(['PRECHECK_FAILED']);
const RECOVERY_LIMIT_MS = 120_000;

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed from GODWIT_FAULT_SEED, else a new one. */
export const chooseSeed = (): number =>
  Number(process.env['GODWIT_FAULT_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** Servers that survive only what really was written: fsync on, each its own. */
export async function ownServers(): Promise<NonNullable<LiveOptions['servers']>> {
  const durable = { fsync: 'on', full_page_writes: 'on', shared_buffers: '64MB' };
  const [source, target, control] = await Promise.all([
    testPostgres(18, 'killed source', durable),
    testPostgres(18, 'killed target', durable),
    testPostgres(18, 'killed control', durable),
  ]);
  return { source, target, control };
}

export class FaultRun {
  readonly kills: Kill[] = [];
  readonly resumes: string[] = [];
  /** Unknown outcomes of the workload outside the kills of the source. */
  unexplained = 0;
  readonly #live: LiveService;
  readonly #servers: NonNullable<LiveOptions['servers']>;
  readonly #taskId: string;
  readonly #random: () => number;
  readonly #strays: number[] = [];

  constructor(
    live: LiveService,
    options: {
      readonly servers: NonNullable<LiveOptions['servers']>;
      readonly taskId: string;
      readonly random: () => number;
    },
  ) {
    this.#live = live;
    this.#servers = options.servers;
    this.#taskId = options.taskId;
    this.#random = options.random;
  }

  /** Waits for a fact; resumes the task where a kill may have failed it. */
  async until(fact: (task: DemoTask) => boolean, what: string): Promise<DemoTask> {
    const deadline = performance.now() + RECOVERY_LIMIT_MS;
    let last: DemoTask | null = null;
    while (performance.now() < deadline) {
      last = (await this.#live.client.task(this.#taskId).catch(() => null)) ?? last;
      if (last !== null && fact(last)) return last;
      if (last?.status === 'FAILED') await this.#resume(last);
      await pause(100);
    }
    throw new Error(`not within ${RECOVERY_LIMIT_MS / 1000} s: ${what}; the task is ${JSON.stringify(last)}`);
  }

  /** Kills after a random part of `withinMs`, lets the victim run again, waits for work. */
  async kill(victim: Victim, withinMs: number): Promise<Kill> {
    await pause(this.#random() * withinMs);
    const unknown = this.#live.counts.unknown;
    const during = await this.#runningSubtask();
    await this.#strike(victim);
    const since = performance.now();
    await this.#worksAgain();
    const kill = { victim, during, recoveredMs: Math.round(performance.now() - since) };
    this.kills.push(kill);
    if (victim === 'source') await this.#workloadRuns();
    else this.unexplained += this.#live.counts.unknown - unknown;
    return kill;
  }

  /** Worker processes of killed services must end by themselves. */
  async strayWorkers(): Promise<number[]> {
    const deadline = performance.now() + 30_000;
    while (performance.now() < deadline && this.#strays.some((pid) => alive(pid))) await pause(100);
    return this.#strays.filter((pid) => alive(pid));
  }

  async #strike(victim: Victim): Promise<void> {
    const workers = workersOf(this.#live.servicePid);
    switch (victim) {
      case 'worker': {
        const pid = workers[Math.floor(this.#random() * workers.length)];
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        return;
      }
      case 'service':
        this.#strays.push(...workers);
        await this.#live.killService();
        return this.#live.startService();
      case 'everything of ours':
        for (const pid of workers) process.kill(pid, 'SIGKILL');
        await this.#live.killService();
        return this.#live.startService();
      default: {
        const { server } = this.#servers[victim];
        crash(server.pid);
        await server.kill();
        await pause(this.#random() * 1_500);
        return server.startAgain();
      }
    }
  }

  /** Proof of work: what the source has now is on the target; before there is a stream, that the migration got further. */
  async #worksAgain(): Promise<void> {
    const [row] = await this.#live.source.sql`SELECT pg_current_wal_insert_lsn()::text AS now`;
    const position = String(row?.['now']);
    const before = await this.#standing();
    await this.until((task) => task.status === 'RUNNING', 'the task runs');
    const deadline = performance.now() + RECOVERY_LIMIT_MS;
    while (performance.now() < deadline) {
      const task = await this.#live.client.task(this.#taskId).catch(() => null);
      if (task?.status === 'FAILED') await this.#resume(task);
      if (await this.#reached(position)) return;
      const now = await this.#standing();
      if (!before.streaming && now.text !== before.text) return;
      await pause(50);
    }
    const task = await this.#live.client.task(this.#taskId).catch(String);
    throw new Error(
      `no work within ${RECOVERY_LIMIT_MS / 1000} s after a kill: source at ${position}, ${(await this.#standing()).text}, task ${JSON.stringify(task)}`,
    );
  }

  /** The sessions of the shop have noticed the crash and write again. */
  async #workloadRuns(): Promise<void> {
    const wanted = this.#live.counts.acknowledged + 30;
    const deadline = performance.now() + 30_000;
    while (this.#live.counts.acknowledged < wanted && performance.now() < deadline) await pause(20);
  }

  async #reached(position: string): Promise<boolean> {
    const rows = await this.#live.target.sql
      .unsafe(
        `SELECT max(position::pg_lsn) >= '${position}'::pg_lsn AS reached FROM godwit.checkpoint WHERE stream = 'FORWARD'`,
      )
      .catch(() => []);
    return rows[0]?.['reached'] === true;
  }

  async #standing(): Promise<{ text: string; streaming: boolean }> {
    const rows = await this.#live.target.sql
      .unsafe(
        `SELECT (SELECT count(*) FROM godwit.copy_range)::int AS ranges, (SELECT max(position::pg_lsn)::text FROM godwit.checkpoint WHERE stream = 'FORWARD') AS checkpoint`,
      )
      .catch(() => []);
    const task = await this.#live.client.task(this.#taskId).catch(() => null);
    const phases = task?.subtasks.map(({ kind, status, progress }) => `${kind} ${status} ${progress.toFixed(3)}`);
    const checkpoint = (rows[0]?.['checkpoint'] as string | null | undefined) ?? null;
    return {
      text: `ranges ${String(rows[0]?.['ranges'])}, checkpoint ${checkpoint}, ${phases?.join(', ')}`,
      streaming: checkpoint !== null,
    };
  }

  async #runningSubtask(): Promise<string> {
    const task = await this.#live.client.task(this.#taskId).catch(() => null);
    const open = task?.subtasks.findLast(({ status }) => status === 'RUNNING' || status === 'MONITORING');
    return open?.kind ?? 'nothing';
  }

  async #resume(task: DemoTask): Promise<void> {
    const code = task.reason?.code ?? 'UNKNOWN';
    if (!LEGITIMATE.has(code))
      throw new Error(`a kill failed the task: ${code}: ${task.reason?.message} ${JSON.stringify(task)}`);
    const refused = await command(this.#live.url, 'taskResume', { taskId: this.#taskId });
    if (refused === null) this.resumes.push(code);
    await this.until(({ status }) => status !== 'FAILED', 'the task is resumed');
  }
}

/** Kills a server with all its processes at one moment: they leave its process group, and would end in their own time. */
function crash(pid: number): void {
  const listed = spawnSync('ps', ['--ppid', String(pid), '-o', 'pid='], { encoding: 'utf8' }).stdout;
  for (const each of [pid, ...listed.split('\n').map(Number)])
    if (each > 0 && alive(each)) process.kill(each, 'SIGKILL');
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: it has ended
  }
}

/** One line a kill, for the reader of the run. */
export const describeKills = (kills: readonly Kill[]): string =>
  kills
    .map(({ victim, during, recoveredMs }) => `${victim} during ${during}: works after ${recoveredMs} ms`)
    .join('\n');
