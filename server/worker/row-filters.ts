/**
 * The row filters of a task's tables, ready for use: as SQL conditions on the source and as predicates over the cells of the
 * stream, both made from one tree whose literals the source itself has spelled (F1). Without a filter nothing is contacted.
 */
import { GodwitError } from '../core/errors.ts';
import type { EndpointAddress } from '../core/endpoint-address.ts';
import { tableKey, type TableMapping } from '../core/object-map.ts';
import { withPool } from '../connectors/postgres/connection.ts';
import { canonicalLiterals, filterToSql } from '../connectors/postgres/row-filter-sql.ts';
import { readTableShapes } from '../connectors/postgres/table-shape.ts';
import { checkFilter } from '../selection/row-filter/check-filter.ts';
import { compileFilter, type FilterPredicate } from '../selection/row-filter/compile-filter.ts';
import { parseFilter } from '../selection/row-filter/parse-filter.ts';

export interface RowFilters {
  /** The mappings with `rowFilter` as a condition in the source's SQL. */
  readonly mappings: readonly TableMapping[];
  /** Predicate by mapping id, for those that have a filter. */
  readonly predicates: ReadonlyMap<string, FilterPredicate>;
}

/** FILTER_INVALID, OBJECT_NOT_FOUND, or why the source does not answer. */
export async function openRowFilters(source: EndpointAddress, mappings: readonly TableMapping[]): Promise<RowFilters> {
  const filtered = mappings.flatMap(({ rowFilter, ...mapping }) =>
    rowFilter === null ? [] : [{ ...mapping, rowFilter }],
  );
  const conditions = new Map<string, string>();
  const predicates = new Map<string, FilterPredicate>();
  if (filtered.length > 0)
    await withPool(source, { applicationName: 'godwit row filters', maxSessions: 1 }, async (sql) => {
      const shapes = await readTableShapes(
        sql,
        filtered.map((mapping) => mapping.source),
      );
      const byName = new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
      for (const mapping of filtered) {
        const name = `${mapping.source.schema}.${mapping.source.name}`;
        const shape = byName.get(tableKey(mapping.source));
        if (!shape) throw new GodwitError('OBJECT_NOT_FOUND', { object: name });
        const { columns } = shape;
        const parsed = parseFilter(mapping.rowFilter, name);
        checkFilter(parsed, name, columns);
        const filter = await canonicalLiterals(sql, parsed, { name, columns });
        conditions.set(mapping.id, filterToSql(filter, columns));
        predicates.set(mapping.id, compileFilter(filter, columns));
      }
    });
  return {
    mappings: mappings.map((mapping) => ({ ...mapping, rowFilter: conditions.get(mapping.id) ?? null })),
    predicates,
  };
}
