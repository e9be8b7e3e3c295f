/**
 * A stream of newest values that can be listened to as well: whoever has thousands of subscribers is spared a promise for
 * each value of each of them. Ended by `return()`, or by its source.
 */
export interface Listener<Value> {
  next(value: Value): void;
  end(): void;
  /** It is over, and why. */
  fail(error: unknown): void;
}

export interface NewestValues<Value> extends AsyncIterableIterator<Value> {
  /** From now on values go to the listener, the present one first; next() is not to be called any more. */
  listen(listener: Listener<Value>): void;
}

export const canBeListenedTo = <Value>(stream: AsyncIterable<Value>): stream is NewestValues<Value> =>
  'listen' in stream;
