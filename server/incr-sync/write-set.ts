/**
 * Which changes of a batch may run before the batches ahead of it are committed (C12): those that share no row with them.
 *
 * A row is its key on the target, so batches are compared table by table through the keys that they write. What cannot be
 * compared (the same target table under another definition) counts as shared. Unique values are not looked at: without
 * before-images nobody knows which one is freed (C13). A change that meets one of a batch ahead is refused or waits, is
 * taken back and runs again in its turn; its table is then `ordered` for a while, so that it does not happen again and again.
 */
import { tableKey } from '../core/object-map.ts';
import type { TableChange } from '../connectors/target-writer.ts';
import type { TableMerge } from './table-merge.ts';

export interface SplitBatch {
  readonly free: readonly TableChange[];
  readonly bound: readonly TableChange[];
}

/** `ordered` holds mapping ids of tables that are not to run ahead. */
export function splitBatch(
  merges: readonly TableMerge[],
  ahead: readonly TableMerge[],
  ordered: ReadonlySet<string>,
): SplitBatch {
  const free: TableChange[] = [];
  const bound: TableChange[] = [];
  for (const merge of merges) {
    const name = tableKey(merge.table.name);
    const earlier = ahead.filter(({ table }) => tableKey(table.name) === name);
    if (earlier.some(({ table }) => table !== merge.table) || (earlier.length > 0 && ordered.has(merge.table.id))) {
      bound.push(merge.result());
      continue;
    }
    const parts = merge.split(earlier);
    if (hasRows(parts.free)) free.push(parts.free);
    if (hasRows(parts.bound)) bound.push(parts.bound);
  }
  return { free, bound };
}

const hasRows = ({ deletes, looseDeletes, updates, inserts }: TableChange): boolean =>
  deletes.offsets.length + looseDeletes.offsets.length + updates.length + inserts.offsets.length > 0;
