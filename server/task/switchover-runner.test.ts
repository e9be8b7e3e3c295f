/** SR1 to SR3: whenever the runner dies, the next one goes on, and nothing is done out of order. */
import { describe, expect, test } from 'vitest';
import type { StageContext } from '../core/stage.ts';
import { currentStep, definitionOf, preparable, STEPS, stepsOf, type StepKind } from '../switchover/steps.ts';
import type { StepResult, Switcher } from '../switchover/switcher.ts';
import type { Switchover, SwitchoverStep } from '../switchover/switchover.ts';
import { SwitchoverRunner, type SwitchoverRunnerDeps } from './switchover-runner.ts';
import type { TaskSituation } from './task-progress.ts';

class Death extends Error {}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface WorldOptions {
  readonly reverse: boolean;
  readonly deathAt: number;
  /** A person cancels at that moment, in the middle of a turn; nothing happens behind the point of no return. */
  readonly cancelAt?: number;
  /** The last step is answered at the start. */
  readonly automatic?: boolean;
}

/** What is recorded, and what is done at the two databases; a death leaves both as they are. */
class World {
  readonly steps: Mutable<SwitchoverStep>[];
  status: Switchover['status'] = 'RUNNING';
  pointOfNoReturnAt: Date | null = null;
  /** Steps whose effect stands at the databases, in the order in which it came about. */
  readonly effects: StepKind[] = [];
  readonly begun: StepKind[] = [];
  readonly #options: Pick<Switchover['options'], 'allowWritesAutomatically'>;
  #countdown: number;
  #cancelIn: number;
  died = false;

  constructor(options: WorldOptions) {
    this.#options = { allowWritesAutomatically: options.automatic ?? false };
    this.#countdown = options.deathAt;
    this.#cancelIn = options.cancelAt ?? -1;
    this.steps = stepsOf({ reverse: options.reverse }).map(({ kind }) => ({
      kind,
      status: kind === 'START' ? 'COMPLETED' : 'PENDING',
      answer: null,
      startedAt: null,
      completedAt: null,
      answeredBy: null,
      reason: null,
      findings: {},
      waiting: null,
      skipReason: null,
    }));
  }

  /** Dies here, if it is the moment; every one that anything outside could notice is one. */
  #moment(signal: AbortController): void {
    this.#cancelIn -= 1;
    if (this.#cancelIn === 0 && this.pointOfNoReturnAt === null && this.status === 'RUNNING') this.status = 'CANCELING';
    this.#countdown -= 1;
    if (this.#countdown !== 0) return;
    this.died = true;
    signal.abort();
    throw new Death();
  }

  async #recorded(signal: AbortController, change: () => void): Promise<void> {
    this.#moment(signal);
    change();
    await Promise.resolve();
    this.#moment(signal);
  }

  async turn(): Promise<void> {
    const signal = new AbortController();
    const record: SwitchoverRunnerDeps['progress'] = {
      recordStep: async (_task, _switchover, kind, { findings, next, ...change }) => {
        await this.#recorded(signal, () => {
          const step = this.#step(kind);
          if (change.status !== undefined && change.status !== 'UNDONE' && this.status === 'CANCELING') return;
          Object.assign(step, change, { findings: { ...step.findings, ...findings } });
          const following = this.steps.find((one) => one.kind === next);
          if (following?.status === 'PENDING') following.status = 'RUNNING';
        });
        return this.#switchover();
      },
      recordPause: () => Promise.resolve(),
      recordPointOfNoReturn: async () => {
        await this.#recorded(signal, () => {
          if (this.status === 'RUNNING') this.pointOfNoReturnAt ??= new Date(0);
        });
        return this.pointOfNoReturnAt !== null;
      },
      completeSwitchover: () => this.#recorded(signal, () => (this.status = 'COMPLETED')),
      switchoverCanceled: () => this.#recorded(signal, () => (this.status = 'CANCELED')),
      setWaitingFor: () => Promise.resolve(),
    };
    const runner = new SwitchoverRunner({ progress: record, switcher: () => this.#switcher(signal) });
    const situation = {
      task: { id: 't_1', waitingFor: null },
      switchover: this.#switchover(),
    } as unknown as TaskSituation; // a partial stand-in: what the runner reads
    const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    await runner.tend(situation, { signal: signal.signal, log: silent } as unknown as StageContext);
  }

  #switchover(): Switchover {
    const { status, pointOfNoReturnAt } = this;
    const steps = this.steps.map((step) => ({ ...step }));
    return {
      id: 'w_1',
      direction: 'FORWARD',
      status,
      steps,
      pointOfNoReturnAt,
      options: this.#options,
    } as unknown as Switchover; // a partial stand-in: what the runner reads
  }

  #step(kind: StepKind): Mutable<SwitchoverStep> {
    const found = this.steps.find((step) => step.kind === kind);
    if (found === undefined) throw new Error(`no step ${kind}`);
    return found;
  }

  #switcher(signal: AbortController): Switcher {
    const done: StepResult = { kind: 'DONE' };
    return {
      look: () => Promise.resolve({ kind: 'WAITING', what: 'a person' }),
      carryOut: async (kind) => {
        this.#requireInOrder(kind);
        this.begun.push(kind);
        await this.#recorded(signal, () => {
          if (!this.effects.includes(kind)) this.effects.push(kind);
        });
        return done;
      },
      undo: async (kind) => {
        // what came later is gone already
        const later = STEPS.slice(STEPS.findIndex((step) => step.kind === kind) + 1).map((step) => step.kind);
        expect(this.effects.filter((effect) => later.includes(effect))).toEqual([]);
        await this.#recorded(signal, () => {
          const at = this.effects.indexOf(kind);
          if (at !== -1) this.effects.splice(at, 1);
        });
        return done;
      },
      plan: () => Promise.reject(new Error('not asked')),
    };
  }

  /** SW1 and SW3. */
  #requireInOrder(kind: StepKind): void {
    if (kind === 'ALLOW_WRITES') expect(this.pointOfNoReturnAt).not.toBeNull();
    if (definitionOf(kind).prepared) return;
    const before = this.steps.slice(
      0,
      this.steps.findIndex((step) => step.kind === kind),
    );
    expect(before.filter(({ status }) => status !== 'COMPLETED')).toEqual([]);
  }

  /** Answers what waits for a person. */
  answer(): void {
    for (const step of [currentStep(this.steps), ...preparable(this.steps)]) {
      if (step?.kind === 'ALLOW_WRITES' && this.#options.allowWritesAutomatically) continue;
      if (step?.status !== 'WAITING_FOR_PERSON') continue;
      step.answer ??= definitionOf(step.kind).answers[0] ?? null;
    }
  }

  get isOver(): boolean {
    return this.status === 'COMPLETED' || this.status === 'CANCELED';
  }
}

const MOST_TURNS = 200;

/** Goes on until it is over; a turn in which the runner dies is one as well. `cancelAt`: a person cancels before that turn. */
async function run(world: World, cancelAt = Infinity): Promise<number> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (world.isOver) return turn;
    if (turn >= cancelAt && world.pointOfNoReturnAt === null) world.status = 'CANCELING';
    world.answer();
    try {
      await world.turn();
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
  }
  throw new Error(`not over after ${MOST_TURNS} turns: ${JSON.stringify(world.steps)}`);
}

describe.each([true, false])('with a way back: %s', (reverse) => {
  const kinds = stepsOf({ reverse }).map(({ kind }) => kind);

  test('a death at any moment is followed by the rest, in order', async () => {
    let deaths = 0;
    for (let deathAt = 1; ; deathAt += 1) {
      const world = new World({ reverse, deathAt });
      await run(world);
      expect(world.status).toBe('COMPLETED');
      expect(world.effects.toSorted()).toEqual(kinds.filter((kind) => kind !== 'START').toSorted());
      expect(world.steps.map(({ status }) => status)).toEqual(kinds.map(() => 'COMPLETED'));
      if (!world.died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(4 * kinds.length);
  });

  test('the last step is taken by itself where that was chosen at the start, whenever the runner dies', async () => {
    for (let deathAt = 1; ; deathAt += 1) {
      const world = new World({ reverse, deathAt, automatic: true });
      await run(world);
      expect([world.status, world.effects.at(-1)]).toEqual(['COMPLETED', 'ALLOW_WRITES']);
      expect(world.pointOfNoReturnAt).not.toBeNull();
      if (!world.died) break;
    }
  });

  test('a cancel at any turn, with a death at any moment, takes back all that was begun, latest first; behind the point of no return none does', async () => {
    const turns = await run(new World({ reverse, deathAt: -1 }));
    const ends = new Set<string>();
    for (let cancelAt = 0; cancelAt <= turns; cancelAt += 1)
      for (let deathAt = 1; ; deathAt += 1) {
        const world = new World({ reverse, deathAt });
        await run(world, cancelAt);
        ends.add(world.status);
        const undone = world.status === 'CANCELED';
        expect(world.effects).toHaveLength(undone ? 0 : kinds.length - 1);
        expect(world.pointOfNoReturnAt === null).toBe(undone);
        if (!world.died) break;
      }
    expect([...ends].toSorted()).toEqual(['CANCELED', 'COMPLETED']);
  });

  test('a cancel in the middle of a turn, at any moment of it and followed by a death at any moment, does too', async () => {
    let canceled = 0;
    for (let cancelAt = 1; ; cancelAt += 1) {
      const calm = new World({ reverse, deathAt: -1, cancelAt });
      await run(calm);
      expect(calm.effects).toHaveLength(calm.status === 'CANCELED' ? 0 : kinds.length - 1);
      if (calm.status === 'COMPLETED') break;
      canceled += 1;
      for (let deathAt = cancelAt; ; deathAt += 1) {
        const world = new World({ reverse, deathAt, cancelAt });
        await run(world);
        expect([world.status, world.effects]).toEqual(['CANCELED', []]);
        if (!world.died) break;
      }
    }
    expect(canceled).toBeGreaterThan(3 * kinds.length);
  });
});
