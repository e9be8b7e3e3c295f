/** What a run of the verification proved, in words: never more than was judged. */
import type { VerificationRunResult, VerificationScope } from '../../../generated/graphql.ts';
import { count, tableWords } from '../../format/format.ts';

export interface ProvenRun {
  readonly scope: VerificationScope;
  readonly result?: VerificationRunResult | null;
  readonly verifiedRows: string;
  readonly tablesTotal: number;
  readonly tablesFiltered: number;
  readonly differences: string;
  readonly openDifferences: string;
  readonly notProven: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly source: { readonly schema: string; readonly name: string } }[];
  };
}

export interface Proof {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly words: string;
}

const EQUAL: Readonly<Record<VerificationScope, string>> = {
  ALL: 'Both sides are equal',
  ABNORMAL_TABLES: 'The tables that were verified again are equal',
  CHANGED_ROWS: 'The rows that changed since are equal',
  INCONSISTENT_ROWS: 'The rows that differed are equal now',
  CUSTOM: 'The chosen tables are equal',
};

/** Null before the run is over. */
export function proofOf(run: ProvenRun): Proof | null {
  switch (run.result) {
    case 'EQUAL':
      return {
        tone: 'good',
        words: `${run.tablesFiltered > 0 ? 'The chosen rows are equal' : EQUAL[run.scope]}: ${count(run.verifiedRows)} rows in ${run.tablesTotal} tables, no difference.${unproven(run)}`,
      };
    case 'DIFFERENT':
      return { tone: 'bad', words: [differing(run), left(run)].filter(Boolean).join(' ') };
    case 'INCOMPLETE':
      return { tone: 'warn', words: left(run) || 'Nothing was compared, so nothing is proven.' };
    default:
      return null;
  }
}

function unproven({ tablesFiltered }: ProvenRun): string {
  return tablesFiltered === 0
    ? ''
    : ` Nothing is proven of the other rows of ${tablesFiltered === 1 ? 'a table' : `${tablesFiltered} tables`}.`;
}

function differing({ differences, openDifferences }: ProvenRun): string {
  const found = `${count(differences)} rows differ`;
  if (openDifferences === differences) return `${found}.`;
  if (openDifferences === '0')
    return `${found.replace('differ', 'differed')}; all were corrected, or found equal since.`;
  return `${found.replace('differ', 'differed')}; ${count(openDifferences)} still do.`;
}

function left({ notProven: { totalCount, nodes } }: ProvenRun): string {
  if (totalCount === 0) return '';
  const more = totalCount > nodes.length ? ` and ${totalCount - nodes.length} more` : '';
  const names = nodes.map(({ source }) => tableWords(source)).join(', ');
  return `Not proven of ${totalCount} ${totalCount === 1 ? 'table' : 'tables'}: ${names}${more}. Each shows why below.`;
}
