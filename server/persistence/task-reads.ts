/** Reading tasks, subtasks, components and workers (port TaskReads). */
import {
  and,
  arrayContains,
  asc,
  count,
  eq,
  ilike,
  inArray,
  isNull,
  ne,
  notLike,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import * as tables from '../../drizzle/tables.ts';
import { HIDDEN_TASK } from '../core/ids.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { TaskReads } from '../task/task-records.ts';
import type { ComponentFilter, TaskFilter, TaskOrder } from '../task/task-service.ts';
import {
  TASK_STATUSES,
  type Component,
  type ComponentConfigurationChange,
  type ParameterChange,
  type Subtask,
  type Task,
  type TaskStatus,
  type Worker,
} from '../task/task-types.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';
import { toComponent, toSubtask, toTask, toWorker, workerColumns } from './task-rows.ts';

const { task, subtask, component, worker, endpoint, parameterHistory, componentConfiguration } = tables;

export class DatabaseTaskReads implements TaskReads {
  protected readonly control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.control = control;
  }

  async task(id: string): Promise<Task | null> {
    const [row] = await this.control.byId
      .select()
      .from(task)
      .where(and(eq(task.id, id), isNull(task.parentId)));
    return row ? toTask(row) : null;
  }

  async tasksByIds(ids: readonly string[]): Promise<readonly (Task | null)[]> {
    const rows =
      ids.length === 0
        ? []
        : await this.control.byId
            .select()
            .from(task)
            .where(and(inArray(task.id, [...ids]), isNull(task.parentId)));
    const byId = new Map(rows.map((row) => [row.id, toTask(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  tasks(filter: TaskFilter, page: PageRequest, order: TaskOrder): Promise<Page<Task>> {
    const key = { NAME: task.name, STATUS: task.status, CREATED_AT: task.createdAt, UPDATED_AT: task.updatedAt }[
      order.field
    ];
    return keysetPage(this.control.db, {
      table: task,
      where: taskCondition(filter),
      keys: [key, task.id],
      descending: order.direction === 'DESC',
      page,
      items: (rows) => rows.map(toTask),
    });
  }

  async taskIds(filter: TaskFilter, limit: number): Promise<readonly string[]> {
    const rows = await this.control.db
      .select({ id: task.id })
      .from(task)
      .where(taskCondition(filter))
      .orderBy(asc(task.createdAt), asc(task.id))
      .limit(limit);
    return rows.map((row) => row.id);
  }

  async taskCounts(filter: TaskFilter): Promise<Readonly<Record<TaskStatus, number>>> {
    const rows = await this.control.db
      .select({ status: task.status, count: count() })
      .from(task)
      .where(taskCondition({ ...filter, statuses: null }))
      .groupBy(task.status);
    const found = new Map(rows.map((row) => [row.status, row.count]));
    return Object.fromEntries(TASK_STATUSES.map((status) => [status, found.get(status) ?? 0])) as Record<
      TaskStatus,
      number
    >; // every status is there
  }

  subtasks(taskIds: readonly string[]): Promise<readonly Subtask[]> {
    return readSubtasks(this.control.byId, taskIds);
  }

  async subtask(id: string): Promise<Subtask | null> {
    const [row] = await this.control.byId.select().from(subtask).where(eq(subtask.id, id));
    return row ? toSubtask(row) : null;
  }

  parameterHistory(taskId: string, page: PageRequest): Promise<Page<ParameterChange>> {
    return keysetPage(this.control.db, {
      table: parameterHistory,
      where: eq(parameterHistory.taskId, taskId),
      keys: [parameterHistory.id],
      descending: true,
      page,
      items: (rows) =>
        rows.map((row) => ({ ...row, id: String(row.id), changes: row.changes as ParameterChange['changes'] })),
    });
  }

  components(filter: ComponentFilter, page: PageRequest): Promise<Page<Component>> {
    const where = and(
      ne(component.kind, 'WORKFLOW'),
      notLike(component.taskId, `${HIDDEN_TASK}%`),
      filter.taskIds ? inArray(component.taskId, [...filter.taskIds]) : undefined,
      filter.kinds ? inArray(component.kind, [...filter.kinds]) : undefined,
      filter.statuses ? inArray(component.status, [...filter.statuses]) : undefined,
      filter.host ? eq(component.host, filter.host) : undefined,
    );
    return keysetPage(this.control.db, {
      table: component,
      where,
      keys: [component.createdAt, component.id],
      page,
      items: (rows) => withOwners(this.control.db, rows),
    });
  }

  async componentsOf(taskIds: readonly string[]): Promise<readonly Component[]> {
    if (taskIds.length === 0) return [];
    return this.#ownedComponents(and(inArray(component.taskId, [...taskIds]), ne(component.kind, 'WORKFLOW')));
  }

  async component(id: string): Promise<Component | null> {
    const [found] = await this.#ownedComponents(eq(component.id, id));
    return found ?? null;
  }

  /** With their workers in one statement: beside a copy each further question of a request waits for a core. */
  async #ownedComponents(where: SQL | undefined): Promise<readonly Component[]> {
    const rows = await this.control.byId
      .select()
      .from(component)
      .leftJoin(worker, eq(component.workerId, worker.id))
      .where(where)
      .orderBy(asc(component.createdAt), asc(component.id));
    return rows.map((row) => toComponent(row.component, row.worker ?? undefined));
  }

  async workers(): Promise<readonly Worker[]> {
    return (await this.control.db.select(workerColumns).from(worker).orderBy(asc(worker.startedAt))).map(toWorker);
  }

  configurationHistory(componentId: string, page: PageRequest): Promise<Page<ComponentConfigurationChange>> {
    return keysetPage(this.control.db, {
      table: componentConfiguration,
      where: eq(componentConfiguration.componentId, componentId),
      keys: [componentConfiguration.id],
      descending: true,
      page,
      items: (rows) =>
        rows.map((row) => ({ ...row, id: String(row.id), diff: row.diff as ComponentConfigurationChange['diff'] })),
    });
  }
}

const ORDER = ['PRECHECK', 'SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];

export async function readSubtasks(db: Queryable, taskIds: readonly string[]): Promise<readonly Subtask[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .select()
    .from(subtask)
    .where(inArray(subtask.taskId, [...taskIds]));
  return rows.map(toSubtask).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

export async function withOwners(db: Queryable, rows: (typeof component.$inferSelect)[]): Promise<Component[]> {
  const owners = rows.flatMap((row) => row.workerId ?? []);
  const found = owners.length === 0 ? [] : await db.select().from(worker).where(inArray(worker.id, owners));
  return rows.map((row) =>
    toComponent(
      row,
      found.find((owner) => owner.id === row.workerId),
    ),
  );
}

function taskCondition(filter: TaskFilter): SQL | undefined {
  const pattern = filter.keyword ? `%${filter.keyword.replace(/[\\%_]/g, '\\$&')}%` : null;
  return and(
    isNull(task.parentId),
    filter.ids ? inArray(task.id, [...filter.ids]) : undefined,
    filter.statuses ? inArray(task.status, [...filter.statuses]) : undefined,
    filter.tags && filter.tags.length > 0 ? arrayContains(task.tags, [...filter.tags]) : undefined,
    filter.phases && filter.phases.length > 0
      ? sql`${task.phases} @> ${JSON.stringify(filter.phases)}::text::jsonb`
      : undefined,
    filter.alertLevels ? inArray(task.alertLevel, [...filter.alertLevels]) : undefined,
    filter.createdBy ? eq(task.createdBy, filter.createdBy) : undefined,
    filter.endpointId
      ? or(eq(task.sourceEndpointId, filter.endpointId), eq(task.targetEndpointId, filter.endpointId))
      : undefined,
    pattern
      ? or(
          ilike(task.name, pattern),
          ilike(task.id, pattern),
          sql`EXISTS (SELECT FROM ${endpoint} WHERE ${endpoint.id} IN (${task.sourceEndpointId}, ${task.targetEndpointId}) AND ${endpoint.name} ILIKE ${pattern})`,
        )
      : undefined,
  );
}
