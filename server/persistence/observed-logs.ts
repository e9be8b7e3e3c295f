/** What recorded facts tell of tasks: where their change logs lie, what their release dropped (port Observation). */
import { and, eq, inArray } from 'drizzle-orm';
import { fact, task } from '../../drizzle/tables.ts';
import { isCovered, LOG_FACT, placeOf, policyOf } from '../task/change-log-place.ts';
import { FACT } from '../task/facts.ts';
import type { ChangeLogState, ReleasedTask } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { liveStream } from './observed-metrics.ts';

export async function changeLogs(
  control: ControlDatabase,
  taskIds: readonly string[],
): Promise<readonly ChangeLogState[]> {
  if (taskIds.length === 0) return [];
  const rows = await control.db
    .select({ taskId: task.id, name: fact.name, value: fact.value })
    .from(task)
    .innerJoin(fact, eq(fact.taskId, liveStream))
    .where(and(inArray(task.id, [...taskIds]), inArray(fact.name, Object.values(LOG_FACT))));
  return [...Map.groupBy(rows, ({ taskId }) => taskId)].flatMap(([taskId, own]) =>
    stateOf(taskId, Object.fromEntries(own.map(({ name, value }) => [name, value]))),
  );
}

export async function released(control: ControlDatabase, taskIds: readonly string[]): Promise<readonly ReleasedTask[]> {
  if (taskIds.length === 0) return [];
  const rows = await control.db
    .select()
    .from(fact)
    .where(and(inArray(fact.taskId, [...taskIds]), eq(fact.name, FACT.released)));
  return rows.map(({ taskId, value }) => ({
    taskId,
    dropped: (value as { readonly removed: readonly string[] }).removed, // recorded by the workflow
  }));
}

function stateOf(taskId: string, facts: Readonly<Record<string, unknown>>): ChangeLogState[] {
  const place = placeOf(facts);
  if (place === null) return [];
  const { kind, since } = policyOf(facts);
  const away = facts[LOG_FACT.away] as { readonly since: string } | undefined; // recorded by the log keeper
  return [
    {
      taskId,
      machine: place.location,
      since: new Date(place.since),
      generation: place.generation,
      acknowledge: kind,
      acknowledgeSince: since === null ? null : new Date(since),
      losable: isCovered(facts),
      awaySince: away === undefined ? null : new Date(away.since),
    },
  ];
}
