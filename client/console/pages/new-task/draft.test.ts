import { expect, test } from 'vitest';
import {
  draftOf,
  NO_OPTIONS,
  optionWords,
  problemsOf,
  selectionOf,
  tableKey,
  tagsOf,
  type TableOptions,
} from './draft.ts';

test('chosen tables and rules become the rules of the API', () => {
  const rule = { schema: 'shop', name: '*', targetSchema: '', targetName: '' };
  expect(
    selectionOf({
      tables: [tableKey('shop', 'odd.name')],
      options: {},
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

const ORDERS = tableKey('shop', 'orders');
const ITEMS = tableKey('shop', 'items');
const options = (more: Partial<TableOptions>): TableOptions => ({ ...NO_OPTIONS, ...more });

test('options of a table go along, as far as they say something', () => {
  const draft = {
    tables: [ORDERS, ITEMS],
    rules: [],
    options: {
      [ORDERS]: options({
        targetSchema: ' store ',
        rowFilter: "status <> 'void'",
        columns: [
          { source: 'id', target: '' },
          { source: 'total', target: 'amount ' },
        ],
      }),
      [ITEMS]: options({ rowFilter: '  ' }),
      [tableKey('shop', 'not chosen')]: options({ targetName: 'x' }),
    },
  };
  expect(selectionOf(draft).objects).toEqual([
    {
      schema: 'shop',
      name: 'orders',
      targetSchema: 'store',
      rowFilter: "status <> 'void'",
      columns: [
        { source: 'id', target: 'id' },
        { source: 'total', target: 'amount' },
      ],
    },
    { schema: 'shop', name: 'items' },
  ]);
  expect(optionWords(draft, ORDERS)).toBe("to store.orders, rows where status <> 'void', 2 columns");
  expect(optionWords(draft, ITEMS)).toBe('');
});

test('a target that two tables share, no column, and a column name given twice are told', () => {
  const of = (own: Partial<TableOptions>) =>
    problemsOf({ tables: [ORDERS, ITEMS], options: { [ORDERS]: options(own) } }, ORDERS);
  expect(of({})).toEqual({ target: null, columns: null });
  expect(of({ targetName: 'items' }).target).toBe('shop.items goes to shop.items too.');
  expect(of({ targetName: 'items', targetSchema: 'store' }).target).toBeNull();
  expect(of({ columns: [] }).columns).toBe('Choose at least one column.');
  const twice = [
    { source: 'a', target: 'b' },
    { source: 'b', target: '' },
  ];
  expect(of({ columns: twice }).columns).toBe('Two columns are called b at the target.');
});

test('tags are separated by commas, each once', () => {
  expect(tagsOf(' shop, live,shop, ')).toEqual(['shop', 'live']);
});

test('rules that are there become a draft that means the same', () => {
  const selection = {
    objects: [
      { schema: 'shop', name: 'orders', targetSchema: null, targetName: 'o', columns: [{ source: 'id', target: 'id' }, { source: 'n', target: 'm' }], rowFilter: 'id > 1' }, // prettier-ignore
      { schema: 'shop', name: 'items', targetSchema: null, targetName: null, columns: null, rowFilter: null },
    ],
    include: [{ schema: 'shop', name: 'a*', targetSchema: 'store', targetName: null }],
    exclude: [{ schema: 'shop', name: 'a_old' }],
  };
  const draft = draftOf(selection, 'E1');
  expect(draft.sourceId).toBe('E1');
  expect(selectionOf(draft)).toEqual({
    objects: [
      { schema: 'shop', name: 'orders', targetName: 'o', columns: [{ source: 'id', target: 'id' }, { source: 'n', target: 'm' }], rowFilter: 'id > 1' }, // prettier-ignore
      { schema: 'shop', name: 'items' },
    ],
    include: selection.include,
    exclude: selection.exclude,
  });
});
