/** Credentials at rest: AES-256-GCM, as a plain decipher of node:crypto reads it, bound to key and endpoint, whole or not at all. */
import { createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from '../runtime/seal.ts';
import { openCredentials, sealCredentials } from './credentials.ts';

const KEY = randomBytes(32);
const CREDENTIALS = { password: 'pässword of the shop', tlsCertificate: null, tlsKey: 'a key in PEM' };
const sealed = sealCredentials(KEY, 'e1', CREDENTIALS);

test('what is sealed is AES-256-GCM: version, nonce, tag, ciphertext', () => {
  const decipher = createDecipheriv('aes-256-gcm', KEY, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from('e1')).setAuthTag(sealed.subarray(13, 29));
  const text = Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString();
  expect([sealed[0], JSON.parse(text)]).toEqual([1, CREDENTIALS]);
  for (const secret of [CREDENTIALS.password, CREDENTIALS.tlsKey])
    expect(sealed.includes(Buffer.from(secret))).toBe(false);
});

test('it is opened with its key for its endpoint, and never sealed twice in the same way', () => {
  expect(openCredentials(KEY, 'e1', sealed)).toEqual(CREDENTIALS);
  expect(() => openCredentials(randomBytes(32), 'e1', sealed)).toThrow();
  expect(() => openCredentials(KEY, 'e2', sealed)).toThrow();
  expect(sealCredentials(KEY, 'e1', CREDENTIALS).equals(sealed)).toBe(false);
  expect(() => sealCredentials(randomBytes(16), 'e1', CREDENTIALS)).toThrow(/key length/i);
});

test('a byte that was changed, or one that lacks, wherever it stands, is refused', () => {
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openCredentials(KEY, 'e1', changed), `byte ${at}`).toThrow();
    expect(() => openCredentials(KEY, 'e1', sealed.subarray(0, at)), `cut at ${at}`).toThrow();
  }
  const nothing = seal(KEY, 'e1', '');
  expect(unseal(KEY, 'e1', nothing)).toBe('');
  expect(() => unseal(KEY, 'e1', nothing.subarray(0, -4))).toThrow(); // a part of the tag is no tag
});
