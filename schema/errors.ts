/**
 * Errors as data: interface UserError, its concrete types, and ErrorCode generated from the catalogue. A client writes
 * `... on UserError { code message remedy }` once and is right for every mutation.
 */
import { ERROR_CATALOGUE, type ErrorAction, type ErrorCode } from '../server/core/error-codes.ts';
import type { ErrorReason, GodwitError } from '../server/core/errors.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { forReaderOfRows, ROW_DETAIL } from './row-detail.ts';
import { ConflictError, DatabaseError, InputError, NotAllowedError, NotFoundError } from './user-errors.ts';

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description:
    'The stable codes of everything that can go wrong. Treat a value that you do not know as INTERNAL_ERROR.',
  values: Object.fromEntries(
    Object.entries(ERROR_CATALOGUE).map(([code, entry]) => [
      code,
      { value: code as ErrorCode, description: `${entry.message} ${entry.remedy}` }, // keys of the catalogue are its codes
    ]),
  ) as Record<ErrorCode, { value: ErrorCode; description: string }>,
});

export const ErrorActionEnum = enumOf<ErrorAction>('ErrorAction', 'Who must act.', {
  RETRYABLE: 'Godwit tries again by itself.',
  NEEDS_OPERATOR: 'A person mends something, then resumes.',
  NEEDS_RESYNC: 'A table, or the task, must be copied again.',
  BUG: 'A fault of Godwit: report it.',
});

const UserError = builder.interfaceRef<GodwitError>('UserError').implement({
  description: 'An expected failure, as data.',
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, description: 'The stable code.', resolve: (error) => error.code }),
    message: t.string({ description: 'One clear sentence.', resolve: (error) => error.message }),
    remedy: t.string({
      nullable: true,
      description: 'What to do about it.',
      resolve: (error) => remedyOf(error),
    }),
    path: t.stringList({
      nullable: true,
      description: 'The input field that it is about, from the outside in; null when it is about none.',
      resolve: (error) => (typeof error.facts.path === 'string' ? error.facts.path.split('.') : null),
    }),
  }),
});

const fact = (error: GodwitError, name: string): string | null => {
  const value = error.facts[name];
  return value === undefined || value === null ? null : String(value);
};

/** The remedy with the facts of this error filled in. */
function remedyOf(error: GodwitError): string {
  return ERROR_CATALOGUE[error.code].remedy.replace(/\{(\w+)\}/g, (_, name: string) => fact(error, name) ?? '?');
}

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  interfaces: [UserError],
  description: 'The thing that the input names does not exist.',
  fields: (t) => ({
    what: t.string({ nullable: true, description: 'The kind of thing.', resolve: (error) => fact(error, 'what') }),
  }),
});

builder.objectType(ConflictError, {
  name: 'ConflictError',
  interfaces: [UserError],
  description: 'Somebody changed it meanwhile.',
  fields: (t) => ({
    expectedRevision: t.int({
      nullable: true,
      description: 'The revision that the input named.',
      resolve: (error) => integer(fact(error, 'expected')),
    }),
    actualRevision: t.int({
      nullable: true,
      description: 'The revision that is current.',
      resolve: (error) => integer(fact(error, 'actual')),
    }),
  }),
});

const integer = (value: string | null): number | null =>
  value !== null && Number.isSafeInteger(Number(value)) ? Number(value) : null;

builder.objectType(NotAllowedError, {
  name: 'NotAllowedError',
  interfaces: [UserError],
  description: 'It cannot be done in the present state.',
  fields: (t) => ({
    action: t.string({
      nullable: true,
      description: 'The action that was refused.',
      resolve: (error) => fact(error, 'action'),
    }),
    state: t.string({
      nullable: true,
      description: 'The state that refuses it.',
      resolve: (error) => fact(error, 'state'),
    }),
  }),
});

builder.objectType(InputError, {
  name: 'InputError',
  interfaces: [UserError],
  description: 'The input is not acceptable.',
});

builder.objectType(DatabaseError, {
  name: 'DatabaseError',
  interfaces: [UserError],
  description: 'A database, a worker or a component stands in the way.',
  fields: (t) => ({
    action: t.field({
      type: ErrorActionEnum,
      description: 'Who must act.',
      resolve: (error) => ERROR_CATALOGUE[error.code].action,
    }),
  }),
});

/** An error that was stored or happened elsewhere, shown as a fact of a task, a table, an item. */
export const Reason = builder.objectRef<ErrorReason>('Reason').implement({
  description: 'Why something failed: a stable code, a sentence, the remedy.',
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, description: 'The stable code.', resolve: (reason) => reason.code }),
    action: t.field({ type: ErrorActionEnum, description: 'Who must act.', resolve: (reason) => reason.action }),
    message: t.exposeString('message', { description: 'One clear sentence, without values of rows.' }),
    remedy: t.exposeString('remedy', { description: 'What to do about it.' }),
    rowDetail: t.string({
      nullable: true,
      description: ROW_DETAIL,
      resolve: (reason, _arguments, { actor }) => forReaderOfRows(actor, reason.rowDetail),
    }),
  }),
});
