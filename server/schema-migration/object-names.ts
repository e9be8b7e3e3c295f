/**
 * Target names of everything that follows a mapped table: its partitions and its sequences go to the table's schema. Of several
 * tables that go into one, the sequences are those of the first, column by column.
 */
import { tableKey, targetGroups, type TableMapping, type TableName } from '../core/object-map.ts';
import type { CatalogObject, TableDetail } from '../connectors/catalog-reader.ts';
import type { ObjectNames } from '../connectors/catalog-writer.ts';

export function objectNames(catalog: readonly CatalogObject[], mappings: readonly TableMapping[]): ObjectNames {
  const relations = new Map(mappings.map((mapping) => [tableKey(mapping.source), mapping.target]));
  const columns = new Map(mappings.map((mapping) => [tableKey(mapping.source), mapping.columns]));
  const follow = (name: TableName, table: TableName): void => {
    const target = relations.get(tableKey(table));
    if (target !== undefined && !relations.has(tableKey(name)))
      relations.set(tableKey(name), {
        schema: target.schema === table.schema ? name.schema : target.schema,
        name: name.name,
      });
  };
  const tables = catalog.filter((object) => object.definition.form === 'TABLE');
  // Parents may stand after their partitions: repeated until nothing follows any more.
  for (let before = -1; before !== relations.size;) {
    before = relations.size;
    for (const { schema, name, definition } of tables) {
      if (definition.form !== 'TABLE' || definition.partitionOf === null) continue;
      follow({ schema, name }, definition.partitionOf);
      const parentColumns = columns.get(tableKey(definition.partitionOf));
      if (parentColumns !== undefined && !columns.has(tableKey({ schema, name })))
        columns.set(tableKey({ schema, name }), parentColumns);
    }
  }
  const detailOf = (table: TableName): TableDetail | null => {
    const found = tables.find(({ schema, name }) => tableKey({ schema, name }) === tableKey(table))?.definition;
    return found?.form === 'TABLE' ? found : null;
  };
  for (const [first, ...others] of targetGroups(mappings)) {
    if (first === undefined || others.length === 0) continue;
    const sequences = sequencesOf(first, detailOf(first.source));
    for (const other of others)
      for (const [column, sequence] of sequencesOf(other, detailOf(other.source))) {
        const shared = sequences.get(column);
        if (shared === undefined) continue;
        follow(shared, first.source);
        relations.set(tableKey(sequence), relations.get(tableKey(shared)) ?? shared);
      }
  }
  for (const { schema, name, definition } of tables) {
    if (definition.form === 'TABLE')
      for (const column of definition.columns) if (column.sequence !== null) follow(column.sequence, { schema, name });
  }
  return {
    relation: (name) => relations.get(tableKey(name)) ?? name,
    column: (table, column) => {
      const mapped = columns.get(tableKey(table));
      return mapped ? (mapped.find((one) => one.source === column)?.target ?? null) : column;
    },
  };
}

/** By the column of the target that they fill. */
function sequencesOf({ columns }: TableMapping, detail: TableDetail | null): Map<string, TableName> {
  const sequences = new Map<string, TableName>();
  for (const { name, sequence } of detail?.columns ?? []) {
    const target = columns === null ? name : columns.find(({ source }) => source === name)?.target;
    if (sequence !== null && target !== undefined) sequences.set(target, sequence);
  }
  return sequences;
}
