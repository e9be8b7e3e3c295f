/**
 * The object configuration of a task as a file: its rules, one a line, in CSV for people and spreadsheets and in JSON for
 * programs. Both hold all of it, so that an import of what was downloaded changes nothing.
 */
import { createHash } from 'node:crypto';
import type { ColumnMapping } from '../core/object-map.ts';
import type { ObjectRule, SelectionRules, WildcardRule } from '../selection/selection-service.ts';
import { csvLine } from './csv.ts';

/** The seventh column says what a line is; a file without it holds tables alone. */
export const COLUMNS = [
  'source_database',
  'source_table',
  'target_database',
  'target_table',
  'column_mapping',
  'row_filter',
  'rule',
] as const;
export const RULES = ['TABLE', 'INCLUDE', 'EXCLUDE'] as const;

/** In CSV: `["id", ["name", "full_name"]]`, a column or a pair of source and target; empty for all columns. */
const mappingText = (columns: readonly ColumnMapping[] | null | undefined): string =>
  columns ? JSON.stringify(columns.map(({ source, target }) => (source === target ? source : [source, target]))) : '';

export function* csvOf(rules: SelectionRules): Generator<string> {
  yield csvLine(COLUMNS);
  const line = (rule: (typeof RULES)[number], of: ObjectRule): string =>
    csvLine([of.schema, of.name, of.targetSchema ?? '', of.targetName ?? '', mappingText(of.columns), of.rowFilter ?? '', rule]); // prettier-ignore
  for (const rule of rules.objects) yield line('TABLE', rule);
  for (const rule of rules.include) yield line('INCLUDE', rule);
  for (const rule of rules.exclude) yield line('EXCLUDE', rule);
}

export function* jsonOf(rules: SelectionRules): Generator<string> {
  yield '{"version":1';
  for (const name of ['objects', 'include', 'exclude'] as const) {
    yield `,\n"${name}":[`;
    let between = '\n';
    for (const rule of rules[name]) {
      yield `${between}${JSON.stringify(plain(rule))}`;
      between = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

/** Only what a rule says. */
function plain(rule: ObjectRule | WildcardRule | Pick<WildcardRule, 'schema' | 'name'>): object {
  const { schema, name, targetSchema, targetName, columns, rowFilter }: ObjectRule = rule;
  return {
    schema,
    name,
    ...(targetSchema ? { targetSchema } : {}),
    ...(targetName ? { targetName } : {}),
    ...(columns ? { columns } : {}),
    ...(rowFilter ? { rowFilter } : {}),
  };
}

/** Known before it is sent: the rules of one revision make the same file whenever. */
export function measure(pieces: Iterable<string>): { readonly sizeBytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for (const piece of pieces) {
    sizeBytes += Buffer.byteLength(piece);
    hash.update(piece);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
