/** Seals the secrets of an endpoint: AES-256-GCM, bound to the endpoint's id. Layout: version 1, nonce 12, tag 16, ciphertext. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Credentials {
  readonly password: string;
  readonly tlsCertificate: string | null;
  readonly tlsKey: string | null;
}

/** `key` has 32 bytes. */
export function sealCredentials(key: Buffer, endpointId: string, credentials: Credentials): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key is another one or the bytes were changed. */
export function openCredentials(key: Buffer, endpointId: string, sealed: Buffer): Credentials {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    .setAAD(Buffer.from(endpointId))
    .setAuthTag(sealed.subarray(13, 29));
  return JSON.parse(
    Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'),
  ) as Credentials; // sealed by us
}
