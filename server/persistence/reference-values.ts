/**
 * The lines that tell slow from normal: the median of what a task has reported in the last week. It is made of up to 60 000
 * samples, so it is kept for a thousandth of the time that it is made of: ten minutes for a week, in which no more than that
 * share of its samples can have changed, and nothing to speak of for the first minutes of a task. What several ask for
 * meanwhile is read once.
 */
import { sql } from 'drizzle-orm';
import type { MetricName } from '../metrics/catalogue.ts';
import type { ReferenceValue } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';

const SAMPLE_MS = 10_000;
const KEPT_SHARE = 1 / 1_000;
/** Of tasks and metrics together; those that have run out go first. */
const MOST_KEPT = 20_000;

interface Kept {
  readonly value: Promise<number | null>;
  /** As performance.now(); infinite while it is being read. */
  until: number;
}

interface Median {
  readonly value: number;
  readonly samples: number;
}

export class ReferenceValues {
  readonly #control: ControlDatabase;
  readonly #kept = new Map<string, Kept>();

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  /** One statement at most, however many tasks and metrics; those that have no line yet are left out. */
  async of(taskIds: readonly string[], metrics: readonly MetricName[]): Promise<readonly ReferenceValue[]> {
    const wanted = taskIds.flatMap((taskId) => metrics.map((metric) => ({ taskId, metric })));
    const now = performance.now();
    const missing = wanted.filter((one) => (this.#kept.get(keyOf(one))?.until ?? 0) <= now);
    if (missing.length > 0) this.#read(missing);
    const values = await Promise.all(wanted.map(async (one) => (await this.#kept.get(keyOf(one))?.value) ?? null));
    return wanted.flatMap((one, index) => {
      const value = values[index] ?? null;
      return value === null ? [] : [{ ...one, value }];
    });
  }

  #read(missing: readonly { readonly taskId: string; readonly metric: MetricName }[]): void {
    const reading = medians(
      this.#control,
      [...new Set(missing.map(({ taskId }) => taskId))],
      [...new Set(missing.map(({ metric }) => metric))],
    );
    for (const one of missing) {
      const key = keyOf(one);
      const kept: Kept = { value: reading.then((found) => found.get(key)?.value ?? null), until: Infinity };
      this.#kept.set(key, kept);
      const settle = (samples: number): void => {
        kept.until = performance.now() + samples * SAMPLE_MS * KEPT_SHARE;
      };
      reading.then(
        (found) => settle(found.get(key)?.samples ?? 0),
        () => settle(0), // whoever waits for the value meets the error
      );
    }
    if (this.#kept.size > MOST_KEPT) this.#forget();
  }

  #forget(): void {
    const now = performance.now();
    for (const [key, { until }] of this.#kept) if (until <= now) this.#kept.delete(key);
  }
}

const keyOf = ({ taskId, metric }: { readonly taskId: unknown; readonly metric: unknown }): string =>
  `${String(taskId)}/${String(metric)}`;

async function medians(
  control: ControlDatabase,
  taskIds: readonly string[],
  metrics: readonly MetricName[],
): Promise<ReadonlyMap<string, Median>> {
  const rows = await control.db.execute(sql`
    SELECT task_id, metric, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median, count(*)::int AS samples FROM metric_sample
    WHERE task_id = ANY(${sql.param([...taskIds])}::text[]) AND resolution = 10 AND metric = ANY(${sql.param([...metrics])}::text[]) AND at > now() - interval '7 days' AND value > 0
    GROUP BY 1, 2 HAVING count(*) >= 6`);
  return new Map(
    rows.map((row) => [
      keyOf({ taskId: row['task_id'], metric: row['metric'] }),
      { value: Number(row['median']), samples: Number(row['samples']) },
    ]),
  );
}
