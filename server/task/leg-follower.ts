/**
 * What becomes of a task after a switchover: another stream, a leg with a hidden task of its own, carries the changes. It is kept
 * running, its failure is the task's, and what the streams before it had made is removed.
 */
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import { legId } from '../core/ids.ts';
import type { StageContext } from '../core/stage.ts';
import { FACT, type LiveSide } from './facts.ts';
import type { PhaseWork } from './phase-work.ts';
import type { TaskProgress, TaskSituation } from './task-progress.ts';
import type { ComponentStatus, SubtaskKind } from './task-types.ts';

export interface LegFollowerDeps {
  readonly progress: Pick<TaskProgress, 'load' | 'steerLeg' | 'recordFact' | 'setSubtask'>;
  readonly work: Pick<PhaseWork, 'retire' | 'latencyMs'>;
  readonly monitoringThresholdMs: (situation: TaskSituation) => Promise<number>;
}

export interface Followed {
  /** Null: nothing is wrong with it, or it is still on its way. */
  readonly failed: { readonly reason: ErrorReason; readonly kind: SubtaskKind } | null;
  readonly leg: TaskSituation | null;
}

export class LegFollower {
  readonly #deps: LegFollowerDeps;

  constructor(deps: LegFollowerDeps) {
    this.#deps = deps;
  }

  async follow(situation: TaskSituation, context: StageContext): Promise<Followed> {
    const { progress } = this.#deps;
    const live = situation.facts[FACT.live] as LiveSide; // nextStep() looked
    const number = live.leg ?? 0;
    const kind = live.side === 'TARGET' ? 'REVERSE_INCREMENTAL' : 'INCREMENTAL_SYNCHRONIZATION';
    const leg = await progress.load(legId({ taskId: situation.task.id, number }));
    if (leg === null) {
      const reason = reasonOf(new GodwitError('NOT_FOUND', { what: 'stream', id: String(number) }));
      return { failed: { reason, kind }, leg };
    }
    const { status, pendingAction, reason } = leg.task;
    if (status === 'FAILED' && pendingAction === null && reason !== null) return { failed: { reason, kind }, leg };
    if (status === 'STOPPED' && pendingAction === null) await progress.steerLeg(leg.task.id, 'RESUME');
    if (await this.retire(situation, number, context)) await this.#tell(situation, leg, kind);
    return { failed: null, leg };
  }

  /** A slot that nobody reads would fill the disk of its server. True when nothing is left of the streams before `current`. */
  async retire(situation: TaskSituation, current: number | null, context: StageContext): Promise<boolean> {
    const { progress, work } = this.#deps;
    if (situation.facts[FACT.live] === undefined) return true;
    for (const { id, number } of situation.legs) {
      const leg = number === current ? null : await progress.load(id);
      if (leg !== null && !(await endLeg(leg, progress))) return false;
    }
    if (situation.facts[FACT.retired] !== undefined) return true;
    if (situation.components.some(({ kind, status }) => kind !== 'WORKFLOW' && WORKING.has(status))) return false; // who uses it still
    const removed = await work.retire(situation);
    await progress.recordFact(situation.task.id, FACT.retired, { at: new Date().toISOString(), removed });
    context.log.info('what the first stream had made is removed', { removed });
    return true;
  }

  /** RUNNING becomes MONITORING once, when latency first falls under the alert threshold. */
  async #tell(situation: TaskSituation, leg: TaskSituation, kind: SubtaskKind): Promise<void> {
    const { progress, work, monitoringThresholdMs } = this.#deps;
    const subtask = situation.subtasks.find((candidate) => candidate.kind === kind);
    if (subtask === undefined || subtask.status === 'MONITORING') return;
    const latencyMs = await work.latencyMs(leg);
    if (subtask.status !== 'RUNNING') await progress.setSubtask(situation.task.id, kind, { status: 'RUNNING' });
    else if (latencyMs !== null && latencyMs < (await monitoringThresholdMs(situation)))
      await progress.setSubtask(situation.task.id, kind, { status: 'MONITORING' });
  }
}

/** Statuses in which a worker may still use the log and the slot. */
const WORKING: ReadonlySet<ComponentStatus> = new Set(['STARTING', 'RUNNING', 'STOPPING']);

/** One move of a leg towards RELEASED; true when it is. */
export async function endLeg({ task }: TaskSituation, progress: Pick<TaskProgress, 'steerLeg'>): Promise<boolean> {
  if (task.status === 'RELEASED') return true;
  if (task.pendingAction === null) await progress.steerLeg(task.id, task.status === 'RUNNING' ? 'STOP' : 'RELEASE');
  return false;
}
