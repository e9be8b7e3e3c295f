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
  const sums = await sumsOf(control, taskId);
  return (['SOURCE', 'TARGET'] as const).map((wanted) => {
    const { inserts = 0n, updates = 0n, deletes = 0n } = sums.find(({ side }) => side === wanted) ?? {};
    return { side: wanted, inserts, updates, deletes, sum: inserts + updates + deletes };
  });
}

/** By doubles, whose sums are exact below 2^53, since numerics take twice as long for 100 000 tables; by numerics beyond. */
async function sumsOf(control: ControlDatabase, taskId: string) {
  const { side, inserts, updates, deletes } = tableStatistics;
  const by = <T>(cast: string, text: string) => {
    const total = (column: typeof inserts | typeof updates | typeof deletes) =>
      sql<T>`sum(${column}::${sql.raw(cast)})${sql.raw(text)}`;
    return control.db
      .select({ side, inserts: total(inserts), updates: total(updates), deletes: total(deletes) })
      .from(tableStatistics)
      .where(eq(tableStatistics.taskId, taskId))
      .groupBy(side);
  };
  const quick = await by<number>('float8', '');
  const exact = quick.every((row) => [row.inserts, row.updates, row.deletes].every(Number.isSafeInteger));
  const rows = exact ? quick : await by<string>('numeric', '::text');
  return rows.map((row) => ({
    side: row.side,
    inserts: BigInt(row.inserts),
    updates: BigInt(row.updates),
    deletes: BigInt(row.deletes),
  }));
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
