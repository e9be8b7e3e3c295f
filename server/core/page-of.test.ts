/** Pages of a list that is made anew for each request. */
import { expect, test } from 'vitest';
import { pageOf } from './page-of.ts';
import type { PageRequest } from './page.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const page = (request: PageRequest, names = NAMES) => pageOf(names, (name) => ['public', name], request);
const cursorOf = (name: string): string => page({ first: 100 }).cursors[NAMES.indexOf(name)] ?? '';

test('forwards and backwards, each item once', () => {
  expect(page({ first: 2 })).toMatchObject({
    items: ['a', 'b'],
    hasNextPage: true,
    hasPreviousPage: false,
    totalCount: 5,
  });
  expect(page({ first: 2, after: cursorOf('b') })).toMatchObject({
    items: ['c', 'd'],
    hasNextPage: true,
    hasPreviousPage: true,
  });
  expect(page({ first: 2, after: cursorOf('d') })).toMatchObject({ items: ['e'], hasNextPage: false });
  expect(page({ last: 2 })).toMatchObject({ items: ['d', 'e'], hasNextPage: false, hasPreviousPage: true });
  expect(page({ last: 2, before: cursorOf('c') })).toMatchObject({
    items: ['a', 'b'],
    hasNextPage: true,
    hasPreviousPage: false,
  });
  expect(page({ first: 2, after: cursorOf('e') })).toMatchObject({
    items: [],
    hasNextPage: false,
    hasPreviousPage: true,
  });
});

test('it goes on behind an item that is gone by now', () => {
  const left = NAMES.filter((name) => name !== 'b');
  expect(page({ first: 1, after: cursorOf('b') }, left).items).toEqual(['c']);
  expect(page({ last: 1, before: cursorOf('b') }, left).items).toEqual(['a']);
});

test('by bytes, as the databases order names', () => {
  const names = ['Z', 'a', '\u00e4', '\u{10000}'];
  const after = (name: string) =>
    page({ first: 1, after: page({ first: 9 }, names).cursors[names.indexOf(name)] ?? '' }, names).items;
  expect([after('Z'), after('a'), after('\u00e4')]).toEqual([['a'], ['\u00e4'], ['\u{10000}']]);
});

test('what is no cursor of it is BAD_INPUT', () => {
  for (const after of ['x', '', 'MQ', Buffer.from('[1]').toString('base64url')])
    expect(() => page({ first: 1, after })).toThrow('The cursor is not one of this list.');
});
