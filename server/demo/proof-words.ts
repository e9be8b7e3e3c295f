/** What a run of the verification proved, in words; tables that it could not judge are named. */
import type { DemoVerification } from './demo-client.ts';

export function proofWords({
  result,
  differences,
  notProven,
}: Pick<DemoVerification, 'result' | 'differences' | 'notProven'>): string {
  const left = notProven.nodes.map(({ source, result: why }) => `${source.schema}.${source.name} ${why}`).join(', ');
  const more = notProven.totalCount > notProven.nodes.length ? ', ...' : '';
  const unproven = notProven.totalCount > 0 ? ` ${notProven.totalCount} tables are not proven (${left}${more})` : '';
  switch (result) {
    case 'EQUAL':
      return 'Both sides are equal';
    case 'DIFFERENT':
      return `${differences} rows differ${unproven === '' ? '' : `;${unproven}`}`;
    default:
      return unproven === '' ? 'Nothing is proven' : `Not proven:${unproven}`;
  }
}
