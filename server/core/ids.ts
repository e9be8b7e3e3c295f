/** Identifiers that fit everywhere: lower-case letters and digits, so that slots and publications can carry them. */
import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `prefix` and 12 random characters (60 bits). */
export function randomId(prefix: string): string {
  return prefix + [...randomBytes(12)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}

export type NewId = (prefix: string) => string;

/** Prefix of the id of a task that people do not see: a sub-migration (task/object-changer.ts), or a leg. */
export const HIDDEN_TASK = 'h';

export const isHiddenTask = (id: string | null): boolean => id?.startsWith(HIDDEN_TASK) === true;

/** A stream of a task other than its first one: the way back, and each further way after another switch. */
export interface LegName {
  /** The task that people see. */
  readonly taskId: string;
  /** Grows with every stream that is prepared: odd where it goes back to the source, even where it goes to the target. */
  readonly number: number;
}

export const legId = ({ taskId, number }: LegName): string => `${HIDDEN_TASK}_${taskId}_${number}`;

export function legOf(id: string): LegName | null {
  const found = /^h_(?<taskId>.+)_(?<number>\d+)$/v.exec(id)?.groups;
  return found === undefined ? null : { taskId: found['taskId'] ?? '', number: Number(found['number']) };
}

/** Of the `place`th switchover of a task, from 1. */
export const legNumber = (place: number, goesBack: boolean): number => 2 * place - (goesBack ? 1 : 0);

/** The task that people know, of the task of any stream: that of a leg is hidden. */
export const shownTaskId = (streamId: string): string => legOf(streamId)?.taskId ?? streamId;

/** Which way a stream goes, by the id of its task. */
export function goesBack(streamId: string): boolean {
  const leg = legOf(streamId);
  return leg !== null && leg.number % 2 === 1;
}
