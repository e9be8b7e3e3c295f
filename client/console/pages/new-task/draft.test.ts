import { expect, test } from 'vitest';
import { selectionOf, tableKey, tagsOf } from './draft.ts';

test('chosen tables and rules become the rules of the API', () => {
  const rule = { schema: 'shop', name: '*', targetSchema: '', targetName: '' };
  expect(
    selectionOf({
      tables: [tableKey('shop', 'odd.name')],
      rules: [
        { ...rule, kind: 'include', targetSchema: 'store' },
        { ...rule, kind: 'exclude', name: 'tmp_*' },
      ],
    }),
  ).toEqual({
    objects: [{ schema: 'shop', name: 'odd.name' }],
    include: [{ schema: 'shop', name: '*', targetSchema: 'store', targetName: null }],
    exclude: [{ schema: 'shop', name: 'tmp_*' }],
  });
});

test('tags are separated by commas, each once', () => {
  expect(tagsOf(' shop, live,shop, ')).toEqual(['shop', 'live']);
});
