/**
 * Which expected failure becomes which error type. A failure is always a GodwitError; its code decides. The classes are
 * patterns, not things to construct: `error instanceof NotFoundError` asks whether the code belongs to the group, which is
 * how the errors plugin picks the member of a result union.
 *
 * U1 each code of the catalogue belongs to exactly one group, or to none: INTERNAL_ERROR, UNAUTHENTICATED, FORBIDDEN,
 *    and every BUG are top-level errors.
 */
import { isRequestCode } from '../server/core/request-codes.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../server/core/error-codes.ts';
import { GodwitError } from '../server/core/errors.ts';

type Group = 'NOT_FOUND' | 'CONFLICT' | 'NOT_ALLOWED' | 'INPUT' | 'DATABASE' | 'TOP_LEVEL';

const GROUPS: Partial<Record<ErrorCode, Group>> = {
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  ACTION_NOT_ALLOWED: 'NOT_ALLOWED',
  ACTION_PENDING: 'NOT_ALLOWED',
  PARAMETER_NOT_CHANGEABLE: 'NOT_ALLOWED',
  ENDPOINT_IN_USE: 'NOT_ALLOWED',
  IN_PROGRESS: 'NOT_ALLOWED',
  ALERT_NOT_OPEN: 'NOT_ALLOWED',
  BAD_INPUT: 'INPUT',
  NAME_TAKEN: 'INPUT',
  CONFIRMATION_MISMATCH: 'INPUT',
  IDEMPOTENCY_KEY_REUSED: 'INPUT',
  LIMIT_EXCEEDED: 'INPUT',
  PARAMETER_OUT_OF_RANGE: 'INPUT',
  PHASES_INVALID: 'INPUT',
  FILTER_INVALID: 'INPUT',
  OBJECT_NOT_FOUND: 'INPUT',
  NO_OBJECTS: 'INPUT',
  SAME_ENDPOINT: 'INPUT',
  CURSOR_EXPIRED: 'INPUT',
  LINK_INVALID: 'INPUT',
  LINK_EXPIRED: 'INPUT',
  FILE_GONE: 'NOT_FOUND',
  WEBHOOK_ADDRESS_REFUSED: 'INPUT',
  UNAUTHENTICATED: 'TOP_LEVEL',
  FORBIDDEN: 'TOP_LEVEL',
};

/** The group of a code: those not named above are failures of a database or of a component, or bugs. */
export function groupOf(code: ErrorCode): Group {
  if (isRequestCode(code)) return 'TOP_LEVEL';
  return GROUPS[code] ?? (ERROR_CATALOGUE[code].action === 'BUG' ? 'TOP_LEVEL' : 'DATABASE');
}

const belongs = (value: unknown, group: Group): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'facts' in value &&
  'code' in value &&
  typeof value.code === 'string' &&
  value.code in ERROR_CATALOGUE &&
  groupOf(value.code as ErrorCode) === group; // the line above makes it one

export class NotFoundError extends GodwitError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return belongs(value, 'NOT_FOUND');
  }
}

export class ConflictError extends GodwitError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return belongs(value, 'CONFLICT');
  }
}

export class NotAllowedError extends GodwitError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return belongs(value, 'NOT_ALLOWED');
  }
}

export class InputError extends GodwitError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return belongs(value, 'INPUT');
  }
}

export class DatabaseError extends GodwitError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return belongs(value, 'DATABASE');
  }
}
