/**
 * What the workflow has done for it (ports): the workflow itself only decides what comes next. JobWork is carried out in a
 * job by any worker, may be called again after a crash at any moment, and records its own details (items, objects);
 * PhaseWork is short and done by the workflow's own worker. Implemented in server/worker over connectors and stages.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { StageLog, Waiting } from '../core/stage.ts';
import type { JobClaim, JobStep } from './jobs.ts';
import type { RecordedCommand } from './task-commands.ts';
import type { TaskSituation } from './task-progress.ts';

export interface StepContext {
  readonly signal: AbortSignal;
  readonly log: StageLog;
  readonly claim: JobClaim;
  /** What the step waits for, or null; shown as the task's waitingFor. */
  waiting(waiting: Waiting | null): void;
}

/** Null: done. A reason: a person must act; the task fails with it and can be resumed. */
export type StepOutcome = ErrorReason | null;

export interface JobWork {
  /**
   * PRECHECK runs all items; CREATE_STRUCTURE makes everything that must exist before rows are copied; PREPARE_SOURCE
   * publication, slot, barrier (C1), and returns after the barrier; CREATE_KEYS primary keys and plain indexes;
   * CREATE_CONSTRAINTS unique and exclusion indexes, foreign keys, then views and, without a switchover, sequence values.
   */
  step(situation: TaskSituation, step: JobStep, context: StepContext): Promise<StepOutcome>;
  /** The long part of a command (PhaseWork.begin answered JOB). */
  command(situation: TaskSituation, command: RecordedCommand, context: StepContext): Promise<StepOutcome>;
}

export interface PhaseWork {
  /** Compiles the selection against the source; records it with the task. */
  compileSelection(situation: TaskSituation): Promise<StepOutcome>;
  /** How much of what CREATE_STRUCTURE makes is made, 0 to 1; null before its objects are known. */
  structureProgress(situation: TaskSituation): Promise<number | null>;
  /** Whether the replay has passed the end of every range's overlap (C5). */
  overlapPassed(situation: TaskSituation): Promise<boolean>;
  /** Begins a run of the full verification unless one is open. */
  openVerification(situation: TaskSituation): Promise<StepOutcome>;
  /** Whether the newest run is over; EARLY: it was of chosen tables, before the first run over all of them. */
  verificationEnded(situation: TaskSituation): Promise<'NO' | 'YES' | 'EARLY'>;
  /** Milliseconds of latency, or null before the first figure. */
  latencyMs(situation: TaskSituation): Promise<number | null>;
  /** What can be done of a command at once; JOB: the rest needs a job. */
  begin(situation: TaskSituation, command: RecordedCommand): Promise<'DONE' | 'JOB'>;
  /** Drops what the task's own stream had made at its source, and its log, after another stream has taken its place. */
  retire(situation: TaskSituation): Promise<readonly string[]>;
  /** Drops what was made on both databases and the log; returns the list of it. */
  release(situation: TaskSituation): Promise<readonly string[]>;
}
