/** Some facts of a task by name, for who needs them each second and nothing else of the situation. */
import { and, eq, inArray } from 'drizzle-orm';
import { fact } from '../../drizzle/tables.ts';
import type { Queryable } from './control-database.ts';

export async function readFacts(
  control: { readonly db: Queryable },
  taskId: string,
  names: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const rows = await control.db
    .select({ name: fact.name, value: fact.value })
    .from(fact)
    .where(and(eq(fact.taskId, taskId), inArray(fact.name, [...names])));
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
