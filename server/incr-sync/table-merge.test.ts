/** Merging equals serial replay, judged by a plain model of a table. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL, CHANGE } from '../core/change.ts';
import { must } from '../core/assert.ts';
import type { TableChange, TupleAt, Tuples } from '../connectors/target-writer.ts';
import type { Effect } from './effect.ts';
import { KeyedMerge, KeylessMerge } from './table-merge.ts';
import { compilePlan, type TablePlan } from './table-plan.ts';
import { cellText, encodeTuple } from './tuple.ts';
import { splitBatch } from './write-set.ts';

type Row = readonly [key: string, value: string, toast: string];
type Operation =
  | { readonly kind: 'INSERT'; readonly row: Row }
  | { readonly kind: 'DELETE'; readonly key: string }
  | {
      readonly kind: 'UPDATE';
      readonly key: string;
      readonly newKey: string;
      readonly value: string;
      readonly toast: string | undefined;
    };

function planOf(identity: 'default' | 'full'): TablePlan {
  const names = ['id', 'value', 'toast'];
  const table = { schema: 's', name: 't' };
  const key = identity === 'default' ? { name: 'pk', columns: ['id'], primary: true } : null;
  return compilePlan(
    {
      definition: {
        ...table,
        identity,
        columns: names.map((name) => ({ name, key: name === 'id' || identity === 'full', type: 'text' })),
      },
      mapping: { id: 't', source: table, target: table, columns: null, rowFilter: null },
      route: { mappingId: 't', partition: null },
      shape: {
        table,
        key,
        uniqueKeys: [],
        replicaIdentity: identity,
        partitioned: false,
        leaves: [],
        estimatedRows: 0,
        estimatedBytes: 0,
        columns: names.map((name) => ({
          name,
          type: 'text',
          nullable: false,
          generated: false,
          identity: null,
          rangeable: true,
        })),
      },
      sharesTarget: false,
      filter: null,
      overlap: null,
    },
    new Map(),
  );
}

const effectOf = (kind: Effect['kind'], change: number, old: TupleAt | null, row: TupleAt | null): Effect => {
  const none = { buffer: Buffer.alloc(2), offset: -1 };
  return { kind, change, old: { ...(old ?? none) }, row: { ...(row ?? none) }, loose: false };
};

function effect(operation: Operation): Effect {
  if (operation.kind === 'INSERT') return effectOf('INSERT', CHANGE.insert, null, encodeTuple(operation.row));
  if (operation.kind === 'DELETE')
    return effectOf('DELETE', CHANGE.delete, encodeTuple([operation.key, null, null]), null);
  const row = encodeTuple([operation.newKey, operation.value, operation.toast]);
  return effectOf(
    'UPDATE',
    CHANGE.update,
    operation.key === operation.newKey ? row : encodeTuple([operation.key, null, null]),
    row,
  );
}

/** Serial replay on the model; false when it would be a conflict. */
function replay(rows: Map<string, Row>, operation: Operation): boolean {
  if (operation.kind === 'INSERT')
    return !rows.has(operation.row[0]) && Boolean(rows.set(operation.row[0], operation.row));
  if (operation.kind === 'DELETE') return rows.delete(operation.key);
  const old = rows.get(operation.key);
  if (!old || (operation.newKey !== operation.key && rows.has(operation.newKey))) return false;
  rows.delete(operation.key);
  rows.set(operation.newKey, [operation.newKey, operation.value, operation.toast ?? old[2]]);
  return true;
}

const each = (tuples: Tuples): TupleAt[] =>
  tuples.offsets.map((offset, index) => ({ buffer: must(tuples.buffers[index], 'buffer'), offset }));
const text = (tuple: TupleAt, cell: number): string | null | undefined => cellText(tuple.buffer, tuple.offset, cell);

/** What the connector does with a TableChange, on the model; throws where a count would differ. */
function apply(rows: Map<string, Row>, change: TableChange): void {
  for (const tuple of each(change.deletes))
    if (!rows.delete(String(text(tuple, 0)))) throw new Error('deleted row is missing');
  const moved: Row[] = [];
  for (const group of change.updates) {
    const found = each(group.rows);
    each(group.keys).forEach((keyTuple, index) => {
      const key = String(text(keyTuple, 0));
      const row = [...must(rows.get(key), 'updated row')] as [string, string, string];
      for (const column of group.columns) row[column] = String(text(must(found[index], 'row'), column));
      rows.delete(key);
      moved.push(row);
    });
  }
  for (const row of [
    ...moved,
    ...each(change.inserts).map((tuple) => [0, 1, 2].map((cell) => String(text(tuple, cell))) as unknown as Row),
  ]) {
    if (rows.has(row[0])) throw new Error('duplicate key');
    rows.set(row[0], row);
  }
}

const key = fc.integer({ min: 0, max: 7 }).map(String);
const value = fc.string({ maxLength: 3, unit: 'binary' });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('INSERT' as const), row: fc.tuple(key, value, value) }),
  fc.record({ kind: fc.constant('DELETE' as const), key }),
  fc.record({
    kind: fc.constant('UPDATE' as const),
    key,
    newKey: key,
    value,
    toast: fc.option(value, { nil: undefined }),
  }),
);

describe('merging changes of a table', () => {
  test('has the effect of a serial replay, keys changing and TOAST not sent', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(key, value, value), { selector: (row) => row[0] }),
        fc.array(operation, { maxLength: 40 }),
        (start, operations) => {
          const serial = new Map(start.map((row) => [row[0], row as Row]));
          const merged = new Map(serial);
          const plan = planOf('default');
          const merge = new KeyedMerge(plan, must(plan.keyCells, 'key'));
          for (const one of operations) if (replay(serial, one)) expect(merge.take(plan, effect(one))).toBe(true);
          apply(merged, merge.result());
          expect([...merged].sort()).toEqual([...serial].sort());
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('what runs ahead of earlier batches ends as a serial replay does, or is refused', () => {
    const operations = fc.array(operation, { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(key, value, value), { selector: (row) => row[0] }),
        fc.tuple(operations, operations, operations),
        (start, batches) => {
          const serial = new Map(start.map((row) => [row[0], row as Row]));
          const rows = new Map(serial);
          const plan = planOf('default');
          let moves = 0;
          const merges = batches.map((batch) => {
            const merge = new KeyedMerge(plan, must(plan.keyCells, 'key'));
            moves = 0;
            for (const one of batch)
              if (replay(serial, one)) {
                merge.take(plan, effect(one));
                if (one.kind === 'UPDATE' && one.key !== one.newKey) moves += 1;
              }
            return merge;
          });
          const later = must(merges.pop(), 'last batch');
          const { free, bound } = splitBatch([later], merges, new Set());
          try {
            for (const change of free) apply(rows, change);
            for (const merge of merges) apply(rows, merge.result());
            for (const change of bound) apply(rows, change);
          } catch (error) {
            if (moves > 0) return; // the target refuses it, and all of it runs again in its turn
            throw error;
          }
          expect([...rows].sort()).toEqual([...serial].sort());
        },
      ),
      {
        numRuns: 3_000,
        // a key that was freed, taken by a row born in the batch, and freed again
        examples: [
          [
            [['5', '', '']],
            [
              [
                { kind: 'INSERT', row: ['0', '', ''] },
                { kind: 'DELETE', key: '5' },
                { kind: 'UPDATE', key: '0', newKey: '5', value: '', toast: undefined },
                { kind: 'DELETE', key: '5' },
              ],
              [],
              [{ kind: 'INSERT', row: ['5', '', ''] }],
            ],
          ],
        ],
      },
    );
  });

  test('refuses what serial replay would call a conflict inside the batch', () => {
    const plan = planOf('default');
    const merge = new KeyedMerge(plan, must(plan.keyCells, 'key'));
    expect(merge.take(plan, effect({ kind: 'INSERT', row: ['1', 'a', 'b'] }))).toBe(true);
    expect(merge.take(plan, effect({ kind: 'INSERT', row: ['1', 'a', 'b'] }))).toBe(false);
  });

  test('without a key keeps the number of each row', () => {
    const row = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.record({ remove: fc.boolean(), row }), { maxLength: 30 }), (operations) => {
        const plan = planOf('full');
        expect(plan.keyCells).toBeNull();
        const merge = new KeylessMerge(plan);
        const net: Record<string, number> = { a: 0, b: 0, c: 0 };
        for (const one of operations) {
          const tuple = encodeTuple([one.row, one.row, null]);
          net[one.row] = (net[one.row] ?? 0) + (one.remove ? -1 : 1);
          merge.take(
            plan,
            one.remove
              ? effectOf('DELETE', CHANGE.delete, tuple, null)
              : effectOf('INSERT', CHANGE.insert, null, tuple),
          );
        }
        const { inserts, deletes } = merge.result();
        for (const name of ['a', 'b', 'c']) {
          const count = (tuples: Tuples): number => each(tuples).filter((tuple) => text(tuple, 0) === name).length;
          expect(count(inserts) - count(deletes)).toBe(net[name]);
        }
      }),
    );
  });

  test('an unsent cell is never mistaken for a value', () => {
    const { buffer, offset } = encodeTuple(['1', undefined, null]);
    expect(buffer[offset + 2 + 6]).toBe(CELL.unchanged);
    expect(cellText(buffer, offset, 1)).toBeUndefined();
    expect(cellText(buffer, offset, 2)).toBeNull();
  });
});
