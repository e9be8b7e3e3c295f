/** Tables that go into one target: what stands there before their copy is refused, what their own copy has brought is not. */
import { expect, test } from 'vitest';
import type { CopyTarget } from '../connectors/copy-target.ts';
import type { SnapshotReader } from '../connectors/snapshot-reader.ts';
import { planTable, type ImportTable } from './import-plan.ts';

const TABLE = {
  mapping: { id: 't2' },
  source: { shape: { key: null }, columns: ['id'], rowFilter: null },
  target: { name: { schema: 's', name: 'all' }, key: null },
  secondUniqueKey: false,
  sharesTarget: true,
} as unknown as ImportTable; // what the plan looks at

test('of a target that several fill, rows are the copy’s own once another of them is planned', async () => {
  const recorded: unknown[] = [];
  const deps = {
    reader: { cut: async () => ({ ranges: [{ kind: 'WHOLE' }, { kind: 'WHOLE' }], shared: false }) } as unknown as SnapshotReader, // prettier-ignore
    target: {
      isEmpty: async () => false,
      recordPlan: async (...plan: unknown[]) => void recorded.push(plan),
    } as unknown as CopyTarget,
  };
  const options = { lanes: 1, incremental: true, targetNotEmpty: 'IGNORE', rangeBytes: 1 } as const;
  await expect(planTable(TABLE, [], deps, { ...options, begun: false })).rejects.toMatchObject({
    code: 'SHARED_TARGET_NOT_EMPTY',
  });
  expect(recorded).toEqual([]);
  const ranges = await planTable(TABLE, [], deps, { ...options, begun: true });
  expect(ranges.map(({ shared, completed }) => [shared, completed])).toEqual([[true, false], [true, false]]); // prettier-ignore
  expect(recorded).toHaveLength(1);
});
