/**
 * What the machine does while a bench runs, from /proc: the CPU that processes outside of the bench take (the two cores
 * are shared, and a figure taken beside other load must say so), and the memory of given processes.
 */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const INTERVAL_MS = 1_000;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** User and system time, in ticks. */
  readonly ticks: number;
}

/** Measures from its construction on the cores that processes outside of this one's family use. */
export class ForeignLoad implements Disposable {
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  #before = new Map<number, number>();
  #ticks = 0;

  constructor() {
    for (const { pid, ticks } of processes()) this.#before.set(pid, ticks);
    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
    this.#timer.unref();
  }

  /** Cores used by others on average so far. */
  get cores(): number {
    this.#sample();
    const seconds = (performance.now() - this.#started) / 1_000;
    return Math.round((this.#ticks / TICKS_PER_SECOND / seconds) * 100) / 100;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    const all = processes();
    const family = familyOf(process.pid, all);
    const now = new Map<number, number>();
    for (const { pid, ticks } of all) {
      now.set(pid, ticks);
      if (!family.has(pid)) this.#ticks += ticks - (this.#before.get(pid) ?? 0);
    }
    this.#before = now;
  }
}

/** The process and everything that descends from it. */
export function familyOf(pid: number, all: readonly Process[] = processes()): ReadonlySet<number> {
  const family = new Set([pid]);
  for (let grown = true; grown;) {
    const before = family.size;
    for (const process of all) if (family.has(process.parent)) family.add(process.pid);
    grown = family.size > before;
  }
  return family;
}

/** Resident memory of a process in bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`));
  return Number(line?.[1] ?? 0) * 1024;
}

/** The words that a process was started with. */
export function commandOf(pid: number): string {
  return readProc(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readProc(`/proc/${name}/stat`) : '';
    if (stat === '') return [];
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  });
}

/** A process may end at any moment. */
function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
