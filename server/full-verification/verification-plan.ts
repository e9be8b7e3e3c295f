/** Which tables are compared how: the columns both sides have, the key that addresses rows, key chunks or one chunk of groups. */
import { GodwitError } from '../core/errors.ts';
import type { TableColumn, TableShape } from '../core/catalog.ts';
import { tableKey, type TableMapping, type TableName } from '../core/object-map.ts';
import type { RowPredicate } from './log-span.ts';
import type { ChunkBounds, DigestSide, SourceDigester, TargetDigester } from '../connectors/row-digester.ts';

/** Rows that a person asked for, by a row filter of the run. */
export interface ChosenRows {
  /** The filter as it was given. */
  readonly rowFilter: string;
  /** The same condition in the SQL of either side. */
  readonly source: string;
  readonly target: string;
  /** The columns of the source that it names. */
  readonly columns: readonly string[];
  readonly fulfils: RowPredicate;
}

export interface ComparedTable {
  readonly mapping: TableMapping;
  readonly shape: TableShape;
  readonly source: DigestSide;
  readonly target: DigestSide;
  /** What alone is asked for; null: all rows. */
  readonly chosen: ChosenRows | null;
  /** The source table and its partitions, as the log names them. */
  readonly logNames: readonly TableName[];
  /** Key chunks mean the same rows on both sides (C7). */
  readonly rangeable: boolean;
  readonly uncomparedColumns: readonly string[];
  readonly rowBytes: number;
}

const BYTES_PER_ROW = 100;
const INTEGER = /^(smallint|integer|bigint)$/;

export type PairedTable = ComparedTable | { readonly mapping: TableMapping; readonly error: GodwitError };

/** Pairs each mapping with both shapes; a table that cannot be compared carries its reason. */
export async function pairTables(
  mappings: readonly TableMapping[],
  deps: { readonly source: SourceDigester; readonly target: TargetDigester },
  chosen: ReadonlyMap<string, ChosenRows> = new Map(),
): Promise<PairedTable[]> {
  const [sources, targets] = await Promise.all([
    deps.source.shapes(mappings.map((mapping) => mapping.source)),
    deps.target.shapes(mappings.map((mapping) => mapping.target)),
  ]);
  const [bySource, byTarget] = [byName(sources), byName(targets)];
  return mappings.map((mapping) => {
    const source = bySource.get(tableKey(mapping.source));
    const target = byTarget.get(tableKey(mapping.target));
    if (source === undefined)
      return { mapping, error: new GodwitError('OBJECT_NOT_FOUND', { object: nameOf(mapping.source) }) };
    if (target === undefined)
      return { mapping, error: new GodwitError('TARGET_TABLE_MISSING', { table: nameOf(mapping.target) }) };
    return compareTable(mapping, { source, target }, chosen.get(mapping.id) ?? null);
  });
}

/** The chunks of a table; one for what cannot be cut by key. */
export async function planChunks(
  table: ComparedTable,
  source: SourceDigester,
  chunkRows: number,
): Promise<readonly ChunkBounds[]> {
  return table.rangeable ? source.cut(table.shape, chunkRows) : [{ kind: 'WHOLE' }];
}

function compareTable(
  mapping: TableMapping,
  { source, target }: { readonly source: TableShape; readonly target: TableShape },
  chosen: ChosenRows | null,
): PairedTable {
  const wanted = mapping.columns ?? source.columns.map((column) => ({ source: column.name, target: column.name }));
  const pairs = wanted.flatMap((names) => {
    const from = source.columns.find((column) => column.name === names.source && !column.generated);
    const to = target.columns.find((column) => column.name === names.target && !column.generated);
    return from && to ? [{ from, to }] : [];
  });
  if (pairs.length === 0 && source.columns.length + target.columns.length > 0)
    return {
      mapping,
      error: new GodwitError('TARGET_TABLE_DIFFERS', { table: nameOf(mapping.target), detail: 'no column in common' }),
    };
  const unpaired = chosen?.columns.find((name) => !pairs.some(({ from }) => from.name === name));
  if (unpaired !== undefined)
    return {
      mapping,
      error: new GodwitError('TARGET_TABLE_DIFFERS', {
        table: nameOf(mapping.target),
        detail: `there is nothing to compare column ${unpaired} with, which the row filter names`,
      }),
    };
  const all = pairs.map((_, index) => index);
  const places = source.key?.columns.map((name) => pairs.findIndex(({ from }) => from.name === name)) ?? [];
  const keyed = places.length > 0 && !places.includes(-1);
  const key = keyed ? places : all;
  const side = (
    of: TableShape,
    columns: readonly TableColumn[],
    rows: Pick<DigestSide, 'rowFilter' | 'chosen'>,
  ): DigestSide => ({
    table: of.table,
    partitioned: of.partitioned,
    columns: columns.map(({ name, type, identity }) => ({ name, type, updatable: identity !== 'ALWAYS' })),
    kept: of.columns.filter((column) => !column.generated && !columns.includes(column)).map(({ name }) => name),
    key,
    ...rows,
  });
  const lead = pairs[key[0] ?? 0];
  const compared = new Set(pairs.flatMap(({ from }) => from.name));
  const reached = new Set(pairs.map(({ to }) => to.name));
  return {
    mapping,
    shape: source,
    source: side(source, pairs.map(({ from }) => from), { rowFilter: mapping.rowFilter, chosen: chosen?.source ?? null }), // prettier-ignore
    target: side(target, pairs.map(({ to }) => to), { rowFilter: null, chosen: chosen?.target ?? null }), // prettier-ignore
    chosen,
    logNames: [mapping.source, ...source.leaves],
    rangeable: keyed && lead !== undefined && sameOrder(lead.from, lead.to),
    uncomparedColumns: uncompared(source, target, compared, reached),
    rowBytes: source.estimatedRows > 0 ? Math.max(1, source.estimatedBytes / source.estimatedRows) : BYTES_PER_ROW,
  };
}

/** Columns of either side that nothing is compared with; what both sides compute themselves is not missing. */
function uncompared(
  source: TableShape,
  target: TableShape,
  compared: ReadonlySet<string>,
  reached: ReadonlySet<string>,
): string[] {
  const computed = (shape: TableShape, name: string): boolean =>
    shape.columns.some((column) => column.name === name && column.generated);
  const left = [
    ...source.columns.filter(({ name }) => !compared.has(name)),
    ...target.columns.filter(({ name }) => !reached.has(name)),
  ].map(({ name }) => name);
  return [...new Set(left)].filter((name) => !(computed(source, name) && computed(target, name)));
}

/** Bounds select the same values on both sides, and every row lies in some bounds (none is NULL). */
function sameOrder(from: TableColumn, to: TableColumn): boolean {
  const alike = from.type === to.type || (INTEGER.test(from.type) && INTEGER.test(to.type));
  return from.rangeable && to.rangeable && alike && !from.nullable && !to.nullable;
}

const nameOf = (table: TableName): string => `${table.schema}.${table.name}`;

const byName = (shapes: readonly TableShape[]): Map<string, TableShape> =>
  new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
