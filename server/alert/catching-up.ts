/**
 * How long a stream that has not caught up yet still needs, from measured latency: the line through the samples of the last
 * minutes says by how much it falls in a second.
 */
export interface CatchingUp {
  readonly taskId: string;
  readonly latencyMs: number;
  /** Where it becomes MONITORING, and latency alerts begin. */
  readonly thresholdMs: number;
  /** Null while the latency does not fall, or too little was measured. */
  readonly remainingMs: number | null;
}

export interface MeasuredLatency {
  readonly taskId: string;
  readonly latencyMs: number;
  readonly thresholdMs: number;
  /** Seconds of latency per second over what was measured; negative while it catches up. */
  readonly slope: number | null;
  /** Seconds that the measurement spans. */
  readonly spanSeconds: number;
}

const LEAST_SPAN_SECONDS = 5;
/** A fall that slow is none: the estimate would be weeks of noise. */
const LEAST_FALL = 0.001;

export function estimate({ taskId, latencyMs, thresholdMs, slope, spanSeconds }: MeasuredLatency): CatchingUp {
  const left = Math.max(0, latencyMs - thresholdMs);
  const known = slope !== null && slope < -LEAST_FALL && spanSeconds >= LEAST_SPAN_SECONDS;
  return { taskId, latencyMs, thresholdMs, remainingMs: left === 0 ? 0 : known ? left / -slope : null };
}
