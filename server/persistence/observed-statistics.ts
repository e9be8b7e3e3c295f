/** Changes per table as the replay counts them, and whether it does. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { fact, tableStatistics, task, taskTable } from '../../drizzle/tables.ts';
import { FACT } from '../task/facts.ts';
import type { StatisticsSwitch, StatisticsTotal, TableStatistics } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { ends } from './observed-objects.ts';

export async function statistics(control: ControlDatabase, taskId: string): Promise<readonly TableStatistics[]> {
  const rows = await control.db
    .select()
    .from(tableStatistics)
    .innerJoin(taskTable, and(eq(taskTable.taskId, tableStatistics.taskId), eq(taskTable.id, tableStatistics.tableId)))
    .where(eq(tableStatistics.taskId, taskId))
    .orderBy(asc(taskTable.ordinal), asc(tableStatistics.side));
  return rows.map(({ table_statistics: row, task_table: table }) => ({
    taskId,
    tableId: row.tableId,
    ...ends(table),
    side: row.side as TableStatistics['side'],
    inserts: row.inserts,
    updates: row.updates,
    deletes: row.deletes,
    sum: row.inserts + row.updates + row.deletes,
    updatedAt: row.updatedAt,
  }));
}

export async function statisticsTotals(control: ControlDatabase, taskId: string): Promise<readonly StatisticsTotal[]> {
  const { side, inserts, updates, deletes } = tableStatistics;
  const total = (column: typeof inserts | typeof updates | typeof deletes) => sql<string>`sum(${column})::text`;
  const rows = await control.db
    .select({ side, inserts: total(inserts), updates: total(updates), deletes: total(deletes) })
    .from(tableStatistics)
    .where(eq(tableStatistics.taskId, taskId))
    .groupBy(side);
  return (['SOURCE', 'TARGET'] as const).map((wanted) => {
    const row = rows.find((one) => one.side === wanted);
    const sums = {
      inserts: BigInt(row?.inserts ?? 0),
      updates: BigInt(row?.updates ?? 0),
      deletes: BigInt(row?.deletes ?? 0),
    };
    return { side: wanted, ...sums, sum: sums.inserts + sums.updates + sums.deletes };
  });
}

export async function statisticsSwitch(control: ControlDatabase, taskId: string): Promise<StatisticsSwitch> {
  const [row] = await control.db
    .select({
      on: sql<boolean>`coalesce((${task.parameters} ->> 'incrementalStatistics')::boolean, false)`,
      since: fact.at,
    })
    .from(task)
    .leftJoin(fact, and(eq(fact.taskId, task.id), eq(fact.name, FACT.statistics)))
    .where(eq(task.id, taskId));
  return row ?? { on: false, since: null };
}
