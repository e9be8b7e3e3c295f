/**
 * Row filters, ready for use: as SQL conditions and as predicates over the text of cells, both made from one tree whose literals
 * the source itself has spelled (F1). Those of the task's tables, and those of a run of the verification. Without a filter
 * nothing is contacted.
 */
import { GodwitError } from '../core/errors.ts';
import type { EndpointAddress } from '../core/endpoint-address.ts';
import { tableKey, type TableMapping } from '../core/object-map.ts';
import { namesIn, renameColumns, type FilterNode } from '../core/row-filter.ts';
import { withPool } from '../connectors/postgres/connection.ts';
import { canonicalLiterals, filterToSql } from '../connectors/postgres/row-filter-sql.ts';
import { readTableShapes } from '../connectors/postgres/table-shape.ts';
import type { ChosenRows } from '../full-verification/verification-plan.ts';
import { checkFilter, type FilterColumn } from '../selection/row-filter/check-filter.ts';
import { compileFilter, type FilterPredicate } from '../selection/row-filter/compile-filter.ts';
import { parseFilter } from '../selection/row-filter/parse-filter.ts';

export interface RowFilters {
  /** The mappings with `rowFilter` as a condition in the source's SQL. */
  readonly mappings: readonly TableMapping[];
  /** Predicate by mapping id, for those that have a filter. */
  readonly predicates: ReadonlyMap<string, FilterPredicate>;
}

interface CheckedFilter {
  readonly text: string;
  readonly mapping: TableMapping;
  readonly filter: FilterNode;
  readonly columns: readonly FilterColumn[];
}

/** FILTER_INVALID, OBJECT_NOT_FOUND, or why the source does not answer. */
export async function openRowFilters(source: EndpointAddress, mappings: readonly TableMapping[]): Promise<RowFilters> {
  const given = mappings.map((mapping) => [mapping, mapping.rowFilter] as const);
  const checked = await checkedFilters(source, given, (_, columns) => columns);
  const conditions = new Map(checked.map((one) => [one.mapping.id, filterToSql(one.filter, one.columns)]));
  return {
    mappings: mappings.map((mapping) => ({ ...mapping, rowFilter: conditions.get(mapping.id) ?? null })),
    predicates: new Map(checked.map((one) => [one.mapping.id, compileFilter(one.filter, one.columns)])),
  };
}

/**
 * Which rows a run of the verification compares, by mapping id; `rowFilters` over columns of the source that are migrated.
 * FILTER_INVALID, OBJECT_NOT_FOUND, or why the source does not answer.
 */
export async function openChosenRows(
  source: EndpointAddress,
  mappings: readonly TableMapping[],
  rowFilters: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ChosenRows>> {
  const given = mappings.map((mapping) => [mapping, rowFilters.get(mapping.id) ?? null] as const);
  const migrated = ({ columns }: TableMapping, all: readonly FilterColumn[]): readonly FilterColumn[] =>
    columns === null ? all : all.filter(({ name }) => columns.some((column) => column.source === name));
  const checked = await checkedFilters(source, given, migrated);
  return new Map(
    checked.map(({ mapping, text, filter, columns }) => {
      const nameOf = (name: string): string =>
        mapping.columns?.find((column) => column.source === name)?.target ?? name;
      const atTarget = columns.map((column) => ({ ...column, name: nameOf(column.name) }));
      return [
        mapping.id,
        {
          rowFilter: text,
          source: filterToSql(filter, columns),
          target: filterToSql(renameColumns(filter, nameOf), atTarget),
          columns: namesIn(filter).map(({ column }) => column),
          fulfils: compileFilter(filter, columns),
        },
      ];
    }),
  );
}

async function checkedFilters(
  source: EndpointAddress,
  given: readonly (readonly [TableMapping, string | null])[],
  columnsOf: (mapping: TableMapping, all: readonly FilterColumn[]) => readonly FilterColumn[],
): Promise<CheckedFilter[]> {
  const filtered = given.flatMap(([mapping, text]) => (text === null ? [] : [{ mapping, text }]));
  if (filtered.length === 0) return [];
  return withPool(source, { applicationName: 'godwit row filters', maxSessions: 1 }, async (sql) => {
    const shapes = await readTableShapes(
      sql,
      filtered.map(({ mapping }) => mapping.source),
    );
    const byName = new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
    const checked: CheckedFilter[] = [];
    for (const { mapping, text } of filtered) {
      const name = `${mapping.source.schema}.${mapping.source.name}`;
      const shape = byName.get(tableKey(mapping.source));
      if (!shape) throw new GodwitError('OBJECT_NOT_FOUND', { object: name });
      const columns = columnsOf(mapping, shape.columns);
      const parsed = parseFilter(text, name);
      checkFilter(parsed, name, columns);
      checked.push({ text, mapping, columns, filter: await canonicalLiterals(sql, parsed, { name, columns }) });
    }
    return checked;
  });
}
