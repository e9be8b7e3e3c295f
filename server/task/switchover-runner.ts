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

export class SwitchoverRunner {
  readonly #deps: SwitchoverRunnerDeps;

  constructor(deps: SwitchoverRunnerDeps) {
    this.#deps = deps;
  }

  /** One move. GO_ON: there is none. */
  async tend(situation: TaskSituation, context: StageContext): Promise<Changed> {
    const { switchover } = situation;
    if (switchover === null) return 'GO_ON';
    if (switchover.status === 'CANCELING') return this.#undo(situation, switchover, context);
    const current = currentStep(switchover.steps);
    if (current === null) {
      await this.#deps.progress.completeSwitchover(situation.task.id, switchover.id);
      context.log.info('the switchover is completed', { switchover: switchover.id, direction: switchover.direction });
      return 'CHANGED';
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
  ): Promise<Changed> {
    const { task } = situation;
    const { actor } = definitionOf(step.kind);
    switch (step.status) {
      case 'PENDING':
        if (actor === 'PERSON') return this.#look(situation, switchover, step, context);
        await this.#deps.progress.recordStep(task.id, switchover.id, step.kind, { status: 'RUNNING' });
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
        return 'HOLD';
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
  ): Promise<Changed> {
    const { progress } = this.#deps;
    const { id } = situation.task;
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.look(step.kind, of),
    );
    if (result === null) return 'CHANGED';
    await progress.recordStep(id, switchover.id, step.kind, {
      status: result.kind === 'DONE' ? 'COMPLETED' : 'WAITING_FOR_PERSON',
      waiting: result.kind === 'DONE' ? null : result.what,
      findings: result.findings ?? {},
    });
    return 'CHANGED';
  }

  /** A step that waits for a person shows what it sees now. */
  async #watch(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Changed> {
    const { progress } = this.#deps;
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.look(step.kind, of),
    );
    if (result === null) return 'CHANGED';
    if (result.kind === 'DONE') {
      await progress.recordStep(situation.task.id, switchover.id, step.kind, {
        status: 'COMPLETED',
        waiting: null,
        findings: result.findings ?? {},
      });
      return 'CHANGED';
    }
    const findings = result.findings ?? {};
    if (step.waiting !== result.what || !shows(step, findings))
      await progress.recordStep(situation.task.id, switchover.id, step.kind, { waiting: result.what, findings });
    const { title, number } = definitionOf(step.kind);
    await this.#tell(situation, {
      who: 'PERSON',
      what: `Switchover, step ${number}: ${title}. ${result.what}`,
      action: ACTIONS[step.kind] ?? null,
    });
    return 'HOLD';
  }

  async #carryOut(
    situation: TaskSituation,
    switchover: Switchover,
    step: SwitchoverStep,
    context: StageContext,
  ): Promise<Changed> {
    const { progress } = this.#deps;
    const { id } = situation.task;
    const { number, title } = definitionOf(step.kind);
    if (step.status !== 'RUNNING') await progress.recordStep(id, switchover.id, step.kind, { status: 'RUNNING' });
    if (step.kind === 'ALLOW_WRITES' && !(await progress.recordPointOfNoReturn(id, switchover.id))) return 'CHANGED';
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.carryOut(step.kind, step.answer, of),
    );
    if (result === null) return 'CHANGED';
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
      return 'HOLD';
    }
    await progress.recordStep(id, switchover.id, step.kind, {
      status: 'COMPLETED',
      waiting: null,
      answer: null,
      findings: result.findings ?? {},
    });
    context.log.info(`switchover, step ${number}: ${title}: completed`, { step: step.kind });
    await this.#tell(situation, null);
    return 'CHANGED';
  }

  /** SR3. */
  async #undo(situation: TaskSituation, switchover: Switchover, context: StageContext): Promise<Changed> {
    const { progress } = this.#deps;
    const { id } = situation.task;
    const [step] = toUndo(switchover.steps);
    if (step === undefined) {
      await progress.switchoverCanceled(id, switchover.id);
      await this.#tell(situation, null);
      context.log.info('the switchover is cancelled; writes are allowed where they were', {
        switchover: switchover.id,
      });
      return 'CHANGED';
    }
    const { number, title } = definitionOf(step.kind);
    const result = await this.#tried(situation, { switchover, step, context }, (switcher, of) =>
      switcher.undo(step.kind, of),
    );
    if (result === null) return 'HOLD';
    if (result.kind === 'WAITING') {
      await this.#tell(situation, {
        who: 'GODWIT',
        what: `Cancelling the switchover, step ${number}: ${result.what}`,
        action: null,
      });
      return 'HOLD';
    }
    await progress.recordStep(id, switchover.id, step.kind, {
      status: 'UNDONE',
      waiting: null,
      answer: null,
      findings: result.findings ?? {},
    });
    context.log.info(`switchover, step ${number}: ${title}: undone`, { step: step.kind });
    return 'CHANGED';
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
        note: (findings) => progress.recordStep(id, switchover.id, step.kind, { findings }),
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
