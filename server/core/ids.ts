/** Identifiers that fit everywhere: lower-case letters and digits, so that slots and publications can carry them. */
import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `prefix` and 12 random characters (60 bits). */
export function randomId(prefix: string): string {
  return prefix + [...randomBytes(12)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}

export type NewId = (prefix: string) => string;

/** Prefix of a sub-migration's id: a task that people do not see (task/object-changer.ts). */
export const HIDDEN_TASK = 'h';

export const isHiddenTask = (id: string | null): boolean => id?.startsWith(HIDDEN_TASK) === true;
