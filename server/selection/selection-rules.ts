/** Checks of what people write, before anything is stored: shapes, lengths, and the syntax of row filters. */
import { GodwitError } from '../core/errors.ts';
import { parseFilter } from './row-filter/parse-filter.ts';
import type { ObjectRule, SelectionPreview, SelectionRules } from './selection-service.ts';
import { tableKey, targetGroups, type TableMapping } from '../core/object-map.ts';

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

/** The rules after a change of the objects. */
export const changedRules = (
  kind: 'ADD' | 'REMOVE',
  rules: SelectionRules,
  objects: readonly ObjectRule[],
): SelectionRules => (kind === 'ADD' ? added(rules, objects) : removed(rules, objects));

function added(rules: SelectionRules, objects: readonly ObjectRule[]): SelectionRules {
  const keys = new Set(objects.map((object) => tableKey(object)));
  return {
    ...rules,
    objects: [...rules.objects.filter((object) => !keys.has(tableKey(object))), ...objects],
    exclude: rules.exclude.filter((object) => !keys.has(tableKey(object))),
  };
}

/** A removed table is also excluded, so that no wildcard brings it back. */
function removed(rules: SelectionRules, objects: readonly ObjectRule[]): SelectionRules {
  const keys = new Set(objects.map((object) => tableKey(object)));
  return {
    ...rules,
    objects: rules.objects.filter((object) => !keys.has(tableKey(object))),
    exclude: [...rules.exclude, ...objects.map(({ schema, name }) => ({ schema, name }))],
  };
}

/** Whether a started task can be changed so. Throws OBJECT_NOT_FOUND, NAME_TAKEN, NO_OBJECTS or BAD_INPUT. */
export function checkChange(
  task: { readonly tables: readonly TableMapping[]; readonly phases: readonly string[] },
  change: {
    readonly kind: 'ADD' | 'REMOVE';
    readonly objects: readonly ObjectRule[];
    /** What an ADD brings. */
    readonly preview: Pick<SelectionPreview, 'tables'> | null;
  },
): void {
  const { tables, phases } = task;
  if (change.kind === 'ADD') {
    if (!phases.includes('FULL_MIGRATION'))
      throw new GodwitError('BAD_INPUT', {
        detail: 'Tables can be added to a task with full migration only: nothing else brings their rows.',
      });
    const sources = new Set(tables.map(({ source }) => tableKey(source)));
    const targets = new Set(tables.map(({ target }) => tableKey(target)));
    for (const { source, target } of change.preview?.tables ?? []) {
      if (sources.has(tableKey(source)))
        throw new GodwitError('BAD_INPUT', {
          detail: `${source.schema}.${source.name} is migrated by this task already.`,
        });
      if (targets.has(tableKey(target)))
        throw new GodwitError('NAME_TAKEN', { name: `${target.schema}.${target.name}` });
    }
    return;
  }
  if (tables.length === 0) return; // not compiled yet: the rules are all there is
  const gone = new Set(change.objects.map((object) => tableKey(object)));
  const known = new Set(tables.map(({ source }) => tableKey(source)));
  for (const { schema, name } of change.objects)
    if (!known.has(tableKey({ schema, name })))
      throw new GodwitError('OBJECT_NOT_FOUND', { object: `${schema}.${name}` });
  if ([...known].every((key) => gone.has(key))) throw new GodwitError('NO_OBJECTS');
  for (const group of targetGroups(tables)) {
    const stays = group.find(({ source }) => !gone.has(tableKey(source)));
    const leaves = group.find(({ source }) => gone.has(tableKey(source)));
    if (stays === undefined || leaves === undefined) continue;
    const [one, other] = [stays.source, leaves.source];
    throw new GodwitError('BAD_INPUT', {
      detail: `${other.schema}.${other.name} goes into the same table as ${one.schema}.${one.name}, where its rows cannot be told from the others: remove all of them, or none.`,
    });
  }
}
