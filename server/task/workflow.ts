/**
 * Steers one task: reads its situation, decides, records what happened, waits to be woken. What takes long is a job that
 * it asks for and settles (jobs.ts), so a command of a person is looked at within a turn. It is itself a component
 * (hidden, kind WORKFLOW) under a lease, so exactly one worker steers a task at a time.
 *
 * K1  Every step can be repeated; a fact is recorded only after its work is durable.
 * K2  Components follow the facts: what should run now has desired RUNNING, everything else STOPPED.
 * K3  A reason that a person must mend fails the task, stops its components and leaves every fact as it is.
 * K5  The change log is looked after first (log-keeper.ts), then a change of the objects (object-changer.ts): while the
 *     log moves, or tables are taken in or out, no step begins.
 * K6  A workflow whose machine has not reached a database for a while, by its own questions or by what the components beside
 *     the log say there, leaves the task to another machine, if there is one.
 * K4  A job runs only while it is wanted: while its step is the next one of a running task, or its command is open. No
 *     step or command begins before the job of an earlier one is gone.
 */
import type { Switchover } from '../switchover/switchover.ts';
import { GodwitError, namingOutage, reasonOf, rowFacts, type ErrorReason } from '../core/errors.ts';
import type { ComponentKind, StageContext, StageOutcome } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import { Repeated } from '../runtime/repeated.ts';
import type { ComponentLeases } from './component-leases.ts';
import { placeOf } from './change-log-place.ts';
import type { JobStep, TaskJob, TaskWork } from './jobs.ts';
import type { LogKeeper } from './log-keeper.ts';
import { FACT } from './facts.ts';
import { releaseChildren, stopChildren } from './children.ts';
import { LegFollower } from './leg-follower.ts';
import { componentsOf, isBusy, isOpen, nextStep } from './next-step.ts';
import type { ObjectChanger } from './object-changer.ts';
import { streamGoesOn, type SwitchoverRunner } from './switchover-runner.ts';
import type { PhaseWork } from './phase-work.ts';
import type { TaskProgress, TaskSituation } from './task-progress.ts';
import type { SteerableStage } from './steerable-stage.ts';
import type { Component, SubtaskKind } from './task-types.ts';
import { sameWaiting } from './waiting.ts';

export interface WorkflowDeps {
  readonly progress: TaskProgress;
  readonly leases: Pick<ComponentLeases, 'ensureComponent' | 'setDesired' | 'leaveElsewhere'>;
  readonly work: PhaseWork;
  readonly logKeeper: Pick<LogKeeper, 'tend'>;
  readonly objectChanger: Pick<ObjectChanger, 'tend'>;
  readonly switchovers: Pick<SwitchoverRunner, 'tend'>;
  readonly untilWoken: (limitMs: number, signal: AbortSignal) => Promise<void>;
  /** Latency below which incremental synchronization becomes MONITORING, milliseconds. */
  readonly monitoringThresholdMs: (situation: TaskSituation) => Promise<number>;
}

export interface WorkflowOptions {
  readonly taskId: string;
  /** Its own. */
  readonly componentId: string;
  /** Of this worker. */
  readonly location: string;
  /** How long a database may be out of reach before the workflow leaves, milliseconds. */
  readonly patienceMs: number;
}

const ACTIVE_POLL_MS = 400;
const IDLE_POLL_MS = 5_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/** What a job's success records, and the subtask that it begins or ends. */
const JOBS: Readonly<Record<JobStep, { fact: string; begins?: SubtaskKind; ends?: SubtaskKind }>> = {
  PRECHECK: { fact: FACT.prechecked, begins: 'PRECHECK', ends: 'PRECHECK' },
  CREATE_STRUCTURE: { fact: FACT.structure, begins: 'SCHEMA_MIGRATION', ends: 'SCHEMA_MIGRATION' },
  PREPARE_SOURCE: { fact: FACT.prepared },
  CREATE_KEYS: { fact: FACT.keys },
  CREATE_CONSTRAINTS: { fact: FACT.constraints, ends: 'FULL_MIGRATION' },
};

/** Whose failure a component's is. */
const SUBTASK_OF: Readonly<Partial<Record<Component['kind'], SubtaskKind>>> = {
  STORE: 'INCREMENTAL_SYNCHRONIZATION',
  INCR_SYNC: 'INCREMENTAL_SYNCHRONIZATION',
  FULL_IMPORT: 'FULL_MIGRATION',
  FULL_VERIFICATION: 'FULL_VERIFICATION',
};

export class WorkflowStage implements SteerableStage {
  readonly #deps: WorkflowDeps;
  readonly #options: WorkflowOptions;
  readonly #legs: LegFollower;
  /** Errors that are tried again. */
  readonly #repeated = new Repeated();
  #retries = 0;
  /** Since when its questions to the databases fail, monotonic; null: they do not. */
  #failingSince: number | null = null;
  #leaves = false;
  /** The log's machine is away, in words. */
  #logAway: string | null = null;

  constructor(deps: WorkflowDeps, options: WorkflowOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#legs = new LegFollower(deps);
  }

  async run(context: StageContext): Promise<StageOutcome> {
    while (!context.signal.aborted) {
      const situation = await this.#deps.progress.load(this.#options.taskId);
      if (situation === null || situation.task.status === 'RELEASED') return 'COMPLETED';
      const moved = await this.#turn(situation, context);
      if (this.#leaves) break;
      if (moved) continue;
      const active =
        isActive(situation) || situation.task.pendingAction !== null || isOpen(situation, 'FULL_VERIFICATION');
      await this.#deps.untilWoken(active ? ACTIVE_POLL_MS : IDLE_POLL_MS, context.signal);
    }
    return 'STOPPED';
  }

  /** One turn; true when something changed and the situation must be read anew. */
  async #turn(situation: TaskSituation, context: StageContext): Promise<boolean> {
    const { task, job } = situation;
    if (job?.state.kind === 'ENDED' && task.status !== 'RELEASING')
      return this.#settle(situation, job, job.state.outcome, context);
    switch (task.pendingAction?.action) {
      case 'START':
        await this.#deps.progress.advanceTask(task.id, { kind: 'STARTED' });
        context.log.info('started');
        return true;
      case 'RESUME':
        await this.#reviveFailed(situation);
        await this.#deps.progress.advanceTask(task.id, { kind: 'RESUMED' });
        context.log.info('resumed');
        return true;
      case 'STOP':
        return this.#stop(situation, context);
      case 'RELEASE':
        return this.#release(situation, context);
      default:
    }
    if (job?.state.kind === 'CANCELLED') return this.#forget(situation, job);
    const command = situation.commands[0];
    if (command !== undefined && job === null) {
      await this.#begin(situation, command, context);
      return true;
    }
    if (task.status === 'COMPLETED' && isOpen(situation, 'FULL_VERIFICATION'))
      return this.#verifyAgain(situation, context);
    if (!isActive(situation) && situation.switchover?.status === 'CANCELING' && task.status !== 'RELEASING')
      return (await this.#deps.switchovers.tend(situation, context)) === 'CHANGED';
    if (!isActive(situation)) {
      await this.#want(situation, []);
      return job?.work.kind === 'STEP' ? this.#cancel(situation, job) : false;
    }
    try {
      const kept = await this.#deps.logKeeper.tend(situation, context);
      if (kept.kind === 'CHANGED' || kept.kind === 'HOLD') return kept.kind === 'CHANGED';
      if (kept.kind === 'LEAVE' && (await this.#leave(context))) return true;
      this.#logAway = kept.kind === 'GO_ON' ? kept.waiting : null;
      const failed = situation.components.find(
        (component) => component.status === 'FAILED' && component.desired === 'RUNNING',
      );
      if (failed?.reason) return await this.#fail(situation, failed.reason, context, openSubtaskOf(failed, situation));
      if (situation.switchover !== null) {
        await this.#wantInSwitchover(situation, situation.switchover);
        return (await this.#deps.switchovers.tend(situation, context)) === 'CHANGED';
      }
      const changed = await this.#deps.objectChanger.tend(situation, context);
      if (changed !== 'GO_ON') return changed === 'CHANGED';
      const moved = await this.#step(situation, context);
      this.#failingSince = null;
      return moved;
    } catch (error) {
      if (context.signal.aborted) return false;
      return this.#onError(situation, error, context);
    }
  }

  async #step(situation: TaskSituation, context: StageContext): Promise<boolean> {
    const { work } = this.#deps;
    const latencyMs = await work.latencyMs(situation);
    const step = nextStep(situation, latencyMs);
    await this.#want(situation, componentsOf(step, situation));
    const { job } = situation;
    if (job?.work.kind === 'STEP' && job.work.step !== step) return this.#cancel(situation, job);
    switch (step) {
      case 'COMPILE': {
        const outcome = await work.compileSelection(situation);
        if (outcome !== null) return this.#fail(situation, outcome, context);
        this.#itWorks();
        await this.#waitFor(situation, null);
        return true;
      }
      case 'CREATE_STRUCTURE':
        await this.#tellStructure(situation);
        return this.#ask(situation, { kind: 'STEP', step });
      case 'PRECHECK':
      case 'PREPARE_SOURCE':
      case 'CREATE_KEYS':
      case 'CREATE_CONSTRAINTS':
        return this.#ask(situation, { kind: 'STEP', step });
      case 'AWAIT_ADVANCE':
        await this.#waitFor(situation, {
          who: 'PERSON',
          what: 'Schema migration is done; automatic advance is off.',
          action: 'subtaskAdvance',
        });
        return false;
      case 'COPY':
        await this.#open(situation, 'FULL_MIGRATION');
        return this.#awaitCopy(situation);
      case 'PASS_OVERLAP':
        await this.#open(situation, 'INCREMENTAL_SYNCHRONIZATION');
        await this.#waitForComponent(situation, waitingInStream(situation));
        if (!(await work.overlapPassed(situation))) return false;
        await this.#record(situation, FACT.overlap, context);
        return true;
      case 'CATCH_UP':
        await this.#watch(situation, latencyMs);
        return false;
      case 'VERIFY':
        await this.#watch(situation, latencyMs);
        return this.#verify(situation, context);
      case 'WATCH':
        await this.#watch(situation, latencyMs);
        return false;
      case 'FOLLOW_LEG':
        return this.#follow(situation, context);
      case 'COMPLETE':
        if (!(await this.#legs.retire(situation, null, context))) return false;
        await this.#want(situation, []);
        context.log.info('completed');
        return this.#deps.progress.advanceTask(situation.task.id, { kind: 'COMPLETED' });
    }
  }

  /** The stream goes on until it is stopped by its step, and the rows that changed are compared meanwhile. */
  async #wantInSwitchover(situation: TaskSituation, switchover: Switchover): Promise<void> {
    const own = situation.facts[FACT.live] === undefined && streamGoesOn(switchover);
    const verifying = isOpen(situation, 'FULL_VERIFICATION');
    await this.#want(situation, [
      ...(own ? (['STORE', 'INCR_SYNC'] as const) : []),
      ...(verifying ? (['FULL_VERIFICATION'] as const) : []),
    ]);
    if (verifying) await this.#endVerification(situation);
  }

  async #follow(situation: TaskSituation, context: StageContext): Promise<boolean> {
    const { failed, leg } = await this.#legs.follow(situation, context);
    if (failed !== null) return this.#fail(situation, failed.reason, context, failed.kind);
    await this.#waitForComponent(situation, leg === null ? undefined : waitingInStream(leg));
    return false;
  }

  /** Asks for the job of a step unless the task has one; a command's job comes first (K4). */
  async #ask(situation: TaskSituation, work: Extract<TaskWork, { kind: 'STEP' }>): Promise<boolean> {
    if (situation.job !== null) return false;
    const { begins } = JOBS[work.step];
    if (begins !== undefined) await this.#open(situation, begins);
    await this.#deps.progress.askJob(situation.task.id, work, null);
    return false;
  }

  /** Records the outcome of a job: the fact and the subtask's end, the command's end, or the failure. */
  async #settle(
    situation: TaskSituation,
    job: TaskJob,
    outcome: ErrorReason | null,
    context: StageContext,
  ): Promise<boolean> {
    const { progress } = this.#deps;
    const { task } = situation;
    await this.#waitFor(situation, null);
    if (job.work.kind === 'COMMAND') {
      if (outcome !== null) context.log.warn(outcome.message, { code: outcome.code, ...rowFacts(outcome) });
      await progress.settleJob(task.id, job.id, { ...job.work, reason: outcome });
      return true;
    }
    const { fact, ends } = JOBS[job.work.step];
    const subtask = situation.subtasks.find((candidate) => candidate.kind === ends)?.kind;
    if (outcome !== null) {
      await progress.settleJob(task.id, job.id, { kind: 'NOTHING' });
      if (job.work.step === 'CREATE_STRUCTURE') await this.#tellStructure(situation);
      return this.#fail(situation, outcome, context, subtask);
    }
    if (subtask !== undefined) await progress.setSubtask(task.id, subtask, { status: 'COMPLETED', progress: 1 });
    await progress.settleJob(task.id, job.id, { kind: 'FACT', name: fact, value: { at: new Date().toISOString() } });
    context.log.info(`recorded: ${fact}`);
    return true;
  }

  /** The progress of schema migration is that of its objects. */
  async #tellStructure(situation: TaskSituation): Promise<void> {
    const share = await this.#deps.work.structureProgress(situation);
    if (share === null) return;
    await this.#deps.progress.setSubtask(situation.task.id, 'SCHEMA_MIGRATION', { progress: share });
  }

  async #cancel(situation: TaskSituation, job: TaskJob): Promise<boolean> {
    await this.#deps.progress.cancelJob(situation.task.id, job.id);
    return true;
  }

  /** A cancelled job is gone when its worker has ended it, or is lost. */
  async #forget(situation: TaskSituation, job: TaskJob): Promise<boolean> {
    if (job.state.kind === 'CANCELLED' && job.state.held) return false;
    await this.#deps.progress.settleJob(situation.task.id, job.id, { kind: 'NOTHING' });
    return true;
  }

  /** Ends the job, and the command that it was for; true when nobody works on it any more. */
  async #endJob(situation: TaskSituation): Promise<boolean> {
    const { task, job } = situation;
    if (job === null) return true;
    if (job.work.kind === 'COMMAND') {
      const { commandId } = job.work;
      const command = situation.commands.find((candidate) => candidate.id === commandId);
      const reason = reasonOf(new GodwitError('COMMAND_CANCELLED', { command: command?.command.kind }));
      if (command !== undefined) await this.#deps.progress.completeCommand(task.id, commandId, reason);
    }
    if (job.state.kind === 'OPEN') await this.#cancel(situation, job);
    else if (job.state.kind === 'ENDED') await this.#deps.progress.settleJob(task.id, job.id, { kind: 'NOTHING' });
    else await this.#forget(situation, job);
    return false;
  }

  async #awaitCopy(situation: TaskSituation): Promise<boolean> {
    const component = find(situation, 'FULL_IMPORT');
    const { progress } = this.#deps;
    if (component?.status !== 'COMPLETED') {
      if (typeof component?.progress === 'number')
        await progress.setSubtask(situation.task.id, 'FULL_MIGRATION', { progress: component.progress * 0.9 });
      await this.#waitForComponent(situation, component);
      return false;
    }
    if (situation.facts[FACT.copyAgain] !== undefined) {
      await this.#deps.leases.setDesired(component.id, 'RUNNING', false); // what ended is the copy before
      return true;
    }
    await progress.recordFact(situation.task.id, FACT.copied, { at: new Date().toISOString() });
    return true;
  }

  async #verify(situation: TaskSituation, context: StageContext): Promise<boolean> {
    const { progress, work } = this.#deps;
    const subtask = situation.subtasks.find((candidate) => candidate.kind === 'FULL_VERIFICATION');
    const component = find(situation, 'FULL_VERIFICATION');
    if (subtask?.status !== 'RUNNING') {
      const outcome = await work.openVerification(situation);
      if (outcome !== null) return this.#fail(situation, outcome, context, 'FULL_VERIFICATION');
      if (component?.status === 'COMPLETED') await this.#deps.leases.setDesired(component.id, 'RUNNING', false);
      await progress.setSubtask(situation.task.id, 'FULL_VERIFICATION', { status: 'RUNNING', progress: 0 });
      return true;
    }
    if (component?.status === 'COMPLETED') {
      await this.#waitFor(situation, null);
      await this.#endVerification(situation);
      return true;
    }
    if (typeof component?.progress === 'number')
      await progress.setSubtask(situation.task.id, 'FULL_VERIFICATION', { progress: component.progress });
    await this.#waitForComponent(situation, component);
    return false;
  }

  /** The phase follows the run, once its component has ended. */
  async #endVerification(situation: TaskSituation): Promise<void> {
    const { progress, work, leases } = this.#deps;
    const { id } = situation.task;
    const component = find(situation, 'FULL_VERIFICATION');
    if (component?.status !== 'COMPLETED') return;
    const ended = await work.verificationEnded(situation);
    if (ended === 'YES') await progress.setSubtask(id, 'FULL_VERIFICATION', { status: 'COMPLETED', progress: 1 });
    else if (ended === 'EARLY')
      await progress.setSubtask(id, 'FULL_VERIFICATION', { status: 'NOT_STARTED', progress: 0 });
    else await leases.setDesired(component.id, 'RUNNING', false); // what ended was the run before
  }

  /** A run of a task that is COMPLETED: the task stays so, and a failure is the phase's alone, which can be started again. */
  async #verifyAgain(situation: TaskSituation, context: StageContext): Promise<boolean> {
    await this.#want(situation, ['FULL_VERIFICATION']);
    const component = find(situation, 'FULL_VERIFICATION');
    if (component?.status !== 'FAILED' || component.desired !== 'RUNNING') return this.#verify(situation, context);
    const { reason } = component;
    if (reason !== null) context.log.error(reason.message, { code: reason.code, ...rowFacts(reason) });
    await this.#waitFor(situation, null);
    await this.#deps.progress.setSubtask(situation.task.id, 'FULL_VERIFICATION', { status: 'FAILED', reason });
    return true;
  }

  /** Says what the stream waits for. RUNNING becomes MONITORING once, when latency first falls under the alert threshold. */
  async #watch(situation: TaskSituation, latencyMs: number | null): Promise<void> {
    if (!isOpen(situation, 'FULL_VERIFICATION')) await this.#waitForComponent(situation, waitingInStream(situation));
    const subtask = situation.subtasks.find((candidate) => candidate.kind === 'INCREMENTAL_SYNCHRONIZATION');
    if (subtask === undefined || subtask.status === 'MONITORING') return;
    if (subtask.status !== 'RUNNING')
      await this.#deps.progress.setSubtask(situation.task.id, subtask.kind, { status: 'RUNNING' });
    else if (latencyMs !== null && latencyMs < (await this.#deps.monitoringThresholdMs(situation)))
      await this.#deps.progress.setSubtask(situation.task.id, subtask.kind, { status: 'MONITORING' });
  }

  async #record(situation: TaskSituation, fact: string, context: StageContext): Promise<void> {
    await this.#deps.progress.recordFact(situation.task.id, fact, { at: new Date().toISOString() });
    context.log.info(`recorded: ${fact}`);
    this.#itWorks();
    await this.#waitFor(situation, null);
  }

  async #onError(situation: TaskSituation, error: unknown, context: StageContext): Promise<boolean> {
    const reason = reasonOf(namingOutage(error));
    if (reason.action === 'RETRYABLE') return this.#tryAgain(situation, reason, context);
    if (reason.code === 'INTERNAL_ERROR' && error instanceof Error)
      context.log.error('a step failed', rowFacts({ rowDetail: error.stack ?? null }));
    return this.#fail(situation, reason, context);
  }

  async #tryAgain(situation: TaskSituation, reason: ErrorReason, context: StageContext): Promise<boolean> {
    if (this.#repeated.isNews(reason.message))
      context.log.warn(reason.message, { code: reason.code, ...rowFacts(reason) });
    await this.#waitFor(situation, { who: 'DATABASE', what: reason.message, action: null, reason });
    await pause(Math.min(FIRST_RETRY_MS * 2 ** this.#retries, LONGEST_RETRY_MS), context.signal);
    this.#retries += 1;
    this.#failingSince ??= performance.now();
    if (performance.now() - this.#failingSince > this.#options.patienceMs) await this.#leave(context);
    return true;
  }

  /** K6. */
  async #leave(context: StageContext): Promise<boolean> {
    const { componentId, location } = this.#options;
    this.#failingSince = null; // and only then again
    this.#leaves = await this.#deps.leases.leaveElsewhere(componentId, location);
    if (this.#leaves) context.log.info('left to another machine, which may reach the databases');
    return this.#leaves;
  }

  #itWorks(): void {
    this.#retries = 0;
    this.#repeated.over();
  }

  async #fail(
    situation: TaskSituation,
    reason: ErrorReason,
    context: StageContext,
    kind?: SubtaskKind,
  ): Promise<boolean> {
    context.log.error(reason.message, { code: reason.code, remedy: reason.remedy, ...rowFacts(reason) });
    const { progress } = this.#deps;
    const failing = kind ?? situation.subtasks.find((subtask) => subtask.status === 'RUNNING')?.kind;
    if (failing !== undefined) await progress.setSubtask(situation.task.id, failing, { status: 'FAILED', reason });
    await progress.advanceTask(situation.task.id, { kind: 'FAILED' }, reason);
    await this.#waitFor(situation, { who: 'PERSON', what: reason.remedy, action: 'taskResume', reason });
    return true;
  }

  /** What failed is to run again after a resume; its facts stay. */
  async #reviveFailed(situation: TaskSituation): Promise<void> {
    for (const { id } of situation.legs) await this.#deps.progress.steerLeg(id, 'RESUME');
    for (const subtask of situation.subtasks) {
      if (subtask.status === 'FAILED' || subtask.status === 'STOPPED')
        await this.#deps.progress.setSubtask(situation.task.id, subtask.kind, { status: 'RUNNING', reason: null });
    }
    for (const component of situation.components) {
      if (component.status === 'FAILED') await this.#deps.leases.setDesired(component.id, 'RUNNING', false);
    }
  }

  async #stop(situation: TaskSituation, context: StageContext): Promise<boolean> {
    await this.#want(situation, []);
    const busy: string[] = situation.components.filter((component) => isBusy(component)).map(({ kind }) => kind);
    if (!(await this.#endJob(situation))) busy.push('what is being carried out');
    if (!(await stopChildren(situation, this.#deps.progress))) busy.push('the sub-migration');
    if (busy.length > 0) {
      await this.#waitFor(situation, { who: 'GODWIT', what: `Stopping ${busy.join(', ')}.`, action: null });
      return false;
    }
    for (const subtask of situation.subtasks) {
      if (subtask.status === 'RUNNING' || subtask.status === 'MONITORING')
        await this.#deps.progress.setSubtask(situation.task.id, subtask.kind, { status: 'STOPPED' });
    }
    context.log.info('stopped');
    return this.#deps.progress.advanceTask(situation.task.id, { kind: 'STOPPED' });
  }

  async #release(situation: TaskSituation, context: StageContext): Promise<boolean> {
    await this.#want(situation, []);
    if (!(await this.#endJob(situation)) || situation.components.some((component) => isBusy(component))) return false;
    const { progress, work } = this.#deps;
    if (!(await releaseChildren(situation, progress))) return false;
    try {
      for (const { kind, status } of situation.subtasks)
        if (status === 'RUNNING') await progress.setSubtask(situation.task.id, kind, { status: 'STOPPED' });
      if (situation.switchover !== null) await progress.switchoverCanceled(situation.task.id, situation.switchover.id);
      const removed = await work.release(situation);
      await progress.recordFact(situation.task.id, FACT.released, { at: new Date().toISOString(), removed });
      context.log.info('released', { removed });
      return await progress.advanceTask(situation.task.id, { kind: 'RELEASED' });
    } catch (error) {
      const reason = reasonOf(error);
      context.log.error(reason.message, { code: reason.code, ...rowFacts(reason) });
      await this.#waitFor(situation, {
        who: 'DATABASE',
        what: `Release goes on when this is mended: ${reason.message}`,
        action: null,
        reason,
      });
      await pause(5_000, context.signal);
      return false;
    }
  }

  async #begin(
    situation: TaskSituation,
    command: TaskSituation['commands'][number],
    context: StageContext,
  ): Promise<void> {
    const { progress, work } = this.#deps;
    let reason: ErrorReason | null = null;
    try {
      if ((await work.begin(situation, command)) === 'JOB')
        return await progress.askJob(
          situation.task.id,
          { kind: 'COMMAND', commandId: command.id },
          command.command.kind === 'VERIFICATION_CORRECT' ? (placeOf(situation.facts)?.location ?? null) : null,
        );
    } catch (error) {
      if (context.signal.aborted) return;
      reason = reasonOf(error);
      context.log.warn(`${command.command.kind}: ${reason.message}`, { code: reason.code, ...rowFacts(reason) });
    }
    await progress.completeCommand(situation.task.id, command.id, reason);
  }

  async #open(situation: TaskSituation, kind: SubtaskKind): Promise<void> {
    const subtask = situation.subtasks.find((candidate) => candidate.kind === kind);
    if (subtask !== undefined && subtask.status !== 'RUNNING' && subtask.status !== 'MONITORING')
      await this.#deps.progress.setSubtask(situation.task.id, kind, { status: 'RUNNING' });
  }

  /** K2. */
  async #want(situation: TaskSituation, kinds: readonly ComponentKind[]): Promise<void> {
    for (const kind of kinds) {
      const component = find(situation, kind);
      if (component?.stoppedByPerson) continue;
      if (component?.status === 'FAILED' || component?.desired === 'RUNNING') continue;
      if (component?.status === 'COMPLETED') continue;
      const id = component?.id ?? (await this.#deps.leases.ensureComponent(situation.task.id, kind)).id;
      await this.#deps.leases.setDesired(id, 'RUNNING', false);
    }
    for (const component of situation.components) {
      if (component.kind === 'WORKFLOW' || (component.desired === 'STOPPED' && !isBusy(component))) continue; // of a worker that is gone it is asked again
      if (!kinds.some((kind) => kind === component.kind))
        await this.#deps.leases.setDesired(component.id, 'STOPPED', false);
    }
  }

  async #waitForComponent(situation: TaskSituation, component: Component | undefined): Promise<void> {
    if (component?.stoppedByPerson)
      return this.#waitFor(situation, {
        who: 'PERSON',
        what: `The component ${component.kind} was stopped by a person.`,
        action: 'componentStart',
        reason: reasonOf(new GodwitError('COMPONENT_STOPPED', { component: component.kind })),
      });
    if (this.#logAway !== null) return this.#waitFor(situation, { who: 'PERSON', what: this.#logAway, action: null });
    return this.#waitFor(
      situation,
      component?.waiting ? { ...component.waiting, who: 'DATABASE', action: null } : null,
    );
  }

  async #waitFor(situation: TaskSituation, next: Parameters<TaskProgress['setWaitingFor']>[1]): Promise<void> {
    if (sameWaiting(situation.task.waitingFor, next)) return;
    await this.#deps.progress.setWaitingFor(situation.task.id, next);
  }
}

function find(situation: TaskSituation, kind: ComponentKind): Component | undefined {
  return situation.components.find((component) => component.kind === kind);
}

/** The component of the stream that cannot go on, or does not run because a person stopped it. */
const waitingInStream = (situation: TaskSituation): Component | undefined =>
  [find(situation, 'STORE'), find(situation, 'INCR_SYNC')].find(
    (component) => component?.stoppedByPerson || (component?.status === 'RUNNING' && component.waiting !== null),
  );

function openSubtaskOf({ kind }: Component, { subtasks }: TaskSituation): SubtaskKind | undefined {
  const own = subtasks.find((subtask) => subtask.kind === SUBTASK_OF[kind]);
  return own?.status === 'RUNNING' || own?.status === 'MONITORING' ? own.kind : undefined;
}

const isActive = ({ task }: TaskSituation): boolean =>
  task.status === 'RUNNING' || task.status === 'MODIFYING' || task.status === 'INTEGRATING';
