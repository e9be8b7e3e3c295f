/** Items of the newest precheck of a task; what a person skipped stays skipped for as long as the item is found. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { precheckItem } from '../../drizzle/tables.ts';
import type { PrecheckItem } from '../connectors/prechecks.ts';
import type { ControlDatabase } from './control-database.ts';

export interface RecordedItem extends Omit<PrecheckItem, 'result'> {
  readonly result: PrecheckItem['result'] | 'SKIPPED';
}

/** Replaces all items, or those of the same names as `items` when only some were run; answers what is now recorded. */
export function recordPrecheckItems(
  control: ControlDatabase,
  taskId: string,
  items: readonly PrecheckItem[],
  run: { readonly whole: boolean },
): Promise<readonly RecordedItem[]> {
  return control.unit(async (tx, recording) => {
    const before = await tx
      .select()
      .from(precheckItem)
      .where(eq(precheckItem.taskId, taskId))
      .orderBy(asc(precheckItem.ordinal))
      .for('update');
    const names = new Set(items.map((item) => item.name));
    const replaced = before.filter((row) => run.whole || names.has(row.name));
    const skips = new Map(replaced.filter((row) => row.result === 'SKIPPED').map((row) => [row.id, row]));
    if (replaced.length > 0)
      await tx.delete(precheckItem).where(
        and(
          eq(precheckItem.taskId, taskId),
          inArray(
            precheckItem.id,
            replaced.map((row) => row.id),
          ),
        ),
      );
    const at = new Date();
    const first = run.whole ? 0 : Math.max(0, ...before.map((row) => row.ordinal)) + 1;
    const recorded = items.map((item, index) => {
      const skip = item.result !== 'PASSED' && item.skippable ? skips.get(item.id) : undefined;
      return {
        ...item,
        taskId,
        ordinal: first + index,
        at,
        result: skip ? ('SKIPPED' as const) : item.result,
        skippedBy: skip?.skippedBy ?? null,
        skipReason: skip?.skipReason ?? null,
      };
    });
    if (recorded.length > 0) await tx.insert(precheckItem).values(recorded);
    const failed = recorded.filter((item) => item.result === 'FAILED').length;
    recording.event({ type: 'PRECHECK_CHANGED', taskId, subjectId: taskId, facts: { items: recorded.length, failed } });
    return recorded;
  });
}
