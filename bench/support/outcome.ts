/** How a bench ends: its result as one line of JSON (performance.md), and the exit code that says whether the bar is met. */
import type { ForeignLoad } from './machine.ts';

export interface Outcome {
  readonly bench: string;
  readonly ours: number;
  readonly peer: number;
  /** Default: ours / peer. */
  readonly ratio?: number;
  readonly bar: number;
  readonly unit: string;
  readonly pass: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Prints the result and ends the process: 0 when the bar is met, else 1. */
export function finish(outcome: Outcome, load: ForeignLoad): never {
  const ratio = round(outcome.ratio ?? outcome.ours / outcome.peer);
  const details = { ...outcome.details, coresUsedByOthers: load.cores };
  console.log(JSON.stringify({ ...outcome, ours: round(outcome.ours), peer: round(outcome.peer), ratio, details }));
  process.exit(outcome.pass ? 0 : 1);
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const round = (value: number): number => Math.round(value * 1_000) / 1_000;
