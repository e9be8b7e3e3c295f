/**
 * The plan of the copy: which columns of which table travel, cut into which ranges. Recorded on the target before the first
 * row is copied, so that every restart copies exactly what is left.
 */
import { GodwitError } from '../core/errors.ts';
import type { TableShape } from '../core/catalog.ts';
import { sharingTables, tableKey, type TableMapping } from '../core/object-map.ts';
import type { CopyTarget, PlannedRange, TargetTableColumns } from '../connectors/copy-target.ts';
import type { SnapshotReader, SourceTable } from '../connectors/snapshot-reader.ts';

export interface ImportTable {
  readonly mapping: TableMapping;
  readonly source: SourceTable;
  readonly target: TargetTableColumns;
  /** The target has a second unique key already: ranges of different snapshots could violate it (C5). */
  readonly secondUniqueKey: boolean;
  /** Other tables go into the same target. */
  readonly sharesTarget: boolean;
}

export interface PlanOptions {
  /** Lanes the plan should keep busy. */
  readonly lanes: number;
  /** What comes after the greatest key of now comes through the log. */
  readonly incremental: boolean;
  readonly targetNotEmpty: 'STOP' | 'IGNORE';
}

const SMALLEST_RANGE_BYTES = 16 * 1024 * 1024;
const LARGEST_RANGE_BYTES = 1024 * 1024 * 1024;
/** Ranges per lane over all tables: enough that no lane idles at the end. */
const RANGES_PER_LANE = 4;

/** Pairs each mapping with both shapes; throws OBJECT_NOT_FOUND or TARGET_TABLE_MISSING. */
export async function pairTables(
  mappings: readonly TableMapping[],
  deps: { reader: SnapshotReader; target: CopyTarget },
): Promise<(ImportTable | { readonly mapping: TableMapping; readonly error: GodwitError })[]> {
  const sources = byName(await deps.reader.shapes(mappings.map((mapping) => mapping.source)));
  const targets = byName(await deps.target.shapes(mappings.map((mapping) => mapping.target)));
  const sharing = sharingTables(mappings);
  return mappings.map((mapping) => {
    const source = sources.get(tableKey(mapping.source));
    const target = targets.get(tableKey(mapping.target));
    if (source === undefined)
      return {
        mapping,
        error: new GodwitError('OBJECT_NOT_FOUND', { object: `${mapping.source.schema}.${mapping.source.name}` }),
      };
    if (target === undefined)
      return {
        mapping,
        error: new GodwitError('TARGET_TABLE_MISSING', { table: `${mapping.target.schema}.${mapping.target.name}` }),
      };
    const pairs = columnPairs(mapping, source, target);
    return {
      mapping,
      source: { shape: source, columns: pairs.map((pair) => pair.source), rowFilter: mapping.rowFilter },
      target: {
        name: mapping.target,
        partitioned: target.partitioned,
        columns: pairs.map((pair) => pair.target),
        key: target.key?.columns ?? null,
      },
      secondUniqueKey: target.uniqueKeys.length > 0,
      sharesTarget: sharing.has(mapping.id),
    };
  });
}

/** The mapped columns that both tables have and that are stored, not computed. */
export function columnPairs(
  mapping: TableMapping,
  source: TableShape,
  target: TableShape,
): { source: string; target: string }[] {
  const stored = (shape: TableShape): Set<string> =>
    new Set(shape.columns.filter((column) => !column.generated).map((column) => column.name));
  const [from, to] = [stored(source), stored(target)];
  const wanted = mapping.columns ?? source.columns.map((column) => ({ source: column.name, target: column.name }));
  return wanted
    .filter((pair) => from.has(pair.source) && to.has(pair.target))
    .map((pair) => ({ source: pair.source, target: pair.target }));
}

/** Bytes of a range such that all lanes are busy to the end with the fewest ranges. */
export function rangeBytes(totalBytes: number, lanes: number): number {
  return Math.min(LARGEST_RANGE_BYTES, Math.max(SMALLEST_RANGE_BYTES, totalBytes / (lanes * RANGES_PER_LANE)));
}

/** The recorded ranges of the table; cut and recorded now when there are none. */
export async function planTable(
  table: ImportTable,
  planned: readonly PlannedRange[],
  deps: { reader: SnapshotReader; target: CopyTarget },
  options: PlanOptions & {
    readonly rangeBytes: number;
    /** Others that go into the same target are planned already: what stands there is this copy's own. */
    readonly begun: boolean;
  },
): Promise<readonly PlannedRange[]> {
  const own = planned.filter((range) => range.tableId === table.mapping.id);
  if (own.length > 0) return own;
  const empty = options.begun || (await deps.target.isEmpty(table.target));
  const name = `${table.target.name.schema}.${table.target.name.name}`;
  if (!empty && table.source.shape.key !== null && table.target.key === null && !table.secondUniqueKey)
    throw new GodwitError('TARGET_NOT_EMPTY_WITHOUT_KEY', { table: name }); // made by the schema phase, filled by others since
  if (!empty && table.sharesTarget) throw new GodwitError('SHARED_TARGET_NOT_EMPTY', { table: name }); // F2 would empty it
  if (!empty && options.targetNotEmpty === 'STOP') throw new GodwitError('TARGET_NOT_EMPTY', { table: name });
  const cut = await deps.reader.cut(table.source, { rangeBytes: options.rangeBytes, bounded: options.incremental });
  // A shared snapshot that is lost means emptying the table; rows that were there before must not go with it.
  const shared = cut.shared || table.secondUniqueKey || table.sharesTarget;
  const ranges = shared && !empty ? [{ kind: 'WHOLE' as const }] : cut.ranges;
  await deps.target.recordPlan(table.mapping.id, ranges, shared);
  return ranges.map((bounds, rangeId) => ({
    tableId: table.mapping.id,
    rangeId,
    bounds,
    shared,
    completed: false,
    rows: 0,
    bytes: 0,
  }));
}

function byName(shapes: readonly TableShape[]): Map<string, TableShape> {
  return new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
}
