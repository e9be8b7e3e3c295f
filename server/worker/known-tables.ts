/**
 * The source's own numbers of the task's tables, kept as a fact: by them a table is known that got another name, whose changes
 * would else be taken for those of a table that is none of the task's.
 */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { TableMapping } from '../core/object-map.ts';
import { withPool } from '../connectors/postgres/connection.ts';
import { readTableNumbers } from '../connectors/postgres/apply/source-reads.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

/** Those kept, and those of tables that have come since; the source is asked for these alone. One that has left is forgotten. */
export async function knownTables(
  { task, source, tables, facts }: TaskSituation,
  deps: Pick<WorkerDeps, 'control'>,
): Promise<ReadonlySet<string>> {
  const kept = (facts[STAGE_FACT.sourceTables] ?? {}) as Readonly<Record<string, string>>; // recorded below
  const added = tables.filter(({ id }) => kept[id] === undefined);
  const now = added.length === 0 ? new Map<string, string>() : await numbersOf(source, added);
  const known = Object.fromEntries(
    tables.flatMap(({ id }) => {
      const number = kept[id] ?? now.get(id);
      return number === undefined ? [] : [[id, number]];
    }),
  );
  if (JSON.stringify(known) !== JSON.stringify(kept))
    await deps.control.progress.recordFact(task.id, STAGE_FACT.sourceTables, known);
  return new Set(Object.values(known));
}

async function numbersOf(source: EndpointAddress, tables: readonly TableMapping[]) {
  try {
    return await withPool(source, { applicationName: 'godwit incr-sync source', maxSessions: 1 }, (sql) =>
      readTableNumbers(sql, tables),
    );
  } catch (error) {
    throw toGodwitError(error, source, 'CONNECTION_LOST');
  }
}
