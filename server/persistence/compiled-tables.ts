/** The compiled selection of a task as rows: ids stay for tables that were there, and are never given again; a sub-migration's go on from its task's. */
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { task, taskTable } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { SelectionPreview, SelectionRules } from '../selection/selection-service.ts';
import type { ControlDatabase } from './control-database.ts';
import { toMapping } from './task-situation.ts';

/** Pure: compileSelection of selection/, bound to the tables of the source. */
export type Compile = (rules: SelectionRules, before: readonly TableMapping[], used: number) => SelectionPreview;

/** Replaces the mapping of a task in one transaction; a preview with errors is answered and nothing is stored. */
export async function storeCompiledTables(
  control: ControlDatabase,
  taskId: string,
  compile: Compile,
): Promise<SelectionPreview> {
  return control.unit(async (tx, recording) => {
    const [row] = await tx.select().from(task).where(eq(task.id, taskId)).for('update');
    const found = must(row, `task ${taskId}`);
    const before = await tx.select().from(taskTable).where(eq(taskTable.taskId, taskId));
    const result = compile(
      found.selection as SelectionRules,
      before.map(toMapping),
      before.length + (found.parentId === null ? 0 : await tx.$count(taskTable, eq(taskTable.taskId, found.parentId))),
    );
    if (result.errors.length > 0) return result;
    const kept = result.tables.map(({ id }) => id);
    const gone = and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt), notInArray(taskTable.id, kept));
    await tx.update(taskTable).set({ removedAt: new Date() }).where(gone);
    for (const [ordinal, { id, source, target, columns, rowFilter }] of result.tables.entries()) {
      const values = {
        ordinal,
        sourceSchema: source.schema,
        sourceName: source.name,
        targetSchema: target.schema,
        targetName: target.name,
        columns,
        rowFilter,
        removedAt: null,
      };
      await tx
        .insert(taskTable)
        .values({ taskId, id, ...values })
        .onConflictDoUpdate({ target: [taskTable.taskId, taskTable.id], set: values });
    }
    recording.event({ type: 'SELECTION_CHANGED', taskId, subjectId: taskId, facts: { tables: kept.length } });
    return result;
  });
}
