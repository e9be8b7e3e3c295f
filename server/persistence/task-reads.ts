/** Reading tasks, subtasks, components and workers (port TaskReads). */
import {
  and,
  arrayContains,
  asc,
  count,
  eq,
  inArray,
  isNull,
  ne,
  notLike,
  or,
  sql,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm';
import * as tables from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import { HIDDEN_TASK } from '../core/ids.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Switchover, TaskStreams } from '../switchover/switchover.ts';
import type { TaskReads } from '../task/task-records.ts';
import type {
  ComponentFilter,
  OverviewPart,
  TaskFilter,
  TaskFilterChoices,
  TaskOrder,
  TaskOverview,
} from '../task/task-service.ts';
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
import { anyOf } from './any-of.ts';
import { contains } from './contains.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';
import { readStreams, readSwitchover, readSwitchovers } from './switchovers.ts';
import { overviewOf, type ReadOverview } from './task-overview.ts';
import { toComponent, toSubtask, toSubtasks, toTask, toWorker, workerColumns } from './task-rows.ts';

const { task, subtask, component, worker, endpoint, parameterHistory, componentConfiguration } = tables;

/** A person who has more to choose from types the name. */
const MOST_CHOICES = 1_000;

/** Made once: drizzle puts a statement together anew each time otherwise, which costs more than to run it. */
const preparedReads = ({ byId }: ControlDatabase) => {
  const given = sql.placeholder('ids');
  /** With their workers in one statement: beside a copy each further question of a request waits for a core. */
  const components = (where: SQL | undefined) =>
    byId
      .select()
      .from(component)
      .leftJoin(worker, eq(component.workerId, worker.id))
      .where(where)
      .orderBy(asc(component.createdAt), asc(component.id));
  return {
    tasks: byId
      .select()
      .from(task)
      .where(and(anyOf(task.id, given), isNull(task.parentId)))
      .prepare('tasks'),
    subtasksOf: byId.select().from(subtask).where(anyOf(subtask.taskId, given)).prepare('subtasks_of'),
    components: components(anyOf(component.id, given)).prepare('components'),
    componentsOf: components(
      and(or(anyOf(component.taskId, given), legsOf(given)), ne(component.kind, 'WORKFLOW')),
    ).prepare('components_of'),
  };
};

export class DatabaseTaskReads implements TaskReads {
  protected readonly control: ControlDatabase;
  readonly #prepared: ReturnType<typeof preparedReads>;
  readonly #overview: ReadOverview;
  /** Counts asked for in this turn, by their filter: who asks for them and for a page of the same list has counted once. */
  readonly #counting = new Map<string, Promise<TaskCounts>>();

  constructor(control: ControlDatabase) {
    this.control = control;
    this.#prepared = preparedReads(control);
    this.#overview = overviewOf(control);
  }

  async task(id: string): Promise<Task | null> {
    const [row] = await this.#prepared.tasks.execute({ ids: [id] });
    return row ? toTask(row) : null;
  }

  overview(id: string, parts: readonly OverviewPart[]): Promise<TaskOverview | null> {
    return this.#overview(id, parts);
  }

  async tasksByIds(ids: readonly string[]): Promise<readonly (Task | null)[]> {
    const rows = ids.length === 0 ? [] : await this.#prepared.tasks.execute({ ids });
    const byId = new Map(rows.map((row) => [row.id, toTask(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  tasks(filter: TaskFilter, page: PageRequest, order: TaskOrder): Promise<Page<Task>> {
    const key = { NAME: task.name, STATUS: task.status, CREATED_AT: task.createdAt, UPDATED_AT: task.updatedAt }[
      order.field
    ];
    const counting = this.#counting.get(countsKey(filter));
    const statuses = [...new Set(filter.statuses ?? TASK_STATUSES)];
    return keysetPage(this.control.db, {
      table: task,
      where: taskCondition(filter),
      ...(counting && {
        total: async () => {
          const counts = await counting;
          return statuses.reduce((sum, status) => sum + counts[status], 0);
        },
      }),
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

  taskCounts(filter: TaskFilter): Promise<TaskCounts> {
    const key = countsKey(filter);
    const known = this.#counting.get(key);
    if (known !== undefined) return known;
    const counting = this.#counts(filter);
    this.#counting.set(key, counting);
    setImmediate(() => this.#counting.delete(key)); // later than that something may have changed
    return counting;
  }

  async #counts(filter: TaskFilter): Promise<TaskCounts> {
    const rows = await this.control.db
      .select({ status: task.status, count: count() })
      .from(task)
      .where(taskCondition({ ...filter, statuses: null }))
      .groupBy(task.status);
    const found = new Map(rows.map((row) => [row.status, row.count]));
    return Object.fromEntries(TASK_STATUSES.map((status) => [status, found.get(status) ?? 0])) as TaskCounts; // every status is there
  }

  async taskFilterChoices(): Promise<TaskFilterChoices> {
    const shown = sql`FROM ${task} WHERE ${task.parentId} IS NULL`;
    const [found] = await this.control.db.execute(sql`
      SELECT ARRAY(SELECT DISTINCT unnest(${task.tags}) ${shown} ORDER BY 1 LIMIT ${MOST_CHOICES}) AS "tags",
        ARRAY(SELECT DISTINCT ${task.createdBy} ${shown} ORDER BY 1 LIMIT ${MOST_CHOICES}) AS "createdBy",
        ARRAY(SELECT ${endpoint.id} FROM ${endpoint}
          WHERE EXISTS (SELECT ${shown} AND ${endpoint.id} IN (${task.sourceEndpointId}, ${task.targetEndpointId}))
          ORDER BY ${endpoint.name} LIMIT ${MOST_CHOICES}) AS "endpointIds"`);
    return must(found, 'the one row') as unknown as TaskFilterChoices; // named as the fields
  }

  async subtasks(taskIds: readonly string[]): Promise<readonly Subtask[]> {
    return taskIds.length === 0 ? [] : toSubtasks(await this.#prepared.subtasksOf.execute({ ids: taskIds }));
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
      or(notLike(component.taskId, `${HIDDEN_TASK}%`), isLeg),
      filter.taskIds
        ? or(inArray(component.taskId, [...filter.taskIds]), legsOf(sql.param([...filter.taskIds])))
        : undefined,
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
    return owned(await this.#prepared.componentsOf.execute({ ids: taskIds }));
  }

  async component(id: string): Promise<Component | null> {
    return owned(await this.#prepared.components.execute({ ids: [id] }))[0] ?? null;
  }

  workers(page: PageRequest): Promise<Page<Worker>> {
    return keysetPage(this.control.db, {
      table: worker,
      where: undefined,
      keys: [worker.host, worker.id],
      page,
      items: async (rows) => {
        const ids = rows.map(({ id }) => id);
        const found = await this.control.db.select(workerColumns).from(worker).where(inArray(worker.id, ids));
        return found.map(toWorker).toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
      },
    });
  }

  switchovers(taskId: string): Promise<readonly Switchover[]> {
    return readSwitchovers(this.control.db, taskId);
  }

  switchover(id: string): Promise<Switchover | null> {
    return readSwitchover(this.control.db, id);
  }

  streams(taskIds: readonly string[]): Promise<readonly TaskStreams[]> {
    return readStreams(this.control.byId, taskIds);
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

type TaskCounts = Readonly<Record<TaskStatus, number>>;

const countsKey = (filter: TaskFilter): string => JSON.stringify({ ...filter, statuses: null });

/** Components of streams of these tasks beside the first one that are there still. */
const legsOf = (taskIds: SQLWrapper): SQL =>
  sql`${component.taskId} IN (SELECT l.id FROM task l WHERE l.parent_id = ANY(${taskIds}::text[]) AND starts_with(l.id, 'h_') AND l.status <> 'RELEASED')`;

const isLeg = sql`starts_with(${component.taskId}, 'h_') AND EXISTS (SELECT FROM task l WHERE l.id = ${component.taskId} AND l.status <> 'RELEASED')`;

const owned = (
  rows: readonly { component: typeof component.$inferSelect; worker: typeof worker.$inferSelect | null }[],
): Component[] => rows.map((row) => toComponent(row.component, row.worker ?? undefined));

export async function readSubtasks(db: Queryable, taskIds: readonly string[]): Promise<readonly Subtask[]> {
  if (taskIds.length === 0) return [];
  const rows = await db
    .select()
    .from(subtask)
    .where(inArray(subtask.taskId, [...taskIds]));
  return toSubtasks(rows);
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
  // each read once, not for each task
  const named = (keyword: string): SQL =>
    sql`(SELECT ${endpoint.id} FROM ${endpoint} WHERE ${contains([endpoint.name], keyword)})`;
  return and(
    isNull(task.parentId),
    filter.ids ? inArray(task.id, [...filter.ids]) : undefined,
    filter.statuses ? inArray(task.status, [...filter.statuses]) : undefined,
    filter.tags && filter.tags.length > 0 ? arrayContains(task.tags, [...filter.tags]) : undefined,
    filter.alertLevels ? inArray(task.alertLevel, [...filter.alertLevels]) : undefined,
    // behind what costs less: they are looked at in this order
    filter.phases && filter.phases.length > 0
      ? sql`${task.phases} @> ${JSON.stringify(filter.phases)}::text::jsonb`
      : undefined,
    filter.createdBy ? eq(task.createdBy, filter.createdBy) : undefined,
    filter.endpointId
      ? or(eq(task.sourceEndpointId, filter.endpointId), eq(task.targetEndpointId, filter.endpointId))
      : undefined,
    filter.keyword
      ? or(
          contains([task.name, task.id], filter.keyword),
          sql`${task.sourceEndpointId} IN ${named(filter.keyword)}`,
          sql`${task.targetEndpointId} IN ${named(filter.keyword)}`,
        )
      : undefined,
  );
}
