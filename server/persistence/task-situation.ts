/** Everything the workflow reads of a task, in one consistent reading (port SituationReader). */
import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { component, fact, objectChange, task, taskCommand, taskTable } from '../../drizzle/tables.ts';
import { legOf } from '../core/ids.ts';
import type { ColumnMapping, TableMapping } from '../core/object-map.ts';
import type { SituationReader } from '../task/recorded-progress.ts';
import type { TaskCommand } from '../task/task-commands.ts';
import type { OpenObjectChange } from '../task/task-progress.ts';
import type { ControlDatabase } from './control-database.ts';
import { readJob } from './job-queue.ts';
import { readOpenSwitchover } from './switchovers.ts';
import { readSubtasks, withOwners } from './task-reads.ts';
import { toRecord } from './task-rows.ts';

export class DatabaseSituations implements SituationReader {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  read(taskId: string): ReturnType<SituationReader['read']> {
    return this.#control.db.transaction(
      async (tx) => {
        const [row] = await tx.select().from(task).where(eq(task.id, taskId));
        if (!row) return null;
        const tables = await tx
          .select()
          .from(taskTable)
          .where(and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt)))
          .orderBy(asc(taskTable.ordinal));
        const facts = await tx.select().from(fact).where(eq(fact.taskId, taskId));
        const commands = await tx
          .select()
          .from(taskCommand)
          .where(and(eq(taskCommand.taskId, taskId), isNull(taskCommand.completedAt)))
          .orderBy(asc(taskCommand.id));
        const changes = await tx
          .select()
          .from(objectChange)
          .where(and(eq(objectChange.taskId, taskId), isOpenChange))
          .orderBy(asc(objectChange.requestedAt), asc(objectChange.id));
        const children = await tx
          .select({ id: task.id })
          .from(task)
          .where(and(eq(task.parentId, taskId), ne(task.status, 'RELEASED')));
        return {
          task: toRecord(row),
          objectChanges: changes.map(toOpenChange),
          childIds: children.flatMap(({ id }) => (legOf(id) === null ? [id] : [])),
          legs: children.flatMap(({ id }) => {
            const leg = legOf(id);
            return leg === null ? [] : [{ id, number: leg.number }];
          }),
          switchover: await readOpenSwitchover(tx, taskId),
          tables: tables.map(toMapping),
          subtasks: await readSubtasks(tx, [taskId]),
          components: await withOwners(
            tx,
            await tx.select().from(component).where(eq(component.taskId, taskId)).orderBy(asc(component.createdAt)),
          ),
          facts: Object.fromEntries(facts.map((entry) => [entry.name, entry.value])),
          job: await readJob(tx, taskId),
          commands: commands.map(({ id, input, requestedBy, requestedAt }) => ({
            id: String(id),
            command: input as TaskCommand,
            requestedBy,
            requestedAt,
          })),
        };
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }
}

const isOpenChange = or(
  inArray(objectChange.status, ['PENDING', 'MODIFYING', 'RUNNING', 'INTEGRATING']),
  and(eq(objectChange.status, 'FAILED'), eq(objectChange.aborting, true)),
);

/** The columns are the fields of the port, as they were written. */
export function toOpenChange(row: typeof objectChange.$inferSelect): OpenObjectChange {
  const { id, kind, objects, status, childId, aborting } = row;
  return { id, kind, objects, status, childId, aborting } as OpenObjectChange;
}

export function toMapping(row: typeof taskTable.$inferSelect): TableMapping {
  return {
    id: row.id,
    source: { schema: row.sourceSchema, name: row.sourceName },
    target: { schema: row.targetSchema, name: row.targetName },
    columns: row.columns as readonly ColumnMapping[] | null,
    rowFilter: row.rowFilter,
  };
}
