/** A figure over time: values at even distances. */
import type { MetricName } from './catalogue.ts';

export interface MetricSeries {
  readonly taskId: string;
  readonly metric: MetricName;
  /** Of the first value. */
  readonly firstAt: Date;
  /** From one value to the next. */
  readonly stepSeconds: number;
  /** Null is a gap: nothing was reported then. */
  readonly values: readonly (number | null)[];
}

export interface MetricPoint {
  readonly at: Date;
  readonly value: number | null;
}

export const pointsOf = ({ firstAt, stepSeconds, values }: MetricSeries): MetricPoint[] =>
  values.map((value, index) => ({ at: new Date(firstAt.getTime() + index * stepSeconds * 1_000), value }));
