/**
 * Cutovers and returns under a bank-transfer workload while workers, the service, database servers and connections are killed at random points. Judged by
 * the ledger of the clients: nothing lost, nothing twice, the sum unbroken; and no write was accepted on both sides.
 */
import { expect } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import type { TestDatabase, TestServer } from '../setup/postgres.ts';
import { Bank, BANK_TABLES } from './bank.ts';
import { Desk } from './desk.ts';
import { workersOf } from './live-service.ts';
import { SWITCH_PHASES, SwitchDesk } from './switch-desk.ts';

/** A strike one second after the other at the soonest, and at the latest so much later. */
const LONGEST_MS = 4_000;
/** Every so many switchovers are cancelled on their way. */
const CANCELED_EVERY = 4;

/** Reproducible: the same seed strikes at the same moments of its own clock. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface SwitchRun {
  readonly switchovers: number;
  readonly seed: number;
  readonly clients?: number;
  /** Servers of its own, which are killed as well. */
  readonly servers?: { readonly source: TestServer; readonly target: TestServer } | null;
}

/** Runs them one after another, forward and back in turns; answers the kills and the pauses in milliseconds. */
export async function switchUnderFire({ switchovers, seed, clients = 3, servers = null }: SwitchRun) {
  const dice = random(seed);
  const { source, target } = await Bank.sides(servers);
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: BANK_TABLES,
    phases: SWITCH_PHASES,
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  await switching.untilVerified();
  let [live, other]: [TestDatabase, TestDatabase] = [source, target];
  const pauses: number[] = [];
  const kills: string[] = [];
  let ledger: Bank['ledger'] = { acknowledged: new Map(), unknown: [] };
  for (let turn = 1; turn <= switchovers; turn += 1) {
    await using bank = new Bank(live.address, ledger);
    bank.run(clients, 10);
    await bank.untilCommitted(30);
    const cancels = turn % CANCELED_EVERY === 0;
    const stop = new AbortController();
    const striking = strike({ desk, dice, kills, sides: [source, target], servers }, stop.signal);
    try {
      const refused = await switching.startPatiently();
      expect(refused).toBeNull();
      const over = cancels ? await cancelled(switching, dice) : await switching.throughPatiently();
      expect(over.status).toBe(cancels ? 'CANCELED' : 'COMPLETED');
      if (over.pauseMs !== null && !cancels) pauses.push(over.pauseMs);
    } finally {
      stop.abort();
      await striking;
    }
    // the one side takes writes, and the other does not
    const accepting = await Promise.all([source, target].map(({ sql }) => accepts(sql)));
    expect(accepting.filter(Boolean)).toHaveLength(1);
    expect(accepting[cancels === (live === source) ? 0 : 1]).toBe(true);
    await bank.stop();
    ledger = bank.ledger;
    await bank.settle();
    if (!cancels) [live, other] = [other, live];
    await bank.expectOn(live.sql);
    await bank.expectEqual(live.sql, other.sql);
  }
  await desk.command('taskStop', id);
  await desk.until(id, ({ status }) => status === 'STOPPED', 'it stops');
  // a server has few places for replication origins, and the next task wants some
  await desk.mutate('taskRelease', { taskId: id, fence: 'LIFT' }, 'task { id }');
  await desk.until(id, ({ status }) => status === 'RELEASED', 'it is released');
  expect(await Promise.all([source, target].map(({ sql }) => accepts(sql)))).toEqual([true, true]);
  return { kills, pauses };
}

async function cancelled(switching: SwitchDesk, dice: () => number) {
  await switching.untilAt('STOP_WRITES');
  if (dice() < 0.7) {
    await switching.actPatiently('switchoverFence');
    await pause(dice() * 1_500);
  }
  await switching.actPatiently('switchoverCancel');
  return switching.untilOver();
}

/** A statement that would touch no row. */
async function accepts(sql: TestDatabase['sql']): Promise<boolean> {
  try {
    await sql.unsafe('UPDATE bank.account SET balance = balance WHERE false');
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === '25006') return false;
    throw error;
  }
}

interface Fire {
  readonly desk: Desk;
  readonly dice: () => number;
  readonly kills: string[];
  readonly sides: readonly TestDatabase[];
  readonly servers: SwitchRun['servers'];
}

/** Kills workers and the service, cuts Godwit's sessions at a database and kills database servers, at random moments. */
async function strike({ desk, dice, kills, sides, servers }: Fire, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(1_000 + dice() * LONGEST_MS, signal);
    if (signal.aborted) return;
    const what = dice();
    if (servers && what < 0.1) {
      await desk.killAndStart();
      kills.push('service');
    } else if (servers && what < 0.25) {
      const { server } = dice() < 0.5 ? servers.source : servers.target;
      await server.kill();
      await server.startAgain();
      kills.push('database');
    } else if (what < 0.65) {
      const workers = workersOf(desk.servicePid);
      const pid = workers[Math.floor(dice() * workers.length)];
      if (pid === undefined) continue;
      try {
        process.kill(pid, 'SIGKILL');
        kills.push('worker');
      } catch {
        continue; // it has just ended
      }
    } else {
      const { sql } = must(sides[Math.floor(dice() * sides.length)], 'a side');
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, 'godwit')`;
      kills.push('sessions');
    }
  }
}
