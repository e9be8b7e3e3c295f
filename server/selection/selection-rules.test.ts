/** What of a started task's tables can be changed, where several go into one. */
import { expect, test } from 'vitest';
import { checkChange } from './selection-rules.ts';

const table = (name: string, target: string) => ({
  id: name,
  source: { schema: 's', name },
  target: { schema: 't', name: target },
  columns: null,
  rowFilter: null,
});
const TASK = { tables: [table('a', 'x'), table('b', 'x'), table('c', 'c')], phases: ['FULL_MIGRATION'] };
const named = (...names: string[]) => names.map((name) => ({ schema: 's', name }));

test('of tables that go into one all are removed, or none', () => {
  const remove = (...names: string[]) => checkChange(TASK, { kind: 'REMOVE', objects: named(...names), preview: null });
  expect(() => remove('a')).toThrow(expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('remove all of them') })); // prettier-ignore
  expect(() => remove('b', 'c')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  expect(() => remove('a', 'b')).not.toThrow();
  expect(() => remove('c')).not.toThrow();
  expect(() => remove('a', 'b', 'c')).toThrow(expect.objectContaining({ code: 'NO_OBJECTS' }));
});

test('what is added goes into tables that the task does not fill yet', () => {
  const add = (...tables: ReturnType<typeof table>[]) =>
    checkChange(TASK, { kind: 'ADD', objects: [], preview: { tables } });
  expect(() => add(table('d', 'x'))).toThrow(expect.objectContaining({ code: 'NAME_TAKEN' }));
  expect(() => add(table('d', 'y'), table('e', 'y'))).not.toThrow();
});
