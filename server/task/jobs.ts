/**
 * Port: the finite work of a task as jobs (C17). The workflow asks for a job, sees its state in the situation and settles
 * it; any worker that is free carries it out (job-runner.ts). A task has one job at a time.
 *
 * J1  A job is asked for, cancelled and settled in the transaction of what it belongs to; its row stays until it is settled.
 * J2  A claim has an epoch that only grows. Who lost it stops within JOB_LOST_MS; what it still sends is fenced by the epoch.
 */
import type { StepOutcome } from './phase-work.ts';
import type { Step } from './next-step.ts';

/** A job that is not heard of for this long is claimed by another worker. */
export const JOB_LOST_MS = 10_000;
export const JOB_RENEW_EVERY_MS = 1_000;

/** The steps that a job carries out. */
export type JobStep = Extract<
  Step,
  'PRECHECK' | 'CREATE_STRUCTURE' | 'PREPARE_SOURCE' | 'CREATE_KEYS' | 'CREATE_CONSTRAINTS'
>;

export type TaskWork =
  { readonly kind: 'STEP'; readonly step: JobStep } | { readonly kind: 'COMMAND'; readonly commandId: string };

export type JobState =
  /** Waits for a worker, or is being carried out. */
  | { readonly kind: 'OPEN' }
  /** `held`: its worker may not have noticed yet. */
  | { readonly kind: 'CANCELLED'; readonly held: boolean }
  | { readonly kind: 'ENDED'; readonly outcome: StepOutcome };

export interface TaskJob {
  readonly id: string;
  readonly work: TaskWork;
  readonly state: JobState;
}

export interface JobClaim {
  readonly jobId: string;
  /** Counts the claims of this job. */
  readonly attempt: number;
  /** Grows with every claim of any job. */
  readonly epoch: number;
  readonly taskId: string;
  readonly work: TaskWork;
}

export interface JobClaims {
  /** The next job for workers of the location that nobody has, or whose worker is lost. */
  claim(location: string): Promise<JobClaim | null>;
  /** False: it is no longer ours, or cancelled. */
  renew(claim: JobClaim): Promise<boolean>;
  /** Nothing happens when the claim was lost. */
  finish(claim: JobClaim, outcome: StepOutcome): Promise<void>;
  /** Carries it out no further: a cancelled job is gone, any other is free for the next worker. */
  giveBack(claim: JobClaim): Promise<void>;
  /** Of a worker whose process was seen to end: what it had is free at once, without waiting for JOB_LOST_MS. */
  freeJobsOf(workerId: string): Promise<void>;
}
