/** A difference as it is kept: key and the values that differ by source column, and the statement that corrects it. */
import type { RowCells, TargetDigester } from '../connectors/row-digester.ts';
import type { FoundDifference } from './chunk-judgement.ts';
import type { NamedCells, RowDifference } from './verification-journal.ts';
import type { ComparedTable } from './verification-plan.ts';

export function describeDifference(
  table: ComparedTable,
  { source, target }: FoundDifference,
  digester: Pick<TargetDigester, 'correction'>,
): RowDifference {
  const { columns, key } = table.source;
  const row = source ?? target ?? [];
  const differs = (index: number): boolean => source === null || target === null || source[index] !== target[index];
  const values = (cells: RowCells | null): NamedCells | null =>
    cells && named(table, cells, columns.flatMap((_, index) => (differs(index) ? [index] : []))); // prettier-ignore
  return {
    tableId: table.mapping.id,
    kind: source === null ? 'TARGET_ONLY' : target === null ? 'SOURCE_ONLY' : 'MISMATCHED',
    key: named(table, row, key),
    sourceValues: values(source),
    targetValues: values(target),
    correction: digester.correction(table.target, { source, target }),
  };
}

const named = (table: ComparedTable, cells: RowCells, indexes: readonly number[]): NamedCells =>
  Object.fromEntries(indexes.map((index) => [table.source.columns[index]?.name ?? '', cells[index] ?? null]));
