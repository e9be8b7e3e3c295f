/** Samples and lines: the newest figures of a task or component, where a task stands, and the tail of a log. */
import { GodwitError } from '../server/core/errors.ts';
import type { LatestMetrics } from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { ComponentKindEnum, LogLineType } from './component.ts';
import type { RequestContext } from './context.ts';
import { COMPONENT, encodeId, requiredId, TASK } from './global-id.ts';
import { Latency } from './latency.ts';
import type { TaskStanding } from './live.ts';
import { metricNames } from './metric.ts';
import { SubtaskInterface } from './subtask.ts';
import { TaskType } from './task-ref.ts';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

interface Figure {
  readonly name: string;
  readonly value: number;
}

const FigureType = builder.objectRef<Figure>('MetricValue').implement({
  description: 'A figure.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the metric.' }),
    value: t.exposeFloat('value', { description: 'Its value in the unit of the metric.' }),
  }),
});

interface Sample {
  readonly latest: LatestMetrics;
  readonly names: readonly string[] | null;
}

const MetricSample = builder.objectRef<Sample>('MetricSample').implement({
  description: 'The newest figures of a component.',
  fields: (t) => ({
    taskId: t.id({ description: 'The task.', resolve: ({ latest }) => encodeId('Task', latest.taskId) }),
    kind: t.field({
      type: ComponentKindEnum,
      nullable: true,
      description: 'Which component.',
      resolve: ({ latest }) => (latest.kind === 'WORKFLOW' ? null : latest.kind),
    }),
    at: t.field({ type: 'DateTime', description: 'When they were reported.', resolve: ({ latest }) => latest.at }),
    values: t.field({
      type: [FigureType],
      description: 'The figures.',
      resolve: ({ latest, names }) =>
        Object.entries(latest.values)
          .filter(([name]) => names === null || names.includes(name))
          .map(([name, value]) => ({ name, value })),
    }),
  }),
});

const TaskProgress = builder.objectRef<TaskStanding>('TaskProgress').implement({
  description: 'Where a task stands, as one reading.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was read.' }),
    task: t.field({ type: TaskType, description: 'The task.', resolve: ({ task }) => task }),
    subtasks: t.field({
      type: [SubtaskInterface],
      description: 'Its phases, in order.',
      resolve: ({ subtasks }) => [...subtasks],
    }),
    latency: t.expose('latency', {
      type: Latency,
      nullable: true,
      description: 'Its latency; null before the first figure.',
    }),
  }),
});

const intervalOf = (intervalMs: number | null | undefined): number => {
  const interval = intervalMs ?? SHORTEST_MS;
  if (interval < SHORTEST_MS || interval > LONGEST_MS)
    throw new GodwitError('BAD_INPUT', {
      detail: `intervalMs must be from ${SHORTEST_MS} to ${LONGEST_MS}.`,
      path: 'intervalMs',
    });
  return interval;
};

/** The domain's id of a task that exists, or NOT_FOUND before the subscription starts. */
async function existingTask(globalId: string, { ports }: RequestContext): Promise<string> {
  const id = requiredId(globalId, TASK);
  if ((await ports.tasks.task(id)) === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: globalId });
  return id;
}

async function existingComponent(globalId: string, { ports }: RequestContext): Promise<{ id: string; taskId: string }> {
  const component = await ports.components.component(requiredId(globalId, COMPONENT));
  if (component === null) throw new GodwitError('NOT_FOUND', { what: 'component', id: globalId });
  return component;
}

const interval = 'Milliseconds between two samples, 1 000 to 60 000; default 1 000.';

builder.subscriptionFields((t) => ({
  taskMetrics: t.field({
    type: [MetricSample],
    authScopes: { viewer: true },
    description:
      'The newest figures of all components of a task; the first message is the present state. A slow reader gets the newest value, never a queue.',
    args: {
      taskId: t.arg.id({ required: true, description: 'The task.' }),
      metrics: t.arg.stringList({ description: 'Names of metricCatalogue; default all.' }),
      intervalMs: t.arg.int({ description: interval }),
    },
    subscribe: async (_root, given, context) => {
      if (given.metrics) metricNames(given.metrics, context.ports.metrics);
      return context.live.metrics(await existingTask(given.taskId, context), intervalOf(given.intervalMs));
    },
    resolve: (latest, { metrics }) => latest.map((one) => ({ latest: one, names: metrics ?? null })),
  }),
  taskProgress: t.field({
    type: TaskProgress,
    authScopes: { viewer: true },
    description: 'Where a task stands; the first message is the present state.',
    args: {
      taskId: t.arg.id({ required: true, description: 'The task.' }),
      intervalMs: t.arg.int({ description: interval }),
    },
    subscribe: async (_root, given, context) =>
      context.live.standing(await existingTask(given.taskId, context), intervalOf(given.intervalMs)),
    resolve: (standing) => standing,
  }),
  componentMetrics: t.field({
    type: MetricSample,
    nullable: true,
    authScopes: { viewer: true },
    description: 'The newest figures of one component; null while it reports none.',
    args: {
      componentId: t.arg.id({ required: true, description: 'The component.' }),
      intervalMs: t.arg.int({ description: interval }),
    },
    subscribe: async (_root, given, context) =>
      context.live.metrics((await existingComponent(given.componentId, context)).taskId, intervalOf(given.intervalMs)),
    resolve: (all, given) => {
      const id = requiredId(given.componentId, COMPONENT);
      const latest = all.find((one) => one.componentId === id);
      return latest === undefined ? null : { latest, names: null };
    },
  }),
  componentLogs: t.field({
    type: LogLineType,
    authScopes: { viewer: true },
    description:
      'The lines of the log of a component, in order and without a gap, over restarts. Resume with the last sequence.',
    args: {
      componentId: t.arg.id({ required: true, description: 'The component.' }),
      after: t.arg({
        type: 'BigInt',
        description: 'Only lines with a greater sequence; default from the start of the latest run.',
      }),
    },
    subscribe: async (_root, given, context) =>
      context.live.lines((await existingComponent(given.componentId, context)).id, given.after ?? 0n),
    resolve: (line) => line,
  }),
}));
