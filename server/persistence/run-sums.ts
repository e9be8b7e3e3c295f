/**
 * The sums over the tables of verification runs. Of a run that is COMPLETED nothing changes any more (verification-runs.ts: a closed
 * run stays as it is), so its sums are made once and kept, the latest MOST_KEPT of them.
 */
import { inArray, sql } from 'drizzle-orm';
import { verificationTable } from '../../drizzle/tables.ts';
import type { ResultCounts } from '../core/verification-verdict.ts';
import type { ControlDatabase } from './control-database.ts';

const MOST_KEPT = 1_000;

export interface RunSum {
  readonly runId: string;
  readonly tables: number;
  readonly filtered: number;
  readonly results: ResultCounts;
  readonly estimated: string;
  readonly verified: string;
  readonly found: string;
}

export class RunSums {
  readonly #control: ControlDatabase;
  readonly #kept = new Map<string, RunSum>();

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  /** One statement at most; a run without tables has none. */
  async of(runs: readonly { readonly id: string; readonly status: string }[]): Promise<readonly RunSum[]> {
    const wanted = runs.filter(({ id }) => !this.#kept.has(id));
    const known = runs.flatMap(({ id }) => this.#kept.get(id) ?? []);
    if (wanted.length === 0) return known;
    // their states were read before: what is COMPLETED there is whole here
    const made = await sumsOf(
      this.#control,
      wanted.map(({ id }) => id),
    );
    const completed = new Set(wanted.flatMap(({ id, status }) => (status === 'COMPLETED' ? [id] : [])));
    for (const sum of made) if (completed.has(sum.runId)) this.#keep(sum);
    return [...known, ...made];
  }

  #keep(sum: RunSum): void {
    this.#kept.set(sum.runId, sum);
    if (this.#kept.size <= MOST_KEPT) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}

const withResult = (result: string) =>
  sql<number>`count(*) FILTER (WHERE ${verificationTable.result} = ${result})::int`;

function sumsOf(control: ControlDatabase, ids: string[]): Promise<RunSum[]> {
  return control.db
    .select({
      runId: verificationTable.runId,
      tables: sql<number>`count(*)::int`,
      filtered: sql<number>`count(${verificationTable.rowFilter})::int`,
      results: {
        consistent: withResult('CONSISTENT'),
        inconsistent: withResult('INCONSISTENT'),
        skipped: withResult('SKIPPED'),
        notComparable: withResult('NOT_COMPARABLE'),
        failed: withResult('FAILED'),
        unjudged: sql<number>`count(*) FILTER (WHERE ${verificationTable.result} IS NULL)::int`,
      },
      estimated: sql<string>`coalesce(sum(${verificationTable.estimatedRows}), 0)::text`,
      verified: sql<string>`coalesce(sum(${verificationTable.verifiedRows}), 0)::text`,
      found: sql<string>`coalesce(sum(${verificationTable.sourceOnly} + ${verificationTable.targetOnly} + ${verificationTable.mismatched}), 0)::text`,
    })
    .from(verificationTable)
    .where(inArray(verificationTable.runId, ids))
    .groupBy(verificationTable.runId);
}
