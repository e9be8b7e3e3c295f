/** Another name at the target for tables of a started task: until the precheck has passed, and never one that is taken. */
import { expect, test } from 'vitest';
import type { TableMapping } from '../core/object-map.ts';
import type { Command } from '../core/actor.ts';
import { mapObjects } from './map-objects.ts';
import type { LockedSelection, SelectionUnit } from './recorded-selection.ts';
import type { ObjectTarget } from './selection-service.ts';

const table = (id: string, name: string, more: Partial<TableMapping> = {}): TableMapping => ({
  id,
  source: { schema: 'shop', name },
  target: { schema: 'shop', name },
  columns: null,
  rowFilter: null,
  ...more,
});

const ROW: LockedSelection = {
  taskId: 't1',
  status: 'FAILED',
  rules: {
    objects: [{ schema: 'shop', name: 'a', rowFilter: 'id > 1' }],
    include: [{ schema: 'shop', name: 'b*', targetSchema: 'store' }],
    exclude: [],
  },
  revision: 4,
  sourceEndpointId: 'e1',
  pendingAction: null,
  switching: false,
  liveSide: 'SOURCE' as const,
  liveLeg: null,
  phases: ['FULL_MIGRATION'],
  tables: [table('t1', 'a', { rowFilter: 'id > 1' }), table('t2', 'b1', { target: { schema: 'store', name: 'b1' } })],
};

async function mapping(
  objects: readonly ObjectTarget[],
  { row = {}, passed = false, expectedRevision = ROW.revision }: { readonly row?: Partial<LockedSelection>; readonly passed?: boolean; readonly expectedRevision?: number } = {}, // prettier-ignore
) {
  const done: unknown[] = [];
  const unit = {
    hasPassedPrecheck: async () => passed,
    setTarget: async (_task: string, id: string, target: object) => void done.push([id, target]),
    saveRules: async (_task: string, rules: object, revision: number) => void done.push([rules, revision]),
    audit: ({ action }: { action: string }) => void done.push(action),
    event: ({ type }: { type: string }) => void done.push(type),
  } as unknown as SelectionUnit;
  await mapObjects(unit, { ...ROW, ...row }, { objects, expectedRevision, command: {} as Command });
  return done;
}

const A = { schema: 'shop', name: 'a' };
const B = { schema: 'shop', name: 'b1' };

test('a named table keeps what its rule says, one that a pattern chose gets a rule of its own', async () => {
  expect(
    await mapping([
      { ...A, targetName: 'a2' },
      { ...B, targetSchema: 'other' },
    ]),
  ).toEqual([
    ['t1', { schema: 'shop', name: 'a2' }],
    ['t2', { schema: 'other', name: 'b1' }],
    [
      {
        objects: [
          { ...A, rowFilter: 'id > 1', targetSchema: 'shop', targetName: 'a2' },
          { ...B, columns: null, rowFilter: null, targetSchema: 'other', targetName: 'b1' },
        ],
        include: ROW.rules.include,
        exclude: [],
      },
      5,
    ],
    'objectsMap',
    'SELECTION_CHANGED',
  ]);
});

test('names may change hands, and several tables may go into one', async () => {
  const both = await mapping([{ ...A, targetSchema: 'store', targetName: 'b1' }, { ...B, targetSchema: 'shop', targetName: 'a' }]); // prettier-ignore
  expect(both).toHaveLength(5);
  expect(await mapping([{ ...A, targetSchema: 'store', targetName: 'b1' }])).toContainEqual(['t1', { schema: 'store', name: 'b1' }]); // prettier-ignore
});

test.each([
  [{ row: { status: 'NOT_STARTED' } }, 'ACTION_NOT_ALLOWED'],
  [{ row: { status: 'RUNNING' } }, 'ACTION_NOT_ALLOWED'],
  [{ row: { status: 'COMPLETED' } }, 'ACTION_NOT_ALLOWED'],
  [{ passed: true }, 'ACTION_NOT_ALLOWED'],
  [{ row: { pendingAction: { action: 'RESUME' } } }, 'ACTION_PENDING'],
  [{ expectedRevision: 3 }, 'CONFLICT'],
  [{ row: { tables: [] } }, 'OBJECT_NOT_FOUND'],
] as const)('it is refused in %j', async (where, code) => {
  await expect(mapping([{ ...A, targetName: 'a2' }], where)).rejects.toMatchObject({ code });
});
