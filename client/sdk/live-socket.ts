/**
 * One websocket (graphql-transport-ws) for all subscriptions of a client. It connects when somebody subscribes, tries
 * again for ever with growing, jittered pauses, and notices a peer that went silent.
 *
 * W1 a half-open connection is given up when a ping stays unanswered for `pongTimeoutMs`.
 * W2 a refusal (4401, 4403) is tried again once with a new token, where there is a source of them; one that is refused as well is
 *    reported as such, so that the application can ask for a token.
 * W3 a resent subscription carries the variables as they are at that moment: a resumable one moves its cursor in them.
 */
import { createClient, type Client as SocketClient } from 'graphql-ws';
import type { ConnectionWatch } from './connection.ts';
import type { TokenSource } from './token-source.ts';

export interface LiveSocketOptions {
  readonly url: string;
  readonly tokens: TokenSource;
  /** For runtimes without a global WebSocket. */
  readonly webSocketImpl?: unknown;
  readonly pingEveryMs?: number;
  readonly pongTimeoutMs?: number;
  /** The longest pause between two attempts. */
  readonly maxRetryPauseMs?: number;
}

const FORBIDDEN = 4403;
const REFUSED = new Set([4400, 4401, FORBIDDEN, 4406]);

export function openLiveSocket(watch: ConnectionWatch, options: LiveSocketOptions): SocketClient {
  const { pingEveryMs = 8_000, pongTimeoutMs = 5_000, maxRetryPauseMs = 8_000 } = options;
  let silence: ReturnType<typeof setTimeout> | undefined;
  /** The token of the last connection was refused; with the next one it is tried once more. */
  let refused = false;
  let renews = false;
  const client = createClient({
    url: socketUrl(options.url),
    webSocketImpl: options.webSocketImpl,
    connectionParams: () => options.tokens.headers(refused),
    lazy: true,
    lazyCloseTimeout: 3_000,
    keepAlive: pingEveryMs,
    retryAttempts: Infinity,
    retryWait: (attempt) => pause(Math.min(maxRetryPauseMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2)),
    shouldRetry: (problem) => !REFUSED.has(closeCodeOf(problem)) || renews,
    on: {
      connecting: (isRetry) => {
        if (!isRetry && watch.state.kind !== 'lost') watch.set({ kind: 'connecting' });
      },
      connected: () => {
        refused = false;
        watch.set({ kind: 'open' });
      },
      closed: (event) => {
        clearTimeout(silence);
        const code = closeCodeOf(event);
        renews = code === FORBIDDEN && options.tokens.canRenew && !refused;
        refused = code === FORBIDDEN;
        if (REFUSED.has(code) && !renews) watch.set({ kind: 'refused', code: String(code) });
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
