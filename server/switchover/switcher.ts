/**
 * Port: what the steps of a switchover do at the two databases. Every verb looks first and may be called again after any crash,
 * inside the step or behind it; the runner (task/switchover-runner.ts) records a step only when its verb has resolved DONE.
 */
import type { StageLog } from '../core/stage.ts';
import type { StepAction, StepKind } from './steps.ts';
import type { PlannedStep, StepFindings, Switchover, SwitchoverStep } from './switchover.ts';

export interface StepContext {
  readonly signal: AbortSignal;
  readonly log: StageLog;
  readonly switchover: Switchover;
  readonly step: SwitchoverStep;
  /** Adds to the findings, at once and durably: what a repetition must know before it acts. */
  note(findings: StepFindings): Promise<void>;
  /** The write pause begins now, unless it has begun. */
  pause(): Promise<void>;
}

export type StepResult =
  /** It is done; what it found is recorded with it. */
  | { readonly kind: 'DONE'; readonly findings?: StepFindings }
  /** Not yet: it is asked again soon. `what`: what is waited for, in words. */
  | { readonly kind: 'WAITING'; readonly what: string; readonly findings?: StepFindings };

export interface Switcher {
  /** What a step that waits for a person shows; DONE when there is nothing for a person to do. */
  look(kind: StepKind, context: StepContext): Promise<StepResult>;
  /** `answer` is the person's, for the steps that wait for one. */
  carryOut(kind: StepKind, answer: StepAction | null, context: StepContext): Promise<StepResult>;
  undo(kind: StepKind, context: StepContext): Promise<StepResult>;
  plan(kind: StepKind): Promise<PlannedStep>;
}
