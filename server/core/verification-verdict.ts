/**
 * What verification proves, as a pure function of what was judged: of one run over its tables, and of the phase over every
 * table of the task by its newest judgement. Only what was found equal is proven; what could not be judged never is.
 */

/** The judgement of a table. */
export type VerificationResult = 'CONSISTENT' | 'INCONSISTENT' | 'SKIPPED' | 'NOT_COMPARABLE' | 'FAILED';

export type VerificationRunResult = 'EQUAL' | 'DIFFERENT' | 'INCOMPLETE';

/** How many tables of a run have which result; `unjudged` have none. */
export interface ResultCounts {
  readonly consistent: number;
  readonly inconsistent: number;
  readonly skipped: number;
  readonly notComparable: number;
  readonly failed: number;
  readonly unjudged: number;
}

export const NO_RESULTS: ResultCounts = {
  consistent: 0,
  inconsistent: 0,
  skipped: 0,
  notComparable: 0,
  failed: 0,
  unjudged: 0,
};

/** A run of no table proves nothing. */
export function resultOfRun(counts: ResultCounts): VerificationRunResult {
  const { consistent, inconsistent, skipped, notComparable, failed, unjudged } = counts;
  if (inconsistent > 0) return 'DIFFERENT';
  return consistent > 0 && skipped + notComparable + failed + unjudged === 0 ? 'EQUAL' : 'INCOMPLETE';
}

/** A judgement of a table. */
export interface Judgement {
  readonly at: Date;
  readonly result: VerificationResult;
  /** Rows that differed; of them recorded one by one; of those corrected, or found equal by a later run. */
  readonly found: number;
  readonly kept: number;
  readonly settled: number;
}

/** The newest judgement over all rows, the newest over those alone that had differed, and what was found among chosen ones. */
export interface TableJudgement {
  readonly whole: Judgement | null;
  readonly rowsOnly: Judgement | null;
  /** Of runs over rows that a filter chose: those that found a difference. */
  readonly chosen: readonly Judgement[];
}

export interface VerificationVerdict {
  readonly result: VerificationRunResult;
  readonly tables: number;
  /** Found equal, or every difference was corrected. */
  readonly proven: number;
  readonly different: number;
  /** Never judged, or not to be judged. */
  readonly notProven: number;
  readonly openDifferences: number;
}

/** Over every table of the task: of these, some are given; of the others so many are known to be proven, and nothing of the rest. */
export function verdictOf(
  given: readonly TableJudgement[],
  { tables, proven: provenOthers } = { tables: given.length, proven: 0 },
): VerificationVerdict {
  const judged = given.map((table) => openOf(table));
  const different = judged.filter((open) => open !== null && open > 0).length;
  const proven = judged.filter((open) => open === 0).length + provenOthers;
  return {
    result: different > 0 ? 'DIFFERENT' : proven > 0 && proven === tables ? 'EQUAL' : 'INCOMPLETE',
    tables,
    proven,
    different,
    notProven: tables - proven - different,
    openDifferences: judged.reduce<number>((sum, open) => sum + (open ?? 0), 0),
  };
}

/**
 * Open differences of a table; null: it is not known. Rows alone prove nothing about the others of their table, but what differs
 * among chosen ones does differ: at least so many, since a run over all rows may have seen them as well.
 */
function openOf(table: TableJudgement): number | null {
  const { whole, rowsOnly, chosen } = table;
  const known = openOfAll(table);
  const since = (earlier: Judgement | null, { at }: Judgement): boolean =>
    earlier === null || !wasJudged(earlier) || earlier.at < at;
  const found = chosen
    .filter((run) => since(whole, run))
    .map((run) => run.found - (since(rowsOnly, run) ? run.settled : run.kept));
  const most = Math.max(0, ...found);
  return most > 0 ? Math.max(most, known ?? 0) : known;
}

function openOfAll({ whole, rowsOnly }: TableJudgement): number | null {
  if (whole === null || !wasJudged(whole)) return null;
  if (rowsOnly === null || rowsOnly.at < whole.at) return whole.found - whole.settled;
  return wasJudged(rowsOnly) ? whole.found - whole.kept + rowsOnly.found - rowsOnly.settled : null;
}

const wasJudged = ({ result }: Judgement): boolean => result === 'CONSISTENT' || result === 'INCONSISTENT';
