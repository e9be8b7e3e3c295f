/** Identifiers that fit everywhere: lower-case letters and digits, so that slots and publications can carry them. */
import { randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `prefix` and 12 random characters (60 bits). */
export function randomId(prefix: string): string {
  return prefix + [...randomBytes(12)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}

export type NewId = (prefix: string) => string;
