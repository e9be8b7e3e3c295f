/**
 * What streaming makes is the final state of the source: random tables, random work before, during and after the copy
 * and the replay, a replay that is cut off once. Printed seed; GODWIT_DIFFERENTIAL_SEED repeats its tables and work.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type postgres from 'postgres';
import {
  randomStep,
  randomTable,
  statements,
  TYPES_DDL,
  type RandomStep,
  type RandomTable,
} from '../support/random-schema.ts';
import { compareDatabases } from '../support/oracle.ts';
import { WholeRun } from '../support/whole-run.ts';
import { testPostgres } from '../setup/postgres.ts';

const SECONDS = Number(process.env['GODWIT_DIFFERENTIAL_SECONDS'] ?? 30);
const SEED = Number(process.env['GODWIT_DIFFERENTIAL_SEED'] ?? Date.now() % 2 ** 31);
const TABLES = 5;

type Transactions = readonly (readonly RandomStep[])[];

const scenario = fc
  .record({
    tables: fc.tuple(...Array.from({ length: TABLES }, (_, index) => randomTable(`t${index}`))),
    /** Before, during the copy, between, during the replay. */
    work: fc.array(fc.array(randomStep(TABLES), { minLength: 1, maxLength: 6 }), { minLength: 120, maxLength: 300 }),
    cutAfterMs: fc.nat(300),
  })
  .map((drawn) => ({ ...drawn, [fc.toStringMethod]: () => drawn.tables.map(({ ddl }) => ddl).join(';\n') }));

/** Runs transactions over three sessions; one that the database refuses is rolled back, as an application would see it. */
async function work(sql: postgres.Sql, tables: readonly RandomTable[], transactions: Transactions): Promise<void> {
  const session = async (own: Transactions): Promise<void> => {
    for (const steps of own)
      await sql
        .begin(async (tx) => {
          for (const step of steps) {
            const table = tables[step.table];
            if (table === undefined) continue;
            const run = async (inner: postgres.TransactionSql): Promise<void> => {
              for (const statement of statements(table, step)) await inner.unsafe(statement);
              if (step.undone) throw new Undone();
            };
            await tx.savepoint(run).catch((error: unknown) => tolerate(error));
          }
        })
        .catch((error: unknown) => tolerate(error));
  };
  await Promise.all([0, 1, 2].map((lane) => session(transactions.filter((_, index) => index % 3 === lane))));
}

class Undone extends Error {}

/** Unique violations, deadlocks, rows that move between partitions and values outside every partition are the workload's own. */
function tolerate(error: unknown): void {
  const code = (error as { code?: string }).code ?? '';
  if (!(error instanceof Undone) && !['23505', '40P01', '40001', '23514'].includes(code)) throw error;
}

test('random work on random tables ends equal, and is verified so', { timeout: (SECONDS + 90) * 1000 }, async () => {
  console.log(`differential: seed ${SEED}`);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async ({ tables, work: all, cutAfterMs }) => {
      const server = await testPostgres();
      await using source = await server.createDatabase();
      await using target = await server.createDatabase();
      const ddl = [TYPES_DDL, ...tables.map((table) => table.ddl)].join(';\n');
      await source.sql.unsafe(ddl);
      await target.sql.unsafe(ddl);
      const part = (from: number, to: number) => all.slice((all.length * from) / 10, (all.length * to) / 10);
      const { sql } = source;
      await work(sql, tables, part(0, 3));
      await using run = await WholeRun.start(
        { source, target },
        { tables: tables.map(({ name }) => name), consent: true },
      );
      await Promise.all([work(sql, tables, part(3, 6)), run.copy()]);
      await work(sql, tables, part(6, 7));
      const cut = AbortSignal.timeout(cutAfterMs);
      await Promise.all([work(sql, tables, part(7, 9)), run.sync({ signal: cut })]);
      await work(sql, tables, part(9, 10));
      const journal = await run.sync();
      expect(await compareDatabases(sql, target.sql)).toEqual([]);
      expect(journal.conflicts).toEqual([]);
      const verified = await run.verify();
      expect(verified.differences).toEqual([]);
      expect([...verified.tables.values()].map(({ result }) => result)).toEqual(tables.map(() => 'CONSISTENT'));
      runs += 1;
    }),
    { seed: SEED, numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, endOnFailure: true, verbose: 0 },
  );
  expect(runs).toBeGreaterThan(0);
  console.log(`differential: ${runs} runs`);
});
