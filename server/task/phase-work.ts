/**
 * What the workflow has done for it (port): each verb carries out one step on the databases, may be called again after a
 * crash at any moment, and records its own details (items, objects, runs). Implemented in server/worker over connectors
 * and stages; the workflow itself only decides what comes next.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import type { RecordedCommand } from './task-commands.ts';
import type { TaskSituation } from './task-progress.ts';

export interface StepContext {
  readonly signal: AbortSignal;
  readonly log: StageLog;
  readonly epoch: number;
  /** What the step waits for, in words, or null; shown as the task's waitingFor. */
  waiting(what: string | null): void;
  /** 0..1 of the running subtask. */
  progress(fraction: number): void;
}

/** Null: done. A reason: a person must act; the task fails with it and can be resumed. */
export type StepOutcome = ErrorReason | null;

export interface PhaseWork {
  /** Compiles the selection against the source; records it with the task. */
  compileSelection(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Runs all items, or the named ones again. */
  precheck(situation: TaskSituation, items: readonly string[] | null, context: StepContext): Promise<StepOutcome>;
  /** Everything that must exist before rows are copied. */
  createStructure(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Publication, slot, barrier (C1); returns after the barrier. */
  prepareSource(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Primary keys and plain indexes. */
  createKeys(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Whether the replay has passed the end of every range's overlap (C5). */
  overlapPassed(situation: TaskSituation): Promise<boolean>;
  /** Unique and exclusion indexes, foreign keys; then views and, without a switchover, sequence values. */
  createConstraints(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Begins a run of the full verification unless one is open. */
  openVerification(situation: TaskSituation, context: StepContext): Promise<StepOutcome>;
  /** Milliseconds of latency, or null before the first figure. */
  latencyMs(situation: TaskSituation): Promise<number | null>;
  carryOut(situation: TaskSituation, command: RecordedCommand, context: StepContext): Promise<void>;
  /** Drops what was made on both databases and the log; returns the list of it. */
  release(situation: TaskSituation, context: StepContext): Promise<readonly string[]>;
}
