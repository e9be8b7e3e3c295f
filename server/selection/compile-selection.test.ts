/** What rules choose of the source's tables. */
import { expect, test } from 'vitest';
import type { TableShape } from '../core/catalog.ts';
import { compileSelection } from './compile-selection.ts';

const shape = (schema: string, name: string): TableShape => ({ table: { schema, name }, columns: [] }) as unknown as TableShape; // prettier-ignore

const TABLES = [
  shape('shop', 'order'),
  shape('shop', 'order_old'),
  shape('shop', 'order_2020'),
  shape('shop', 'log.2020'),
  shape('stock', 'order_old'),
];
const chosen = (...rules: Parameters<typeof compileSelection>): string[] =>
  compileSelection(...rules).tables.map(({ source }) => `${source.schema}.${source.name}`);

test('a pattern of exclude takes out what a pattern of include matches, and nothing that is named', () => {
  const all = { schema: '*', name: '*' };
  const rules = { objects: [], include: [all], exclude: [{ schema: 'shop', name: '*_old' }] };
  expect(chosen(rules, TABLES)).toEqual(['shop.order', 'shop.order_2020', 'shop.log.2020', 'stock.order_old']);
  expect(chosen({ ...rules, exclude: [{ schema: 'shop', name: 'order_????' }] }, TABLES)).toEqual([
    'shop.order',
    'shop.order_old',
    'shop.log.2020',
    'stock.order_old',
  ]);
  expect(chosen({ ...rules, exclude: [{ schema: 's*', name: 'log.*' }, { schema: '*', name: 'order*' }] }, TABLES)).toEqual([]); // prettier-ignore
  expect(chosen({ ...rules, objects: [{ schema: 'shop', name: 'order_old' }] }, TABLES)).toContain('shop.order_old');
});

test('rules that leave nothing over are refused, and an include that matches is not called unmatched for that', () => {
  const found = compileSelection(
    { objects: [], include: [{ schema: 'stock', name: '*' }], exclude: [{ schema: 'stock', name: '*' }] },
    TABLES,
  );
  expect(found).toMatchObject({ tables: [], unmatched: [], errors: [{ code: 'NO_OBJECTS' }] });
});

test('several tables that go into one are told, in their order', () => {
  const found = compileSelection(
    { objects: [], include: [{ schema: 'shop', name: 'order*', targetName: 'order' }], exclude: [] },
    TABLES,
  );
  const sources = ['order', 'order_old', 'order_2020'].map((name) => ({ schema: 'shop', name }));
  expect(found).toMatchObject({ errors: [], shared: [{ target: { schema: 'shop', name: 'order' }, sources }] });
  expect(compileSelection({ objects: [], include: [{ schema: '*', name: '*' }], exclude: [] }, TABLES).shared).toEqual(
    [],
  );
});
