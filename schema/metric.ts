/** Figures over time, and the catalogue of their names. */
import { GodwitError } from '../server/core/errors.ts';
import type { MetricEntry, MetricName } from '../server/metrics/catalogue.ts';
import { pointsOf, type MetricPoint, type MetricSeries } from '../server/metrics/series.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { spanOf } from './metric-request.ts';
import type { Ports } from './ports.ts';

const MOST_POINTS = 2_000;

interface NamedMetric extends MetricEntry {
  readonly name: MetricName;
}

const Metric = builder.objectRef<NamedMetric>('Metric').implement({
  description: 'What a figure means.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its stable name.' }),
    unit: t.exposeString('unit', { description: 'Its unit.' }),
    description: t.exposeString('description', { description: 'What it says.' }),
  }),
});

const MetricPointType = builder.objectRef<MetricPoint>('MetricPoint').implement({
  description: 'A figure at a moment.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The moment.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'The figure in the unit of the metric; null is a gap.',
    }),
  }),
});

export const MetricSeriesType = builder.objectRef<MetricSeries>('MetricSeries').implement({
  description: 'A figure over time.',
  fields: (t) => ({
    metric: t.field({
      type: Metric,
      description: 'What it means.',
      resolve: (series, _arguments, { ports }) => ({ name: series.metric, ...ports.metrics[series.metric] }),
    }),
    referenceValue: t.float({
      nullable: true,
      description: 'The line that tells slow from normal; null when there is none yet.',
      resolve: ({ taskId, metric }, _arguments, { loaders }) => loaders.referenceOf.load({ taskId, metric }),
    }),
    firstAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The moment of the first point; null when there is none.',
      resolve: ({ firstAt, values }) => (values.length === 0 ? null : firstAt),
    }),
    stepSeconds: t.exposeInt('stepSeconds', { description: 'Seconds from one point to the next.' }),
    values: t.floatList({
      nullable: { list: false, items: true },
      description:
        'The values of points alone, in about a quarter of the bytes. The first is of firstAt, each further one stepSeconds later. In the unit of the metric; null is a gap.',
      resolve: ({ values }) => [...values],
    }),
    points: t.field({
      type: [MetricPointType],
      description: 'The points, in order of time; for long charts ask for firstAt, stepSeconds and values instead.',
      resolve: (series) => pointsOf(series),
    }),
  }),
});

/** The names as metrics, or BAD_INPUT for the first that is none. */
export function metricNames(names: readonly string[], metrics: Ports['metrics']): MetricName[] {
  return names.map((name) => {
    if (!Object.hasOwn(metrics, name))
      throw new GodwitError('BAD_INPUT', { detail: `There is no metric ${name}; see metricCatalogue.`, path: 'names' });
    return name as MetricName; // the line above makes it one
  });
}

export async function metricSeries(
  taskId: string,
  given: { names: readonly string[]; from?: Date | null; to?: Date | null; maxPoints?: number | null },
  { ports, loaders }: RequestContext,
): Promise<MetricSeries[]> {
  const { from = null, to = null } = given;
  const maxPoints = given.maxPoints ?? 300;
  const span = spanOf({ from, to }, new Date());
  if (span.from >= span.to) throw new GodwitError('BAD_INPUT', { detail: 'from must be before to.', path: 'from' });
  if (maxPoints < 1 || maxPoints > MOST_POINTS)
    throw new GodwitError('BAD_INPUT', { detail: `maxPoints must be from 1 to ${MOST_POINTS}.`, path: 'maxPoints' });
  const metrics = metricNames(given.names, ports.metrics);
  return [...(await loaders.metricsOf.load({ taskId, request: { metrics, from, to, maxPoints } }))];
}

builder.queryField('metricCatalogue', (t) =>
  t.field({
    type: [Metric],
    authScopes: { viewer: true },
    description: 'Every metric, with its unit.',
    resolve: (_root, _arguments, { ports }) =>
      Object.entries(ports.metrics).map(([name, entry]) => ({ name: name as MetricName, ...entry })), // its keys
  }),
);
