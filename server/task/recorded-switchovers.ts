/**
 * SwitchoverService over the task records, and what the workflow records of a switchover. Each write is one unit with its events:
 * a step, the pause and the point of no return never say something that was not done (K1).
 */
import { must } from '../core/assert.ts';
import type { Command } from '../core/actor.ts';
import type { VerificationVerdict } from '../core/verification-verdict.ts';
import { GodwitError, type ErrorReason } from '../core/errors.ts';
import { goesBack, legId, legNumber, type NewId } from '../core/ids.ts';
import type { AuditedAction } from '../events/recording.ts';
import { allowedOf, stepsOf, type StepAction, type StepKind, type StepStatus } from '../switchover/steps.ts';
import type {
  StepFindings,
  SwitchDirection,
  Switchover,
  SwitchoverPlan,
  SwitchoverService,
  SwitchoverStart,
  SwitchoverStep,
  TaskStreams,
} from '../switchover/switchover.ts';
import { logIdOf } from './change-log-place.ts';
import { FACT, type CoveredUpTo, type LiveSide } from './facts.ts';
import { parametersOfLeg } from './parameters.ts';
import { requireTask, saveTransition } from './task-changes.ts';
import { subtaskKinds } from './task-plan.ts';
import type { TaskRecord, TaskRecords, TaskUnit } from './task-records.ts';
import type { CommandAction, SubtaskKind } from './task-types.ts';

const BY_GODWIT = 'godwit';

export interface RecordedSwitchoversDeps {
  readonly records: TaskRecords;
  /** Asks the databases, see SwitchoverService.plan. */
  readonly plan: (taskId: string) => Promise<SwitchoverPlan>;
  /** What full verification proves of the task. */
  readonly verdict: (taskId: string) => Promise<VerificationVerdict>;
  readonly newId: NewId;
}

/** What the workflow changes of a step. */
export interface StepChange {
  readonly status?: StepStatus;
  readonly findings?: StepFindings;
  readonly reason?: ErrorReason | null;
  readonly waiting?: string | null;
  /** The answer was taken up. */
  readonly answer?: null;
  /** Is RUNNING from the same moment on, if it was PENDING. */
  readonly next?: StepKind | null;
}

export class RecordedSwitchovers implements SwitchoverService {
  readonly #deps: RecordedSwitchoversDeps;

  constructor(deps: RecordedSwitchoversDeps) {
    this.#deps = deps;
  }

  switchovers(taskId: string): Promise<readonly Switchover[]> {
    return this.#deps.records.switchovers(taskId);
  }

  switchover(id: string): Promise<Switchover | null> {
    return this.#deps.records.switchover(id);
  }

  streams(taskIds: readonly string[]): Promise<readonly TaskStreams[]> {
    return this.#deps.records.streams(taskIds);
  }

  plan(taskId: string): Promise<SwitchoverPlan> {
    return this.#deps.plan(taskId);
  }

  async start(taskId: string, input: SwitchoverStart, command: Command): Promise<Switchover> {
    const verdict = await this.#deps.verdict(taskId);
    return this.#deps.records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      const live = await liveSide(unit, taskId);
      const acceptReason = input.acceptReason?.trim() || null;
      await requireReady(unit, task, live, { acceptReason, verdict });
      const reverse = task.phases.includes('REVERSE_INCREMENTAL');
      const number = (await unit.switchoverCount(taskId)) + 1;
      const now = new Date();
      const switchover: Omit<Switchover, 'steps'> = {
        id: this.#deps.newId('w'),
        taskId,
        number,
        direction: live.side === 'SOURCE' ? 'FORWARD' : 'REVERSE',
        status: 'RUNNING',
        options: { reverse, acceptReason, allowWritesAutomatically: input.allowWritesAutomatically === true },
        leg: reverse ? legNumber(number, live.side === 'SOURCE') : null,
        requestedBy: command.actor.name,
        requestedAt: now,
        completedAt: null,
        pausedAt: null,
        pauseEndedAt: null,
        pointOfNoReturnAt: null,
      };
      const steps = stepsOf({ reverse }).map(({ kind }): SwitchoverStep => ({
        kind,
        status: kind === 'START' ? 'COMPLETED' : 'PENDING',
        answer: null,
        startedAt: kind === 'START' ? now : null,
        completedAt: kind === 'START' ? now : null,
        answeredBy: kind === 'START' ? command.actor.name : null,
        reason: null,
        findings: {},
        waiting: null,
        skipReason: null,
      }));
      await unit.insertSwitchover(switchover, steps);
      await unit.updateTask(taskId, { switching: true });
      await setSubtask(unit, taskId, 'FORWARD_SWITCHOVER', {
        status: 'RUNNING',
        progress: 0,
        startedAt: now,
        completedAt: null,
      });
      changed(unit, switchover, { from: null, to: 'RUNNING' });
      audit(unit, { command, action: 'switchoverStart', taskId, after: { ...input, direction: switchover.direction } });
      unit.wake();
      return { ...switchover, steps };
    });
  }

  act(
    taskId: string,
    on: { readonly step: StepKind; readonly action: StepAction; readonly reason?: string | null },
    command: Command,
  ): Promise<Switchover> {
    const mutation = mutationOf(on);
    return this.#onOpen(taskId, mutation, async (unit, switchover) => {
      const step = switchover.steps.find(({ kind }) => kind === on.step);
      if (step === undefined) throw new GodwitError('NOT_FOUND', { what: 'step of the switchover', id: on.step });
      const allowed = switchover.status === 'RUNNING' ? allowedOf(step, switchover.steps) : [];
      if (!allowed.includes(on.action))
        throw new GodwitError('SWITCHOVER_STEP_REFUSED', {
          action: mutation,
          step: on.step,
          status: step.answer === null ? step.status : `${step.status}, answered ${step.answer}`,
          detail: allowed.length === 0 ? 'nothing can be done with it now.' : `possible is ${allowed.join(', ')}.`,
        });
      const reason = on.reason?.trim() || null;
      if (on.action === 'SKIP' && reason === null)
        throw new GodwitError('BAD_INPUT', {
          detail: 'Skipping a step needs a reason; it is recorded.',
          path: 'reason',
        });
      const answeredBy = command.actor.name;
      const { id } = switchover;
      if (on.action === 'SKIP')
        await unit.updateStep(id, on.step, {
          status: 'SKIPPED',
          answer: null,
          answeredBy,
          skipReason: reason,
          waiting: null,
          completedAt: new Date(),
        });
      else if (on.action === 'RETRY')
        await unit.updateStep(id, on.step, { status: 'RUNNING', reason: null, answeredBy });
      else await unit.updateStep(id, on.step, { answer: on.action, answeredBy });
      audit(unit, { command, action: mutation, taskId, after: on });
      changed(unit, switchover, { step: on.step, action: on.action });
      unit.wake();
    });
  }

  endWriters(taskId: string, command: Command): Promise<Switchover> {
    return this.#onOpen(taskId, 'switchoverEndWriters', async (unit, switchover) => {
      const stop = switchover.steps.find(({ kind }) => kind === 'STOP_WRITES');
      if (stop === undefined || (stop.status !== 'RUNNING' && stop.status !== 'WAITING_FOR_PERSON'))
        throw new GodwitError('SWITCHOVER_STEP_REFUSED', {
          action: 'switchoverEndWriters',
          step: 'STOP_WRITES',
          status: stop?.status ?? 'absent',
          detail: 'sessions are ended only while it is confirmed that writes have stopped.',
        });
      await unit.setFact(taskId, FACT.endWriters, { by: command.actor.name, at: new Date().toISOString() });
      audit(unit, { command, action: 'switchoverEndWriters', taskId, after: {} });
      unit.wake();
    });
  }

  cancel(taskId: string, command: Command): Promise<Switchover> {
    return this.#onOpen(taskId, 'switchoverCancel', async (unit, switchover) => {
      if (switchover.pointOfNoReturnAt !== null)
        throw new GodwitError('SWITCHOVER_PAST_RETURN', { at: switchover.pointOfNoReturnAt.toISOString() });
      if (switchover.status === 'CANCELING') return;
      await unit.updateSwitchover(switchover.id, { status: 'CANCELING' });
      audit(unit, { command, action: 'switchoverCancel', taskId, after: {} });
      changed(unit, switchover, { from: 'RUNNING', to: 'CANCELING' });
      unit.wake();
    });
  }

  // what the workflow records

  recordStep(taskId: string, switchoverId: string, kind: StepKind, change: StepChange): Promise<Switchover | null> {
    return this.#deps.records.unit(async (unit) => {
      await requireTask(unit, taskId);
      const switchover = await unit.openSwitchover(taskId);
      const step = switchover?.steps.find((one) => one.kind === kind);
      if (switchover?.id !== switchoverId || step === undefined) return null;
      const { next, ...own } = change;
      // somebody skipped it, or cancelled, while it was being carried out: that stands
      if (
        own.status !== undefined &&
        own.status !== 'UNDONE' &&
        (step.status === 'SKIPPED' || switchover.status === 'CANCELING')
      )
        return switchover;
      // where writes had been stopped they go on again
      if (kind === 'STOP_WRITES' && own.status === 'UNDONE' && switchover.pausedAt !== null)
        await unit.updateSwitchover(switchoverId, { pauseEndedAt: new Date() });
      let now = await changeStep(unit, switchover, step, own);
      const following = now.steps.find((one) => one.kind === next);
      if (following?.status === 'PENDING') now = await changeStep(unit, now, following, { status: 'RUNNING' });
      if (own.status !== undefined && own.status !== step.status) {
        const over = now.steps.filter(({ status }) => status === 'COMPLETED' || status === 'SKIPPED').length;
        await unit.updateSubtask(taskId, 'FORWARD_SWITCHOVER', { progress: over / now.steps.length });
      }
      return now;
    });
  }

  recordPause(taskId: string, switchoverId: string): Promise<void> {
    return this.#onRunning(taskId, switchoverId, async (unit, switchover) => {
      if (switchover.pausedAt !== null) return;
      await unit.updateSwitchover(switchoverId, { pausedAt: new Date() });
      changed(unit, switchover, { pause: 'BEGUN' });
    });
  }

  /** False when somebody cancelled first. */
  recordPointOfNoReturn(taskId: string, switchoverId: string): Promise<boolean> {
    return this.#deps.records.unit(async (unit) => {
      await requireTask(unit, taskId);
      const switchover = await unit.openSwitchover(taskId);
      if (switchover?.id !== switchoverId || switchover.status !== 'RUNNING') return false;
      if (switchover.pointOfNoReturnAt !== null) return true;
      await unit.updateSwitchover(switchoverId, { pointOfNoReturnAt: new Date() });
      changed(unit, switchover, { pointOfNoReturn: true });
      return true;
    });
  }

  /** Writes are allowed at the other side: its stream is the task's from now on. */
  complete(taskId: string, switchoverId: string): Promise<void> {
    return this.#onRunning(taskId, switchoverId, async (unit, switchover) => {
      const now = new Date();
      const { leg, direction } = switchover;
      const live: LiveSide = { side: direction === 'FORWARD' ? 'TARGET' : 'SOURCE', leg, since: now.toISOString() };
      await unit.updateSwitchover(switchoverId, { status: 'COMPLETED', completedAt: now, pauseEndedAt: now });
      await unit.setFact(taskId, FACT.live, live);
      await unit.updateTask(taskId, { switching: false, liveSide: live.side, liveLeg: leg });
      const [ends, begins]: SubtaskKind[] =
        direction === 'FORWARD'
          ? ['INCREMENTAL_SYNCHRONIZATION', 'REVERSE_INCREMENTAL']
          : ['REVERSE_INCREMENTAL', 'INCREMENTAL_SYNCHRONIZATION'];
      await setSubtask(unit, taskId, must(ends, 'a phase'), { status: 'COMPLETED', progress: 1, completedAt: now });
      await setSubtask(unit, taskId, 'FORWARD_SWITCHOVER', { status: 'COMPLETED', progress: 1, completedAt: now });
      if (leg !== null)
        await setSubtask(unit, taskId, must(begins, 'a phase'), {
          status: 'RUNNING',
          startedAt: now,
          completedAt: null,
        });
      changed(unit, switchover, { from: 'RUNNING', to: 'COMPLETED' });
      unit.wake();
    });
  }

  canceled(taskId: string, switchoverId: string): Promise<void> {
    return this.#onRunning(taskId, switchoverId, async (unit, switchover) => {
      const now = new Date();
      await unit.updateSwitchover(switchoverId, {
        status: 'CANCELED',
        completedAt: now,
        ...(switchover.pausedAt === null ? {} : { pauseEndedAt: switchover.pauseEndedAt ?? now }),
      });
      await unit.updateTask(taskId, { switching: false });
      await setSubtask(unit, taskId, 'FORWARD_SWITCHOVER', { status: 'NOT_STARTED', progress: 0, startedAt: null });
      changed(unit, switchover, { from: 'CANCELING', to: 'CANCELED' });
      unit.wake();
    });
  }

  /** The hidden task of a stream, made and started unless it is there. */
  openLeg(taskId: string, number: number): Promise<string> {
    return this.#deps.records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      const id = legId({ taskId, number });
      if ((await unit.lockTask(id)) !== null) {
        await this.#steer(unit, id, 'RESUME');
        return id;
      }
      const toSource = goesBack(id);
      const leg = legTask(task, { id, toSource });
      const kinds = subtaskKinds(leg.phases);
      await unit.insertTask(leg, kinds.map((kind) => ({ id: this.#deps.newId('s'), kind }))); // prettier-ignore
      await unit.insertLegTables(taskId, id, { toSource });
      if (leg.phases.includes('FULL_VERIFICATION')) {
        // both sides are equal where it begins, or the switchover before said otherwise
        const covered: CoveredUpTo = { runId: null, ordinal: 0, logId: logIdOf(id, null) };
        await unit.setFact(id, FACT.covered, covered);
        await unit.updateSubtask(id, 'FULL_VERIFICATION', { status: 'COMPLETED', progress: 1 });
      }
      for (const fact of [FACT.prechecked, FACT.keys, FACT.constraints])
        await unit.setFact(id, fact, { at: new Date().toISOString() });
      await this.#steer(unit, id, 'START');
      unit.wake();
      return id;
    });
  }

  steerLeg(id: string, action: CommandAction): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      await this.#steer(unit, id, action);
      unit.wake();
    });
  }

  async #steer(unit: TaskUnit, id: string, action: CommandAction): Promise<void> {
    const leg = await unit.lockTask(id);
    if (leg === null) return;
    const request = { event: { kind: 'REQUEST', action }, by: BY_GODWIT, newId: this.#deps.newId } as const;
    await saveTransition(unit, leg, request); // refused: it is asked again when it can be
  }

  #onOpen(
    taskId: string,
    action: AuditedAction,
    work: (unit: TaskUnit, switchover: Switchover) => Promise<void>,
  ): Promise<Switchover> {
    return this.#deps.records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      const switchover = await unit.openSwitchover(taskId);
      if (switchover === null) throw new GodwitError('SWITCHOVER_NOT_OPEN');
      if (task.status === 'RELEASING' || task.status === 'RELEASED')
        throw new GodwitError('ACTION_NOT_ALLOWED', { action, state: task.status, detail: 'it is possible before.' });
      await work(unit, switchover);
      return must(await unit.openSwitchover(taskId), 'the open switchover');
    });
  }

  /** Nothing happens when it is over. */
  #onRunning(
    taskId: string,
    switchoverId: string,
    work: (unit: TaskUnit, switchover: Switchover) => Promise<void>,
  ): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      await requireTask(unit, taskId);
      const switchover = await unit.openSwitchover(taskId);
      if (switchover?.id === switchoverId) await work(unit, switchover);
    });
  }
}

/** The mutation that an answer comes from. */
function mutationOf({ step, action }: { readonly step: StepKind; readonly action: StepAction }): AuditedAction {
  switch (action) {
    case 'FENCE':
      return 'switchoverFence';
    case 'CONFIRM':
      if (step === 'STOP_WRITES') return 'switchoverConfirmWritesStopped';
      return step === 'START_REVERSE' ? 'switchoverStartReverse' : 'switchoverAllowWrites';
    case 'COMPLETE':
    case 'LET_GODWIT':
      return 'switchoverStepComplete';
    case 'RETRY':
      return 'switchoverStepRetry';
    case 'SKIP':
      return 'switchoverStepSkip';
  }
}

async function liveSide(unit: TaskUnit, taskId: string): Promise<LiveSide> {
  const facts = await unit.facts(taskId, [FACT.live]);
  return (facts[FACT.live] as LiveSide | undefined) ?? { side: 'SOURCE', leg: null, since: null }; // recorded by complete()
}

/** SWITCHOVER_NOT_READY with the first thing that is missing. */
async function requireReady(
  unit: TaskUnit,
  task: TaskRecord,
  live: LiveSide,
  { acceptReason, verdict }: { readonly acceptReason: string | null; readonly verdict: VerificationVerdict },
): Promise<void> {
  const notReady = (detail: string): GodwitError => new GodwitError('SWITCHOVER_NOT_READY', { detail });
  if (!task.phases.includes('INCREMENTAL_SYNCHRONIZATION'))
    throw notReady('the task has no incremental synchronization, so it ends by itself.');
  if ((await unit.openSwitchover(task.id)) !== null) throw notReady('one is open already.');
  if (task.status !== 'RUNNING' || task.pendingAction !== null)
    throw notReady(
      task.pendingAction === null
        ? `the task is ${task.status}; it is possible while it is RUNNING.`
        : `${task.pendingAction.action} of the task is being carried out.`,
    );
  if (live.side === 'TARGET' && live.leg === null)
    throw notReady('the target has taken over, and the task has no way back (REVERSE_INCREMENTAL).');
  const subtasks = await unit.subtasks(task.id);
  const statusOf = (kind: SubtaskKind) => subtasks.find((subtask) => subtask.kind === kind)?.status ?? null;
  const stream = live.side === 'SOURCE' ? 'INCREMENTAL_SYNCHRONIZATION' : 'REVERSE_INCREMENTAL';
  const streaming = statusOf(stream);
  if (streaming !== 'RUNNING' && streaming !== 'MONITORING')
    throw notReady(`${stream} is ${streaming ?? 'absent'}; it must be caught up.`);
  if (live.side === 'TARGET' || live.leg !== null) return; // proven when the first switchover was made, and by its own stream since
  const verification = statusOf('FULL_VERIFICATION');
  if (verification === null || verification === 'SKIPPED') return;
  if (verification === 'RUNNING') throw notReady('full verification is still running.');
  if (acceptReason !== null) return;
  if (verification !== 'COMPLETED')
    throw notReady(
      `full verification is ${verification}. Complete it, skip it, or accept that with a reason (acceptReason).`,
    );
  const { result, openDifferences, different, notProven } = verdict;
  if (result !== 'EQUAL')
    throw notReady(
      `full verification left ${openDifferences} differences open in ${different} tables and did not prove ${notProven} tables. Correct and verify them, or accept that with a reason (acceptReason).`,
    );
}

/** The same two databases the other way, incremental only; its values for it are those of the reverse parameters. */
function legTask(task: TaskRecord, { id, toSource }: { readonly id: string; readonly toSource: boolean }): TaskRecord {
  const now = new Date();
  return {
    ...task,
    id,
    name: id,
    parentId: task.id,
    status: 'NOT_STARTED',
    reason: null,
    phases: ['INCREMENTAL_SYNCHRONIZATION', ...task.phases.filter((phase) => phase === 'FULL_VERIFICATION')],
    sourceEndpointId: toSource ? task.targetEndpointId : task.sourceEndpointId,
    targetEndpointId: toSource ? task.sourceEndpointId : task.targetEndpointId,
    alertLevel: 'NONE',
    tags: [],
    parameters: parametersOfLeg(task.parameters, { toSource }),
    parametersRevision: 1,
    switching: false,
    liveSide: 'SOURCE',
    liveLeg: null,
    pendingAction: null,
    waitingFor: null,
    revision: 1,
    createdAt: now,
    startedAt: null,
    completedAt: null,
    updatedAt: now,
  };
}

/** With the change made. */
async function changeStep(
  unit: TaskUnit,
  switchover: Switchover,
  step: SwitchoverStep,
  { status, findings, ...rest }: Omit<StepChange, 'next'>,
): Promise<Switchover> {
  const begins = (status === 'RUNNING' || status === 'WAITING_FOR_PERSON') && step.startedAt === null;
  const change = {
    ...rest,
    ...(status === undefined ? {} : { status }),
    ...(findings === undefined ? {} : { findings: { ...step.findings, ...findings } }),
    ...(begins ? { startedAt: new Date() } : {}),
    ...(status === 'COMPLETED' || status === 'UNDONE' ? { completedAt: new Date() } : {}),
  };
  await unit.updateStep(switchover.id, step.kind, change);
  if (status !== undefined && status !== step.status)
    changed(unit, switchover, { step: step.kind, from: step.status, to: status });
  else if (change.waiting !== undefined && change.waiting !== step.waiting)
    changed(unit, switchover, { step: step.kind });
  return {
    ...switchover,
    steps: switchover.steps.map((one) => (one.kind === step.kind ? { ...one, ...change } : one)),
  };
}

async function setSubtask(
  unit: TaskUnit,
  taskId: string,
  kind: SubtaskKind,
  change: Parameters<TaskUnit['updateSubtask']>[2],
): Promise<void> {
  const before = (await unit.subtasks(taskId)).find((subtask) => subtask.kind === kind);
  if (before === undefined) return;
  await unit.updateSubtask(taskId, kind, change);
  if (change.status !== undefined && change.status !== before.status)
    unit.event({
      type: 'SUBTASK_CHANGED',
      taskId,
      subjectId: before.id,
      facts: { kind, from: before.status, to: change.status },
    });
}

function changed(
  unit: TaskUnit,
  { id, taskId }: Pick<Switchover, 'id' | 'taskId'>,
  facts: Readonly<Record<string, string | number | boolean | null>>,
): void {
  unit.event({ type: 'SWITCHOVER_CHANGED', taskId, subjectId: id, facts });
}

function audit(
  unit: TaskUnit,
  {
    command,
    action,
    taskId,
    after,
  }: { readonly command: Command; readonly action: AuditedAction; readonly taskId: string; readonly after: unknown },
): void {
  unit.audit({ command, action, subject: 'task', subjectId: taskId, before: null, after });
}

/** The stream that carries changes while a side is live. */
export const streamOfDirection = (direction: SwitchDirection): SubtaskKind =>
  direction === 'FORWARD' ? 'INCREMENTAL_SYNCHRONIZATION' : 'REVERSE_INCREMENTAL';
