/**
 * Makes an async iterator of a function that yields, such that `return()` ends it at once, also while it waits: a plain
 * async generator answers `return()` only after its pending `await`, and a subscription that was closed would live on.
 */
export function feedIterator<T>(run: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>): AsyncIterableIterator<T> {
  const ended = new AbortController();
  const inner = run(ended.signal);
  const iterator: AsyncIterableIterator<T> = {
    next: () => inner.next(),
    return: async () => {
      ended.abort();
      await inner.return();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      ended.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
