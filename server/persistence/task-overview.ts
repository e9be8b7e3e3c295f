/**
 * A task and its parts in one statement, prepared once. What a request asks for most is asked for while copies use every core:
 * there each further statement wakes a backend, and its answer wakes us, and each of these waits for its turn.
 */
import { and, asc, eq, getTableColumns, isNull, ne, or, sql, type InferSelectModel, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { component, metricLatest, subtask, task, worker } from '../../drizzle/tables.ts';
import type { OverviewPart, TaskOverview } from '../task/task-service.ts';
import type { ControlDatabase } from './control-database.ts';
import { incrSyncOf, latencyColumns, liveStream, toLatency, type LatencyRow } from './observed-metrics.ts';
import { toComponent, toSubtasks, toTask } from './task-rows.ts';

export type ReadOverview = (id: string, parts: readonly OverviewPart[]) => Promise<TaskOverview | null>;

/** As JSON holds a row: instants and greater numbers as text. */
type Json = Readonly<Record<string, unknown>>;

interface OverviewRow {
  readonly task: Json;
  readonly subtasks: readonly Json[] | null;
  readonly components: readonly { readonly component: Json; readonly worker: Json | null }[] | null;
  readonly latency: LatencyRow | null;
}

export function overviewOf(control: ControlDatabase): ReadOverview {
  const { byId } = control;
  // Each member of the selection wraps its columns once more: drizzle takes the tables' names off those that stand in it directly.
  const ofTask = eq(component.taskId, task.id);
  const legsOf = sql`${component.taskId} IN (SELECT l.id FROM task l WHERE l.parent_id = ${task.id} AND starts_with(l.id, 'h_') AND l.status <> 'RELEASED')`;
  const wanted = (part: OverviewPart, value: SQL): SQL<string | null> =>
    sql`CASE WHEN ${sql.placeholder(part)}::boolean THEN ${value} END`;
  const subtasks = sql`(SELECT json_agg(${asJson(subtask)}) FROM ${subtask} WHERE ${eq(subtask.taskId, task.id)})`;
  const components = sql`(SELECT json_agg(json_build_object('component', ${asJson(component)},
      'worker', CASE WHEN ${worker.id} IS NOT NULL THEN ${asJson(worker)} END) ORDER BY ${asc(component.createdAt)}, ${asc(component.id)})
    FROM ${component} LEFT JOIN ${worker} ON ${eq(component.workerId, worker.id)}
    WHERE ${and(or(ofTask, legsOf), ne(component.kind, 'WORKFLOW'))})`;
  const latency = sql`(SELECT row_to_json(l) FROM (SELECT ${latencyColumns}
    FROM ${component} LEFT JOIN ${metricLatest} ON ${eq(metricLatest.componentId, component.id)}
    WHERE ${and(eq(component.taskId, liveStream), incrSyncOf)}) l)`;
  const statement = byId
    .select({
      task: sql<string>`${asJson(task, 'selection')}`,
      subtasks: wanted('subtasks', subtasks),
      components: wanted('components', components),
      latency: wanted('latency', latency),
    })
    .from(task)
    .where(and(eq(task.id, sql.placeholder('id')), isNull(task.parentId)))
    .prepare('task_overview');
  return async (id, parts) => {
    const asked = (part: OverviewPart): boolean => parts.includes(part);
    const [row] = await statement.execute({
      id,
      subtasks: asked('subtasks'),
      components: asked('components'),
      latency: asked('latency'),
    });
    return row === undefined ? null : toOverview(parsedRow(row));
  };
}

function toOverview(row: OverviewRow): TaskOverview {
  return {
    task: toTask({ ...fromJson(task, row.task), selection: null }),
    subtasks: toSubtasks((row.subtasks ?? []).map((one) => fromJson(subtask, one))),
    components: (row.components ?? []).map((one) =>
      toComponent(fromJson(component, one.component), one.worker === null ? undefined : fromJson(worker, one.worker)),
    ),
    latency: row.latency === null ? null : toLatency(row.latency),
  };
}

/** A row of `table` as a JSON object with the names that it has here; what is `left` out is not read. */
function asJson(table: PgTable, ...left: readonly string[]): SQL {
  const members = Object.entries(getTableColumns(table)).flatMap(([name, column]) => {
    if (left.includes(name)) return [];
    return [sql`${sql.raw(`'${name}'`)}, ${column.dataType === 'bigint' ? sql`${column}::text` : column}`];
  });
  return sql`json_build_object(${sql.join(members, sql`, `)})`;
}

function fromJson<T extends PgTable>(table: T, json: Json): InferSelectModel<T> {
  const row = Object.entries(getTableColumns(table)).map(([name, column]): [string, unknown] => {
    const value = json[name] ?? null;
    if (value === null) return [name, null];
    if (column.dataType === 'date') return [name, new Date(String(value))];
    return [name, column.dataType === 'bigint' ? BigInt(String(value)) : value];
  });
  return Object.fromEntries(row) as InferSelectModel<T>; // every column, of its type
}

/** The driver leaves JSON as text, because drizzle reads it itself where it knows the column. */
const parsedRow = (row: Readonly<Record<keyof OverviewRow, string | null>>): OverviewRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? JSON.parse(value) : value]),
  ) as unknown as OverviewRow; // as the statement names it
