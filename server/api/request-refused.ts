/** The error of a request that is refused as a whole: code and words are the catalogue's (core/request-codes.ts). */
import { GraphQLError } from 'graphql';
import { messageOf } from '../core/errors.ts';
import type { RequestCode } from '../core/request-codes.ts';

export interface Refusal {
  /** Of the answer, over HTTP. */
  readonly status?: number;
  /** What is allowed, where it is a limit. */
  readonly limit?: number;
  /** The sentence, where the catalogue leaves it open. */
  readonly detail?: string;
}

export function requestRefused(code: RequestCode, { status, limit, detail }: Refusal = {}): GraphQLError {
  const http = status === undefined ? {} : { http: { status } };
  return new GraphQLError(messageOf(code, { limit, detail }), {
    extensions: { code, ...(limit === undefined ? {} : { limit }), ...http },
  });
}
