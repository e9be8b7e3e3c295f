/** What people may give an endpoint. Each refusal names the field, so that a form can show it there. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { GodwitError } from '../core/errors.ts';
import type { EndpointInput } from './endpoint-service.ts';

/** Of PostgreSQL, the one kind there is. */
export const DEFAULT_PORT = 5432;
const LONGEST_TEXT = 255;
const LONGEST_SECRET = 65_536;

/** Throws BAD_INPUT with the path of the field; `within` is the input field that holds the endpoint's. */
export function checkEndpoint(input: EndpointInput, within: 'endpoint' | null): void {
  const problem = firstProblem(input);
  if (problem === null) return;
  const path = within === null ? problem.field : `${within}.${problem.field}`;
  throw new GodwitError('BAD_INPUT', { detail: problem.detail, path });
}

function firstProblem(input: EndpointInput): { readonly field: keyof EndpointInput; readonly detail: string } | null {
  const { name, host, database, user, password, port, tlsCa, tlsCertificate, tlsKey } = input;
  if (name.trim().length < 1 || name.trim().length > 64)
    return { field: 'name', detail: 'A name has 1 to 64 characters.' };
  if (!fits(host)) return { field: 'host', detail: `A host has 1 to ${LONGEST_TEXT} characters.` };
  if (!Number.isInteger(port ?? DEFAULT_PORT) || (port ?? DEFAULT_PORT) < 1 || (port ?? DEFAULT_PORT) > 65_535)
    return { field: 'port', detail: 'A port is from 1 to 65535.' };
  if (!fits(database))
    return { field: 'database', detail: `The name of a database has 1 to ${LONGEST_TEXT} characters.` };
  if (!fits(user)) return { field: 'user', detail: `The name of a user has 1 to ${LONGEST_TEXT} characters.` };
  if (password.length > LONGEST_SECRET)
    return { field: 'password', detail: `A password has at most ${LONGEST_SECRET} characters.` };
  if (tlsCa && !isCertificate(tlsCa)) return { field: 'tlsCa', detail: 'This is not a certificate in PEM form.' };
  if (tlsCertificate && !isCertificate(tlsCertificate))
    return { field: 'tlsCertificate', detail: 'This is not a certificate in PEM form.' };
  if (tlsKey && !isKey(tlsKey))
    return { field: 'tlsKey', detail: 'This is not a private key in PEM form without a passphrase.' };
  if (Boolean(tlsCertificate) !== Boolean(tlsKey))
    return {
      field: tlsKey ? 'tlsCertificate' : 'tlsKey',
      detail: 'A client certificate and its key are given together.',
    };
  return null;
}

const fits = (text: string): boolean => text !== '' && text.length <= LONGEST_TEXT;
const isCertificate = (text: string): boolean => reads(text, () => new X509Certificate(text));
const isKey = (text: string): boolean => reads(text, () => createPrivateKey(text));

function reads(text: string, read: () => unknown): boolean {
  if (text.length > LONGEST_SECRET) return false;
  try {
    read();
    return true;
  } catch {
    return false; // the reader of the platform says no; its words are of no use to a person
  }
}
