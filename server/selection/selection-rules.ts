/** Checks of what people write, before anything is stored: shapes, lengths, and the syntax of row filters. */
import { GodwitError } from '../core/errors.ts';
import { parseFilter } from './row-filter/parse-filter.ts';
import type { SelectionRules } from './selection-service.ts';

const MAX_RULES = 10_000;

/** Throws BAD_INPUT, LIMIT_EXCEEDED, NO_OBJECTS or FILTER_INVALID. */
export function checkRules(rules: SelectionRules): void {
  checkShapes(rules);
  for (const rule of rules.objects) {
    const filter = filterOf(rule);
    if (filter !== null) parseFilter(filter, `${rule.schema}.${rule.name}`);
  }
}

/** The filter that a rule means: nothing but blanks is none. */
export const filterOf = (rule: { readonly rowFilter?: string | null }): string | null =>
  rule.rowFilter?.trim() ? rule.rowFilter : null;

/** All of checkRules but the filters, which a preview reports table by table. */
export function checkShapes(rules: SelectionRules): void {
  const count = rules.objects.length + rules.include.length + rules.exclude.length;
  if (count > MAX_RULES) throw new GodwitError('LIMIT_EXCEEDED', { what: 'the number of rules', limit: MAX_RULES });
  if (rules.objects.length + rules.include.length === 0) throw new GodwitError('NO_OBJECTS');
  for (const rule of [...rules.objects, ...rules.include, ...rules.exclude]) {
    if (rule.schema === '' || rule.name === '')
      throw new GodwitError('BAD_INPUT', { detail: 'A rule needs a schema and a name.' });
  }
  for (const rule of rules.objects) {
    if (rule.columns?.length === 0)
      throw new GodwitError('BAD_INPUT', { detail: `No column of ${rule.schema}.${rule.name} is selected.` });
  }
}
