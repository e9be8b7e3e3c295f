/** How latency fell lately, of the tasks whose stream has not caught up yet: one statement for all. */
import { sql } from 'drizzle-orm';
import type { MeasuredLatency } from '../alert/catching-up.ts';
import { monitoringThresholdMs, type Thresholds } from '../alert/thresholds.ts';
import type { AlertLevel } from '../core/alert-level.ts';
import type { ControlDatabase } from './control-database.ts';

const MEASURED_SECONDS = 120;

export async function measuredLatency(
  control: ControlDatabase,
  taskIds: readonly string[],
  thresholds: Thresholds,
): Promise<readonly MeasuredLatency[]> {
  const rows = await control.byId.execute(sql`
    SELECT t.id, t.alert_level, l.seconds, r.slope, r.span
    FROM task t
    JOIN subtask s ON s.task_id = t.id AND s.kind = 'INCREMENTAL_SYNCHRONIZATION' AND s.status = 'RUNNING'
    JOIN component c ON c.task_id = t.id AND c.kind = 'INCR_SYNC' AND c.direction = 'FORWARD'
    JOIN LATERAL (
      SELECT (m."values" ->> 'incr_latency')::float8 AS seconds FROM metric_latest m WHERE m.component_id = c.id AND m."values" ? 'incr_latency') l ON true
    CROSS JOIN LATERAL (
      SELECT regr_slope(v.value, extract(epoch FROM v.at)) AS slope, coalesce(extract(epoch FROM max(v.at) - min(v.at)), 0)::float8 AS span
      FROM metric_sample v
      WHERE v.task_id = t.id AND v.component_id = c.id AND v.metric = 'incr_latency' AND v.resolution = 1
        AND v.at > now() - make_interval(secs => ${MEASURED_SECONDS})) r
    WHERE t.id = ANY(${sql.param([...taskIds])}::text[]) AND t.status IN ('RUNNING', 'MODIFYING', 'INTEGRATING')`);
  return rows.map((row) => ({
    taskId: String(row['id']),
    latencyMs: Number(row['seconds']) * 1_000,
    thresholdMs: monitoringThresholdMs(thresholds, String(row['alert_level']) as AlertLevel), // written by us
    slope: row['slope'] === null ? null : Number(row['slope']),
    spanSeconds: Number(row['span']),
  }));
}
