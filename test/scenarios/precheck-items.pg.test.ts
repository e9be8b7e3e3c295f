/** Items of the precheck on a real control database: what is recorded of them, and how they are listed. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageRequest } from '../../server/core/page.ts';
import { recordPrecheckItems } from '../../server/persistence/precheck-items.ts';
import type { PrecheckFilter } from '../../server/task/observation.ts';
import { ObservedControl } from '../support/observed-control.ts';

let observed: ObservedControl;
beforeAll(async () => {
  observed = await ObservedControl.open();
});
afterAll(() => observed[Symbol.asyncDispose]());

const item = (name: string, result: 'PASSED' | 'WARNING' | 'FAILED') => ({
  id: `${name}.SOURCE`,
  name,
  object: null,
  side: 'SOURCE' as const,
  result,
  found: null,
  wanted: null,
  remedy: null,
  error: null,
  skippable: true,
});

const shown = async (taskId: string, ...[filter, page]: [PrecheckFilter, PageRequest]) =>
  (await observed.seen.precheckItems(taskId, filter, page)).items.map((one) => [one.name, one.result]);

test('what a person skipped in the precheck stays skipped while it is found', async () => {
  const { taskId } = await observed.makeTask('precheck');
  await recordPrecheckItems(observed.control, taskId, [item('CLOCK', 'WARNING'), item('DISK', 'WARNING')], {
    whole: true,
  });
  await observed.control.unit(async (tx) => {
    await tx.execute(
      sql`UPDATE precheck_item SET result = 'SKIPPED', skipped_by = 'me', skip_reason = 'known' WHERE task_id = ${taskId} AND name = 'CLOCK'`,
    );
  });
  await recordPrecheckItems(observed.control, taskId, [item('CLOCK', 'WARNING'), item('DISK', 'PASSED')], {
    whole: true,
  });
  expect((await observed.seen.precheckItems(taskId, {}, { first: 9 })).items).toMatchObject([
    { name: 'CLOCK', result: 'SKIPPED', skippedBy: 'me', skipReason: 'known' },
    { name: 'DISK', result: 'PASSED' },
  ]);
  await recordPrecheckItems(observed.control, taskId, [item('CLOCK', 'PASSED')], { whole: false });
  expect(await shown(taskId, {}, { first: 9 })).toEqual([
    ['CLOCK', 'PASSED'],
    ['DISK', 'PASSED'],
  ]);
});

test('those that failed come first, page by page, and are counted by their result', async () => {
  const { taskId } = await observed.makeTask('paged');
  const many = Array.from({ length: 150 }, (_, index) => item(`N${index}`, index === 120 ? 'FAILED' : 'WARNING'));
  await recordPrecheckItems(observed.control, taskId, [...many, item('LAST', 'PASSED')], { whole: true });
  expect(await observed.seen.precheckCounts(taskId)).toEqual({ FAILED: 1, WARNING: 149, PASSED: 1 });
  expect(await shown(taskId, {}, { first: 2 })).toEqual([
    ['N120', 'FAILED'],
    ['N0', 'WARNING'],
  ]);
  const first = await observed.seen.precheckItems(taskId, {}, { first: 100 });
  expect(first).toMatchObject({ hasNextPage: true, totalCount: 151 });
  const rest = await observed.seen.precheckItems(taskId, {}, { first: 100, after: first.cursors.at(-1) ?? null });
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(151);
  expect(await shown(taskId, { results: ['FAILED', 'PASSED'] }, { last: 9 })).toEqual([
    ['N120', 'FAILED'],
    ['LAST', 'PASSED'],
  ]);
});
