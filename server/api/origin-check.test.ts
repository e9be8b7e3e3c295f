/** O1 and O2 of origin-check.ts: which Host a request may name, and from which pages it may come. */
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { foreignBecause } from './origin-check.ts';

const because = (host: string | undefined, origin?: string): string | null =>
  // of a request, the check reads these alone
  foreignBecause({ headers: { host, origin } } as IncomingMessage, { publicHosts: ['godwit.example'] });

test('O1: a name that others control is no name of this service', () => {
  for (const host of [
    'localhost:8460',
    'LOCALHOST',
    '127.0.0.1:8460',
    '127.9.9.9',
    '[::1]:8460',
    '10.0.0.7',
    '[fe80::1]',
  ])
    expect([host, because(host)]).toEqual([host, null]);
  for (const host of [`${hostname()}:8460`, 'godwit.example', 'Godwit.Example:443'])
    expect([host, because(host)]).toEqual([host, null]);
  for (const host of ['evil.example', 'localhost.evil.example:8460', '127.0.0.1.evil.example', 'godwit.example.evil'])
    expect(because(host)).toMatch(/^The host .* is not a name of this service\.$/);
  for (const host of [undefined, '', 'a b', '::1'])
    expect(because(host)).toBe('The Host header is missing or cannot be read.');
});

test('O2: a page of another host or port is foreign, and so is one that does not tell', () => {
  const foreign = 'The request comes from a page of another origin.';
  expect(because('127.0.0.1:8460', 'http://127.0.0.1:8460')).toBeNull();
  expect(because('10.0.0.7:8460', 'https://godwit.example')).toBeNull();
  for (const origin of ['http://127.0.0.1:9999', 'http://localhost:8460', 'http://evil.example', 'null', ''])
    expect([origin, because('127.0.0.1:8460', origin)]).toEqual([origin, foreign]);
});
