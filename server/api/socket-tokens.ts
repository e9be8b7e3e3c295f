/**
 * Remembers the token with which each websocket came in and checks it again while the socket lives: a token that has
 * expired or was revoked closes the socket with 4403, upon which a client logs in anew and resubscribes. A socket that came
 * in without one (open mode) ends in the same way once the first token was made.
 */
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { GodwitError } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import type { Authentication } from './authentication.ts';

const CHECK_AGAIN_MS = 15_000;
/** Open mode ends for sockets as soon as it does for requests; one answer serves all of them (Authentication). */
const CHECK_OPEN_MS = 1_000;

export class SocketTokens {
  readonly #authentication: Authentication;
  readonly #log: StageLog;
  readonly #tokens = new Map<WebSocket, string | null>();
  readonly #counts = new Map<string | null, number>();
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(deps: { authentication: Authentication; log: StageLog }, options: { checkAgainMs?: number } = {}) {
    this.#authentication = deps.authentication;
    this.#log = deps.log;
    const { checkAgainMs = CHECK_AGAIN_MS } = options;
    this.#timers = [
      setInterval(() => void this.#check((token) => token !== null), checkAgainMs),
      setInterval(() => void this.#check((token) => token === null), Math.min(CHECK_OPEN_MS, checkAgainMs)),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** `token` is null for a socket of open mode. */
  watch(socket: WebSocket, token: string | null): void {
    this.#tokens.set(socket, token);
    this.#counts.set(token, this.socketsOf(token) + 1);
    socket.once('close', () => {
      this.#tokens.delete(socket);
      const left = this.socketsOf(token) - 1;
      if (left > 0) this.#counts.set(token, left);
      else this.#counts.delete(token);
    });
  }

  socketsOf(token: string | null): number {
    return this.#counts.get(token) ?? 0;
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #check(which: (token: string | null) => boolean): Promise<void> {
    for (const [socket, token] of this.#tokens) {
      if (!which(token)) continue;
      try {
        await this.#authentication.actorOf(token);
      } catch (error) {
        if (error instanceof GodwitError && error.code === 'UNAUTHENTICATED')
          socket.close(CloseCode.Forbidden, 'Forbidden');
        else this.#log.warn('a token could not be checked again', { error });
      }
    }
  }
}
