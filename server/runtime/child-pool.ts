/**
 * A fixed number of child processes of one program: started, watched, started again with growing pauses when they die,
 * drained together. The IPC channel tells each child when its parent is gone.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { Logger } from './logger.ts';

export interface ChildPoolOptions {
  readonly program: string;
  readonly count: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Logger;
  /** Names a child before it starts; handed to it as GODWIT_WORKER_ID. */
  readonly nameChild: () => string;
  /** Called at once when a child has ended, with its name. */
  readonly onDeath: (name: string) => void;
}

const SHORTEST_PAUSE_MS = 200;
/** With the time a child needs to start, its work must run again within 15 s. */
const LONGEST_PAUSE_MS = 5_000;
/**
 * Node's default lets the young generation grow to a third of a gigabyte on a large machine, for garbage that is mostly of
 * the start; 8 MiB keep a process that moves bytes (outside of V8's heap) small at the same speed. Helper threads collect
 * sooner than one would alone, but the collection waits for each of them to get a core, which on a busy machine was most of
 * the stream's tail: one thread, and an old generation that grows by 30 % of what lives before it is collected, instead of by
 * several times (docs/performance.md).
 */
const HEAP_OPTIONS = ['--max-semi-space-size=8', '--single-threaded-gc', '--heap-growing-percent=30'];
/** A child that lived this long starts again without a pause. */
const HEALTHY_MS = 30_000;

export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #children = new Set<ChildProcess>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #ending = false;

  constructor(options: ChildPoolOptions) {
    this.#options = options;
  }

  start(): void {
    for (let index = 0; index < this.#options.count; index += 1) this.#spawn(SHORTEST_PAUSE_MS);
  }

  get pids(): readonly number[] {
    return [...this.#children].flatMap((child) => (child.pid === undefined ? [] : [child.pid]));
  }

  /** Asks every child to end and waits; kills what is left after `limitMs`. */
  async stop(limitMs: number): Promise<void> {
    this.#ending = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const ends = [...this.#children].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill('SIGTERM');
        }),
    );
    const killing = setTimeout(() => {
      for (const child of this.#children) child.kill('SIGKILL');
    }, limitMs);
    await Promise.all(ends);
    clearTimeout(killing);
  }

  #spawn(pauseMs: number): void {
    const { program, environment, log, nameChild, onDeath } = this.#options;
    const name = nameChild();
    const started = Date.now();
    const child = fork(program, [], {
      env: { ...environment, GODWIT_WORKER_ID: name },
      execArgv: [...process.execArgv.filter((option) => !HEAP_OPTIONS.includes(option)), ...HEAP_OPTIONS],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // a session of its own: schedulers share the cores out by session, and the API is not to pay for its workers; a
      // Ctrl-C reaches the parent alone, which ends them in order
      detached: true,
    });
    this.#children.add(child);
    child.once('error', (error) => log.error('worker could not be started', { error: String(error) }));
    child.once('exit', (code, signal) => {
      this.#children.delete(child);
      onDeath(name);
      if (this.#ending) return;
      log.warn('worker ended', { pid: child.pid, code, signal });
      const healthy = Date.now() - started > HEALTHY_MS;
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          this.#spawn(healthy ? SHORTEST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
        },
        healthy ? 0 : pauseMs,
      );
      this.#timers.add(timer);
    });
  }
}
