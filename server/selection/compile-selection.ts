/** Rules + the source's tables -> mappings and what matched nothing. Pure; ids of tables that were mapped before stay. */
import type { TableShape } from '../core/catalog.ts';
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import { tableKey, targetGroups, type TableMapping, type TableName } from '../core/object-map.ts';
import { checkFilter } from './row-filter/check-filter.ts';
import { parseFilter } from './row-filter/parse-filter.ts';
import { filterOf } from './selection-rules.ts';
import type { ObjectRule, SelectionPreview, SelectionRules } from './selection-service.ts';

/** `*` any text, `?` one character. */
export function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    'su',
  );
}

const named = (template: string | null | undefined, source: TableName, fallback: string): string =>
  template ? template.replaceAll('{schema}', source.schema).replaceAll('{name}', source.name) : fallback;

export function compileSelection(
  rules: SelectionRules,
  tables: readonly TableShape[],
  before: readonly TableMapping[] = [],
  used: number = before.length,
): SelectionPreview {
  const known = new Map(before.map((mapping) => [tableKey(mapping.source), mapping.id]));
  const explicit = new Map(rules.objects.map((rule) => [tableKey(rule), rule]));
  const errors: ErrorReason[] = [];
  const unmatched: string[] = [];
  const mappings: TableMapping[] = [];
  const matchedIncludes = new Set<number>();
  let last = used;
  for (const shape of tables) {
    const source = shape.table;
    const rule = explicit.get(tableKey(source)) ?? includedBy(rules, source, matchedIncludes);
    if (!rule) continue;
    checkColumns(rule, shape, errors);
    checkRowFilter(rule, shape, errors);
    mappings.push({
      id: known.get(tableKey(source)) ?? `t${(last += 1)}`,
      source,
      target: {
        schema: named(rule.targetSchema, source, source.schema),
        name: named(rule.targetName, source, source.name),
      },
      columns: rule.columns ?? null,
      rowFilter: filterOf(rule),
    });
  }
  const present = new Set(tables.map((shape) => tableKey(shape.table)));
  for (const rule of rules.objects) {
    if (present.has(tableKey(rule))) continue;
    unmatched.push(`${rule.schema}.${rule.name}`);
    errors.push(reasonOf(new GodwitError('OBJECT_NOT_FOUND', { object: `${rule.schema}.${rule.name}` })));
  }
  rules.include.forEach((rule, index) => {
    if (!matchedIncludes.has(index)) unmatched.push(`${rule.schema}.${rule.name}`);
  });
  if (mappings.length === 0) errors.push(reasonOf(new GodwitError('NO_OBJECTS')));
  const shared = targetGroups(mappings).flatMap((group) => {
    const [first] = group;
    return first === undefined || group.length === 1 ? [] : [{ target: first.target, sources: group.map(({ source }) => source) }]; // prettier-ignore
  });
  return { tables: mappings, shared, unmatched, errors };
}

function includedBy(rules: SelectionRules, source: TableName, matched: Set<number>): ObjectRule | null {
  const matches = (rule: { readonly schema: string; readonly name: string }): boolean =>
    wildcard(rule.schema).test(source.schema) && wildcard(rule.name).test(source.name);
  const index = rules.include.findIndex(matches);
  const rule = rules.include[index];
  if (!rule) return null;
  matched.add(index);
  return rules.exclude.some(matches) ? null : { ...rule, ...source };
}

function checkColumns(rule: ObjectRule, shape: TableShape, errors: ErrorReason[]): void {
  for (const column of rule.columns ?? []) {
    if (!shape.columns.some((candidate) => candidate.name === column.source))
      errors.push(
        reasonOf(new GodwitError('OBJECT_NOT_FOUND', { object: `${rule.schema}.${rule.name}.${column.source}` })),
      );
  }
}

function checkRowFilter(rule: ObjectRule, shape: TableShape, errors: ErrorReason[]): void {
  const filter = filterOf(rule);
  if (filter === null) return;
  const table = `${rule.schema}.${rule.name}`;
  try {
    checkFilter(parseFilter(filter, table), table, shape.columns);
  } catch (error) {
    if (!(error instanceof GodwitError)) throw error;
    errors.push(reasonOf(error));
  }
}
