/** The nouns of a switchover as the service returns them; every word is the word of product.md 3.6. */
import type { Command } from '../core/actor.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { StepAction, StepKind, StepState } from './steps.ts';

export const SWITCHOVER_STATUSES = ['RUNNING', 'CANCELING', 'CANCELED', 'COMPLETED'] as const;
export type SwitchoverStatus = (typeof SWITCHOVER_STATUSES)[number];

/** FORWARD: the target takes over from the source; REVERSE: the source takes over again. */
export type SwitchDirection = 'FORWARD' | 'REVERSE';

export interface SwitchoverOptions {
  /** There is a way back afterwards. */
  readonly reverse: boolean;
  /** Writes are allowed at the other side as soon as all is proven, without asking. */
  readonly allowWritesAutomatically: boolean;
  /** Why open differences, or a verification that did not end, are accepted; null: they are not. */
  readonly acceptReason: string | null;
}

/** An object that Godwit does not move. */
export interface ListedObject {
  readonly kind: 'TRIGGER' | 'FUNCTION' | 'PROCEDURE';
  readonly schema: string;
  readonly name: string;
  /** What makes it at the other side, in that side's names where they are known. */
  readonly ddl: string;
  /** What disables it here; null where that is not wanted. */
  readonly disable: string | null;
}

export interface FoundWriter {
  readonly kind: 'SESSION' | 'PREPARED';
  readonly id: string;
  readonly user: string;
  readonly application: string | null;
  readonly openSeconds: number;
}

/** What a step has found out; every member is only of some steps. */
export interface StepFindings {
  /** What was done or seen, a sentence each. */
  readonly sentences?: readonly string[];
  readonly objects?: readonly ListedObject[];
  /** Transactions that could still write. */
  readonly writers?: readonly FoundWriter[];
  /** When the newest write of somebody else was seen; null: none since it is watched. */
  readonly lastWriteAt?: string | null;
  /** Position of the log of the side that was live at which writes had stopped. */
  readonly position?: string | null;
  /** Where the other side is. */
  readonly appliedPosition?: string | null;
  /** Writes were refused by a fence of ours. */
  readonly fenced?: boolean;
  readonly runId?: string | null;
  /** The stream is stopped for good, wherever it stands. */
  readonly stopped?: boolean;
  /** Statements that Godwit ran and that a return takes back. */
  readonly statements?: readonly string[];
}

export interface SwitchoverStep extends StepState {
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly answeredBy: string | null;
  readonly reason: ErrorReason | null;
  readonly findings: StepFindings;
  /** What it waits for, in words; null: for nothing. */
  readonly waiting: string | null;
  /** Why it was skipped. */
  readonly skipReason: string | null;
}

export interface Switchover {
  readonly id: string;
  readonly taskId: string;
  /** Counts those of the task, from 1. */
  readonly number: number;
  readonly direction: SwitchDirection;
  readonly status: SwitchoverStatus;
  readonly options: SwitchoverOptions;
  /** Number of the stream that is prepared for the way back; null without one. */
  readonly leg: number | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly completedAt: Date | null;
  /** When the write pause began: the first table refused writes, or a person confirmed. */
  readonly pausedAt: Date | null;
  /** When it ended: writes were allowed at the other side, or again at this one after a cancel. */
  readonly pauseEndedAt: Date | null;
  readonly pointOfNoReturnAt: Date | null;
  readonly steps: readonly SwitchoverStep[];
}

/** One step of the dry run: what will be done, on which server, and what could go wrong now. */
export interface PlannedStep {
  readonly kind: StepKind;
  readonly sentences: readonly string[];
  readonly statements: readonly { readonly side: 'SOURCE' | 'TARGET'; readonly statement: string }[];
  /** What would stop or hurt it now. */
  readonly concerns: readonly string[];
}

export interface SwitchoverPlan {
  readonly direction: SwitchDirection;
  readonly reverse: boolean;
  readonly steps: readonly PlannedStep[];
}

export interface SwitchoverStart {
  readonly allowWritesAutomatically?: boolean;
  readonly acceptReason?: string | null;
}

/** Which streams carry the changes of a task, by the ids that observation knows them by. */
export interface TaskStreams {
  readonly taskId: string;
  readonly liveSide: 'SOURCE' | 'TARGET';
  /** The one that carries changes now. */
  readonly live: string;
  readonly forward: string;
  /** Null before the first way back. */
  readonly reverse: string | null;
}

/** Mutations return once what was asked for is recorded; the workflow of the task carries it out. */
export interface SwitchoverService {
  /** Newest first; the first may be open. */
  switchovers(taskId: string): Promise<readonly Switchover[]>;
  switchover(id: string): Promise<Switchover | null>;
  streams(taskIds: readonly string[]): Promise<readonly TaskStreams[]>;
  /** Asks both databases; nothing is changed. */
  plan(taskId: string): Promise<SwitchoverPlan>;
  /** SWITCHOVER_NOT_READY with what is missing. */
  start(taskId: string, input: SwitchoverStart, command: Command): Promise<Switchover>;
  /** SWITCHOVER_STEP_REFUSED where `allowed` does not have it. SKIP wants a reason. */
  act(
    taskId: string,
    on: { readonly step: StepKind; readonly action: StepAction; readonly reason?: string | null },
    command: Command,
  ): Promise<Switchover>;
  /** Ends sessions that hold the fence up; how many is shown in the step's findings. */
  endWriters(taskId: string, command: Command): Promise<Switchover>;
  /** SWITCHOVER_PAST_RETURN once writes are allowed at the other side. */
  cancel(taskId: string, command: Command): Promise<Switchover>;
}
