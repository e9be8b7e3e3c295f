/**
 * Remembers the token with which each live connection came in (a websocket, a stream of server-sent events) and checks it again while
 * the connection lives: one that has expired or was revoked ends the connection, upon which a client signs in anew and
 * resubscribes. A connection that came in without one (open mode) ends in the same way once the first token was made.
 */
import { GodwitError } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import type { Authentication } from './authentication.ts';

/** So long at the most a connection outlives its token. One statement for each token that is connected. */
const CHECK_AGAIN_MS = 2_000;
/** Open mode ends for connections as soon as it does for requests; one answer serves all of them (Authentication). */
const CHECK_OPEN_MS = 1_000;

interface Watched {
  /** Null: of open mode. */
  readonly token: string | null;
  readonly end: () => void;
}

export class LiveTokens {
  readonly #authentication: Authentication;
  readonly #log: StageLog;
  readonly #watched = new Set<Watched>();
  readonly #counts = new Map<string | null, number>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #checking = new Set<string>();

  constructor(deps: { authentication: Authentication; log: StageLog }, options: { checkAgainMs?: number } = {}) {
    this.#authentication = deps.authentication;
    this.#log = deps.log;
    const { checkAgainMs = CHECK_AGAIN_MS } = options;
    this.#timers = [
      setInterval(() => void this.#checkOnce('tokens', (token) => token !== null), checkAgainMs),
      setInterval(() => void this.#checkOnce('open', (token) => token === null), Math.min(CHECK_OPEN_MS, checkAgainMs)),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** Calls `end` once the token is no longer one; returns what ends the watch. */
  watch(token: string | null, end: () => void): () => void {
    const watched = { token, end };
    this.#watched.add(watched);
    this.#counts.set(token, this.connectionsOf(token) + 1);
    return () => {
      if (!this.#watched.delete(watched)) return;
      const left = this.connectionsOf(token) - 1;
      if (left > 0) this.#counts.set(token, left);
      else this.#counts.delete(token);
    };
  }

  /** Live ones that came in with it. */
  connectionsOf(token: string | null): number {
    return this.#counts.get(token) ?? 0;
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Not again while it still runs: the control database may be slow. */
  async #checkOnce(name: string, which: (token: string | null) => boolean): Promise<void> {
    if (this.#checking.has(name)) return;
    this.#checking.add(name);
    await this.#check(which).finally(() => this.#checking.delete(name));
  }

  /** Each token is asked for once, however many came in with it. */
  async #check(which: (token: string | null) => boolean): Promise<void> {
    const byToken = Map.groupBy([...this.#watched].filter(({ token }) => which(token)), ({ token }) => token); // prettier-ignore
    for (const [token, connections] of byToken) {
      try {
        await this.#authentication.actorOf(token);
      } catch (error) {
        if (error instanceof GodwitError && error.code === 'UNAUTHENTICATED') for (const { end } of connections) end();
        else this.#log.warn('a token could not be checked again', { error });
      }
    }
  }
}
