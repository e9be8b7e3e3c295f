/** Applies corrections that a person asked for: each row is judged anew and written under the fence CORRECTION. */
import { GodwitError } from '../core/errors.ts';
import { withSharers } from '../core/object-map.ts';
import { PostgresSourceDigester, PostgresTargetDigester } from '../connectors/postgres/digest/postgres-digester.ts';
import { digestedRows } from '../connectors/postgres/digest/digest-sql.ts';
import { withPool } from '../connectors/postgres/connection.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import type { RowCells } from '../connectors/row-digester.ts';
import { correctRows } from '../full-verification/correction.ts';
import { Frontier } from '../full-verification/frontier.ts';
import { pairTables, type ComparedTable } from '../full-verification/verification-plan.ts';
import type { NamedCells } from '../full-verification/verification-journal.ts';
import { Instruments } from '../metrics/instruments.ts';
import { markCorrected, openDifferences } from '../persistence/difference-keys.ts';
import { logIdOf, placeOf } from '../task/change-log-place.ts';
import type { StepContext } from '../task/phase-work.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { openRowFilters } from './row-filters.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** Cells of a recorded key in the order of the table's key. */
export function keyCells(table: ComparedTable, key: NamedCells): RowCells {
  return table.source.key.map((index) => key[table.source.columns[index]?.name ?? ''] ?? null);
}

async function isEmpty(situation: TaskSituation, table: ComparedTable): Promise<boolean> {
  const rows = await withPool(situation.source, { applicationName: 'godwit correction', maxSessions: 1 }, (sql) =>
    sql.unsafe(`SELECT FROM ${digestedRows(table.source)} LIMIT 1`),
  );
  return rows.length === 0;
}

/** Corrects the named differences of a run, or all that are open; refused for a table whose source has no row at all. */
export async function applyCorrections(
  situation: TaskSituation,
  run: { readonly runId: string; readonly differenceIds: readonly string[] | null },
  deps: WorkerDeps,
  context: StepContext,
): Promise<void> {
  const { task } = situation;
  const { database } = deps.control;
  const differences = await openDifferences(database.db, run.runId, run.differenceIds);
  if (differences.length === 0) return;
  const incremental = task.phases.includes('INCREMENTAL_SYNCHRONIZATION');
  await using source = new PostgresSourceDigester(situation.source, { taskId: task.id });
  await using target = new PostgresTargetDigester(situation.target, { taskId: incremental ? task.id : null });
  await using reader = await source.openReader();
  await using session = await target.openCorrection({ taskId: task.id, epoch: context.claim.epoch });
  const wanted = new Set(differences.map((difference) => difference.tableId));
  const { mappings, predicates } = await openRowFilters(
    situation.source,
    withSharers(situation.tables, ({ id }) => wanted.has(id)),
  );
  const log = incremental ? await deps.logs.openReader(logIdOf(task.id, placeOf(situation.facts))) : null;
  try {
    const frontier = log === null ? null : new Frontier(log, source);
    await frontier?.open(context.signal, (waiting) => context.waiting(waiting));
    const replayed = log === null || frontier === null ? null : { log, order: lsnOrder, frontier, filters: predicates };
    for (const pair of await pairTables(mappings, { source, target })) {
      if ('error' in pair) throw pair.error;
      if (await isEmpty(situation, pair))
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: 'correctionApply',
          state: task.status,
          detail: `the source table ${pair.mapping.source.schema}.${pair.mapping.source.name} has no data.`,
        });
      const own = differences.filter((difference) => difference.tableId === pair.mapping.id);
      const rows = await correctRows(
        pair,
        own.map((difference) => keyCells(pair, difference.key)),
        {
          source,
          target,
          replayed,
          meter: new Instruments(),
          waiting: (waiting) => context.waiting(waiting),
          reader,
          session,
          signal: context.signal,
        },
      );
      await markCorrected(
        database,
        own.map((difference) => difference.id),
      );
      context.log.info('corrected', { table: pair.mapping.id, rows });
    }
  } finally {
    await log?.close();
  }
}
