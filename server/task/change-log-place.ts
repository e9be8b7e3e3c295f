/**
 * Where a task's change log lies and what of it the source still keeps (C19), as recorded facts, and the decision that
 * follows from them. A log that moves is a new one, with a name of its own: what an earlier place still holds is never gone
 * on with, for the source may have forgotten what came after it.
 *
 *   G1  A log moves only while the policy is TARGET_APPLIED and the Store has said, under that very policy, that the target
 *       has all which the source was ever allowed to forget (`covered`).
 *   G2  It moves when no worker of its machine has been heard of for a while, when its machine has not reached source or target
 *       for as long while another one does, or when it turned out to be lost.
 *   G3  With workers of several machines the policy is TARGET_APPLIED, and stays so: that the other machine is gone is when
 *       it is needed. Only a person makes it LOG_DURABLE again.
 */
import type { ErrorCode } from '../core/error-codes.ts';
import type { Position } from '../core/position.ts';
import type { ComponentKind } from '../core/stage.ts';
import type { TaskSituation } from './task-progress.ts';
import type { Component } from './task-types.ts';

export const LOG_FACT = {
  /** LogPlace. */
  place: 'log.place',
  /** LogPolicy. */
  policy: 'log.policy',
  /** { revision } of the policy under which the log is covered. */
  covered: 'log.covered',
  /** { since }: no worker of its machine is heard of. */
  away: 'log.away',
  /** CutOff: its machine is heard of, and cannot reach source or target. */
  cutOff: 'log.cutOff',
} as const;

/** Components that must run where the log lies. */
export const BESIDE_THE_LOG = ['STORE', 'INCR_SYNC', 'FULL_VERIFICATION'] as const satisfies readonly ComponentKind[];

export const ACKNOWLEDGE_KINDS = ['LOG_DURABLE', 'TARGET_APPLIED'] as const;
export type AcknowledgeKind = (typeof ACKNOWLEDGE_KINDS)[number];

export interface LogPlace {
  /** Of workers: the machine and data folder. */
  readonly location: string;
  /** 1, and one more for each move. */
  readonly generation: number;
  /** RFC 3339. */
  readonly since: string;
  /** What a log that has moved goes on from; null: it begins where the source was prepared. */
  readonly resume: LogResume | null;
}

export interface LogResume {
  /** The target's checkpoint when the log moved. */
  readonly ordinal: number;
  readonly position: Position;
  /** How far the source had been allowed to forget by then. */
  readonly forgotten: Position;
}

export interface LogPolicy {
  readonly kind: AcknowledgeKind;
  /** Grows with each change. */
  readonly revision: number;
  /** RFC 3339. */
  readonly since: string | null;
}

type Facts = TaskSituation['facts'];

export interface CutOff {
  readonly since: string;
  /** Another machine reaches both: the log moves, whatever becomes of its components meanwhile. */
  readonly moves?: true;
}

/** Recorded by us in that shape. */
export const placeOf = (facts: Facts): LogPlace | null => (facts[LOG_FACT.place] as LogPlace | undefined) ?? null;

/** A task that nothing was decided for acknowledges by its log. */
export const policyOf = (facts: Facts): LogPolicy =>
  (facts[LOG_FACT.policy] as LogPolicy | undefined) ?? { kind: 'LOG_DURABLE', revision: 0, since: null };

export function isCovered(facts: Facts): boolean {
  const { kind, revision } = policyOf(facts);
  const covered = facts[LOG_FACT.covered] as { readonly revision: number } | undefined;
  return kind === 'TARGET_APPLIED' && covered?.revision === revision;
}

/** The log's name among those of a machine. */
export const logIdOf = (taskId: string, place: LogPlace | null): string =>
  place === null || place.generation === 1 ? taskId : `${taskId}.${place.generation}`;

/** The task and generation of a log's name. */
export function ownerOfLog(logId: string): { readonly taskId: string; readonly generation: number } {
  const [taskId = '', generation = '1'] = logId.split('.');
  return { taskId, generation: Number(generation) };
}

/** What is known of the workers now, by the control database's clock. */
export interface WorkersSeen {
  readonly now: Date;
  /** Locations of the living ones. */
  readonly locations: readonly string[];
}

export type LogStep =
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'RECORD'; readonly fact: string; readonly value: unknown }
  | { readonly kind: 'FORGET'; readonly fact: string }
  | { readonly kind: 'MOVE'; readonly reason: string }
  /** Its machine does not reach source or target: it moves to one that does. */
  | { readonly kind: 'MOVE_IF_REACHED'; readonly fact: CutOff }
  /** The log's machine is away, and the log cannot move without it. */
  | { readonly kind: 'AWAIT_MACHINE'; readonly what: string };

const LOST: readonly ErrorCode[] = ['LOG_POSITION_MISSING', 'LOG_CORRUPT'];
const UNREACHED: readonly ErrorCode[] = ['CONNECTION_REFUSED', 'CONNECTION_LOST', 'CONNECTION_TIMEOUT'];

/** The next thing to do about the log; asked again after each. */
export function nextLogStep(situation: TaskSituation, seen: WorkersSeen, patienceMs: number): LogStep {
  const { facts } = situation;
  const policy = policyOf(facts);
  const kind = wantedPolicy(situation, seen);
  if (kind !== policy.kind)
    return {
      kind: 'RECORD',
      fact: LOG_FACT.policy,
      value: { kind, revision: policy.revision + 1, since: seen.now.toISOString() } satisfies LogPolicy,
    };
  const place = placeOf(facts);
  if (place === null) return { kind: 'NOTHING' };
  const away = facts[LOG_FACT.away] as { readonly since: string } | undefined;
  if (seen.locations.includes(place.location)) {
    if (away !== undefined) return { kind: 'FORGET', fact: LOG_FACT.away };
    const lost = situation.components.find((component) => isLost(component));
    if (lost !== undefined && isCovered(facts)) return { kind: 'MOVE', reason: lost.reason?.message ?? '' };
    return whileCutOff(situation, place, { now: seen.now, patienceMs });
  }
  if (away === undefined) return { kind: 'RECORD', fact: LOG_FACT.away, value: { since: seen.now.toISOString() } };
  if (seen.now.getTime() - Date.parse(away.since) < patienceMs) return { kind: 'NOTHING' };
  const gone = `No worker of ${place.location}, where the change log lies, is heard of since ${away.since.slice(0, 19)}Z`;
  if (isCovered(facts)) return { kind: 'MOVE', reason: `${gone}.` };
  return {
    kind: 'AWAIT_MACHINE',
    what: `${gone}; the source may have forgotten what that log holds. Bring this machine back with its data folder, or release the task and start over.`,
  };
}

/** G2: what its components say they wait for tells whether its machine reaches the databases. */
function whileCutOff(
  { components, facts }: TaskSituation,
  place: LogPlace,
  { now, patienceMs }: { readonly now: Date; readonly patienceMs: number },
): LogStep {
  const cutOff = facts[LOG_FACT.cutOff] as CutOff | undefined; // recorded by us
  const gone = `Source or target cannot be reached from ${place.location}, where the change log lies, since ${cutOff?.since.slice(0, 19)}Z, and can be from elsewhere.`;
  if (cutOff?.moves === true && isCovered(facts)) return { kind: 'MOVE', reason: gone };
  const unreached = components.some(
    ({ kind, status, waiting }) =>
      BESIDE_THE_LOG.some((one) => one === kind) &&
      status === 'RUNNING' &&
      UNREACHED.includes(waiting?.reason?.code ?? 'INTERNAL_ERROR'),
  );
  if (!unreached) return cutOff === undefined ? { kind: 'NOTHING' } : { kind: 'FORGET', fact: LOG_FACT.cutOff };
  if (cutOff === undefined)
    return { kind: 'RECORD', fact: LOG_FACT.cutOff, value: { since: now.toISOString() } satisfies CutOff };
  if (now.getTime() - Date.parse(cutOff.since) < patienceMs || !isCovered(facts)) return { kind: 'NOTHING' };
  return { kind: 'MOVE_IF_REACHED', fact: { ...cutOff, moves: true } };
}

/** G3; the parameter decides where a person has set it. */
export function wantedPolicy(
  { task, facts }: Pick<TaskSituation, 'task' | 'facts'>,
  seen: Pick<WorkersSeen, 'locations'>,
): AcknowledgeKind {
  const set = task.parameters['incrementalAcknowledge'];
  const chosen = ACKNOWLEDGE_KINDS.find((kind) => kind === set);
  if (chosen !== undefined) return chosen;
  return new Set(seen.locations).size > 1 ? 'TARGET_APPLIED' : policyOf(facts).kind;
}

const isLost = ({ kind, status, reason }: Component): boolean =>
  BESIDE_THE_LOG.some((one) => one === kind) && status === 'FAILED' && LOST.includes(reason?.code ?? 'INTERNAL_ERROR');
