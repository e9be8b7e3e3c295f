/** What keeps an existing target table from taking the source's rows, in words. Used before creation and by the precheck. */
import type { TableShape } from '../core/catalog.ts';
import type { TableMapping } from '../core/object-map.ts';

export function compareTable(source: TableShape, target: TableShape, mapping: Pick<TableMapping, 'columns'>): string[] {
  const differences: string[] = [];
  const targets = new Map(target.columns.map((column) => [column.name, column]));
  const nameOf = (name: string): string | null =>
    mapping.columns === null ? name : (mapping.columns.find((one) => one.source === name)?.target ?? null);
  for (const column of source.columns) {
    const name = nameOf(column.name);
    if (name === null) continue;
    const other = targets.get(name);
    targets.delete(name);
    if (other === undefined) {
      if (!column.generated) differences.push(`column ${name} is missing`);
      continue;
    }
    if (other.type !== column.type) differences.push(`column ${name} is ${other.type}, not ${column.type}`);
    if (column.nullable && !other.nullable) differences.push(`column ${name} refuses null`);
    if (!column.generated && other.generated) differences.push(`column ${name} is generated`);
  }
  for (const extra of targets.values())
    if (!extra.nullable && !extra.generated && extra.identity === null)
      differences.push(`column ${extra.name} is only at the target and refuses null`);
  const wanted = source.key?.columns.map((column) => nameOf(column) ?? column).join(', ');
  const there = target.key?.columns.join(', ');
  if (wanted !== undefined && there !== undefined && wanted !== there)
    differences.push(`its key is (${there}), not (${wanted})`);
  return differences;
}
