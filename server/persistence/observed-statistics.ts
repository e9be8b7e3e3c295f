/** Changes per table as the replay counts them, and whether it does. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { fact, tableStatistics, task, taskTable } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { FACT } from '../task/facts.ts';
import type { StatisticsFilter, StatisticsSwitch, StatisticsTotal, TableStatistics } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';
import { ends, nameConditions } from './observed-objects.ts';

export async function statistics(
  control: ControlDatabase,
  taskId: string,
  { filter, page }: { readonly filter: StatisticsFilter; readonly page: PageRequest },
): Promise<Page<TableStatistics>> {
  const names = await nameConditions(control, taskTable, { taskId, filter });
  const named = sql`${tableStatistics.tableId} IN (SELECT ${taskTable.id} FROM ${taskTable} WHERE ${and(eq(taskTable.taskId, taskId), names)})`;
  return keysetPage(control.db, {
    table: tableStatistics,
    where: and(
      eq(tableStatistics.taskId, taskId),
      filter.side ? eq(tableStatistics.side, filter.side) : undefined,
      names === undefined ? undefined : named,
    ),
    keys: [tableStatistics.sum, tableStatistics.tableId, tableStatistics.side],
    descending: true,
    page,
    items: async (rows) => {
      if (rows.length === 0) return [];
      const ids = rows.map(({ tableId }) => tableId);
      const tables = await control.db
        .select()
        .from(taskTable)
        .where(and(eq(taskTable.taskId, taskId), inArray(taskTable.id, ids)));
      const byId = new Map(tables.map((table) => [table.id, table]));
      return rows.map((row) => ({
        ...row,
        ...ends(must(byId.get(row.tableId), `table ${row.tableId}`)),
        side: row.side as TableStatistics['side'],
      }));
    },
  });
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
