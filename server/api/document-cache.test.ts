/** What the cache of documents keeps, and what it lets go. */
import { expect, it } from 'vitest';
import { DocumentCache } from './document-cache.ts';

const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index).padStart(10, '0'));

it('keeps the newest texts up to so many characters, one that was asked for among them', () => {
  const cache = new DocumentCache<number>({ charactersKept: 160 });
  const [first = '', ...others] = texts(17);
  cache.set(first, 0);
  for (const [index, text] of others.slice(0, 15).entries()) cache.set(text, index + 1);
  expect(cache.get(first)).toBe(0);
  cache.set(others[15] ?? '', 16);
  expect([first, ...others].filter((text) => cache.get(text) === undefined)).toEqual(others.slice(0, 1));
});

it('does not keep a text that would drive out many others', () => {
  const cache = new DocumentCache<number>({ charactersKept: 160 });
  cache.set('x'.repeat(11), 1);
  cache.set('x'.repeat(10), 2);
  expect([cache.get('x'.repeat(11)), cache.get('x'.repeat(10))]).toEqual([undefined, 2]);
});
