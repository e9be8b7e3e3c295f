/** Checks of what people write, before anything is stored: shapes, lengths, and row filters, which are not offered yet. */
import { GodwitError } from '../core/errors.ts';
import type { SelectionRules } from './selection-service.ts';

const MAX_RULES = 10_000;

/** Throws BAD_INPUT, LIMIT_EXCEEDED or FILTER_INVALID. */
export function checkRules(rules: SelectionRules): void {
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
    // Until one parser serves copy, stream and verification alike, a filter would hold for some rows only.
    if (rule.rowFilter)
      throw new GodwitError('FILTER_INVALID', {
        table: `${rule.schema}.${rule.name}`,
        offset: 0,
        detail: 'row filters are not available in this version.',
      });
  }
}
