/** Seals a text at rest: AES-256-GCM, bound to the id of what it belongs to. Layout: version 1, nonce 12, tag 16, ciphertext. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const CIPHER = 'aes-256-gcm';
/** Said to the cipher, which otherwise takes a tag that was cut short. */
const TAG = { authTagLength: 16 } as const;

/** `key` has 32 bytes. */
export function seal(key: Buffer, id: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce, TAG).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key is another one or the bytes were changed. */
export function unseal(key: Buffer, id: string, sealed: Buffer): string {
  if (sealed[0] !== VERSION) throw new Error(`What is sealed has version ${VERSION}, not ${sealed[0]}.`);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 13), TAG)
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
}
