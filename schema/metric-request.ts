/** What a chart asks for, so that the same question about many tasks is recognised as one. */
import type { MetricName } from '../server/metrics/catalogue.ts';

export interface MetricRequest {
  readonly metrics: readonly MetricName[];
  /** Default: 15 minutes before its end. */
  readonly from: Date | null;
  /** Default: now. */
  readonly to: Date | null;
  readonly maxPoints: number;
}

const DEFAULT_SPAN_MS = 15 * 60_000;

export function spanOf(request: Pick<MetricRequest, 'from' | 'to'>, now: Date): { from: Date; to: Date } {
  const to = request.to ?? now;
  return { from: request.from ?? new Date(to.getTime() - DEFAULT_SPAN_MS), to };
}
