/**
 * Remembers the token with which each websocket came in and checks it again while the socket lives: a token that has
 * expired or was revoked closes the socket with 4403, upon which a client logs in anew and resubscribes.
 */
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { GodwitError } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import type { Authentication } from './authentication.ts';

const CHECK_AGAIN_MS = 15_000;

export class SocketTokens {
  readonly #authentication: Authentication;
  readonly #log: StageLog;
  readonly #tokens = new Map<WebSocket, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(deps: { authentication: Authentication; log: StageLog }, options: { checkAgainMs?: number } = {}) {
    this.#authentication = deps.authentication;
    this.#log = deps.log;
    this.#timer = setInterval(() => void this.#checkAll(), options.checkAgainMs ?? CHECK_AGAIN_MS);
    this.#timer.unref();
  }

  /** A null token (open mode) has nothing that could expire. */
  watch(socket: WebSocket, token: string | null): void {
    if (token === null) return;
    this.#tokens.set(socket, token);
    socket.once('close', () => this.#tokens.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #checkAll(): Promise<void> {
    for (const [socket, token] of this.#tokens) {
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
