/** Items of the newest precheck of a task; what a person skipped stays skipped for as long as the item is found. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { precheckItem } from '../../drizzle/tables.ts';
import type { PrecheckItem } from '../connectors/prechecks.ts';
import type { JobClaim } from '../task/jobs.ts';
import type { ControlDatabase } from './control-database.ts';
import { holdClaim } from './job-queue.ts';

export interface RecordedItem extends Omit<PrecheckItem, 'result'> {
  readonly result: PrecheckItem['result'] | 'SKIPPED';
}

export interface PrecheckExtent {
  readonly whole: boolean;
  /** Names or ids that were run again; without it the names of the items. */
  readonly only?: readonly string[] | null;
  /** Nothing is recorded after it was lost. */
  readonly claim?: JobClaim;
}

/** Replaces all items, or those that were run again; answers what is now recorded. */
export function recordPrecheckItems(
  control: ControlDatabase,
  taskId: string,
  items: readonly PrecheckItem[],
  run: PrecheckExtent,
): Promise<readonly RecordedItem[]> {
  return control.unit(async (tx, recording) => {
    if (run.claim !== undefined) await holdClaim(tx, run.claim);
    const before = await tx
      .select()
      .from(precheckItem)
      .where(eq(precheckItem.taskId, taskId))
      .orderBy(asc(precheckItem.ordinal))
      .for('update');
    const again = new Set(run.only ?? items.map((item) => item.name));
    const replaced = before.filter((row) => run.whole || again.has(row.name) || again.has(row.id));
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
    const last = Math.max(0, ...before.map((row) => row.ordinal));
    const placeOf = (item: PrecheckItem, index: number): number =>
      run.whole
        ? index
        : ((replaced.find((row) => row.id === item.id) ?? replaced.find((row) => row.name === item.name))?.ordinal ??
          last + 1 + index);
    const recorded = items.map((item, index) => {
      const skip = item.result !== 'PASSED' && item.skippable ? skips.get(item.id) : undefined;
      return {
        ...item,
        taskId,
        ordinal: placeOf(item, index),
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
