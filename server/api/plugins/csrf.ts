/**
 * Refuses requests that a foreign page could make with the reader's cookie: a browser sends these headers only after a
 * preflight, or the body is JSON, which also needs one. Code: CSRF. Websockets are covered by the Origin check.
 */
import type { Plugin } from 'graphql-yoga';
import { requestRefused } from '../request-refused.ts';

const PROVES_INTENT = [
  'x-graphql-yoga-csrf',
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-request-id',
  'authorization',
];

const isPreflighted = (request: Request): boolean => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return (
    type === 'application/json' ||
    type === 'application/graphql-response+json' ||
    PROVES_INTENT.some((header) => request.headers.has(header))
  );
};

/** Only requests that carry a cookie can abuse one, and in open mode the address itself is the right to act. */
export const csrfPrevention = (mode: { readonly openMode: boolean }): Plugin => ({
  onRequestParse: ({ request }) => {
    const acts = mode.openMode || request.headers.has('cookie');
    const crossSite = ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '');
    if (acts && (crossSite || request.headers.has('cookie')) && !isPreflighted(request))
      throw requestRefused('CSRF', { status: 403 });
  },
});
