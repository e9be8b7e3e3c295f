/**
 * Samples and log lines of components (port ComponentSinks). One row per component holds the newest values; history goes to
 * 1 s samples, of which 10 s and 5 min means are made as they fill. Lines: the oldest go above 64 MiB a component.
 */
import { sql } from 'drizzle-orm';
import type { ComponentSample, ComponentSinks, LogEntry } from '../task/component-supervisor.ts';
import type { ControlDatabase } from './control-database.ts';

const MAX_LOG_BYTES = 67_108_864;

export class DatabaseSinks implements ComponentSinks {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async samples(at: Date, samples: readonly ComponentSample[]): Promise<void> {
    if (samples.length === 0) return;
    const rows = JSON.stringify(
      samples.map(({ componentId, taskId, values }) => ({ id: componentId, task: taskId, values })),
    );
    await this.#control.db.execute(sql`
      WITH s AS (SELECT r.* FROM jsonb_to_recordset(${rows}::text::jsonb) AS r(id text, task text, "values" jsonb) JOIN component c ON c.id = r.id),
      latest AS (
        INSERT INTO metric_latest (component_id, task_id, at, "values") SELECT id, task, ${at.toISOString()}::timestamptz, "values" FROM s
        ON CONFLICT (component_id) DO UPDATE SET at = excluded.at, "values" = excluded."values")
      INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
      SELECT s.task, s.id, v.key, 1, ${at.toISOString()}::timestamptz, v.value::float8 FROM s, jsonb_each_text(s."values") v
      ON CONFLICT DO NOTHING`);
  }

  /** Makes means of what has filled since, and removes what is too old; called each 10 s by any one process. */
  async rollUp(): Promise<void> {
    for (const [from, to] of [
      [1, 10],
      [10, 300],
    ] as const) {
      await this.#control.db.execute(sql`
        INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
        SELECT task_id, component_id, metric, ${to}::smallint, to_timestamp(floor(extract(epoch FROM at) / ${to}::int) * ${to}::int), avg(value)
        FROM metric_sample WHERE resolution = ${from} AND at >= to_timestamp(floor(extract(epoch FROM now()) / ${to}::int) * ${to}::int - 2 * ${to}::int)
          AND at < to_timestamp(floor(extract(epoch FROM now()) / ${to}::int) * ${to}::int)
        GROUP BY 1, 2, 3, 5 ON CONFLICT DO NOTHING`);
    }
    await this.#control.db.execute(sql`
      DELETE FROM metric_sample WHERE (resolution = 1 AND at < now() - interval '2 hours') OR (resolution = 10 AND at < now() - interval '7 days') OR (resolution = 300 AND at < now() - interval '1 year')`);
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
        INSERT INTO log_line (component_id, sequence, run, at, level, message, facts, bytes)
        SELECT c.id, coalesce((SELECT max(sequence) FROM log_line WHERE component_id = c.id), 0) + r.n, ${epoch}, r.at, r.level, r.message, r.facts,
          octet_length(r.message) + coalesce(octet_length(r.facts::text), 0) + 64
        FROM component c, jsonb_to_recordset(${rows}::text::jsonb) AS r(n int, at timestamptz, level text, message text, facts jsonb) WHERE c.id = ${componentId}`);
    });
  }

  /** Keeps the newest lines within 64 MiB a component; called with rollUp. */
  async trimLogs(): Promise<void> {
    await this.#control.db.execute(sql`
      DELETE FROM log_line l USING (
        SELECT component_id, sequence FROM (
          SELECT component_id, sequence, sum(bytes) OVER (PARTITION BY component_id ORDER BY sequence DESC) AS kept FROM log_line) k
        WHERE k.kept > ${MAX_LOG_BYTES}) old
      WHERE l.component_id = old.component_id AND l.sequence = old.sequence`);
  }
}
