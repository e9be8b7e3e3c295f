/** Gives each HTTP request an id: taken from X-Request-Id when it is a plain short token, else made; sent back as a header. */
import { randomUUID } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';

const PLAIN = /^[\w.-]{1,64}$/;
const ids = new WeakMap<Request, string>();

/** The id of a request; the same for each call with the same request. */
export function requestIdOf(request: Request | undefined): string {
  if (request === undefined) return randomUUID();
  const known = ids.get(request);
  if (known !== undefined) return known;
  const given = request.headers.get('x-request-id');
  const id = given !== null && PLAIN.test(given) ? given : randomUUID();
  ids.set(request, id);
  return id;
}

export const requestId = (): Plugin => ({
  onResponse: ({ request, response }) => {
    response.headers.set('x-request-id', requestIdOf(request));
  },
});
