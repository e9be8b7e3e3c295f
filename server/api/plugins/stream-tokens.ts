/**
 * A stream of server-sent events ends with its token: the last event says UNAUTHENTICATED. (Websockets are closed with 4403 by
 * their transport.)
 */
import { randomUUID } from 'node:crypto';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ExecutionResult } from 'graphql';
import { GodwitError } from '../../core/errors.ts';
import type { StageLog } from '../../core/stage.ts';
import { type HeaderToken, tokenOf } from '../authentication.ts';
import type { ApiLimits } from '../limits.ts';
import type { LiveTokens } from '../live-tokens.ts';
import { requestRefused } from '../request-refused.ts';
import { publicError } from './error-codes.ts';

/** The request of a stream over HTTP; a websocket has none. */
interface OverHttp {
  readonly request?: Request;
}

export const streamTokens = (tokens: LiveTokens, log: StageLog, limits: ApiLimits): Plugin<OverHttp> => ({
  onSubscribe: ({ args }) => {
    const { request } = args.contextValue as OverHttp; // Yoga puts it there
    if (request === undefined) return undefined;
    const token = tokenOf(headersOf(request));
    return {
      onSubscribeResult: ({ result, setResult }) => {
        if (!isAsyncIterable(result)) return;
        const results = result as AsyncIterable<ExecutionResult>;
        if (tokens.connectionsOf(token) >= limits.connectionsPerToken) {
          void results[Symbol.asyncIterator]().return?.();
          setResult({
            errors: [requestRefused('CONNECTION_LIMIT', { status: 429, limit: limits.connectionsPerToken })],
          });
          return;
        }
        const ended = (): ExecutionResult => ({ errors: [publicError(new GodwitError('UNAUTHENTICATED'), log, randomUUID())] }); // prettier-ignore
        setResult(until(results, (end) => tokens.watch(token, () => end(ended()))));
      },
    };
  },
});

export const headersOf = (request: Request): HeaderToken => ({
  authorization: request.headers.get('authorization'),
  cookie: request.headers.get('cookie'),
});

/** The results up to where `watch` calls back with the last one. */
function until(
  results: AsyncIterable<ExecutionResult>,
  watch: (end: (last: ExecutionResult) => void) => () => void,
): AsyncIterableIterator<ExecutionResult> {
  const inner = results[Symbol.asyncIterator]();
  let last: ExecutionResult | null = null;
  let over = false;
  let tell = (): void => {};
  const unwatch = watch((result) => {
    last ??= result;
    tell();
  });
  const leave = async (): Promise<IteratorResult<ExecutionResult>> => {
    over = true;
    unwatch();
    await inner.return?.();
    return { done: true, value: undefined };
  };
  const nextOrLast = (): Promise<IteratorResult<ExecutionResult>> =>
    new Promise((resolve, reject) => {
      tell = () => {
        over = true;
        resolve(last === null ? { done: true, value: undefined } : { done: false, value: last });
      };
      if (last !== null) tell();
      else inner.next().then(resolve, reject);
    });
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (over) return leave();
      const next = await nextOrLast();
      if (next.done === true) unwatch();
      return next;
    },
    return: leave,
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
