/**
 * Batches what many rows of one answer ask for one by one: the endpoints, subtasks, components, latency and charts of a page of
 * tasks are one call each. Nothing is cached, because the context of a subscription lives as long as the subscription
 * and a cache would serve stale rows.
 *
 * What belongs to a task whose id is an argument is asked for together with the task (askTogether): beside a copy that
 * uses all cores each further round of questions costs as much as all before it.
 */
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { must } from '../server/core/assert.ts';
import { shownTaskId } from '../server/core/ids.ts';
import type { Alert } from '../server/alert/alert.ts';
import type { CatchingUp } from '../server/alert/catching-up.ts';
import type { DeliveriesAsked, Delivery } from '../server/alert/webhook-service.ts';
import type { Page } from '../server/core/page.ts';
import type { MetricName } from '../server/metrics/catalogue.ts';
import type { Endpoint } from '../server/endpoint/endpoint-service.ts';
import type { TaskStreams } from '../server/switchover/switchover.ts';
import type { MetricSeries } from '../server/metrics/series.ts';
import type { ChangeLogState, ReleasedTask, TaskLatency } from '../server/task/observation.ts';
import type { OverviewPart } from '../server/task/task-service.ts';
import type { Component, Subtask, Task } from '../server/task/task-types.ts';
import { spanOf, type MetricRequest } from './metric-request.ts';
import type { Ports } from './ports.ts';

export interface Loaders {
  readonly task: DataLoader<string, Task | null>;
  readonly endpoint: DataLoader<string, Endpoint | null>;
  readonly subtasksOf: TaskPart<readonly Subtask[]>;
  readonly componentsOf: TaskPart<readonly Component[]>;
  readonly latencyOf: TaskPart<TaskLatency | null>;
  readonly streamsOf: TaskPart<TaskStreams | null>;
  readonly changeLogOf: TaskPart<ChangeLogState | null>;
  readonly releasedOf: TaskPart<ReleasedTask | null>;
  readonly openAlertsOf: TaskPart<readonly Alert[]>;
  readonly catchingUpOf: TaskPart<CatchingUp | null>;
  readonly metricsOf: DataLoader<MetricsOfTask, readonly MetricSeries[]>;
  readonly referenceOf: DataLoader<MetricOfTask, number | null>;
  readonly deliveriesOf: DataLoader<DeliveriesOfWebhook, Page<Delivery>>;
}

export interface DeliveriesOfWebhook {
  readonly webhookId: string;
  readonly asked: DeliveriesAsked;
}

export interface MetricOfTask {
  readonly taskId: string;
  readonly metric: MetricName;
}

export interface MetricsOfTask {
  readonly taskId: string;
  readonly request: MetricRequest;
}

/** Something of a task, found by the task's id. */
export class TaskPart<T> {
  readonly #loader: DataLoader<string, T>;
  readonly #asked = new Map<string, Promise<T>>();

  constructor(read: (ids: readonly string[]) => Promise<T[]>) {
    this.#loader = new DataLoader(read, { cache: false });
  }

  load(taskId: string): Promise<T> {
    const asked = this.#asked.get(taskId);
    if (asked === undefined) return this.#loader.load(taskId);
    queueMicrotask(() => {
      if (this.#asked.get(taskId) === asked) this.#asked.delete(taskId);
    });
    return asked;
  }

  /** Asks now for what the fields of the task will load, in one turn with what else is asked for now. */
  ask(taskId: string): void {
    this.give(taskId, this.#loader.load(taskId));
  }

  /** What the fields of the task will load is being asked for elsewhere. */
  give(taskId: string, answer: Promise<T>): void {
    answer.catch(() => {}); // load() meets it, unless there is no such task
    this.#asked.set(taskId, answer);
  }
}

/**
 * Asks for a task together with what the fields below `info` will load. Not for subscriptions, whose context outlives an
 * answer.
 */
export function askTogether(
  taskId: string,
  { ports, loaders }: AskingContext,
  info: GraphQLResolveInfo,
): Promise<Task | null> {
  if (info.operation.operation === 'subscription') return ports.tasks.task(taskId);
  const fields = new Set(info.fieldNodes.flatMap(({ selectionSet }) => fieldNames(selectionSet, info)));
  const parts: OverviewPart[] = [];
  if (fields.has('subtasks') || fields.has('subtask')) parts.push('subtasks');
  if (fields.has('components')) parts.push('components');
  if (fields.has('latency')) parts.push('latency');
  if (fields.has('changeLog')) loaders.changeLogOf.ask(taskId);
  if (fields.has('openAlerts')) loaders.openAlertsOf.ask(taskId);
  if (fields.has('catchingUp')) loaders.catchingUpOf.ask(taskId);
  if (parts.length === 0) return ports.tasks.task(taskId);
  const overview = ports.tasks.overview(taskId, parts);
  if (parts.includes('subtasks'))
    loaders.subtasksOf.give(
      taskId,
      overview.then((found) => found?.subtasks ?? []),
    );
  if (parts.includes('components'))
    loaders.componentsOf.give(
      taskId,
      overview.then((found) => found?.components ?? []),
    );
  if (parts.includes('latency'))
    loaders.latencyOf.give(
      taskId,
      overview.then((found) => found?.latency ?? null),
    );
  return overview.then((found) => found?.task ?? null);
}

interface AskingContext {
  readonly ports: Ports;
  readonly loaders: Loaders;
}

function fieldNames(selected: SelectionSetNode | undefined, info: GraphQLResolveInfo): string[] {
  return (selected?.selections ?? []).flatMap((selection) => {
    if (selection.kind === 'Field') return [selection.name.value];
    const set = selection.kind === 'InlineFragment' ? selection : info.fragments[selection.name.value];
    return fieldNames(set?.selectionSet, info);
  });
}

export function makeLoaders(ports: Ports): Loaders {
  const options = { cache: false } as const;
  return {
    task: new DataLoader(
      async (ids) => aligned(ids, await ports.tasks.tasksByIds(distinct(ids)), (task) => task.id),
      options,
    ),
    endpoint: new DataLoader(
      async (ids) => aligned(ids, await ports.endpoints.endpointsByIds(distinct(ids)), (endpoint) => endpoint.id),
      options,
    ),
    subtasksOf: new TaskPart(async (ids) => grouped(ids, await ports.tasks.subtasks(distinct(ids)))),
    componentsOf: new TaskPart(async (ids) => {
      const byTask = Map.groupBy(await ports.components.componentsOf(distinct(ids)), ({ taskId }) =>
        shownTaskId(taskId),
      );
      return ids.map((id) => byTask.get(id) ?? []);
    }),
    latencyOf: new TaskPart(async (ids) =>
      aligned(ids, await ports.observation.latency(distinct(ids)), (latency) => latency.taskId),
    ),
    releasedOf: new TaskPart(async (ids) =>
      aligned(ids, await ports.observation.released(distinct(ids)), (one) => one.taskId),
    ),
    changeLogOf: new TaskPart(async (ids) =>
      aligned(ids, await ports.observation.changeLogs(distinct(ids)), (log) => log.taskId),
    ),
    metricsOf: new DataLoader((wanted) => metricsOf(wanted, ports), options),
    referenceOf: new DataLoader((wanted) => referencesOf(wanted, ports), options),
    deliveriesOf: new DataLoader((wanted) => deliveriesOf(wanted, ports), options),
    streamsOf: new TaskPart(async (ids) =>
      aligned(ids, await ports.switchovers.streams(distinct(ids)), (streams) => streams.taskId),
    ),
    openAlertsOf: new TaskPart(async (ids) => grouped(ids, await ports.alerts.openAlerts(distinct(ids)))),
    catchingUpOf: new TaskPart(async (ids) =>
      aligned(ids, await ports.alerts.catchingUp(distinct(ids)), (standing) => standing.taskId),
    ),
  };
}

/** One call for each different question, however many tasks it is asked of. */
async function metricsOf(wanted: readonly MetricsOfTask[], ports: Ports): Promise<(readonly MetricSeries[])[]> {
  const now = new Date();
  const questions = [...Map.groupBy(wanted, ({ request }) => JSON.stringify(request)).values()];
  const answers = await Promise.all(
    questions.map(async (same): Promise<[MetricsOfTask, readonly MetricSeries[]][]> => {
      const { request } = must(same[0], 'a question');
      const ids = same.map(({ taskId }) => taskId);
      const { metrics, maxPoints } = request;
      const rows = await ports.observation.metricSeries(distinct(ids), { metrics, maxPoints, ...spanOf(request, now) });
      const series = grouped(ids, rows);
      return same.map((one, index) => [one, series[index] ?? []]);
    }),
  );
  const found = new Map(answers.flat());
  return wanted.map((one) => found.get(one) ?? []);
}

async function referencesOf(wanted: readonly MetricOfTask[], ports: Ports): Promise<(number | null)[]> {
  const metrics = [...new Set(wanted.map(({ metric }) => metric))];
  const found = await ports.observation.referenceValues(distinct(wanted.map(({ taskId }) => taskId)), metrics);
  const byName = new Map(found.map(({ taskId, metric, value }) => [`${taskId}/${metric}`, value]));
  return wanted.map(({ taskId, metric }) => byName.get(`${taskId}/${metric}`) ?? null);
}

/** One call for each different question; one that cannot be answered is the error of those alone that asked it. */
async function deliveriesOf(wanted: readonly DeliveriesOfWebhook[], ports: Ports): Promise<(Page<Delivery> | Error)[]> {
  const questions = Map.groupBy(wanted, ({ asked }) => JSON.stringify(asked));
  const answers = await Promise.all(
    [...questions.values()].map(async (same): Promise<[DeliveriesOfWebhook, Page<Delivery> | Error][]> => {
      const { asked } = must(same[0], 'a question');
      try {
        const ids = distinct(same.map(({ webhookId }) => webhookId));
        const pages = await ports.webhooks.deliveries(ids, asked);
        return same.map((one) => [one, must(pages[ids.indexOf(one.webhookId)], 'a page of each')]);
      } catch (error) {
        return same.map((one) => [one, error instanceof Error ? error : new Error(String(error))]);
      }
    }),
  );
  const found = new Map(answers.flat());
  return wanted.map((one) => must(found.get(one), 'an answer to each'));
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

function aligned<T>(ids: readonly string[], rows: readonly (T | null)[], idOfRow: (row: T) => string): (T | null)[] {
  const byId = new Map(rows.filter((row) => row !== null).map((row) => [idOfRow(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
}

const grouped = <T extends { readonly taskId: string }>(ids: readonly string[], rows: readonly T[]): T[][] => {
  const byTask = Map.groupBy(rows, (row) => row.taskId);
  return ids.map((id) => byTask.get(id) ?? []);
};
