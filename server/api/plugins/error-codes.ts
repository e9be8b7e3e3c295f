/**
 * The one place where errors become words for strangers. A GodwitError shows its code, sentence and remedy; an outage of
 * the control database is CONTROL_DATABASE_UNAVAILABLE; what the document did wrong keeps its code, or is BAD_REQUEST; anything else is a bug:
 * it is logged whole and shown as INTERNAL_ERROR with nothing but the id of the request.
 */
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ERROR_CATALOGUE } from '../../core/error-codes.ts';
import { GodwitError, namingOutage, reasonOf } from '../../core/errors.ts';
import { isRequestCode, REQUEST_CODES, type RequestCode } from '../../core/request-codes.ts';
import type { StageLog } from '../../core/stage.ts';
import { requestIdOf } from './request-id.ts';

/** The error under its wrappings: what a resolver threw. */
function originOf(error: unknown): unknown {
  let origin = error;
  while (origin instanceof GraphQLError && origin.originalError !== undefined && origin.originalError !== null)
    origin = origin.originalError;
  const outage = namingOutage(origin);
  return outage === origin ? origin : new GodwitError('CONTROL_DATABASE_UNAVAILABLE', {}, { cause: origin });
}

const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401 };

/** The error that may leave the service, for both transports. */
export function publicError(error: unknown, log: StageLog, requestId: string): GraphQLError {
  const shell = error instanceof GraphQLError ? error : null;
  const origin = originOf(error);
  const place = { nodes: shell?.nodes, source: shell?.source, positions: shell?.positions, path: shell?.path };
  if (origin instanceof GodwitError && ERROR_CATALOGUE[origin.code].action !== 'BUG') {
    const reason = reasonOf(origin);
    if (origin.code === 'CONTROL_DATABASE_UNAVAILABLE')
      log.warn('a request met an outage of the control database', { requestId, error: origin.cause });
    const status = STATUS[origin.code];
    const http = status === undefined ? {} : { http: { status } };
    return new GraphQLError(reason.message, {
      ...place,
      extensions: { code: reason.code, remedy: reason.remedy, requestId, ...http },
    });
  }
  if (origin instanceof GraphQLError)
    return new GraphQLError(origin.message, {
      ...place,
      nodes: shell?.nodes ?? origin.nodes,
      extensions: { ...origin.extensions, ...known(origin.extensions['code']), requestId },
    });
  log.error('a request failed unexpectedly', { requestId, error: origin, path: shell?.path });
  return new GraphQLError('An unexpected error. Report it with the request id.', {
    ...place,
    extensions: { code: 'INTERNAL_ERROR', requestId },
  });
}

/** The code, and its remedy where it is one of the catalogue. */
function known(given: unknown): { readonly code: unknown; readonly remedy?: string } {
  const code = given ?? 'BAD_REQUEST';
  return typeof code === 'string' && isRequestCode(code) ? { code, remedy: REQUEST_CODES[code].remedy } : { code };
}

/** A document that is none: over websockets nobody else gives its error a code. */
function parseFailed(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return error;
  error.extensions['code'] = 'GRAPHQL_PARSE_FAILED' satisfies RequestCode;
  return error;
}

/** Gives errors of the syntax their code, for both transports, and puts every error of an HTTP answer through publicError, whichever step made it. */
export const errorCodes = (log: StageLog): Plugin => ({
  onParse: ({ parseFn, setParseFn }) => {
    setParseFn((source, options) => {
      try {
        return parseFn(source, options);
      } catch (error) {
        throw parseFailed(error);
      }
    });
  },
  onResultProcess: ({ request, result, setResult }) => {
    if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return;
    const id = requestIdOf(request);
    setResult({ ...result, errors: result.errors.map((error) => publicError(error, log, id)) });
  },
});
