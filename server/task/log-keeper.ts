/**
 * Keeps a task's change log where it can be had: records policy and absence, and moves the log (change-log-place.ts decides).
 *
 *   MOVE  its components are stopped and bound to the new machine -> the fence on the target is raised, so that nobody who
 *         still has the old log applies any more -> the checkpoint is read -> the new place is recorded -> they run again
 *
 * Every step can be repeated: until the place is recorded the move begins anew, with a higher epoch.
 */
import type { StageContext } from '../core/stage.ts';
import {
  BESIDE_THE_LOG,
  LOG_FACT,
  nextLogStep,
  placeOf,
  type LogPlace,
  type LogResume,
  type WorkersSeen,
} from './change-log-place.ts';
import type { ComponentLeases } from './component-leases.ts';
import type { TaskProgress, TaskSituation } from './task-progress.ts';

export interface LogKeeperDeps {
  readonly progress: Pick<TaskProgress, 'recordFact' | 'deleteFact'>;
  readonly leases: Pick<ComponentLeases, 'setDesired' | 'standDown' | 'workersSeen'>;
  /** Raises the fence of Incr-Sync to the epoch; resolves with what a new log has to go on from, null: from the beginning. */
  readonly takeOver: (situation: TaskSituation, epoch: number, context: StageContext) => Promise<LogResume | null>;
  /** Whether source and target answer here. */
  readonly reaches: (situation: TaskSituation) => Promise<boolean>;
}

export interface LogKeeperOptions {
  /** Of this worker: where a log moves to. */
  readonly location: string;
  /** How long a machine may be away or cut off before its log moves, milliseconds. */
  readonly patienceMs: number;
}

export type Kept =
  /** Something was recorded: the situation must be read anew. */
  | { readonly kind: 'CHANGED' }
  /** Only another machine can do more for the log: this one is cut off. */
  | { readonly kind: 'LEAVE' }
  /** Components are still to end: nothing else may begin. */
  | { readonly kind: 'HOLD' }
  /** `waiting`: the log's machine, in words, or null. */
  | { readonly kind: 'GO_ON'; readonly waiting: string | null };

/** Pause between two looks whether source and target answer here. */
const REACH_EVERY_MS = 5_000;
/** Both answer here for so long while the log's machine still goes without: after an outage of everybody it goes on by itself sooner. */
const REACHED_FOR_MS = 15_000;

interface Look {
  readonly began: number;
  /** When the first of the looks began since which both have answered. */
  readonly since: number;
  /** Null: it is under way. */
  reached: boolean | null;
}

export class LogKeeper {
  readonly #deps: LogKeeperDeps;
  readonly #options: LogKeeperOptions;
  #look: Look | null = null;

  constructor(deps: LogKeeperDeps, options: LogKeeperOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  async tend(situation: TaskSituation, context: StageContext): Promise<Kept> {
    const { task } = situation;
    if (!task.phases.includes('INCREMENTAL_SYNCHRONIZATION')) return { kind: 'GO_ON', waiting: null };
    const seen = await this.#deps.leases.workersSeen();
    const step = nextLogStep(situation, seen, this.#options.patienceMs);
    if (step.kind !== 'MOVE_IF_REACHED') this.#look = null;
    switch (step.kind) {
      case 'NOTHING':
        return { kind: 'GO_ON', waiting: null };
      case 'AWAIT_MACHINE':
        return { kind: 'GO_ON', waiting: step.what };
      case 'RECORD':
        context.log.info(`recorded: ${step.fact}`, { value: step.value });
        await this.#deps.progress.recordFact(task.id, step.fact, step.value);
        return { kind: 'CHANGED' };
      case 'FORGET':
        await this.#deps.progress.deleteFact(task.id, step.fact);
        return { kind: 'CHANGED' };
      case 'MOVE_IF_REACHED':
        if (placeOf(situation.facts)?.location === this.#options.location)
          return seen.locations.some((location) => location !== this.#options.location)
            ? { kind: 'LEAVE' }
            : { kind: 'GO_ON', waiting: null };
        if (!this.#reaches(situation)) return { kind: 'GO_ON', waiting: null };
        await this.#deps.progress.recordFact(task.id, LOG_FACT.cutOff, step.fact);
        return { kind: 'CHANGED' };
      case 'MOVE':
        return this.#move(situation, { reason: step.reason, seen }, context);
    }
  }

  /** Looked at in the background: a machine that is cut off answers late, and commands do not wait for it. */
  #reaches(situation: TaskSituation): boolean {
    const now = performance.now();
    const last = this.#look;
    if (last === null || (last.reached !== null && now - last.began > REACH_EVERY_MS)) {
      const look: Look = { began: now, since: last?.reached === true ? last.since : now, reached: null };
      this.#look = look;
      this.#deps.reaches(situation).then(
        (reached) => (look.reached = reached),
        () => (look.reached = false),
      );
      return false;
    }
    return last.reached === true && now - last.since > REACHED_FOR_MS;
  }

  async #move(
    situation: TaskSituation,
    why: { readonly reason: string; readonly seen: WorkersSeen },
    context: StageContext,
  ): Promise<Kept> {
    const { progress, leases, takeOver } = this.#deps;
    const { task, components, facts } = situation;
    for (const { id, kind, desired } of components)
      if (desired === 'RUNNING' && BESIDE_THE_LOG.some((one) => one === kind))
        await leases.setDesired(id, 'STOPPED', false);
    const { location } = this.#options;
    const epoch = await leases.standDown(task.id, location);
    if (epoch === null) return { kind: 'HOLD' };
    const resume = await takeOver(situation, epoch, context);
    const generation = (placeOf(facts)?.generation ?? 1) + 1;
    const place: LogPlace = { location, generation, since: why.seen.now.toISOString(), resume };
    await progress.recordFact(task.id, LOG_FACT.place, place);
    for (const fact of [LOG_FACT.away, LOG_FACT.cutOff]) await progress.deleteFact(task.id, fact);
    context.log.warn('the change log begins anew from what the target has', { reason: why.reason, ...place });
    return { kind: 'CHANGED' };
  }
}
