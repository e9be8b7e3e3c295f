/**
 * Makes an iterator of something that ends by an AbortSignal, such that `return()` ends it at once, also while it waits.
 * Without this a subscription that was closed would live on until its next element.
 */
export function abortable<T>(open: (signal: AbortSignal) => AsyncIterable<T>): AsyncIterableIterator<T> {
  const ended = new AbortController();
  const inner = open(ended.signal)[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<T> = {
    next: () => inner.next(),
    return: async () => {
      ended.abort();
      await inner.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
