/**
 * Who is asking. A token comes in the header `Authorization: Bearer TOKEN`, in the session cookie, or in the parameters
 * of a websocket's connection_init; the access port says whose it is. In open mode, which exists on loopback only and ends
 * with the first token, a request without a token acts as `local`; a token that is wrong is refused in either mode.
 */
import type { AccessService } from '../access/access-service.ts';
import { type Actor, LOCAL_ACTOR } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';

const ASK_EVERY_MS = 1_000;
export const SESSION_COOKIE = 'godwit_session';

type AccessPort = Pick<AccessService, 'authenticate' | 'hasTokens' | 'token'>;

export class Authentication {
  readonly #access: AccessPort;
  #open: boolean;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: { access: AccessPort }, options: { openMode: boolean }) {
    this.#access = deps.access;
    this.#open = options.openMode;
  }

  get openMode(): boolean {
    return this.#open;
  }

  /** Rejects with UNAUTHENTICATED when the token is missing, unknown, expired or revoked. */
  async actorOf(token: string | null): Promise<Actor> {
    if (token === null) {
      if (await this.#isOpen()) return LOCAL_ACTOR;
      throw new GodwitError('UNAUTHENTICATED');
    }
    const actor = await this.#access.authenticate(token);
    if (actor === null) throw new GodwitError('UNAUTHENTICATED');
    return actor;
  }

  /**
   * Who a signed link acts for: its maker, with the role that their token has now. UNAUTHENTICATED once that token has ended,
   * LINK_INVALID for a request with a token of somebody else.
   */
  async actorOfLink(tokenId: string | null, own: string | null): Promise<Actor> {
    if (own !== null) {
      const actor = await this.actorOf(own);
      if (actor.tokenId === tokenId) return actor;
      throw new GodwitError('LINK_INVALID', { detail: 'it was made for somebody else.' });
    }
    if (tokenId === null) return this.actorOf(null);
    const token = await this.#access.token(tokenId);
    const ended = token?.revokedAt !== null || (token.expiresAt !== null && token.expiresAt.getTime() <= Date.now());
    if (ended) throw new GodwitError('UNAUTHENTICATED');
    return { name: token.name, role: token.role, tokenId };
  }

  /** Any API node may have made the first token; a second after that at the latest this one has noticed. */
  async #isOpen(): Promise<boolean> {
    const now = performance.now();
    if (!this.#open || now - this.#askedAt < ASK_EVERY_MS) return this.#open;
    this.#askedAt = now;
    if (await this.#access.hasTokens()) this.#open = false;
    return this.#open;
  }
}

/** Where an HTTP request carries its token. */
export interface HeaderToken {
  readonly authorization?: string | null | undefined;
  readonly cookie?: string | null | undefined;
}

/** The token of an HTTP request: the header wins over the cookie. */
export function tokenOf(headers: HeaderToken): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '');
  if (bearer?.[1] !== undefined) return bearer[1];
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, ...value] = pair.trim().split('=');
    if (name === SESSION_COOKIE && value.length > 0) return decodeCookie(value.join('='));
  }
  return null;
}

function decodeCookie(value: string): string | null {
  return /^[\w.~-]+$/.test(value) ? value : null;
}

/** The token of a websocket: `connectionParams: { authorization: 'Bearer TOKEN' }` or `{ token: 'TOKEN' }`. */
export function tokenOfParameters(parameters: Readonly<Record<string, unknown>> | undefined): string | null {
  const authorization = parameters?.['authorization'] ?? parameters?.['Authorization'];
  if (typeof authorization === 'string') return tokenOf({ authorization });
  const token = parameters?.['token'];
  return typeof token === 'string' && token.length > 0 ? token : null;
}

/** The cookie that a log-in sets; HttpOnly and SameSite=Strict, Secure when the log-in came over TLS. */
export function sessionCookie(token: string, options: { secure: boolean; maxAgeSeconds: number }): string {
  const secure = options.secure ? '; Secure' : '';
  return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${options.maxAgeSeconds}${secure}`;
}
