/**
 * One migration of the shop that is struck again and again, at random moments inside the phases that are asked for. After each
 * strike it waits until the product works again by itself and keeps the time; every random choice comes from a seed. No strike
 * may fail the task, and nobody helps it. What the workload counted is attributed to the strikes: unknown outcomes belong to
 * those of the source alone.
 */
import type { DemoTask } from '../../server/demo/demo-client.ts';
import { pause } from '../../server/runtime/clock.ts';
import { LEDGER_DDL, Ledger } from './ledger.ts';
import { LiveService, type LiveOptions } from './live-service.ts';
import { PHASES, phaseNow, USUAL_MS, type Phase } from './fault-phases.ts';
import { Victims, type Orphan, type Servers, type Victim } from './fault-victims.ts';

export interface Strike {
  readonly victims: readonly Victim[];
  readonly aimedAt: Phase;
  /** Where the migration stood at the strike. */
  readonly during: Phase | null;
  /** From the moment the victims could run again to the next proof of work. */
  readonly recoveredMs: number;
  /** Of a killed worker: until its component ran again elsewhere. */
  readonly takenOverMs: number | null;
}

/** Work goes on after a strike within; the times themselves are printed. */
const RECOVERY_LIMIT_MS = 120_000;
/** A phase that is undisturbed ends within, however busy the machine is: only a guard against waiting for ever. */
const PHASE_LIMIT_MS = 400_000;
/** A killed worker's component runs again elsewhere within. */
export const TAKE_OVER_LIMIT_MS = 15_000;

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

/** All phases, a copy that lasts a few seconds, a verification of many small chunks. */
export const FAULT_TASK = {
  phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'],
  parameters: [
    { name: 'fullRowsPerSecond', value: 30_000 },
    { name: 'verificationConcurrency', value: 'CUSTOM' },
    { name: 'verificationReaders', value: 2 },
    { name: 'verificationChunkRows', value: 2_500 },
  ],
};

/** Off: a database acknowledges before it is durable, and a crash takes commits back (C4). */
export type Durability = 'on' | 'off';

const setDurability = (durability: Durability): string =>
  `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = ${durability}', current_database()); END $$;`;

/** The shop under load on servers of its own, with a ledger. */
export async function startFaultShop(
  servers: Servers,
  durability: Durability = 'on',
  ports: LiveOptions['ports'] = {},
): Promise<{ live: LiveService; ledger: Ledger }> {
  const ddl = `${LEDGER_DDL} ${setDurability(durability)}`;
  const live = await LiveService.start({ scale: 0.05, transactionsPerSecond: 100, servers, ddl, ports });
  await live.target.sql.unsafe(setDurability(durability));
  return { live, ledger: new Ledger(live.sourceUrl) };
}

export class FaultRun {
  readonly strikes: Strike[] = [];
  readonly victims: Victims;
  /** Unknown outcomes of the workload outside the strikes of the source. */
  unexplained = 0;
  readonly #live: LiveService;
  readonly #taskId: string;
  readonly #random: () => number;

  constructor(
    live: LiveService,
    options: { readonly servers: Servers; readonly taskId: string; readonly random: () => number },
  ) {
    this.#live = live;
    this.#taskId = options.taskId;
    this.#random = options.random;
    this.victims = new Victims(live, options.servers, options.random);
  }

  /** Waits for a fact. A strike never fails the task. */
  async until(fact: (task: DemoTask) => boolean, what: string): Promise<DemoTask> {
    const deadline = performance.now() + PHASE_LIMIT_MS;
    let last: DemoTask | null = null;
    while (performance.now() < deadline) {
      last = (await this.#live.client.task(this.#taskId).catch(() => null)) ?? last;
      if (last !== null && fact(last)) return last;
      if (last?.status === 'FAILED') throw new Error(`a strike failed the task: ${JSON.stringify(last)}`);
      await pause(100);
    }
    throw new Error(`not within ${PHASE_LIMIT_MS / 1000} s: ${what}; the task is ${JSON.stringify(last)}`);
  }

  /** Strikes the victims at one moment inside the phase, or at once when it is already over. */
  async aim(phase: Phase, victims: readonly Victim[]): Promise<Strike> {
    const share = this.#random();
    if (phase === 'catch-up') await this.#makeBacklog();
    else await this.#untilPhase(phase);
    await pause(share * USUAL_MS[phase]);
    return this.strike(phase, victims);
  }

  async strike(phase: Phase, victims: readonly Victim[]): Promise<Strike> {
    const unknown = this.#live.counts.unknown;
    const now = await phaseNow(this.#live.control.sql);
    const during = phase === 'catch-up' && now === 'monitoring' ? phase : now;
    const struck = performance.now();
    const orphans = await Promise.all(victims.map((victim) => this.victims.strike(victim, during ?? phase)));
    const since = performance.now();
    const [takenOverMs] = await Promise.all([this.#takenOver(orphans, struck), this.worksAgain()]);
    const strike = {
      victims,
      aimedAt: phase,
      during,
      recoveredMs: Math.round(performance.now() - since),
      takenOverMs: victims.length === 1 ? takenOverMs : null,
    };
    this.strikes.push(strike);
    if (victims.includes('source')) await this.#workloadRuns();
    else this.unexplained += this.#live.counts.unknown - unknown;
    return strike;
  }

  async #untilPhase(phase: Phase): Promise<void> {
    const deadline = performance.now() + PHASE_LIMIT_MS;
    while (performance.now() < deadline) {
      const now = await phaseNow(this.#live.control.sql);
      if (now !== null && PHASES.indexOf(now) >= PHASES.indexOf(phase)) return;
      const task = await this.#live.client.task(this.#taskId).catch(() => null);
      if (task?.status === 'FAILED') throw new Error(`a strike failed the task: ${JSON.stringify(task)}`);
      await pause(5);
    }
    throw new Error(`phase ${phase} was not reached; it is ${await phaseNow(this.#live.control.sql)}`);
  }

  /** Incr-Sync stands for a while under load, then has a backlog to replay. */
  async #makeBacklog(): Promise<void> {
    await this.#untilPhase('monitoring');
    await this.#live.component('componentStop', this.#taskId, 'INCR_SYNC');
    await pause(4_000);
    await this.#live.component('componentStart', this.#taskId, 'INCR_SYNC');
  }

  /** Milliseconds until what a killed worker ran has a new owner at work, or is done. */
  async #takenOver(orphans: readonly (Orphan | null)[], struck: number): Promise<number | null> {
    const orphan = orphans.find((candidate) => candidate !== null);
    if (!orphan) return null;
    const deadline = performance.now() + RECOVERY_LIMIT_MS;
    while (performance.now() < deadline) {
      const [row] = await this.#live.control.sql
        .unsafe(`SELECT epoch, status FROM component WHERE id = '${orphan.componentId}'`)
        .catch(() => []);
      const again = Number(row?.['epoch']) > orphan.epoch && ['RUNNING', 'COMPLETED'].includes(String(row?.['status']));
      if (again || row?.['status'] === 'COMPLETED') return Math.round(performance.now() - struck);
      await pause(20);
    }
    throw new Error(`component ${orphan.componentId} was not taken over`);
  }

  /** Proof of work: what the source has now is on the target; before there is a stream, that the migration got further. */
  async worksAgain(): Promise<void> {
    const [row] = await this.#live.source.sql`SELECT pg_current_wal_insert_lsn()::text AS now`;
    const position = String(row?.['now']);
    const before = await this.#standing();
    await this.until((task) => task.status === 'RUNNING', 'the task runs');
    const deadline = performance.now() + RECOVERY_LIMIT_MS;
    while (performance.now() < deadline) {
      if (await this.#reached(position)) return;
      const now = await this.#standing();
      if (!before.streaming && now.text !== before.text) return;
      await pause(50);
    }
    const task = await this.#live.client.task(this.#taskId).catch(String);
    throw new Error(
      `no work within ${RECOVERY_LIMIT_MS / 1000} s after a strike: source at ${position}, ${(await this.#standing()).text}, task ${JSON.stringify(task)}`,
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
        `SELECT (SELECT count(*) FROM godwit.copy_range WHERE completed_at IS NOT NULL)::int AS ranges, (SELECT max(position::pg_lsn)::text FROM godwit.checkpoint WHERE stream = 'FORWARD') AS checkpoint`,
      )
      .catch(() => []);
    const checkpoint = (rows[0]?.['checkpoint'] as string | null | undefined) ?? null;
    const task = await this.#live.client.task(this.#taskId).catch(() => null);
    const phases = task?.subtasks.map(({ kind, status, progress }) => `${kind} ${status} ${progress.toFixed(3)}`);
    const phase = await phaseNow(this.#live.control.sql);
    return {
      text: `${phase}, ranges ${String(rows[0]?.['ranges'])}, checkpoint ${checkpoint}, ${phases?.join(', ')}`,
      streaming: checkpoint !== null,
    };
  }
}

/** One line a strike, for the reader of the run. */
export const describeStrikes = (strikes: readonly Strike[]): string =>
  strikes
    .map(({ victims, aimedAt, during, recoveredMs, takenOverMs }) => {
      const where = during === aimedAt ? aimedAt : `${aimedAt} (already ${during})`;
      const taken = takenOverMs === null ? '' : `, its component runs elsewhere after ${takenOverMs} ms`;
      return `${victims.join(' and ')} during ${where}: works after ${recoveredMs} ms${taken}`;
    })
    .join('\n');
