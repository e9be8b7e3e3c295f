/** Runs of the full verification as people see them, with what each proved (what all of them prove: observed-verdict.ts). */
import { desc, eq, inArray, sql } from 'drizzle-orm';
import { verificationDifference, verificationRun } from '../../drizzle/tables.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { NO_RESULTS, resultOfRun } from '../core/verification-verdict.ts';
import { FACT } from '../task/facts.ts';
import type { SubtaskSkip, VerificationRun } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { readFacts } from './facts.ts';
import { keysetPage } from './keyset-page.ts';
import type { RunSums } from './run-sums.ts';

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

export async function verificationSkip(control: ControlDatabase, taskId: string): Promise<SubtaskSkip | null> {
  const skipped = (await readFacts(control, taskId, [FACT.verificationSkipped]))[FACT.verificationSkipped];
  if (skipped === undefined) return null;
  const { by, reason, at } = skipped as { readonly by: string; readonly reason: string | null; readonly at: string };
  return { by, reason, at: new Date(at) };
}
