/**
 * The next step of a task as a pure function of recorded facts (architecture.md, decision 1). Crash anywhere, ask again.
 *
 *   compile -> precheck -> structure -> source prepared -> copy -> keys -> [replay past the overlap] -> constraints
 *           -> [in sync] -> verification -> watch (incremental) or complete
 *           -> [switchover] -> follow the way back, or complete
 */
import type { ComponentKind } from '../core/stage.ts';
import { legOf } from '../core/ids.ts';
import { FACT, type LiveSide } from './facts.ts';
import type { Component, MigrationPhase, SubtaskKind } from './task-types.ts';
import type { TaskSituation } from './task-progress.ts';

export type Step =
  | 'COMPILE'
  | 'PRECHECK'
  | 'CREATE_STRUCTURE'
  | 'AWAIT_ADVANCE'
  | 'PREPARE_SOURCE'
  | 'COPY'
  | 'CREATE_KEYS'
  | 'PASS_OVERLAP'
  | 'CREATE_CONSTRAINTS'
  | 'CATCH_UP'
  | 'VERIFY'
  | 'WATCH'
  /** Another stream carries the changes since a switchover (FACT.live). */
  | 'FOLLOW_LEG'
  | 'COMPLETE';

/** Latency at which incremental synchronization counts as caught up, everywhere. */
export const CAUGHT_UP_MS = 15_000;

export function nextStep(situation: TaskSituation, latencyMs: number | null): Step {
  const has = (phase: MigrationPhase): boolean => situation.task.phases.includes(phase);
  const known = (fact: string): boolean => situation.facts[fact] !== undefined;
  const incremental = has('INCREMENTAL_SYNCHRONIZATION');
  const live = situation.facts[FACT.live] as LiveSide | undefined; // recorded by the switchover
  if (live !== undefined) return live.leg === null ? 'COMPLETE' : 'FOLLOW_LEG';
  if (situation.tables.length === 0) return 'COMPILE';
  if (!known(FACT.prechecked)) return 'PRECHECK';
  if (has('SCHEMA_MIGRATION') && !known(FACT.structure)) return 'CREATE_STRUCTURE';
  if (has('SCHEMA_MIGRATION') && situation.task.parameters['schemaAutomaticAdvance'] === false && !known(FACT.advanced))
    return 'AWAIT_ADVANCE';
  if (incremental && !known(FACT.prepared)) return 'PREPARE_SOURCE';
  if (has('FULL_MIGRATION') && !known(FACT.copied)) return 'COPY';
  if (!known(FACT.keys)) return 'CREATE_KEYS';
  if (incremental && has('FULL_MIGRATION') && !known(FACT.overlap)) return 'PASS_OVERLAP';
  if (!known(FACT.constraints)) return 'CREATE_CONSTRAINTS';
  if (has('FULL_VERIFICATION') && !isOver(situation, 'FULL_VERIFICATION')) {
    const caughtUp = latencyMs !== null && latencyMs <= CAUGHT_UP_MS;
    return !incremental || caughtUp || isOpen(situation, 'FULL_VERIFICATION') ? 'VERIFY' : 'CATCH_UP';
  }
  return incremental ? 'WATCH' : 'COMPLETE';
}

export function isOver(situation: TaskSituation, kind: SubtaskKind): boolean {
  const status = situation.subtasks.find((subtask) => subtask.kind === kind)?.status;
  return status === 'COMPLETED' || status === 'SKIPPED';
}

export function isOpen(situation: TaskSituation, kind: SubtaskKind): boolean {
  return situation.subtasks.some((subtask) => subtask.kind === kind && subtask.status === 'RUNNING');
}

/** What a person asked of the copy, as it is recorded (FACT.copyAgain). */
export interface CopyAgain {
  /** The run of Full-Import at that time. */
  readonly run: number;
}

/** The copy that runs is the one that a person wants to begin again: it ends first. */
function isFormerCopy({ facts, components }: TaskSituation): boolean {
  const again = facts[FACT.copyAgain] as CopyAgain | undefined; // recorded by the rerun
  const copying = components.find(({ kind }) => kind === 'FULL_IMPORT');
  return again !== undefined && again.run === copying?.run && isBusy(copying);
}

export const isBusy = ({ kind, status }: Pick<Component, 'kind' | 'status'>): boolean =>
  kind !== 'WORKFLOW' && (status === 'STARTING' || status === 'RUNNING' || status === 'STOPPING');

/** Which components a step wants to be running. */
export function componentsOf(step: Step, situation: TaskSituation): readonly ComponentKind[] {
  const incremental = situation.task.phases.includes('INCREMENTAL_SYNCHRONIZATION');
  const replays = legOf(situation.task.id) === null || situation.facts[FACT.replays] !== undefined;
  const stream: readonly ComponentKind[] = incremental ? (replays ? ['STORE', 'INCR_SYNC'] : ['STORE']) : [];
  switch (step) {
    case 'COMPILE':
    case 'PRECHECK':
    case 'CREATE_STRUCTURE':
    case 'AWAIT_ADVANCE':
    case 'PREPARE_SOURCE':
    case 'FOLLOW_LEG':
    case 'COMPLETE':
      return [];
    case 'COPY': {
      const copying: readonly ComponentKind[] = isFormerCopy(situation) ? [] : ['FULL_IMPORT'];
      return incremental ? ['STORE', ...copying] : copying;
    }
    case 'CREATE_KEYS':
      return incremental ? ['STORE'] : [];
    case 'VERIFY':
      return isOpen(situation, 'FULL_VERIFICATION') ? [...stream, 'FULL_VERIFICATION'] : stream;
    default:
      return stream;
  }
}
