/**
 * Samples and log lines of components (port ComponentSinks). One row per component holds the newest values; history goes to
 * 1 s samples, of which 10 s, 5 min and 3 h means are made as they fill. Lines: the oldest go above 64 MiB a component.
 */
import { shownTaskId } from '../core/ids.ts';
import { sql } from 'drizzle-orm';
import { AGES } from '../metrics/catalogue.ts';
import type { ComponentSample, ComponentSinks, LogEntry } from '../task/component-sinks.ts';
import type { ControlDatabase } from './control-database.ts';
import { RESOLUTIONS } from './metric-resolutions.ts';

const MAX_LOG_BYTES = 67_108_864;
const TRIMMED_LINES = 10_000;
/** A bucket of so many seconds is whole when its time is over: once made it is not looked at again. */
const MADE_ONCE_FROM_S = 3_600;
const AGES_LIST = sql`(${sql.join(
  AGES.map((name) => sql`${name}`),
  sql`, `,
)})`;

export interface SinkOptions {
  /** Log lines kept a component; default 64 MiB. */
  readonly maxLogBytes?: number;
}

export class DatabaseSinks implements ComponentSinks {
  readonly #control: ControlDatabase;
  readonly #maxLogBytes: number;

  constructor(control: ControlDatabase, options: SinkOptions = {}) {
    this.#control = control;
    this.#maxLogBytes = options.maxLogBytes ?? MAX_LOG_BYTES;
  }

  /** An age that is no longer reported (another worker has begun and does not know it yet) goes on growing. */
  async samples(at: Date, samples: readonly ComponentSample[]): Promise<void> {
    if (samples.length === 0) return;
    const rows = JSON.stringify(
      samples.map(({ componentId, taskId, values }) => ({
        id: componentId,
        task: shownTaskId(taskId),
        values,
      })),
    );
    await this.#control.db.execute(sql`
      WITH s AS (SELECT r.* FROM jsonb_to_recordset(${rows}::text::jsonb) AS r(id text, task text, "values" jsonb) JOIN component c ON c.id = r.id),
      latest AS (
        INSERT INTO metric_latest (component_id, task_id, at, "values") SELECT id, task, ${at.toISOString()}::timestamptz, "values" FROM s
        ON CONFLICT (component_id) DO UPDATE SET at = excluded.at, "values" = excluded."values" || (
          SELECT coalesce(jsonb_object_agg(a.key, a.value::float8 + extract(epoch FROM excluded.at - metric_latest.at)), '{}')
          FROM jsonb_each_text(metric_latest."values") a WHERE a.key IN ${AGES_LIST} AND NOT excluded."values" ? a.key))
      INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
      SELECT s.task, s.id, v.key, 1, ${at.toISOString()}::timestamptz, v.value::float8 FROM s, jsonb_each_text(s."values") v
      ON CONFLICT DO NOTHING`);
  }

  /** Makes means of what has filled since the last time, and removes what is too old. */
  async rollUp(): Promise<void> {
    for (const [index, { seconds: to }] of RESOLUTIONS.entries()) {
      const finer = RESOLUTIONS[index - 1];
      if (finer) await this.#meansOf(finer, to);
    }
    const old = RESOLUTIONS.map(
      ({ seconds, keptSeconds }) =>
        sql`(resolution = ${seconds} AND at < now() - make_interval(secs => ${keptSeconds}))`,
    );
    await this.#control.db.execute(sql`DELETE FROM metric_sample WHERE ${sql.join(old, sql` OR `)}`);
  }

  /** Full buckets of `to` seconds, from where the last roll-up ended: a pause of the housekeeping leaves no hole. */
  async #meansOf(finer: (typeof RESOLUTIONS)[number], to: number): Promise<void> {
    const made = sql`EXISTS (SELECT FROM metric_sample WHERE resolution = ${to} AND at >= (SELECT ends FROM filled) - make_interval(secs => ${to}))`;
    await this.#control.db.execute(sql`
      WITH filled AS (SELECT to_timestamp(floor(extract(epoch FROM now()) / ${to}::int) * ${to}::int) AS ends),
      span AS (
        SELECT ends, greatest(now() - make_interval(secs => ${finer.keptSeconds}),
          least(ends - make_interval(secs => ${2 * to}), coalesce((SELECT max(at) FROM metric_sample WHERE resolution = ${to}), '-infinity'))) AS begins
        FROM filled)
      INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
      SELECT task_id, component_id, metric, ${to}::smallint, to_timestamp(floor(extract(epoch FROM at) / ${to}::int) * ${to}::int), avg(value)
      FROM metric_sample, span
      WHERE resolution = ${finer.seconds} AND at < ends ${to < MADE_ONCE_FROM_S ? sql`` : sql`AND NOT ${made}`}
        AND at >= to_timestamp(floor(extract(epoch FROM begins) / ${to}::int) * ${to}::int)
      GROUP BY 1, 2, 3, 5 ON CONFLICT DO NOTHING`);
  }

  async logLines(componentId: string, epoch: number, entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = JSON.stringify(
      entries.map((entry, index) => ({
        n: index + 1,
        at: entry.at,
        level: entry.level,
        message: entry.message,
        facts: entry.facts,
      })),
    );
    await this.#control.db.transaction(async (tx) => {
      // the component's row orders the writers of its lines
      await tx.execute(sql`SELECT 1 FROM component WHERE id = ${componentId} FOR NO KEY UPDATE`);
      await tx.execute(sql`
        WITH added AS (
        INSERT INTO log_line (component_id, sequence, run, at, level, message, facts, bytes)
        SELECT c.id, coalesce((SELECT max(sequence) FROM log_line WHERE component_id = c.id), 0) + r.n, ${epoch}, r.at, r.level, r.message, r.facts,
          octet_length(r.message) + coalesce(octet_length(r.facts::text), 0) + 64
        FROM component c, jsonb_to_recordset(${rows}::text::jsonb) AS r(n int, at timestamptz, level text, message text, facts jsonb) WHERE c.id = ${componentId}
        RETURNING bytes)
        UPDATE component SET log_bytes = log_bytes + (SELECT coalesce(sum(bytes), 0) FROM added) WHERE id = ${componentId}`);
    });
  }

  /** Keeps the newest lines within the limit; takes at most TRIMMED_LINES a component at a time. */
  async trimLogs(): Promise<void> {
    await this.#control.db.execute(sql`
      WITH full_log AS (
        SELECT id, log_bytes - ${this.#maxLogBytes} AS excess FROM component WHERE log_bytes > ${this.#maxLogBytes} FOR NO KEY UPDATE SKIP LOCKED),
      gone AS (
        DELETE FROM log_line l USING full_log f, LATERAL (
          SELECT sequence, sum(bytes) OVER (ORDER BY sequence) - bytes AS bytes_before FROM (
            SELECT sequence, bytes FROM log_line WHERE component_id = f.id ORDER BY sequence LIMIT ${TRIMMED_LINES}) oldest) o
        WHERE l.component_id = f.id AND l.sequence = o.sequence AND o.bytes_before < f.excess
        RETURNING l.component_id, l.bytes)
      UPDATE component c SET log_bytes = c.log_bytes - g.bytes
      FROM (SELECT component_id, sum(bytes) AS bytes FROM gone GROUP BY 1) g WHERE c.id = g.component_id`);
  }
}
