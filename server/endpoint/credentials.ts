/** Seals the secrets of an endpoint, bound to the endpoint's id. */
import { seal, unseal } from '../runtime/seal.ts';

export interface Credentials {
  readonly password: string;
  readonly tlsCertificate: string | null;
  readonly tlsKey: string | null;
}

/** `key` has 32 bytes. */
export const sealCredentials = (key: Buffer, endpointId: string, credentials: Credentials): Buffer =>
  seal(key, endpointId, JSON.stringify(credentials));

/** Throws when the key is another one or the bytes were changed. */
export const openCredentials = (key: Buffer, endpointId: string, sealed: Buffer): Credentials =>
  JSON.parse(unseal(key, endpointId, sealed)) as Credentials; // sealed by us
