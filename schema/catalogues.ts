/** The catalogue of errors, for people and for programs. */
import { ERROR_CATALOGUE, type ErrorCode, type ErrorEntry } from '../server/core/error-codes.ts';
import { builder } from './builder.ts';
import { ErrorActionEnum, ErrorCodeEnum } from './errors.ts';

interface CodedEntry extends ErrorEntry {
  readonly code: ErrorCode;
}

const ErrorDefinition = builder.objectRef<CodedEntry>('ErrorDefinition').implement({
  description: 'What an error code means; {name} in a text is filled from the facts of the error.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'The code.' }),
    action: t.expose('action', { type: ErrorActionEnum, description: 'Who must act.' }),
    message: t.exposeString('message', { description: 'The sentence.' }),
    remedy: t.exposeString('remedy', { description: 'What to do about it.' }),
  }),
});

builder.queryField('errorCatalogue', (t) =>
  t.field({
    type: [ErrorDefinition],
    authScopes: { viewer: true },
    description: 'Every error code.',
    resolve: () => Object.entries(ERROR_CATALOGUE).map(([code, entry]) => ({ code: code as ErrorCode, ...entry })), // its keys
  }),
);
