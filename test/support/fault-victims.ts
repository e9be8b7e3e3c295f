/** Who is struck and how: SIGKILL, without a chance to clean up. */
import { spawnSync } from 'node:child_process';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres } from '../setup/postgres.ts';
import { WORKS_IN, type Phase } from './fault-phases.ts';
import { workersOf, type LiveOptions, type LiveService } from './live-service.ts';

export const VICTIMS = ['worker', 'service', 'everything of ours', 'source', 'target', 'control'] as const;
export type Victim = (typeof VICTIMS)[number];
export type Servers = NonNullable<LiveOptions['servers']>;

/** A database that was killed stays away for up to so long. */
const AWAY_MS = 1_500;

/** Servers that survive only what really was written: fsync on, each its own. */
export async function ownServers(): Promise<Servers> {
  const durable = { fsync: 'on', full_page_writes: 'on', shared_buffers: '64MB' };
  const [source, target, control] = await Promise.all([
    testPostgres(18, 'killed source', durable),
    testPostgres(18, 'killed target', durable),
    testPostgres(18, 'killed control', durable),
  ]);
  return { source, target, control };
}

/** Of a worker that was killed: what it ran, so that its successor can be waited for. */
export interface Orphan {
  readonly componentId: string;
  readonly epoch: number;
}

export class Victims {
  readonly #live: LiveService;
  readonly #servers: Servers;
  readonly #random: () => number;
  readonly #strays: number[] = [];

  constructor(live: LiveService, servers: Servers, random: () => number) {
    this.#live = live;
    this.#servers = servers;
    this.#random = random;
  }

  /** Strikes, and lets the victim run again; what a killed worker ran is told. */
  async strike(victim: Victim, phase: Phase): Promise<Orphan | null> {
    const workers = workersOf(this.#live.servicePid);
    switch (victim) {
      case 'worker': {
        const busy = await this.#workerIn(phase);
        const pid = busy?.pid ?? workers[Math.floor(this.#random() * workers.length)];
        if (pid !== undefined && alive(pid)) process.kill(pid, 'SIGKILL');
        return busy;
      }
      case 'service':
        this.#strays.push(...workers);
        await this.#live.killService();
        await this.#live.startService();
        return null;
      case 'everything of ours':
        for (const pid of workers) process.kill(pid, 'SIGKILL');
        await this.#live.killService();
        await this.#live.startService();
        return null;
      default: {
        const { server } = this.#servers[victim];
        crash(server.pid);
        await server.kill();
        await pause(this.#random() * AWAY_MS);
        await server.startAgain();
        return null;
      }
    }
  }

  /** The process that runs what the phase is about. */
  async #workerIn(phase: Phase): Promise<(Orphan & { readonly pid: number }) | null> {
    const rows = await this.#live.control.sql
      .unsafe(
        `SELECT c.id, c.kind, c.epoch, w.pid FROM component c JOIN worker w ON w.id = c.worker_id WHERE c.status = 'RUNNING'`,
      )
      .catch(() => []);
    for (const kind of WORKS_IN[phase]) {
      const row = rows.find((candidate) => candidate['kind'] === kind);
      if (row) return { componentId: String(row['id']), epoch: Number(row['epoch']), pid: Number(row['pid']) };
    }
    return null;
  }

  /** Worker processes of killed services must end by themselves. */
  async strayWorkers(): Promise<number[]> {
    const deadline = performance.now() + 30_000;
    while (performance.now() < deadline && this.#strays.some((pid) => alive(pid))) await pause(100);
    return this.#strays.filter((pid) => alive(pid));
  }
}

/** Kills a server with all its processes at one moment: they leave its process group, and would end in their own time. */
function crash(pid: number): void {
  const listed = spawnSync('ps', ['--ppid', String(pid), '-o', 'pid='], { encoding: 'utf8' }).stdout;
  for (const each of [pid, ...listed.split('\n').map(Number)])
    if (each > 0 && alive(each)) process.kill(each, 'SIGKILL');
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: it has ended
  }
}
