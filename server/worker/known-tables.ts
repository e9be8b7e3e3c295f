/**
 * The source's own numbers of the task's tables, kept as a fact: by them a table is known that got another name, whose changes
 * would else be taken for those of a table that is none of the task's.
 */
import { openPool, SHORT_QUESTIONS } from '../connectors/postgres/connection.ts';
import { readTableNumbers } from '../connectors/postgres/apply/source-reads.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

/** Those kept, and those that the tables have now; a table that has left the task is forgotten. */
export async function knownTables(
  { task, source, tables, facts }: TaskSituation,
  deps: Pick<WorkerDeps, 'control'>,
): Promise<ReadonlySet<string>> {
  const sql = openPool(source, { applicationName: 'godwit incr-sync source', maxSessions: 1, ...SHORT_QUESTIONS });
  try {
    const now = await readTableNumbers(sql, tables);
    const kept = (facts[STAGE_FACT.sourceTables] ?? {}) as Readonly<Record<string, string>>; // recorded below
    const known = Object.fromEntries(
      tables.flatMap(({ id }) => {
        const number = kept[id] ?? now.get(id);
        return number === undefined ? [] : [[id, number]];
      }),
    );
    if (JSON.stringify(known) !== JSON.stringify(kept))
      await deps.control.progress.recordFact(task.id, STAGE_FACT.sourceTables, known);
    return new Set([...Object.values(known), ...now.values()]);
  } catch (error) {
    throw toGodwitError(error, source, 'CONNECTION_LOST');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
