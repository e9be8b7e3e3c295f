/**
 * Links that need no token: a path of this service with who may use it, until when, and an HMAC over all of that. The key is
 * derived from the key of the service, which every node has: any node serves a link of any other.
 *
 * L1 method, path, actor and expiry are signed: changing one of them, or the key, makes the link LINK_INVALID.
 * L2 the signature is judged before the expiry, so that only a link of ours is ever said to have expired.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { GodwitError } from '../core/errors.ts';

export const LINK_SECONDS = 300;
const PURPOSE = 'godwit file links, version 1';

export interface LinkTarget {
  readonly method: 'GET' | 'PUT';
  /** Of the URL, as it is sent. */
  readonly path: string;
}

/** Whose link it is; null: whoever reaches the service while it runs without tokens. */
export type LinkActor = { readonly tokenId: string | null };

export interface SignedLink {
  /** Path and query. */
  readonly url: string;
  readonly expiresAt: Date;
}

export class LinkSigner {
  readonly #key: Buffer;

  constructor(serviceKey: Buffer) {
    this.#key = Buffer.from(hkdfSync('sha256', serviceKey, '', PURPOSE, 32));
  }

  sign(target: LinkTarget, actor: LinkActor, now: Date): SignedLink {
    const expires = Math.floor(now.getTime() / 1_000) + LINK_SECONDS;
    const query = new URLSearchParams({ token: actor.tokenId ?? '', expires: String(expires) });
    query.set('signature', this.#signature(target, actor.tokenId ?? '', String(expires)).toString('base64url'));
    return { url: `${target.path}?${query}`, expiresAt: new Date(expires * 1_000) };
  }

  /** Whose link it is. Throws LINK_INVALID or LINK_EXPIRED. */
  verify(target: LinkTarget, query: URLSearchParams, now: Date): LinkActor {
    const [token, expires, signature] = ['token', 'expires', 'signature'].map((name) => query.getAll(name));
    if (token?.length !== 1 || expires?.length !== 1 || signature?.length !== 1)
      throw new GodwitError('LINK_INVALID', { detail: 'it is not complete.' });
    const given = Buffer.from(signature[0] ?? '', 'base64url');
    const right = this.#signature(target, token[0] ?? '', expires[0] ?? '');
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new GodwitError('LINK_INVALID', { detail: 'its signature is wrong.' });
    const until = new Date(Number(expires[0]) * 1_000);
    if (now >= until) throw new GodwitError('LINK_EXPIRED', { until: until.toISOString() });
    return { tokenId: token[0] === '' ? null : (token[0] ?? null) };
  }

  /** JSON keeps the parts apart, whatever they hold. */
  #signature({ method, path }: LinkTarget, token: string, expires: string): Buffer {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([method, path, token, expires]))
      .digest();
  }
}
