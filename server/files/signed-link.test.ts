import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { GodwitError } from '../core/errors.ts';
import { LINK_SECONDS, LinkSigner, type LinkTarget } from './signed-link.ts';

const KEY = randomBytes(32);
const NOW = new Date('2026-11-25T12:00:00Z');
const TARGET: LinkTarget = { method: 'GET', path: '/files/component.log/c1/-' };
const signer = new LinkSigner(KEY);

/** What is said to a link that was made for token k1 and changed on its way. */
function verify(
  change: (query: URLSearchParams) => void = () => {},
  more: { target?: LinkTarget; at?: Date; by?: LinkSigner } = {},
) {
  const { url } = signer.sign(TARGET, { tokenId: 'k1' }, NOW);
  const query = new URLSearchParams(url.split('?')[1]);
  change(query);
  try {
    return (more.by ?? signer).verify(more.target ?? TARGET, query, more.at ?? NOW);
  } catch (error) {
    if (error instanceof GodwitError) return error.code;
    throw error;
  }
}
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

test('a link is good for five minutes, on every node that has the key', () => {
  const { url, expiresAt } = signer.sign(TARGET, { tokenId: null }, NOW);
  expect(url).toMatch(/^\/files\/component\.log\/c1\/-\?token=&expires=\d+&signature=[\w-]{43}$/);
  expect(expiresAt).toEqual(after(300));
  expect(new LinkSigner(KEY).verify(TARGET, new URLSearchParams(url.split('?')[1]), NOW)).toEqual({ tokenId: null });
  expect(verify(() => {}, { at: after(LINK_SECONDS - 1) })).toEqual({ tokenId: 'k1' });
  expect(verify(() => {}, { at: after(LINK_SECONDS) })).toBe('LINK_EXPIRED');
});

test('another actor, expiry, path, method, signature or key is no link of ours', () => {
  expect(verify((query) => query.set('token', 'k2'))).toBe('LINK_INVALID');
  expect(verify((query) => query.set('token', ''))).toBe('LINK_INVALID');
  expect(verify((query) => query.append('token', 'k2'))).toBe('LINK_INVALID');
  expect(verify((query) => query.set('expires', '9999999999'))).toBe('LINK_INVALID');
  expect(verify((query) => query.delete('signature'))).toBe('LINK_INVALID');
  expect(verify((query) => query.set('signature', 'A'.repeat(43)))).toBe('LINK_INVALID');
  expect(verify(() => {}, { target: { ...TARGET, path: '/files/component.log/c2/-' } })).toBe('LINK_INVALID');
  expect(verify(() => {}, { target: { ...TARGET, method: 'PUT' } })).toBe('LINK_INVALID');
  expect(verify(() => {}, { by: new LinkSigner(randomBytes(32)) })).toBe('LINK_INVALID');
  expect(verify((query) => query.set('token', 'k2'), { at: after(900) })).toBe('LINK_INVALID');
});
