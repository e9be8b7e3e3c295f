/**
 * Turns one subscription of the socket into an async iterable.
 *
 * N1 keep ALL: values wait in order until they are read. keep NEWEST: a value that was not read is replaced.
 * N2 the variable `after` is moved to the cursor of each value when it arrives, in the very object that the socket sends
 *    again after a loss of the connection: nothing is missed and nothing comes twice.
 * N3 leaving the loop, or the signal, ends the subscription at the service.
 */
import type { Client as SocketClient } from 'graphql-ws';

export interface FollowOptions<Data> {
  readonly query: string;
  readonly extensions?: Record<string, unknown> | null;
  readonly variables: Record<string, unknown>;
  readonly signal?: AbortSignal | undefined;
  readonly resumeFrom: (data: Data) => string | null | undefined;
  readonly keep: 'ALL' | 'NEWEST';
}

type End = { readonly error: unknown } | { readonly error: null };

export async function* follow<Data>(socket: SocketClient, options: FollowOptions<Data>): AsyncGenerator<Data> {
  const { variables, signal, keep } = options;
  let waiting: Data[] = [];
  let ended: End | null = null;
  let wake: () => void = () => undefined;
  const end = (error: unknown): void => {
    ended ??= { error };
    wake();
  };
  const stop = socket.subscribe<Data>(
    { query: options.query, variables, extensions: options.extensions ?? null },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined && errors.length > 0) return end(errors[0]);
        if (data === null || data === undefined) return;
        const cursor = options.resumeFrom(data);
        if (cursor !== null && cursor !== undefined) variables['after'] = cursor;
        if (keep === 'NEWEST') waiting = [data];
        else waiting.push(data);
        wake();
      },
      error: end,
      complete: () => end(null),
    },
  );
  const onAbort = (): void => end(null);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (signal?.aborted !== true) {
      const batch = waiting;
      waiting = [];
      yield* batch;
      if (waiting.length > 0) continue;
      const over = ended as End | null; // assigned in callbacks, which control flow analysis does not follow
      if (over !== null) {
        if (over.error !== null) throw over.error;
        return;
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stop();
  }
}
