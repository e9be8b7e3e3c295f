/**
 * Carries out the switchover of a task, step by step (switchover/steps.ts), under the lease of the task's workflow.
 *
 * SR1  A step is recorded COMPLETED only when its verb has resolved; a crash anywhere repeats the verb, which looks first.
 * SR2  What fails stops the switchover at its step and shows why; a person retries, skips or cancels. An outage is waited for.
 * SR3  A cancel undoes what was begun, latest first, also of a task that is STOPPED or FAILED: a fence must not stay because
 *      something else went wrong. It is not possible behind the point of no return, which is recorded before anything is opened.
 */
import { GodwitError, namingOutage, reasonOf } from '../core/errors.ts';
import type { StageContext } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import { currentStep, definitionOf, preparable, toUndo } from '../switchover/steps.ts';
import type { StepContext, StepResult, Switcher } from '../switchover/switcher.ts';
import type { Switchover, SwitchoverStep } from '../switchover/switchover.ts';
import type { TaskProgress, TaskSituation } from './task-progress.ts';
import type { Changed } from './object-changer.ts';
import type { WaitingFor } from './task-types.ts';

export interface SwitchoverRunnerDeps {
  readonly progress: Pick<
    TaskProgress,
    | 'recordStep'
    | 'recordPause'
    | 'recordPointOfNoReturn'
    | 'completeSwitchover'
    | 'switchoverCanceled'
    | 'setWaitingFor'
  >;
  readonly switcher: (situation: TaskSituation) => Switcher;
}

const RETRY_MS = 500;
/** After so long the task is read anew: what a person asked of it meanwhile is looked at. */
const TURN_MS = 1_500;

/** NEXT: go on with the switchover as it is recorded now. */
type Move =
  { readonly kind: 'CHANGED' } | { readonly kind: 'HOLD' } | { readonly kind: 'NEXT'; readonly switchover: Switchover };
const CHANGED: Move = { kind: 'CHANGED' };
const HOLD: Move = { kind: 'HOLD' };

export class SwitchoverRunner {
  readonly #deps: SwitchoverRunnerDeps;

  constructor(deps: SwitchoverRunnerDeps) {
    this.#deps = deps;
  }

  /**
   * Moves until something is waited for, or for a turn. GO_ON: there is none. A step that is completed is followed by the next one at
   * once: the task is not read anew for each of those that lie inside the pause.
   */
  async tend(situation: TaskSituation, context: StageContext): Promise<Changed> {
    const began = performance.now();
    let { switchover } = situation;
    if (switchover === null) return 'GO_ON';
    for (let now = situation; ;) {
      const move = await this.#move(now, switchover, context);
      if (move.kind !== 'NEXT') return move.kind;
      if (context.signal.aborted || performance.now() - began > TURN_MS) return 'CHANGED';
      ({ switchover } = move);
      now = { ...situation, task: { ...situation.task, waitingFor: null }, switchover }; // as #complete has told
    }
  }

  async #move(situation: TaskSituation, switchover: Switchover, context: StageContext): Promise<Move> {
    if (switchover.status === 'CANCELING') return this.#undo(situation, switchover, context);
    const current = currentStep(switchover.steps);
    if (current === null) {
      await this.#deps.progress.completeSwitchover(situation.task.id, switchover.id);
      context.log.info('the switchover is completed', { switchover: switchover.id, direction: switchover.direction });
      return CHANGED;
    }
    for (const step of preparable(switchover.steps)) {
      if (step.kind === current.kind) continue;
      if (step.status === 'PENDING') return this.#look(situation, switchover, step, context);
      if (step.answer !== null || step.status === 'RUNNING')
        return this.#carryOut(situation, switchover, step, context);
    }
    return this.#stand(situation, switchover, current, context);
  }

  async #stand(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Move> {
    const { actor } = definitionOf(step.kind);
    switch (step.status) {
      case 'PENDING':
        if (actor === 'PERSON' && !isAnswered(switchover, step))
          return this.#look(situation, switchover, step, context);
        return this.#carryOut(situation, switchover, step, context);
      case 'WAITING_FOR_PERSON':
        if (step.answer !== null) return this.#carryOut(situation, switchover, step, context);
        return this.#watch(situation, switchover, step, context);
      case 'FAILED':
        await this.#tell(situation, {
          who: 'PERSON',
          what: `Step ${definitionOf(step.kind).number} of the switchover failed: ${step.reason?.message ?? ''}`,
          action: 'switchoverStepRetry',
          reason: step.reason,
        });
        return HOLD;
      default:
        return this.#carryOut(situation, switchover, step, context);
    }
  }

  /** A step of a person comes up: what it shows is found out, and where nothing is to be done it is done. */
  async #look(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Move> {
    const { id } = situation.task;
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.look(step.kind, of),
    );
    if (result === null) return CHANGED;
    if (result.kind === 'DONE') return this.#complete(situation, switchover, step, result);
    const now = await this.#deps.progress.recordStep(id, switchover.id, step.kind, {
      status: 'WAITING_FOR_PERSON',
      waiting: result.what,
      findings: result.findings ?? {},
    });
    if (now === null || currentStep(now.steps)?.kind !== step.kind) return CHANGED;
    await this.#tellPerson(situation, step, result.what);
    return HOLD;
  }

  /** A step that waits for a person shows what it sees now. */
  async #watch(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Move> {
    const { progress } = this.#deps;
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.look(step.kind, of),
    );
    if (result === null) return CHANGED;
    if (result.kind === 'DONE') return this.#complete(situation, switchover, step, result);
    const findings = result.findings ?? {};
    if (step.waiting !== result.what || !shows(step, findings))
      await progress.recordStep(situation.task.id, switchover.id, step.kind, { waiting: result.what, findings });
    await this.#tellPerson(situation, step, result.what);
    return HOLD;
  }

  #tellPerson(situation: TaskSituation, { kind }: SwitchoverStep, waiting: string): Promise<void> {
    const { title, number } = definitionOf(kind);
    return this.#tell(situation, {
      who: 'PERSON',
      what: `Switchover, step ${number}: ${title}. ${waiting}`,
      action: ACTIONS[kind] ?? null,
    });
  }

  async #carryOut(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Move> {
    const { progress } = this.#deps;
    const { id } = situation.task;
    const { number, title } = definitionOf(step.kind);
    if (step.status !== 'RUNNING') {
      const now = await progress.recordStep(id, switchover.id, step.kind, { status: 'RUNNING' });
      if (now?.steps.find(({ kind }) => kind === step.kind)?.status !== 'RUNNING') return CHANGED; // somebody was first
    }
    if (step.kind === 'ALLOW_WRITES' && !(await progress.recordPointOfNoReturn(id, switchover.id))) return CHANGED;
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.carryOut(step.kind, step.answer, of),
    );
    if (result === null) return CHANGED;
    if (result.kind === 'WAITING') {
      if (step.waiting !== result.what || result.findings !== undefined)
        await progress.recordStep(id, switchover.id, step.kind, {
          waiting: result.what,
          findings: result.findings ?? {},
        });
      await this.#tell(situation, {
        who: 'GODWIT',
        what: `Switchover, step ${number}: ${title}. ${result.what}`,
        action: null,
      });
      return HOLD;
    }
    const move = await this.#complete(situation, switchover, step, result);
    context.log.info(`switchover, step ${number}: ${title}: completed`, { step: step.kind });
    return move;
  }

  /** The next one of Godwit's begins with the same record. */
  async #complete(
    situation: TaskSituation,
    switchover: Switchover,
    { kind }: SwitchoverStep,
    { findings = {} }: StepResult,
  ): Promise<Move> {
    const isCurrent = currentStep(switchover.steps)?.kind === kind;
    const next = currentStep(switchover.steps.filter((step) => step.kind !== kind));
    const now = await this.#deps.progress.recordStep(situation.task.id, switchover.id, kind, {
      status: 'COMPLETED',
      waiting: null,
      answer: null,
      findings,
      next: isCurrent && next !== null && definitionOf(next.kind).actor === 'GODWIT' ? next.kind : null,
    });
    if (now === null || !isCurrent) return CHANGED;
    await this.#tell(situation, null);
    return { kind: 'NEXT', switchover: now };
  }

  /** SR3. */
  async #undo(situation: TaskSituation, switchover: Switchover, context: StageContext): Promise<Move> {
    const { progress } = this.#deps;
    const { id } = situation.task;
    const [step] = toUndo(switchover.steps);
    if (step === undefined) {
      await progress.switchoverCanceled(id, switchover.id);
      await this.#tell(situation, null);
      context.log.info('the switchover is cancelled; writes are allowed where they were', {
        switchover: switchover.id,
      });
      return CHANGED;
    }
    const { number, title } = definitionOf(step.kind);
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.undo(step.kind, of),
    );
    if (result === null) return HOLD;
    if (result.kind === 'WAITING') {
      await this.#tell(situation, {
        who: 'GODWIT',
        what: `Cancelling the switchover, step ${number}: ${result.what}`,
        action: null,
      });
      return HOLD;
    }
    await progress.recordStep(id, switchover.id, step.kind, {
      status: 'UNDONE',
      waiting: null,
      answer: null,
      findings: result.findings ?? {},
    });
    context.log.info(`switchover, step ${number}: ${title}: undone`, { step: step.kind });
    return CHANGED;
  }

  /** Null: it failed, which is recorded, or is to be tried again. */
  async #tried(
    situation: TaskSituation,
    of: { readonly switchover: Switchover; readonly step: SwitchoverStep; readonly context: StageContext },
    work: (switcher: Switcher, context: StepContext) => Promise<StepResult>,
  ): Promise<StepResult | null> {
    const { switchover, step, context } = of;
    const { progress } = this.#deps;
    const { id } = situation.task;
    try {
      return await work(this.#deps.switcher(situation), {
        signal: context.signal,
        log: context.log,
        switchover,
        step,
        note: async (findings) => void (await progress.recordStep(id, switchover.id, step.kind, { findings })),
        pause: () => progress.recordPause(id, switchover.id),
      });
    } catch (error) {
      if (context.signal.aborted) throw error;
      const reason = reasonOf(namingOutage(error));
      const canceling =
        switchover.status === 'CANCELING' || switchover.pointOfNoReturnAt !== null || step.kind === 'ALLOW_WRITES';
      if (reason.action === 'RETRYABLE' || canceling) {
        context.log.warn(reason.message, { code: reason.code, step: step.kind });
        await progress.recordStep(id, switchover.id, step.kind, { waiting: reason.message });
        await this.#tell(situation, { who: 'DATABASE', what: reason.message, action: null, reason });
        await pause(RETRY_MS, context.signal);
        return null;
      }
      if (reason.code === 'INTERNAL_ERROR' && error instanceof Error)
        context.log.error('a step of the switchover failed', { step: step.kind, rowDetail: error.stack ?? null });
      context.log.error(reason.message, { code: reason.code, step: step.kind, remedy: reason.remedy });
      await progress.recordStep(id, switchover.id, step.kind, {
        status: 'FAILED',
        reason,
        waiting: null,
        answer: null,
      });
      return null;
    }
  }

  async #tell({ task }: TaskSituation, next: Omit<WaitingFor, 'since'> | null): Promise<void> {
    const now = task.waitingFor;
    if (now === null && next === null) return;
    if (now?.who === next?.who && now?.what === next?.what && now?.action === next?.action) return;
    await this.#deps.progress.setWaitingFor(task.id, next);
  }
}

const ACTIONS: Readonly<Partial<Record<SwitchoverStep['kind'], WaitingFor['action']>>> = {
  STOP_WRITES: 'switchoverConfirmWritesStopped',
  MIGRATE_OBJECTS: 'switchoverStepComplete',
  DISABLE_TRIGGERS: 'switchoverStepComplete',
  START_REVERSE: 'switchoverStartReverse',
  ALLOW_WRITES: 'switchoverAllowWrites',
};

/** The last one may have been answered at the start already. */
const isAnswered = ({ options }: Switchover, { kind }: SwitchoverStep): boolean =>
  kind === 'ALLOW_WRITES' && options.allowWritesAutomatically;

/** Whether the step shows all of the findings already. */
const shows = ({ findings }: SwitchoverStep, news: SwitchoverStep['findings']): boolean =>
  Object.entries(news).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(findings[name as keyof typeof findings]),
  );

/** Whether the stream that carried changes so far is still to run, in a task whose switchover is open. */
export function streamGoesOn({ status, steps, pointOfNoReturnAt }: Switchover): boolean {
  if (pointOfNoReturnAt !== null) return false;
  const stop = steps.find(({ kind }) => kind === 'STOP_FORWARD');
  if (stop === undefined) throw new GodwitError('INTERNAL_ERROR', { detail: 'a switchover without STOP_FORWARD' });
  return stop.status === 'PENDING' || stop.status === 'UNDONE' || (status === 'CANCELING' && stop.status === 'SKIPPED');
}
