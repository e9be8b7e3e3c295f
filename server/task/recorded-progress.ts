/** TaskProgress over the task records: what the workflow reads and writes, each write one unit with its events. */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import { rowFacts, type ErrorReason } from '../core/errors.ts';
import { shownTaskId, type NewId } from '../core/ids.ts';
import type { TableMapping, TableName } from '../core/object-map.ts';
import type { Position } from '../core/position.ts';
import type { TaskJob, TaskWork } from './jobs.ts';
import { saveTransition } from './task-changes.ts';
import type { RecordedCommand } from './task-commands.ts';
import { RecordedObjectChanges, type ChangedRules } from './recorded-object-changes.ts';
import type { RecordedSwitchovers } from './recorded-switchovers.ts';
import type { JobResult, ObjectChangeUpdate, TaskProgress, TaskSituation, SubtaskUpdate } from './task-progress.ts';
import type { SubtaskChange, TaskRecord, TaskRecords, TaskUnit } from './task-records.ts';
import type { TaskEvent } from './task-state.ts';
import type { CommandAction, Component, Subtask, SubtaskKind, WaitingFor } from './task-types.ts';
import { sameWaiting } from './waiting.ts';

/** Port: the rows of a task in one consistent reading; implemented by persistence. */
export interface SituationReader {
  read(taskId: string): Promise<{
    readonly task: TaskRecord;
    readonly tables: readonly TableMapping[];
    readonly subtasks: readonly Subtask[];
    readonly components: readonly Component[];
    readonly facts: Readonly<Record<string, unknown>>;
    readonly commands: readonly RecordedCommand[];
    readonly job: TaskJob | null;
    readonly objectChanges: TaskSituation['objectChanges'];
    readonly childIds: readonly string[];
    readonly legs: TaskSituation['legs'];
    readonly switchover: TaskSituation['switchover'];
  } | null>;
}

export interface RecordedProgressDeps {
  readonly records: TaskRecords;
  readonly situations: SituationReader;
  readonly endpoints: { address(id: string): Promise<EndpointAddress> };
  readonly changedRules: ChangedRules;
  readonly switchovers: RecordedSwitchovers;
  readonly newId: NewId;
}

export class RecordedProgress implements TaskProgress {
  readonly #deps: RecordedProgressDeps;
  readonly #objects: RecordedObjectChanges;

  constructor(deps: RecordedProgressDeps) {
    this.#deps = deps;
    this.#objects = new RecordedObjectChanges(deps);
  }

  async load(taskId: string): Promise<TaskSituation | null> {
    const found = await this.#deps.situations.read(taskId);
    if (!found) return null;
    const [source, target] = await Promise.all([
      this.#deps.endpoints.address(found.task.sourceEndpointId),
      this.#deps.endpoints.address(found.task.targetEndpointId),
    ]);
    return { ...found, source, target };
  }

  recordFact(taskId: string, name: string, value: unknown): Promise<void> {
    return this.#onTask(taskId, (unit) => unit.setFact(taskId, name, value));
  }

  deleteFact(taskId: string, name: string): Promise<void> {
    return this.#onTask(taskId, (unit) => unit.deleteFact(taskId, name));
  }

  /** What a leg verifies is the phase of its task, too. */
  setSubtask(taskId: string, kind: SubtaskKind, update: SubtaskUpdate): Promise<void> {
    const shown = kind === 'FULL_VERIFICATION' ? shownTaskId(taskId) : taskId;
    // the task before its leg, in the order in which all others lock them
    return this.#onTask(shown, async (unit) => {
      await changeSubtask(unit, { taskId: shown, kind }, update);
      if (shown !== taskId && (await unit.lockTask(taskId)) !== null)
        await changeSubtask(unit, { taskId, kind }, update);
    });
  }

  async advanceTask(
    taskId: string,
    event: Exclude<TaskEvent, { kind: 'REQUEST' }>,
    reason?: ErrorReason,
  ): Promise<boolean> {
    return this.#deps.records.unit(async (unit) => {
      const task = await unit.lockTask(taskId);
      if (!task) return false;
      return (
        (await saveTransition(unit, task, {
          event,
          by: 'godwit',
          newId: this.#deps.newId,
          ...(reason ? { reason } : {}),
        })) !== null
      );
    });
  }

  setWaitingFor(taskId: string, waitingFor: Omit<WaitingFor, 'since'> | null): Promise<void> {
    return this.#onTask(taskId, async (unit, task) => {
      if (sameWaiting(task.waitingFor, waitingFor)) return;
      await unit.updateTask(taskId, { waitingFor: waitingFor ? { ...waitingFor, since: new Date() } : null });
      unit.event({
        type: 'TASK_WAITING_FOR_CHANGED',
        taskId,
        subjectId: taskId,
        facts: {
          who: waitingFor?.who ?? null,
          what: waitingFor?.what ?? null,
          code: waitingFor?.reason?.code ?? null,
        },
      });
    });
  }

  clearPendingAction(taskId: string): Promise<void> {
    return this.#onTask(taskId, async (unit, task) => {
      if (!task.pendingAction || task.status === 'RELEASING') return;
      await unit.updateTask(taskId, { pendingAction: null });
      unit.event({ type: 'TASK_PENDING_ACTION_CHANGED', taskId, subjectId: taskId, facts: { action: null } });
    });
  }

  askJob(taskId: string, work: TaskWork, location: string | null): Promise<void> {
    return this.#onTask(taskId, async (unit, task) => {
      const action = task.pendingAction?.action;
      if (action === 'STOP' || action === 'RELEASE' || (await unit.job(taskId)) !== null) return;
      await unit.sendJob(taskId, work, location);
      unit.wake();
    });
  }

  cancelJob(taskId: string, jobId: string): Promise<void> {
    return this.#onTask(taskId, (unit) => unit.cancelJob(jobId));
  }

  settleJob(taskId: string, jobId: string, result: JobResult): Promise<void> {
    return this.#onTask(taskId, async (unit) => {
      if (!(await unit.removeJob(jobId))) return;
      if (result.kind === 'FACT') await unit.setFact(taskId, result.name, result.value);
      if (result.kind === 'COMMAND') await endCommand(unit, { taskId, commandId: result.commandId }, result.reason);
    });
  }

  completeCommand(taskId: string, commandId: string, reason: ErrorReason | null): Promise<void> {
    return this.#onTask(taskId, (unit) => endCommand(unit, { taskId, commandId }, reason));
  }

  advanceChange(taskId: string, changeId: string, update: ObjectChangeUpdate): Promise<void> {
    return this.#objects.advance(taskId, changeId, update);
  }

  openSubMigration(taskId: string, changeId: string): Promise<void> {
    return this.#objects.open(taskId, changeId);
  }

  steerSubMigration(childId: string, action: CommandAction): Promise<void> {
    return this.#objects.steer(childId, action);
  }

  adoptSubMigration(taskId: string, changeId: string, handover: { readonly upTo: Position | null }): Promise<void> {
    return this.#objects.adopt(taskId, changeId, handover);
  }

  recordStep: TaskProgress['recordStep'] = (...given) => this.#deps.switchovers.recordStep(...given);
  recordPause: TaskProgress['recordPause'] = (...given) => this.#deps.switchovers.recordPause(...given);
  recordPointOfNoReturn: TaskProgress['recordPointOfNoReturn'] = (...given) =>
    this.#deps.switchovers.recordPointOfNoReturn(...given);
  completeSwitchover: TaskProgress['completeSwitchover'] = (...given) => this.#deps.switchovers.complete(...given);
  switchoverCanceled: TaskProgress['switchoverCanceled'] = (...given) => this.#deps.switchovers.canceled(...given);
  openLeg: TaskProgress['openLeg'] = (...given) => this.#deps.switchovers.openLeg(...given);
  steerLeg: TaskProgress['steerLeg'] = (...given) => this.#deps.switchovers.steerLeg(...given);

  askRemoval(taskId: string, tables: readonly TableName[], by: string): Promise<void> {
    return this.#objects.askRemoval(taskId, tables, by);
  }

  removeObjects(taskId: string, changeId: string): Promise<void> {
    return this.#objects.remove(taskId, changeId);
  }

  /** Nothing happens when the task was deleted meanwhile. */
  #onTask(taskId: string, work: (unit: TaskUnit, task: TaskRecord) => Promise<void>): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      const task = await unit.lockTask(taskId);
      if (task) await work(unit, task);
    });
  }
}

async function changeSubtask(
  unit: TaskUnit,
  { taskId, kind }: { readonly taskId: string; readonly kind: SubtaskKind },
  update: SubtaskUpdate,
): Promise<void> {
  const before = (await unit.subtasks(taskId)).find((subtask) => subtask.kind === kind);
  if (!before) return;
  const change = subtaskChange(before, update);
  if (Object.keys(change).length === 0) return;
  await unit.updateSubtask(taskId, kind, change);
  if (change.status === undefined && change.reason === undefined) return;
  unit.event({
    type: 'SUBTASK_CHANGED',
    taskId,
    subjectId: before.id,
    facts: { kind, from: before.status, to: change.status ?? before.status },
  });
}

/** Whoever asked for it hears why it could not be carried out, at once or by a job. */
async function endCommand(
  unit: TaskUnit,
  of: { readonly taskId: string; readonly commandId: string },
  reason: ErrorReason | null,
): Promise<void> {
  const { taskId, commandId } = of;
  await unit.completeCommand(commandId, reason);
  if (reason === null) return;
  const { code, message, remedy } = reason;
  const facts = { code, message, remedy, ...rowFacts(reason) };
  unit.event({ type: 'TASK_COMMAND_FAILED', taskId, subjectId: commandId, facts });
}

/** What an update changes of a subtask; start and end follow from the status. */
export function subtaskChange(before: Subtask, update: SubtaskUpdate): SubtaskChange {
  const status = before.status === 'MONITORING' && update.status === 'RUNNING' ? undefined : update.status;
  const changed = status !== undefined && status !== before.status ? status : undefined;
  const ends = changed === 'COMPLETED' || changed === 'SKIPPED';
  const begins = changed === 'RUNNING' && (before.startedAt === null || before.completedAt !== null);
  const reason =
    update.reason !== undefined
      ? update.reason
      : changed !== undefined && before.status === 'FAILED'
        ? null
        : undefined;
  const progress = update.progress === undefined ? undefined : Math.min(1, Math.max(0, update.progress));
  return {
    ...(changed === undefined ? {} : { status: changed }),
    ...(progress === undefined || progress === before.progress ? {} : { progress }),
    ...(reason === undefined || JSON.stringify(reason) === JSON.stringify(before.reason) ? {} : { reason }),
    ...(begins ? { startedAt: new Date() } : {}),
    ...(ends ? { completedAt: new Date() } : begins ? { completedAt: null } : {}),
  };
}
