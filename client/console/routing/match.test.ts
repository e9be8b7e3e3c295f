import { expect, test } from 'vitest';
import { match, withSearch } from './match.ts';

test('a path gives its named parts', () => {
  expect(match('/tasks/:id/:tab', '/tasks/t%201/precheck')).toEqual({ id: 't 1', tab: 'precheck' });
  expect(match('/tasks', '/tasks/')).toEqual({});
  expect(match('/tasks/:id', '/tasks')).toBeNull();
  expect(match('/tasks/new', '/tasks/7')).toBeNull();
});

test('a change of the search part keeps what it does not name', () => {
  expect(withSearch('?q=shop&status=RUNNING', { status: ['FAILED', 'STOPPED'] })).toBe(
    '?q=shop&status=FAILED&status=STOPPED',
  );
  expect(withSearch('?q=shop', { q: '' })).toBe('');
  expect(withSearch('?after=x&q=a', { after: null })).toBe('?q=a');
});
