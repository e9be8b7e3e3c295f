/** Writing tasks in units of one transaction (port TaskRecords). */
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { switchover } from '../../drizzle/switchover-tables.ts';
import * as tables from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { OpenObjectChange } from '../task/task-progress.ts';
import type { TaskJob, TaskWork } from '../task/jobs.ts';
import type { TaskCommand } from '../task/task-commands.ts';
import type {
  ComponentChange,
  SubtaskChange,
  TaskChange,
  TaskRecord,
  TaskRecords,
  TaskUnit,
  Verifiable,
} from '../task/task-records.ts';
import type { DdlSeen } from '../task/observation.ts';
import type {
  Component,
  ComponentConfigurationChange,
  ComponentKind,
  DesiredStatus,
  ParameterChange,
  Subtask,
  SubtaskKind,
} from '../task/task-types.ts';
import type { ControlDatabase, Transaction } from './control-database.ts';
import { desiredUpdate } from './desired-status.ts';
import { openDifferences, standingDifferences } from './difference-keys.ts';
import { readJob, removeJob, type JobQueue } from './job-queue.ts';
import type { CollectedRecording } from './recording.ts';
import { readFacts } from './facts.ts';
import { FACT } from '../task/facts.ts';
import { adoptTables, removeTables } from './moved-tables.ts';
import {
  insertLegTables,
  insertSwitchover,
  lastSwitchFenced,
  legIds,
  readOpenSwitchover,
  updateStep,
  updateSwitchover,
} from './switchovers.ts';
import { DatabaseTaskReads, readSubtasks, withOwners } from './task-reads.ts';
import { toOpenChange } from './task-situation.ts';
import { toRecord, toSubtask } from './task-rows.ts';
import { abnormalTables } from './verification-runs.ts';
import { revisionOf, schemaObjectKey } from './observed-objects.ts';

const {
  task,
  subtask,
  component,
  parameterHistory,
  componentConfiguration,
  taskCommand,
  fact,
  precheckItem,
  schemaObject,
  ddlSeen,
  objectChange,
  taskTable,
  verificationRun,
} = tables;

export class DatabaseTaskRecords extends DatabaseTaskReads implements TaskRecords {
  readonly #jobs: JobQueue;

  constructor(control: ControlDatabase, jobs: JobQueue) {
    super(control);
    this.#jobs = jobs;
  }

  unit<T>(work: (unit: TaskUnit) => Promise<T>): Promise<T> {
    return this.control.unit((tx, recording) => work(new DatabaseTaskUnit(tx, recording, this.#jobs)));
  }
}

class DatabaseTaskUnit implements TaskUnit {
  readonly #tx: Transaction;
  readonly #jobs: JobQueue;
  readonly event: TaskUnit['event'];
  readonly audit: TaskUnit['audit'];
  readonly wake: TaskUnit['wake'];

  constructor(tx: Transaction, recording: CollectedRecording, jobs: JobQueue) {
    this.#tx = tx;
    this.#jobs = jobs;
    this.event = recording.event;
    this.audit = recording.audit;
    this.wake = recording.wake;
  }

  async lockTask(id: string): Promise<TaskRecord | null> {
    const [row] = await this.#tx.select().from(task).where(eq(task.id, id)).for('update');
    return row ? toRecord(row) : null;
  }

  async nameTaken(name: string): Promise<boolean> {
    // names are given one at a time, so that two tasks cannot choose the same one at once
    await this.#tx.execute(sql`SELECT pg_advisory_xact_lock(727647, hashtext(${name}))`);
    return (await this.#tx.$count(task, eq(task.name, name))) > 0;
  }

  async insertTask(
    record: TaskRecord,
    subtasks: readonly { readonly id: string; readonly kind: SubtaskKind }[],
  ): Promise<void> {
    await this.#tx.insert(task).values({ ...record, tags: [...record.tags] });
    await this.#tx
      .insert(subtask)
      .values(subtasks.map(({ id, kind }) => ({ id, kind, taskId: record.id, status: 'NOT_STARTED' })));
  }

  async updateTask(id: string, change: TaskChange): Promise<TaskRecord> {
    const { tags, ...rest } = change;
    const [row] = await this.#tx
      .update(task)
      .set({
        ...rest,
        ...(tags ? { tags: [...tags] } : {}),
        revision: sql`${task.revision} + 1`,
        updatedAt: new Date(),
      })
      .where(eq(task.id, id))
      .returning();
    return toRecord(must(row, `task ${id}`));
  }

  async deleteTask(id: string): Promise<void> {
    await this.#tx.delete(task).where(eq(task.id, id));
  }

  subtasks(taskId: string): Promise<readonly Subtask[]> {
    return readSubtasks(this.#tx, [taskId]);
  }

  async updateSubtask(taskId: string, kind: SubtaskKind, change: SubtaskChange): Promise<Subtask | null> {
    const [row] = await this.#tx
      .update(subtask)
      .set(change)
      .where(and(eq(subtask.taskId, taskId), eq(subtask.kind, kind)))
      .returning();
    return row ? toSubtask(row) : null;
  }

  async components(taskId: string): Promise<readonly Component[]> {
    return withOwners(
      this.#tx,
      await this.#tx.select().from(component).where(eq(component.taskId, taskId)).orderBy(component.createdAt),
    );
  }

  async ensureComponent(taskId: string, kind: ComponentKind, id: string): Promise<Component> {
    await this.#tx
      .insert(component)
      .values({
        id,
        taskId,
        kind,
        direction: 'FORWARD',
        status: 'CREATED',
        desired: 'STOPPED',
        configuration: {},
        createdAt: new Date(),
      })
      .onConflictDoNothing();
    const rows = await this.#tx
      .select()
      .from(component)
      .where(and(eq(component.taskId, taskId), eq(component.kind, kind), eq(component.direction, 'FORWARD')));
    return must((await withOwners(this.#tx, rows))[0], `component ${kind} of ${taskId}`);
  }

  async updateComponent(id: string, change: ComponentChange): Promise<Component> {
    const rows = await this.#tx.update(component).set(change).where(eq(component.id, id)).returning();
    return must((await withOwners(this.#tx, rows))[0], `component ${id}`);
  }

  async setDesired(componentId: string, desired: DesiredStatus): Promise<void> {
    await this.#tx.execute(desiredUpdate(componentId, desired, true));
  }

  async addParameterChange(change: Omit<ParameterChange, 'id'>): Promise<void> {
    await this.#tx.insert(parameterHistory).values(change);
  }

  async addConfigurationChange(change: Omit<ComponentConfigurationChange, 'id'>): Promise<void> {
    await this.#tx.insert(componentConfiguration).values(change);
  }

  async objectChange(taskId: string, id: string): Promise<OpenObjectChange | null> {
    const [row] = await this.#tx
      .select()
      .from(objectChange)
      .where(and(eq(objectChange.taskId, taskId), eq(objectChange.id, id)))
      .for('update');
    return row === undefined ? null : toOpenChange(row);
  }

  async insertObjectChange(taskId: string, change: Parameters<TaskUnit['insertObjectChange']>[1]): Promise<void> {
    await this.#tx.insert(objectChange).values({ ...change, taskId, status: 'PENDING', requestedAt: new Date() });
  }

  async updateObjectChange(id: string, change: Parameters<TaskUnit['updateObjectChange']>[1]): Promise<void> {
    await this.#tx.update(objectChange).set(change).where(eq(objectChange.id, id));
  }

  adoptTables(parentId: string, childId: string): Promise<readonly string[]> {
    return adoptTables(this.#tx, parentId, childId);
  }

  removeTables(taskId: string, gone: readonly TableName[]): Promise<void> {
    return removeTables(this.#tx, taskId, gone);
  }

  openSwitchover(taskId: string): ReturnType<TaskUnit['openSwitchover']> {
    return readOpenSwitchover(this.#tx, taskId);
  }

  lastSwitchFenced(taskId: string): Promise<boolean> {
    return lastSwitchFenced(this.#tx, taskId);
  }

  switchoverCount(taskId: string): Promise<number> {
    return this.#tx.$count(switchover, eq(switchover.taskId, taskId));
  }

  insertSwitchover(...[row, steps]: Parameters<TaskUnit['insertSwitchover']>): Promise<void> {
    return insertSwitchover(this.#tx, row, steps);
  }

  updateSwitchover(...[id, change]: Parameters<TaskUnit['updateSwitchover']>): Promise<void> {
    return updateSwitchover(this.#tx, id, change);
  }

  updateStep(...[id, kind, change]: Parameters<TaskUnit['updateStep']>): Promise<void> {
    return updateStep(this.#tx, id, kind, change);
  }

  insertLegTables(...[taskId, legId, way]: Parameters<TaskUnit['insertLegTables']>): Promise<void> {
    return insertLegTables(this.#tx, taskId, legId, way);
  }

  legIds(taskId: string): Promise<readonly string[]> {
    return legIds(this.#tx, taskId);
  }

  facts(taskId: string, names: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    return readFacts({ db: this.#tx }, taskId, names);
  }

  async addCommand(taskId: string, command: TaskCommand, requestedBy: string): Promise<void> {
    await this.#tx
      .insert(taskCommand)
      .values({ taskId, kind: command.kind, input: command, requestedBy, requestedAt: new Date() });
  }

  async completeCommand(id: string, reason: ErrorReason | null): Promise<void> {
    await this.#tx
      .update(taskCommand)
      .set({ completedAt: new Date(), reason })
      .where(eq(taskCommand.id, BigInt(id)));
  }

  async setFact(taskId: string, name: string, value: unknown): Promise<void> {
    const at = new Date();
    await this.#tx
      .insert(fact)
      .values({ taskId, name, value, at })
      .onConflictDoUpdate({ target: [fact.taskId, fact.name], set: { value, at } });
  }

  async deleteFact(taskId: string, name: string): Promise<void> {
    await this.#tx.delete(fact).where(and(eq(fact.taskId, taskId), eq(fact.name, name)));
  }

  job(taskId: string): Promise<TaskJob | null> {
    return readJob(this.#tx, taskId);
  }

  sendJob(taskId: string, work: TaskWork, location: string | null): Promise<void> {
    return this.#jobs.send(this.#tx, taskId, work, location);
  }

  cancelJob(jobId: string): Promise<void> {
    return this.#jobs.cancel(this.#tx, jobId);
  }

  removeJob(jobId: string): Promise<boolean> {
    return removeJob(this.#tx, jobId);
  }

  async verifiable(taskId: string): Promise<Verifiable> {
    const rows = await this.#tx
      .select({ id: taskTable.id })
      .from(taskTable)
      .where(and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt)));
    const there = new Set(rows.map(({ id }) => id));
    const differing = await standingDifferences(this.#tx, taskId, null);
    return {
      tables: [...there],
      abnormal: (await abnormalTables(this.#tx, taskId)).filter((id) => there.has(id)),
      differing: differing.filter(({ tableId }) => there.has(tableId)).length,
      covered: (await this.facts(taskId, [FACT.covered]))[FACT.covered] !== undefined,
    };
  }

  async correctable(taskId: string, runId: string, ids: readonly string[] | null): Promise<number | null> {
    const run = and(eq(verificationRun.id, runId), eq(verificationRun.taskId, taskId));
    if ((await this.#tx.$count(verificationRun, run)) === 0) return null;
    return (await openDifferences(this.#tx, runId, ids)).length;
  }

  async schemaObjectRevision(taskId: string, objectId: string): Promise<number | null> {
    const [row] = await this.#tx
      .select({ facts: schemaObject.facts })
      .from(schemaObject)
      .where(
        and(
          eq(schemaObject.taskId, taskId),
          eq(schemaObject.id, schemaObjectKey(objectId)),
          isNull(schemaObject.removedAt),
        ),
      );
    return row === undefined ? null : revisionOf(row.facts);
  }

  async ddlStatus(taskId: string, ddlId: string): Promise<DdlSeen['status'] | null> {
    if (!/^\d{1,18}$/.test(ddlId)) return null;
    const [row] = await this.#tx
      .select({ status: ddlSeen.status })
      .from(ddlSeen)
      .where(and(eq(ddlSeen.taskId, taskId), eq(ddlSeen.id, BigInt(ddlId))));
    return (row?.status as DdlSeen['status'] | undefined) ?? null;
  }

  async skipPrecheckItems(
    taskId: string,
    items: readonly string[],
    by: { readonly name: string; readonly reason: string },
  ): Promise<readonly string[]> {
    const left: string[] = [];
    for (const item of items) {
      const rows = await this.#tx
        .update(precheckItem)
        .set({ result: 'SKIPPED', skippedBy: by.name, skipReason: by.reason })
        .where(
          and(
            eq(precheckItem.taskId, taskId),
            or(eq(precheckItem.id, item), eq(precheckItem.name, item)),
            eq(precheckItem.skippable, true),
          ),
        )
        .returning({ id: precheckItem.id });
      if (rows.length === 0) left.push(item);
    }
    return left;
  }
}
