/** The verdict, for which the database counts most tables, is that of the pure rules over each table: random runs of random tables. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { structureGivers } from '../../server/core/object-map.ts';
import { verdictOf, type Judgement, type VerificationResult } from '../../server/core/verification-verdict.ts';
import { ObservedControl } from '../support/observed-control.ts';
import { Chance } from '../support/random-source.ts';

const TASKS = 300;
const UNPROVEN = ['INCONSISTENT', 'INCONSISTENT', 'SKIPPED', 'NOT_COMPARABLE', 'FAILED'] as const;

interface Row {
  readonly runId: string;
  readonly scope: string;
  readonly tableId: string;
  readonly filtered: boolean;
  readonly judgement: Omit<Judgement, 'result'> & { readonly result: VerificationResult | null };
}

let observed: ObservedControl;
beforeAll(async () => {
  observed = await ObservedControl.open();
});
afterAll(() => observed[Symbol.asyncDispose]());

interface Listed {
  readonly id: string;
  readonly target: { readonly schema: string; readonly name: string };
  readonly removed: boolean;
}

/** Some go into one target, some were removed. */
const randomTables = (chance: Chance): Listed[] =>
  Array.from({ length: chance.between(0, 6) }, (_, index) => ({
    id: `t${index}`,
    target: { schema: 's', name: chance.of(0.2) ? 'one' : `n${index}` },
    removed: chance.of(0.1),
  }));

/** Runs may begin in the same instant; the later one of them has the greater id. Each has one table of a target, of those that were there. */
function randomRuns(chance: Chance, taskId: string, tables: readonly Listed[]): { runs: object[]; rows: Row[] } {
  let minute = 0;
  const ordinary = chance.of(0.5) ? 0.9 : 0.5;
  const rows: Row[] = [];
  const runs = Array.from({ length: chance.between(0, 5) }, (_, index) => {
    if (chance.of(0.8)) minute += 1;
    const at = new Date(minute * 60_000);
    const run = {
      id: `${taskId}${index}`,
      scope: chance.pick(['ALL', 'ALL', 'ABNORMAL_TABLES', 'CUSTOM', 'INCONSISTENT_ROWS']),
      status: chance.pick(['COMPLETED', 'STOPPED', 'SKIPPED', 'RUNNING']),
      at,
    };
    const there = structureGivers(tables.filter(({ removed }) => !removed || chance.of(0.5)));
    for (const { id } of run.scope === 'ALL' ? there : chance.some(there, 0.5)) {
      const unjudged = chance.of(0.05);
      const result = unjudged ? null : chance.of(ordinary) ? 'CONSISTENT' : chance.pick(UNPROVEN);
      const found = result === 'INCONSISTENT' ? chance.between(1, 3) : 0;
      const kept = chance.between(0, found);
      rows.push({
        runId: run.id,
        scope: run.scope,
        tableId: id,
        filtered: chance.of(run.scope === 'CUSTOM' ? 0.5 : 0.05),
        judgement: { at, result, found, kept, settled: chance.between(0, kept) },
      });
    }
    return run;
  });
  return { runs, rows };
}

async function record(taskId: string, tables: readonly Listed[], made: ReturnType<typeof randomRuns>): Promise<void> {
  const { db } = observed.control;
  await db.execute(sql`DELETE FROM task_table WHERE task_id = ${taskId}`);
  await db.execute(sql`
    INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name, removed_at)
    SELECT ${taskId}, t ->> 'id', o, 's', t ->> 'id', t #>> '{target,schema}', t #>> '{target,name}', CASE WHEN (t -> 'removed')::boolean THEN now() END
    FROM jsonb_array_elements(${JSON.stringify(tables)}::jsonb) WITH ORDINALITY x (t, o)`);
  await db.execute(sql`
    INSERT INTO verification_run (id, task_id, scope, request, status, started_at)
    SELECT r ->> 'id', ${taskId}, r ->> 'scope', '{}', r ->> 'status', (r ->> 'at')::timestamptz FROM jsonb_array_elements(${JSON.stringify(made.runs)}::jsonb) r`);
  const rows = JSON.stringify(made.rows);
  await db.execute(sql`
    INSERT INTO verification_table (run_id, table_id, row_filter, result, estimated_rows, verified_rows, source_only, target_only, mismatched, consistent, uncompared_columns)
    SELECT r ->> 'runId', r ->> 'tableId', CASE WHEN (r -> 'filtered')::boolean THEN 'id > 1' END, r #>> '{judgement,result}', 9, 9,
      CASE o % 3 WHEN 0 THEN n ELSE 0 END, CASE o % 3 WHEN 1 THEN n ELSE 0 END, CASE o % 3 WHEN 2 THEN n ELSE 0 END, 0, '{}'
    FROM jsonb_array_elements(${rows}::jsonb) WITH ORDINALITY x (r, o), LATERAL (SELECT (r #> '{judgement,found}')::int AS n) f`);
  await db.execute(sql`
    INSERT INTO verification_difference (run_id, table_id, kind, key, status, at)
    SELECT r ->> 'runId', r ->> 'tableId', 'MISMATCHED', '{}', CASE WHEN k <= (r #> '{judgement,settled}')::int THEN 'CORRECTED' ELSE 'OPEN' END, now()
    FROM jsonb_array_elements(${rows}::jsonb) r, generate_series(1, (r #> '{judgement,kept}')::int) k`);
}

/** By the rules, over every table. */
function wanted(tables: readonly Listed[], rows: readonly Row[]) {
  const kindOf = ({ filtered, scope }: Row): string =>
    filtered ? 'CHOSEN' : scope === 'INCONSISTENT_ROWS' ? 'ROWS_ONLY' : 'WHOLE';
  return verdictOf(
    structureGivers(tables.filter(({ removed }) => !removed)).map(({ id }) => {
      const judged = (kind: string): Judgement[] =>
        rows
          .filter((row) => row.tableId === id && kindOf(row) === kind)
          .map(({ judgement }) => judgement)
          .filter((judgement): judgement is Judgement => judgement.result !== null && judgement.result !== 'SKIPPED');
      return {
        whole: judged('WHOLE').at(-1) ?? null,
        rowsOnly: judged('ROWS_ONLY').at(-1) ?? null,
        chosen: judged('CHOSEN').filter(({ result }) => result === 'INCONSISTENT'),
      };
    }),
  );
}

test('the counted verdict is that of the rules', async () => {
  const seed = Number(process.env['GODWIT_VERDICT_SEED'] ?? Date.now() % 2 ** 31);
  const chance = new Chance(seed);
  const seen = { EQUAL: 0, DIFFERENT: 0, INCOMPLETE: 0 };
  for (let turn = 0; turn < TASKS; turn += 1) {
    const { taskId } = await observed.makeTask(`task ${turn}`);
    const tables = randomTables(chance);
    const made = randomRuns(chance, taskId, tables);
    await record(taskId, tables, made);
    const verdict = wanted(tables, made.rows);
    expect(
      await observed.seen.verificationVerdict(taskId),
      `GODWIT_VERDICT_SEED=${seed}: ${JSON.stringify({ tables, made }, null, 1)}`,
    ).toEqual(verdict);
    seen[verdict.result] += 1;
  }
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(5);
}, 120_000);
