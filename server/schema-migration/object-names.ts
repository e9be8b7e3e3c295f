/** Target names of everything that follows a mapped table: its partitions and its sequences go to the table's schema. */
import { tableKey, type TableMapping, type TableName } from '../core/object-map.ts';
import type { CatalogObject } from '../connectors/catalog-reader.ts';
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
