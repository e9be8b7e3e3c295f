/** Runs of the full verification as people see them, with what each proved, and what all of them prove of the task. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { taskTable, verificationDifference, verificationRun } from '../../drizzle/tables.ts';
import { structureGivers } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import {
  NO_RESULTS,
  resultOfRun,
  verdictOf,
  type Judgement,
  type VerificationVerdict,
} from '../core/verification-verdict.ts';
import { FACT } from '../task/facts.ts';
import type { SubtaskSkip, VerificationRun } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { readFacts } from './facts.ts';
import { keysetPage } from './keyset-page.ts';
import type { RunSums } from './run-sums.ts';
import { toMapping } from './task-situation.ts';

type RunRow = typeof verificationRun.$inferSelect;

export interface RunDeps {
  readonly control: ControlDatabase;
  readonly sums: RunSums;
}

export function verificationRuns(deps: RunDeps, taskId: string, page: PageRequest): Promise<Page<VerificationRun>> {
  return keysetPage(deps.control.db, {
    table: verificationRun,
    where: eq(verificationRun.taskId, taskId),
    keys: [verificationRun.startedAt, verificationRun.id],
    descending: true,
    page,
    items: (rows) => withSums(deps, rows),
  });
}

export async function verificationRunById(deps: RunDeps, id: string): Promise<VerificationRun | null> {
  const rows = await deps.control.db
    .select()
    .from(verificationRun)
    .where(eq(verificationRun.id, id))
    .orderBy(desc(verificationRun.startedAt));
  return (await withSums(deps, rows))[0] ?? null;
}

async function withSums({ control, sums }: RunDeps, rows: readonly RunRow[]): Promise<VerificationRun[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const counting = control.db
    .select({
      runId: verificationDifference.runId,
      open: sql<string>`count(*) FILTER (WHERE ${verificationDifference.status} = 'OPEN')::text`,
      settled: sql<string>`count(*) FILTER (WHERE ${verificationDifference.status} <> 'OPEN')::text`,
    })
    .from(verificationDifference)
    .where(inArray(verificationDifference.runId, ids))
    .groupBy(verificationDifference.runId);
  const [made, kept] = await Promise.all([sums.of(rows), counting]);
  return rows.map((row) => {
    const sum = made.find(({ runId }) => runId === row.id);
    const recorded = kept.find(({ runId }) => runId === row.id);
    const results = sum?.results ?? NO_RESULTS;
    const found = BigInt(sum?.found ?? 0);
    return {
      id: row.id,
      taskId: row.taskId,
      scope: row.scope as VerificationRun['scope'],
      status: row.status as VerificationRun['status'],
      startedAt: row.startedAt,
      completedAt: row.completedAt,
      estimatedRows: BigInt(sum?.estimated ?? 0),
      verifiedRows: BigInt(sum?.verified ?? 0),
      tablesTotal: sum?.tables ?? 0,
      tablesFiltered: sum?.filtered ?? 0,
      tablesCompleted: (sum?.tables ?? 0) - results.unjudged,
      result: row.status === 'COMPLETED' ? resultOfRun(results) : null,
      results,
      differences: found,
      openDifferences: found - BigInt(recorded?.settled ?? 0),
      correctableDifferences: BigInt(recorded?.open ?? 0),
      reason: row.reason as VerificationRun['reason'],
    };
  });
}

export async function verificationVerdict(control: ControlDatabase, taskId: string): Promise<VerificationVerdict> {
  const mapped = await control.db
    .select()
    .from(taskTable)
    .where(and(eq(taskTable.taskId, taskId), isNull(taskTable.removedAt)))
    .orderBy(asc(taskTable.ordinal));
  // tables that go into one target are judged together, under the first
  const tables = structureGivers(mapped.map(toMapping));
  const rows = await control.db.execute<{
    table_id: string;
    kind: 'WHOLE' | 'ROWS_ONLY' | 'CHOSEN';
    at: string;
    result: Judgement['result'];
    found: number;
    kept: number;
    settled: number;
  }>(sql`
    SELECT newest.*, of_rows.* FROM (
      SELECT t.run_id, t.table_id, t.kind, t.begun_at AS at, t.result, (t.source_only + t.target_only + t.mismatched)::float8 AS found
      FROM (
        SELECT t.*, r.started_at AS begun_at, k.kind, row_number() OVER (PARTITION BY t.table_id, k.kind ORDER BY r.started_at DESC, r.id DESC) AS place
        FROM verification_table t JOIN verification_run r ON r.id = t.run_id CROSS JOIN LATERAL (
          SELECT CASE WHEN t.row_filter IS NOT NULL THEN 'CHOSEN' WHEN r.scope = 'INCONSISTENT_ROWS' THEN 'ROWS_ONLY' ELSE 'WHOLE' END AS kind) k
        WHERE r.task_id = ${taskId} AND t.result <> 'SKIPPED') t
      WHERE CASE WHEN t.kind = 'CHOSEN' THEN t.result = 'INCONSISTENT' ELSE t.place = 1 END) newest
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS kept, count(*) FILTER (WHERE status <> 'OPEN')::int AS settled FROM verification_difference d
      WHERE newest.found > 0 AND d.run_id = newest.run_id AND d.table_id = newest.table_id) of_rows`);
  const byTable = new Map<string, Judgement[]>();
  for (const row of rows) {
    const place = `${row.kind} ${row.table_id}`;
    byTable.set(place, [...(byTable.get(place) ?? []), { ...row, at: new Date(row.at) }]);
  }
  const judged = (kind: string, tableId: string): readonly Judgement[] => byTable.get(`${kind} ${tableId}`) ?? [];
  return verdictOf(
    tables.map(({ id }) => ({
      whole: judged('WHOLE', id)[0] ?? null,
      rowsOnly: judged('ROWS_ONLY', id)[0] ?? null,
      chosen: judged('CHOSEN', id),
    })),
  );
}

export async function verificationSkip(control: ControlDatabase, taskId: string): Promise<SubtaskSkip | null> {
  const skipped = (await readFacts(control, taskId, [FACT.verificationSkipped]))[FACT.verificationSkipped];
  if (skipped === undefined) return null;
  const { by, reason, at } = skipped as { readonly by: string; readonly reason: string | null; readonly at: string };
  return { by, reason, at: new Date(at) };
}
