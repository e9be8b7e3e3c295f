/**
 * Whether a request was meant for this service and came from a page of it. Defends the open mode and the cookie against
 * DNS rebinding (a foreign name that resolves to us) and against foreign pages, for HTTP and websocket upgrades alike.
 *
 * O1 Host must be loopback, an IP literal, this machine's name, or one of `publicHosts`: a name that others control is none.
 * O2 Origin, when a browser sends one, must be the very host that was asked, or one of `publicHosts`; "null" is foreign.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

export interface OriginRules {
  /** Host names, without port, under which the service is reached from outside, for example behind a proxy. */
  readonly publicHosts: readonly string[];
}

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

export const isLoopback = (host: string): boolean => {
  const plain = withoutBrackets(host.toLowerCase());
  return plain === 'localhost' || plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain);
};

/** Null when the request may go on, else the sentence that says why not. */
export function foreignBecause(request: IncomingMessage, rules: OriginRules): string | null {
  const asked = request.headers.host === undefined ? null : parse(`http://${request.headers.host}`);
  if (asked === null) return 'The Host header is missing or cannot be read.';
  const name = asked.hostname.toLowerCase();
  const known = isLoopback(name) || isIP(withoutBrackets(name)) > 0 || name === hostname().toLowerCase();
  if (!known && !rules.publicHosts.includes(name)) return `The host ${name} is not a name of this service.`;
  const origin = request.headers.origin;
  if (origin === undefined) return null;
  const from = parse(origin);
  if (from !== null && (from.host === asked.host || rules.publicHosts.includes(from.hostname))) return null;
  return 'The request comes from a page of another origin.';
}
