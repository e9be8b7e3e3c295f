/** When two waits are one and the same, so that a turn that finds the same again changes nothing and tells nobody. */
import { isDeepStrictEqual } from 'node:util';
import type { WaitingFor } from './task-types.ts';

/** Whether both say the same to a person; since when does not matter. */
export function sameWaiting(one: Omit<WaitingFor, 'since'> | null, other: Omit<WaitingFor, 'since'> | null): boolean {
  const told = (waiting: Omit<WaitingFor, 'since'> | null): unknown =>
    waiting && [waiting.who, waiting.what, waiting.action, waiting.rowDetail ?? null, waiting.reason ?? null];
  return isDeepStrictEqual(told(one), told(other));
}
