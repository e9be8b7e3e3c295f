/**
 * A stream of results that fails gives the failure as its last result, in words for strangers, and ends. Left alone the
 * transport would close the whole socket with 4500, upon which clients give up for good.
 */
import type { ExecutionResult, GraphQLError } from 'graphql';

export function failureAsLastResult(
  results: AsyncIterable<ExecutionResult>,
  publicErrorOf: (error: unknown) => GraphQLError,
): AsyncIterableIterator<ExecutionResult> {
  const inner = results[Symbol.asyncIterator]();
  let failed = false;
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (failed) return { done: true, value: undefined };
      try {
        return await inner.next();
      } catch (error) {
        failed = true;
        return { done: false, value: { errors: [publicErrorOf(error)] } };
      }
    },
    return: async () => {
      await inner.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
