/**
 * One websocket (graphql-transport-ws) for all subscriptions of a client. It connects when somebody subscribes, tries
 * again for ever with growing, jittered pauses, and notices a peer that went silent.
 *
 * W1 a half-open connection is given up when a ping stays unanswered for `pongTimeoutMs`.
 * W2 a refusal (4401, 4403) is not tried again: it is reported as such, so that the application can ask for a token.
 * W3 a resent subscription carries the variables as they are at that moment: a resumable one moves its cursor in them.
 */
import { createClient, type Client as SocketClient } from 'graphql-ws';
import type { ConnectionWatch } from './connection.ts';

export interface LiveSocketOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** For runtimes without a global WebSocket. */
  readonly webSocketImpl?: unknown;
  readonly pingEveryMs?: number;
  readonly pongTimeoutMs?: number;
  /** The longest pause between two attempts. */
  readonly maxRetryPauseMs?: number;
}

const REFUSED = new Set([4400, 4401, 4403, 4406]);

export function openLiveSocket(watch: ConnectionWatch, options: LiveSocketOptions): SocketClient {
  const { pingEveryMs = 8_000, pongTimeoutMs = 5_000, maxRetryPauseMs = 8_000 } = options;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: socketUrl(options.url),
    webSocketImpl: options.webSocketImpl,
    connectionParams: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
    lazy: true,
    lazyCloseTimeout: 3_000,
    keepAlive: pingEveryMs,
    retryAttempts: Infinity,
    retryWait: (attempt) => pause(Math.min(maxRetryPauseMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2)),
    shouldRetry: (problem) => !REFUSED.has(closeCodeOf(problem)),
    on: {
      connecting: (isRetry) => {
        if (!isRetry && watch.state.kind !== 'lost') watch.set({ kind: 'connecting' });
      },
      connected: () => watch.set({ kind: 'open' }),
      closed: (event) => {
        clearTimeout(silence);
        const code = closeCodeOf(event);
        if (REFUSED.has(code)) watch.set({ kind: 'refused', code: String(code) });
        else watch.set(code === 1000 ? { kind: 'idle' } : { kind: 'lost', since: Date.now() });
      },
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), pongTimeoutMs);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
    },
  });
  return client;
}

/** http://host/graphql -> ws://host/graphql */
function socketUrl(url: string): string {
  return url.replace(/^http/, 'ws');
}

function closeCodeOf(problem: unknown): number {
  return typeof problem === 'object' && problem !== null && 'code' in problem ? Number(problem.code) : 0;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
