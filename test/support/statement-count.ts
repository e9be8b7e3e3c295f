/**
 * What is asked of the control database, round by round: statements that are sent before the answer to any of them can have
 * come are one round. Spies on the driver's clients, so the product knows nothing of it.
 */
import { getTableName, is, Table } from 'drizzle-orm';
import type postgres from 'postgres';
import { vi } from 'vitest';
import * as accessTables from '../../drizzle/access-tables.ts';
import * as alertTables from '../../drizzle/alert-tables.ts';
import * as switchoverTables from '../../drizzle/switchover-tables.ts';
import * as tables from '../../drizzle/tables.ts';
import { must } from '../../server/core/assert.ts';
import type { ControlDatabase } from '../../server/persistence/control-database.ts';

/** Of each round the table of each statement (the first that it reads), sorted. */
export async function roundsOf(control: ControlDatabase, work: () => Promise<unknown>): Promise<string[][]> {
  const { $client } = control.byId as unknown as { readonly $client: postgres.Sql }; // drizzle keeps the client it was given
  const rounds: string[][] = [];
  let open = false;
  const spies = [control.client, $client].map((client) => {
    const send = client.unsafe.bind(client);
    return vi.spyOn(client, 'unsafe').mockImplementation((statement, ...rest) => {
      if (!open) {
        rounds.push([]);
        open = true;
        setImmediate(() => (open = false)); // an answer is read after that at the earliest
      }
      rounds.at(-1)?.push(tableOf(statement));
      return send(statement, ...rest);
    });
  });
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return rounds.map((round) => round.toSorted());
}

const TABLES: ReadonlySet<string> = new Set(
  Object.values({ ...tables, ...accessTables, ...alertTables, ...switchoverTables }).flatMap((one) =>
    is(one, Table) ? [getTableName(one)] : [],
  ),
);

function tableOf(statement: string): string {
  const read = [...statement.matchAll(/\bfrom "?(\w+)/gi)].map((match) => match[1] ?? '');
  return must(
    read.find((name) => TABLES.has(name)),
    `a table of ours in ${statement}`,
  );
}
