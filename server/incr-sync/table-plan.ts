/**
 * TableDefinition (log) + TableMapping + TableShape (target) -> how changes of that definition reach the target; compiled
 * once per definition. Columns that the target generates or does not have are left out, the latter by name in `lacking`. A
 * carried column that was dropped at the source, or whose type changed while the target's did not, stops the table (C15).
 */
import { GodwitError } from '../core/errors.ts';
import type { TableDefinition } from '../core/change.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { TableShape } from '../core/catalog.ts';
import type { TargetColumn, TargetTable } from '../connectors/target-writer.ts';
import type { TableRoute } from '../connectors/row-refresher.ts';
import { textOrder, type TableOverlap, type TextOrder } from './overlap.ts';

/** A compiled row filter over the text of cells; null is SQL's unknown (does not pass). */
export type RowPredicate = (cell: (column: string) => string | null) => boolean | null;

export interface TablePlan {
  readonly definition: TableDefinition;
  readonly mapping: TableMapping;
  readonly route: TableRoute;
  /** Of the target table, when the plan was made. */
  readonly shape: TableShape;
  /** Other tables go into the same target. */
  readonly sharesTarget: boolean;
  readonly target: TargetTable;
  /** Source columns that are not carried because the target has none of that name. */
  readonly lacking: readonly string[];
  /** Cells that address a row, ascending; null: rows are addressed by all their cells. */
  readonly keyCells: readonly number[] | null;
  /** Cells that reach the target, ascending. */
  readonly carriedCells: readonly number[];
  /** The target has no columns beyond those carried, so that delete and insert equal an update. */
  readonly replaceable: boolean;
  /** Cells outside of the key whose new value an update could not write. */
  readonly fixedCells: readonly number[];
  readonly filter: RowPredicate | null;
  readonly cellOf: ReadonlyMap<string, number>;
  readonly overlap: TableOverlap | null;
  /** Cell of the column that copied ranges are cut on, or -1. */
  readonly rangeCell: number;
  readonly rangeOrder: TextOrder;
}

export interface PlanInput {
  readonly definition: TableDefinition;
  readonly mapping: TableMapping;
  readonly route: TableRoute;
  readonly shape: TableShape;
  readonly sharesTarget: boolean;
  readonly filter: RowPredicate | null;
  readonly overlap: TableOverlap | null;
}

/** `known` gives back the same TargetTable for the same columns, so that partitions of one table are merged together. */
export function compilePlan(input: PlanInput, known: Map<string, TargetTable>): TablePlan {
  const { definition, mapping, shape, overlap } = input;
  const { columns, lacking } = carriedColumns(definition, mapping, shape);
  const cellOf = new Map(definition.columns.map((column, cell) => [column.name, cell]));
  const key = keyOf(definition, columns, shape);
  const rangeCell = overlap?.column ? (cellOf.get(overlap.column) ?? -1) : -1;
  const identity = JSON.stringify([mapping.id, columns, key]);
  const keyCells = key && ascending(key.map((index) => columns[index]?.cell ?? -1));
  const { partitioned } = shape;
  const target = known.get(identity) ?? { id: mapping.id, name: mapping.target, partitioned, columns, key };
  known.set(identity, target);
  return {
    ...input,
    target,
    lacking,
    keyCells,
    fixedCells: columns.flatMap(({ cell, updatable }) => (updatable || keyCells?.includes(cell) ? [] : [cell])),
    carriedCells: ascending(columns.map((column) => column.cell)),
    replaceable: shape.columns.every((column) => column.generated || columns.some(({ name }) => name === column.name)),
    cellOf,
    rangeCell,
    rangeOrder: textOrder(definition.columns[rangeCell]?.type ?? 'text'),
  };
}

/**
 * Throws TABLE_CHANGED when `after`, the next definition of the table in the stream, cannot be replayed onto the target as
 * it is: a column that the target still has is gone, a type changed and the target's did not, the key was dropped. Once a
 * person has made the same change on the target, the stream goes on.
 */
export function assertSameTable(before: TablePlan, after: TablePlan): void {
  for (const { name, cell } of before.target.columns) {
    const old = before.definition.columns[cell];
    const now = after.definition.columns.find((column) => column.name === old?.name);
    const there = after.shape.columns.find((column) => column.name === name);
    if (!old || !there) continue;
    if (!now) throw tableChanged(after.mapping, `column ${old.name} was dropped or renamed at the source`);
    if (now.type !== old.type && !takes(there.type, now.type))
      throw tableChanged(after.mapping, `column ${old.name} changed from ${old.type} to ${now.type}`);
  }
  if (before.keyCells !== null && after.keyCells === null)
    throw tableChanged(after.mapping, 'its key was dropped at the source');
}

/** The same type, or the same without the limits of a modifier. */
const takes = (target: string, source: string): boolean =>
  target === source || target === source.replace(/\([\d, -]+\)/, '');

function carriedColumns(
  definition: TableDefinition,
  mapping: TableMapping,
  shape: TableShape,
): { readonly columns: TargetColumn[]; readonly lacking: string[] } {
  const targetName = new Map(mapping.columns?.map((column) => [column.source, column.target]));
  const columns: TargetColumn[] = [];
  const lacking: string[] = [];
  definition.columns.forEach((column, cell) => {
    const name = mapping.columns === null ? column.name : targetName.get(column.name);
    if (name === undefined) return;
    const found = shape.columns.find((one) => one.name === name);
    if (!found && mapping.columns !== null) throw tableChanged(mapping, `the target has no column ${name}`);
    if (!found) lacking.push(column.name);
    else if (!found.generated) columns.push({ name, type: found.type, cell, updatable: found.identity !== 'ALWAYS' });
  });
  return { columns, lacking };
}

function keyOf(definition: TableDefinition, columns: readonly TargetColumn[], shape: TableShape): number[] | null {
  const indexOf = (matches: (column: TargetColumn) => boolean): number => columns.findIndex(matches);
  const identity = definition.columns.flatMap((column, cell) => (column.key ? [cell] : []));
  const key =
    definition.identity === 'full'
      ? (shape.key?.columns.map((name) => indexOf((column) => column.name === name)) ?? [])
      : definition.identity === 'nothing'
        ? []
        : identity.map((cell) => indexOf((column) => column.cell === cell));
  return key.length === 0 || key.includes(-1) ? null : key;
}

const ascending = (cells: readonly number[]): number[] => [...cells].sort((a, b) => a - b);

const tableChanged = (mapping: TableMapping, detail: string): GodwitError =>
  new GodwitError('TABLE_CHANGED', { table: `${mapping.source.schema}.${mapping.source.name}`, detail });
