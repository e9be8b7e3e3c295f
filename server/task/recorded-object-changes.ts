/** The units of object-changer.ts: each moves the record of a change, the task and its sub-migration together (OC4). */
import { GodwitError } from '../core/errors.ts';
import { HIDDEN_TASK, type NewId } from '../core/ids.ts';
import type { TableName } from '../core/object-map.ts';
import type { Position } from '../core/position.ts';
import type { ObjectRule, SelectionRules } from '../selection/selection-service.ts';
import { FACT } from './facts.ts';
import { saveTransition } from './task-changes.ts';
import { subtaskKinds } from './task-plan.ts';
import type { ObjectChangeUpdate, OpenObjectChange } from './task-progress.ts';
import type { TaskRecord, TaskRecords, TaskUnit } from './task-records.ts';
import type { CommandAction } from './task-types.ts';

/** Pure, of selection/: the rules after a change of the objects. */
export type ChangedRules = (
  kind: 'ADD' | 'REMOVE',
  rules: SelectionRules,
  objects: readonly ObjectRule[],
) => SelectionRules;

export interface RecordedObjectChangesDeps {
  readonly records: TaskRecords;
  readonly changedRules: ChangedRules;
  readonly newId: NewId;
}

const BY_GODWIT = 'godwit';
const ENDED = new Set(['SUCCEEDED', 'FAILED', 'ABORTED', 'CANCELED']);

export class RecordedObjectChanges {
  readonly #deps: RecordedObjectChangesDeps;

  constructor(deps: RecordedObjectChangesDeps) {
    this.#deps = deps;
  }

  advance(taskId: string, changeId: string, update: ObjectChangeUpdate): Promise<void> {
    return this.#onChange(taskId, changeId, (unit, task, change) => this.#move(unit, task, { change, update }));
  }

  open(taskId: string, changeId: string): Promise<void> {
    return this.#onChange(taskId, changeId, async (unit, task, change) => {
      if (change.childId !== null) {
        await this.#steer(unit, change.childId, 'RESUME');
        await this.#record(unit, task, { change, status: 'RUNNING' });
        return;
      }
      const child = subMigrationOf(task, change, this.#deps.newId);
      const kinds = subtaskKinds(child.phases);
      await unit.insertTask(child, kinds.map((kind) => ({ id: this.#deps.newId('s'), kind }))); // prettier-ignore
      await this.#steer(unit, child.id, 'START');
      await this.#record(unit, task, { change, status: 'RUNNING', childId: child.id });
      unit.wake();
    });
  }

  steer(childId: string, action: CommandAction): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      await this.#steer(unit, childId, action);
      unit.wake();
    });
  }

  adopt(taskId: string, changeId: string, { upTo }: { readonly upTo: Position | null }): Promise<void> {
    return this.#onChange(taskId, changeId, async (unit, task, change) => {
      if (change.childId === null) throw new GodwitError('INTERNAL_ERROR', { detail: 'no sub-migration to adopt' });
      const ids = await unit.adoptTables(taskId, change.childId);
      if (upTo !== null) {
        const before = (await unit.facts(taskId, [FACT.handedOver]))[FACT.handedOver] as object | undefined;
        const handedOver = { ...before, ...Object.fromEntries(ids.map((id) => [id, upTo])) };
        await unit.setFact(taskId, FACT.handedOver, handedOver);
      }
      await this.#saveRules(unit, task, change);
      await this.#move(unit, task, { change, update: { status: 'SUCCEEDED', event: 'MODIFIED' } });
      await this.#verifyNew(unit, task, ids);
      await this.#steer(unit, change.childId, 'RELEASE');
      unit.wake();
    });
  }

  askRemoval(taskId: string, tables: readonly TableName[], by: string): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      const id = this.#deps.newId('o');
      const objects = tables.map(({ schema, name }) => ({ schema, name }));
      await unit.insertObjectChange(taskId, { id, kind: 'REMOVE', objects, requestedBy: by });
      unit.event({
        type: 'OBJECT_CHANGE_CHANGED',
        taskId,
        subjectId: id,
        facts: { kind: 'REMOVE', from: null, to: 'PENDING' },
      });
      unit.wake();
    });
  }

  remove(taskId: string, changeId: string): Promise<void> {
    return this.#onChange(taskId, changeId, async (unit, task, change) => {
      await unit.removeTables(taskId, change.objects);
      await this.#saveRules(unit, task, change);
      await this.#move(unit, task, { change, update: { status: 'SUCCEEDED', event: 'MODIFIED' } });
    });
  }

  /** What was verified before did not have these tables. */
  async #verifyNew(unit: TaskUnit, task: TaskRecord, tableIds: readonly string[]): Promise<void> {
    const verified = (await unit.subtasks(task.id)).some(
      ({ kind, status }) => kind === 'FULL_VERIFICATION' && status === 'COMPLETED',
    );
    if (!verified || tableIds.length === 0) return;
    const request = { scope: 'CUSTOM', tables: tableIds.map((tableId) => ({ tableId })) } as const;
    await unit.addCommand(task.id, { kind: 'VERIFICATION_START', request }, BY_GODWIT);
  }

  async #saveRules(unit: TaskUnit, task: TaskRecord, change: OpenObjectChange): Promise<void> {
    const rules = this.#deps.changedRules(change.kind, task.selection, change.objects);
    await unit.updateTask(task.id, { selection: rules, selectionRevision: task.selectionRevision + 1 });
    unit.event({
      type: 'SELECTION_CHANGED',
      taskId: task.id,
      subjectId: task.id,
      facts: { revision: task.selectionRevision + 1 },
    });
  }

  async #move(
    unit: TaskUnit,
    task: TaskRecord,
    { change, update }: { readonly change: OpenObjectChange; readonly update: ObjectChangeUpdate },
  ): Promise<void> {
    const { status, reason = null, event } = update;
    if (ENDED.has(status)) await unit.deleteFact(task.id, FACT.standstill);
    await this.#record(unit, task, { change, status, reason });
    await saveTransition(unit, task, { event: { kind: event }, by: BY_GODWIT, newId: this.#deps.newId });
  }

  async #record(
    unit: TaskUnit,
    task: TaskRecord,
    to: { readonly change: OpenObjectChange } & Parameters<TaskUnit['updateObjectChange']>[1],
  ): Promise<void> {
    const { change, ...update } = to;
    await unit.updateObjectChange(change.id, {
      ...update,
      ...(ENDED.has(update.status) ? { completedAt: new Date() } : {}),
    });
    unit.event({
      type: 'OBJECT_CHANGE_CHANGED',
      taskId: task.id,
      subjectId: change.id,
      facts: { kind: change.kind, from: change.status, to: update.status },
    });
  }

  async #steer(unit: TaskUnit, childId: string, action: CommandAction): Promise<void> {
    const child = await unit.lockTask(childId);
    if (child === null) return;
    const request = { event: { kind: 'REQUEST', action }, by: BY_GODWIT, newId: this.#deps.newId } as const;
    await saveTransition(unit, child, request); // refused: it is asked again when it can be
  }

  /** Nothing happens when the change, or its task, is gone. */
  #onChange(
    taskId: string,
    changeId: string,
    work: (unit: TaskUnit, task: TaskRecord, change: OpenObjectChange) => Promise<void>,
  ): Promise<void> {
    return this.#deps.records.unit(async (unit) => {
      const task = await unit.lockTask(taskId);
      const change = task && (await unit.objectChange(taskId, changeId));
      if (task && change) await work(unit, task, change);
    });
  }
}

/** A task of its own for the new tables: same ends, same parameters, all phases but the verification; nobody is asked to advance it. */
function subMigrationOf(task: TaskRecord, change: OpenObjectChange, newId: NewId): TaskRecord {
  const id = newId(HIDDEN_TASK);
  const now = new Date();
  return {
    ...task,
    id,
    name: id,
    parentId: task.id,
    status: 'NOT_STARTED',
    reason: null,
    phases: task.phases.filter((phase) => phase !== 'FULL_VERIFICATION'),
    alertLevel: 'NONE',
    tags: [],
    parameters: { ...task.parameters, schemaAutomaticAdvance: true },
    parametersRevision: 1,
    selection: { objects: change.objects, include: [], exclude: [] },
    selectionRevision: 1,
    labelsRevision: 1,
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
