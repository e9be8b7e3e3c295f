/** Metrics, latency and log lines as people see them: newest values, history by resolution, tails by sequence. */
import { and, eq, or, sql, type SQL } from 'drizzle-orm';
import { component, metricLatest, task } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import { METRIC_CATALOGUE, type MetricName } from '../metrics/catalogue.ts';
import type {
  LatestMetrics,
  LogLevel,
  LogLine,
  SourceLog,
  TaskLatency,
  VerificationRates,
} from '../task/observation.ts';
import { anyOf } from './any-of.ts';
import type { ControlDatabase } from './control-database.ts';
import type { MetricSeries } from '../metrics/series.ts';
import { RESOLUTIONS } from './metric-resolutions.ts';

const STALE_MS = 20_000;
/** While reports come each second the figure is as reported; when they stop it ages with the silence. */
const REPORT_MS = 2_500;
/** What was reported so lately is of now: a report comes each second. */
const NOW_MS = 3_000;
const DEFAULT_POINTS = 300;
/** Samples read for one point, at most: a coarser resolution costs less and shows the same. */
const SAMPLES_PER_POINT = 10;
const COARSEST = Math.max(...RESOLUTIONS.map(({ seconds }) => seconds));

export interface SeriesRequest {
  readonly metrics: readonly MetricName[];
  readonly from: Date;
  readonly to: Date;
  readonly maxPoints?: number;
  readonly componentId?: string | null;
}

const instant = (value: unknown): Date => (value instanceof Date ? value : new Date(String(value)));

/** Raw statements answer JSON as text or parsed, as the driver does. */
const parsed = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;

const list = (values: readonly string[]): SQL =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`;

/** One statement for all tasks. */
export async function latestMetrics(
  control: ControlDatabase,
  taskIds: readonly string[],
  withinMs?: number,
): Promise<readonly LatestMetrics[]> {
  if (taskIds.length === 0) return [];
  const lately = withinMs === undefined ? sql`true` : sql`m.at > now() - make_interval(secs => ${withinMs / 1_000})`;
  const rows = await control.db.execute(sql`
    SELECT m.task_id, m.component_id, c.kind, m.at, m."values" FROM metric_latest m JOIN component c ON c.id = m.component_id
    WHERE m.task_id IN ${list(taskIds)} AND c.kind <> 'WORKFLOW' AND ${lately} ORDER BY m.task_id, c.created_at`);
  return rows.map((row) => ({
    taskId: String(row['task_id']),
    componentId: String(row['component_id']),
    kind: String(row['kind']) as LatestMetrics['kind'],
    at: instant(row['at']),
    values: parsed<LatestMetrics['values']>(row['values']),
  }));
}

/** What `latency` reads of an Incr-Sync and its newest metrics. */
export interface LatencyRow {
  readonly taskId: string;
  readonly seconds: number | null;
  /** Milliseconds since the figure was reported. */
  readonly age: number | null;
  readonly position: string | null;
  /** Microseconds since the Unix epoch, by the source's clock. */
  readonly committed: number | null;
}

/** Whose Store and Incr-Sync carry the changes of the task now (legId of core/ids.ts). */
export const liveStream = sql<string>`CASE WHEN ${task.liveLeg} IS NULL THEN ${task.id} ELSE 'h_' || ${task.id} || '_' || ${task.liveLeg} END`;

export const latencyColumns = sql`${task.id} AS "taskId", (${metricLatest.values} ->> 'incr_latency')::float8 AS seconds,
  (extract(epoch FROM now() - CASE WHEN ${metricLatest.values} ? 'incr_latency' THEN ${metricLatest.at} END) * 1000)::float8 AS age,
  ${component.standing} ->> 'position' AS position, (${component.standing} ->> 'committedAtMicros')::float8 AS committed`;

export const incrSyncOf = and(eq(component.kind, 'INCR_SYNC'), eq(component.direction, 'FORWARD'));

/** Latency ages by itself: the newest figure plus the time since it was reported. */
export async function latency(control: ControlDatabase, taskIds: readonly string[]): Promise<readonly TaskLatency[]> {
  if (taskIds.length === 0) return [];
  const rows = await control.byId.execute(sql`
    SELECT ${latencyColumns} FROM ${task} JOIN ${component} ON ${and(eq(component.taskId, liveStream), incrSyncOf)}
    LEFT JOIN ${metricLatest} ON ${eq(metricLatest.componentId, component.id)}
    WHERE ${anyOf(task.id, taskIds)}`);
  return rows.map((row) => toLatency(row as unknown as LatencyRow)); // named as the columns
}

export function toLatency({ taskId, seconds, age, position, committed }: LatencyRow): TaskLatency {
  const updatedAgoMs = age === null ? null : Math.max(0, age);
  return {
    taskId,
    latencyMs: agedLatencyMs(seconds, age),
    updatedAgoMs,
    stale: updatedAgoMs !== null && updatedAgoMs > STALE_MS,
    position,
    sourceTimestamp: committed === null ? null : new Date(committed / 1_000),
  };
}

/** Of a figure in seconds and the milliseconds since it was reported, as a statement answers them; null without a figure. */
export function agedLatencyMs(seconds: unknown, ageMs: unknown): number | null {
  if (seconds === null || seconds === undefined) return null;
  const silentMs = Math.max(0, Number(ageMs ?? 0));
  return Number(seconds) * 1_000 + (silentMs <= REPORT_MS ? 0 : silentMs);
}

export async function sourceLog(control: ControlDatabase, taskId: string): Promise<SourceLog> {
  const [row] = await control.db.execute(sql`
    SELECT m."values" ->> 'source_retained_bytes' AS retained, m."values" ->> 'source_retention_left' AS seconds,
      (extract(epoch FROM now() - m.at) * 1000)::float8 AS age
    FROM component c JOIN metric_latest m ON m.component_id = c.id
    WHERE c.task_id = ${taskId} AND c.kind = 'STORE' AND c.direction = 'FORWARD'`);
  const [retained, seconds] = [row?.['retained'] ?? null, row?.['seconds'] ?? null];
  return {
    retainedBytes: retained === null ? null : BigInt(Math.round(Number(retained))),
    // it passes while nobody measures it
    lostInMs: seconds === null ? null : Math.max(0, Number(seconds) * 1_000 - Math.max(0, Number(row?.['age']))),
  };
}

export async function verificationRates(control: ControlDatabase, taskId: string): Promise<VerificationRates | null> {
  const latest = await latestMetrics(control, [taskId], NOW_MS);
  const values = latest.find(({ kind }) => kind === 'FULL_VERIFICATION')?.values;
  if (values === undefined) return null;
  return {
    sourceRowsPerSecond: values.verify_source_rows ?? 0,
    targetRowsPerSecond: values.verify_target_rows ?? 0,
    sourceBytesPerSecond: values.verify_source_bytes ?? 0,
    targetBytesPerSecond: values.verify_target_bytes ?? 0,
  };
}

export async function metricSeries(
  control: ControlDatabase,
  taskIds: readonly string[],
  request: SeriesRequest,
): Promise<readonly MetricSeries[]> {
  if (request.metrics.length === 0 || taskIds.length === 0) return [];
  const maxPoints = request.maxPoints ?? DEFAULT_POINTS;
  const seconds = Math.max(1, (request.to.getTime() - request.from.getTime()) / 1_000);
  const ageSeconds = (Date.now() - request.from.getTime()) / 1_000;
  const resolution =
    RESOLUTIONS.find((one) => ageSeconds <= one.keptSeconds && seconds / one.seconds <= maxPoints * SAMPLES_PER_POINT)
      ?.seconds ?? COARSEST;
  const step = Math.max(resolution, Math.ceil(seconds / maxPoints / resolution) * resolution);
  const onlyComponent = request.componentId ? sql`AND component_id = ${request.componentId}` : sql``;
  // means weigh as many seconds as they stand for
  const rows = await control.db.execute(sql`
    SELECT task_id, metric, bucket, sum(value) AS total, avg(value) AS mean FROM (
      SELECT task_id, metric, component_id, floor(date_part('epoch', at) / ${step}::int)::bigint AS bucket, sum(value * resolution) / sum(resolution) AS value
      FROM metric_sample
      WHERE task_id IN ${list(taskIds)} AND metric IN ${list(request.metrics)} ${onlyComponent} AND (${await samplesOf(control, resolution)})
        AND at >= ${request.from.toISOString()}::timestamptz AND at < ${request.to.toISOString()}::timestamptz
      GROUP BY 1, 2, 3, 4) s GROUP BY 1, 2, 3`);
  // a bucket that began before the span would be shown too low
  const first = Math.ceil(request.from.getTime() / 1_000 / step);
  const count = Math.max(0, Math.floor((request.to.getTime() - 1) / 1_000 / step) - first + 1);
  const firstAt = new Date(first * step * 1_000);
  const series = taskIds.flatMap((taskId) =>
    request.metrics.map((metric) => {
      const values = Array.from<number | null>({ length: count }).fill(null);
      return { taskId, metric, firstAt, stepSeconds: step, values };
    }),
  );
  const byKey = new Map(series.map((one) => [seriesKey(one.taskId, one.metric), one]));
  for (const row of rows) {
    const one = byKey.get(seriesKey(row['task_id'], row['metric']));
    const index = Number(row['bucket']) - first;
    if (one === undefined || index < 0 || index >= count) continue;
    one.values[index] = Number(row[METRIC_CATALOGUE[one.metric].kind === 'rate' ? 'total' : 'mean']);
  }
  return series;
}

const seriesKey = (taskId: unknown, metric: unknown): string => `${String(taskId)}/${String(metric)}`;

/** Samples of the resolution, and of the finer ones where it has not been made yet: the newest points are there at once. */
async function samplesOf(control: ControlDatabase, resolution: number): Promise<SQL> {
  const used = RESOLUTIONS.filter((one) => one.seconds <= resolution);
  const ends = await madeUntil(
    control,
    used.map(({ seconds }) => seconds),
  );
  const parts = used.map(({ seconds }, index) =>
    and(
      sql`resolution = ${seconds}`,
      index > 0 ? sql`at < ${ends[index]}::timestamptz` : undefined,
      index < used.length - 1 ? sql`at >= ${ends[index + 1]}::timestamptz` : undefined,
    ),
  );
  return or(...parts) ?? sql`false`;
}

/** Asked before, because the planner chooses well only among spans that it knows. */
async function madeUntil(control: ControlDatabase, resolutions: readonly number[]): Promise<readonly string[]> {
  if (resolutions.length === 1) return ['-infinity'];
  const ends = resolutions.map(
    (seconds) =>
      sql`coalesce((SELECT max(at) + make_interval(secs => ${seconds}) FROM metric_sample WHERE resolution = ${seconds}), '-infinity')::text`,
  );
  const [row] = await control.db.execute<{ ends: string[] }>(sql`SELECT ARRAY[${sql.join(ends, sql`, `)}] AS ends`);
  return must(row, 'the one row').ends;
}

export async function logLines(
  control: ControlDatabase,
  componentId: string,
  request: {
    readonly after: bigint;
    readonly limit: number;
    readonly search?: string | null;
    readonly levels?: readonly LogLevel[] | null;
    readonly runs?: 'LATEST' | 'ALL';
  },
): Promise<readonly LogLine[]> {
  const pattern = request.search ? `%${request.search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await control.db.execute(sql`
    SELECT sequence, run, at, level, message, facts FROM log_line
    WHERE component_id = ${componentId} AND sequence > ${request.after}
      ${request.runs === 'ALL' ? sql`` : sql`AND run = (SELECT epoch FROM component WHERE id = ${componentId})`}
      ${pattern === null ? sql`` : sql`AND message ILIKE ${pattern}`}
      ${request.levels && request.levels.length > 0 ? sql`AND level IN ${list(request.levels)}` : sql``}
    ORDER BY sequence LIMIT ${request.limit}`);
  return rows.map((row) => ({
    ...parted(row['facts'] === null ? null : parsed<Record<string, unknown>>(row['facts'])),
    componentId,
    sequence: BigInt(String(row['sequence'])),
    run: Number(row['run']),
    at: instant(row['at']),
    level: String(row['level']) as LogLevel,
    message: String(row['message']),
  }));
}

/** A line is stored with all its facts (StageLog); here the one that can hold values of rows leaves the others. */
function parted(facts: Readonly<Record<string, unknown>> | null): Pick<LogLine, 'facts' | 'rowDetail'> {
  if (facts === null) return { facts, rowDetail: null };
  const { rowDetail, ...others } = facts;
  return {
    facts: Object.keys(others).length === 0 ? null : others,
    rowDetail: typeof rowDetail === 'string' ? rowDetail : null,
  };
}
