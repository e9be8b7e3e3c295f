/** Rows of the selection (port SelectionRecords). */
import { and, eq, isNull } from 'drizzle-orm';
import { objectChange, task, taskTable } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { SelectionRecords, SelectionRow, SelectionUnit } from '../selection/recorded-selection.ts';
import type {
  ObjectChange,
  SelectionPreview,
  SelectionRules,
  TaskTableFilter,
} from '../selection/selection-service.ts';
import { FACT } from '../task/facts.ts';
import { storeCompiledTables, type Compile } from './compiled-tables.ts';
import type { ControlDatabase } from './control-database.ts';
import { readFacts } from './facts.ts';
import { isCalled } from './named-rows.ts';
import { keysetPage } from './keyset-page.ts';
import { toMapping } from './task-situation.ts';

export class DatabaseSelection implements SelectionRecords {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async row(taskId: string): Promise<SelectionRow | null> {
    const [found] = await this.#control.db.select().from(task).where(eq(task.id, taskId));
    return found === undefined ? null : toRow(found);
  }

  async tables(taskId: string, { keyword }: TaskTableFilter, page: PageRequest): Promise<Page<TableMapping>> {
    const wanted = keyword ? await isCalled(this.#control, { taskId, keyword }) : undefined;
    return keysetPage(this.#control.db, {
      table: taskTable,
      where: and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt), wanted),
      keys: [taskTable.ordinal, taskTable.id],
      page,
      items: (rows) => rows.map(toMapping),
    });
  }

  objectChanges(taskId: string, page: PageRequest): Promise<Page<ObjectChange>> {
    return keysetPage(this.#control.db, {
      table: objectChange,
      where: eq(objectChange.taskId, taskId),
      keys: [objectChange.requestedAt, objectChange.id],
      descending: true,
      page,
      items: (rows) => rows.map(toChange),
    });
  }

  storeCompiled(taskId: string, compile: Compile): Promise<SelectionPreview> {
    return storeCompiledTables(this.#control, taskId, compile);
  }

  unit<T>(work: (unit: SelectionUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, recording) =>
      work({
        ...recording,
        lock: async (taskId) => {
          const [found] = await tx.select().from(task).where(eq(task.id, taskId)).for('update');
          if (found === undefined) return null;
          const tables = await tx
            .select()
            .from(taskTable)
            .where(and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt)));
          return { ...toRow(found), tables: tables.map(toMapping) };
        },
        saveRules: async (taskId, rules, revision) => {
          await tx
            .update(task)
            .set({ selection: rules, selectionRevision: revision, updatedAt: new Date() })
            .where(eq(task.id, taskId));
        },
        setTarget: async (taskId, tableId, { schema, name }) => {
          await tx
            .update(taskTable)
            .set({ targetSchema: schema, targetName: name })
            .where(and(eq(taskTable.taskId, taskId), eq(taskTable.id, tableId)));
        },
        hasPassedPrecheck: async (taskId) => {
          const facts = await readFacts({ db: tx }, taskId, [FACT.prechecked]);
          return facts[FACT.prechecked] !== undefined;
        },
        addChange: async (change) => {
          await tx.insert(objectChange).values(change);
        },
        change: async (id) => {
          const [found] = await tx.select().from(objectChange).where(eq(objectChange.id, id)).for('update');
          return found === undefined ? null : toChange(found);
        },
        updateChange: async (id, change) => {
          const [found] = await tx.update(objectChange).set(change).where(eq(objectChange.id, id)).returning();
          return toChange(must(found, `object change ${id}`));
        },
      }),
    );
  }
}

function toRow(row: typeof task.$inferSelect): SelectionRow {
  return {
    taskId: row.id,
    status: row.status as SelectionRow['status'],
    rules: row.selection as SelectionRules, // written by us as rules
    revision: row.selectionRevision,
    sourceEndpointId: row.sourceEndpointId,
    pendingAction: row.pendingAction as SelectionRow['pendingAction'], // written by us as one
    phases: row.phases as readonly string[],
    switching: row.switching,
    liveSide: row.liveSide as SelectionRow['liveSide'],
    liveLeg: row.liveLeg,
  };
}

/** The columns are the fields of the port, as they were written. */
function toChange(row: typeof objectChange.$inferSelect): ObjectChange {
  return row as ObjectChange;
}
