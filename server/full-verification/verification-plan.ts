/**
 * Which tables are compared how: the columns both sides have, the key that addresses rows, key chunks or one chunk of groups.
 * Tables that go into one target are compared with it together, under the name of the first.
 */
import { must } from '../core/assert.ts';
import { GodwitError } from '../core/errors.ts';
import type { TableColumn, TableShape } from '../core/catalog.ts';
import { tableKey, targetGroups, type TableMapping, type TableName } from '../core/object-map.ts';
import type { LoggedTable, RowPredicate } from './log-span.ts';
import type {
  ChunkBounds,
  DigestSide,
  DigestTable,
  SourceDigester,
  TargetDigester,
} from '../connectors/row-digester.ts';

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
  /** Of several tables that go into one target, the first. */
  readonly mapping: TableMapping;
  /** Of the source: its table, or all those that go into the target. */
  readonly shapes: readonly TableShape[];
  /** Of all shapes. */
  readonly estimatedRows: number;
  readonly source: DigestSide;
  readonly target: DigestSide;
  /** What alone is asked for; null: all rows. */
  readonly chosen: ChosenRows | null;
  /** The tables of the source, each with its partitions, as the log names them. */
  readonly logged: readonly (Omit<LoggedTable, 'filter'> & { readonly mappingId: string })[];
  /** Key chunks mean the same rows on both sides (C7). */
  readonly rangeable: boolean;
  readonly uncomparedColumns: readonly string[];
  readonly rowBytes: number;
}

const BYTES_PER_ROW = 100;
const INTEGER = /^(smallint|integer|bigint)$/;

export type PairedTable = ComparedTable | { readonly mapping: TableMapping; readonly error: GodwitError };

/** Pairs each target with the shapes of both sides; a table that cannot be compared carries its reason. */
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
  return targetGroups(mappings).flatMap((group): PairedTable[] => {
    const [mapping] = group;
    if (mapping === undefined) return [];
    const target = byTarget.get(tableKey(mapping.target));
    const parts: SourcePart[] = [];
    for (const one of group) {
      const source = bySource.get(tableKey(one.source));
      if (source === undefined)
        return [{ mapping, error: new GodwitError('OBJECT_NOT_FOUND', { object: nameOf(one.source) }) }];
      if (target === undefined)
        return [{ mapping, error: new GodwitError('TARGET_TABLE_MISSING', { table: nameOf(one.target) }) }];
      parts.push({ mapping: one, source, pairs: pairColumns(one, source, target) });
    }
    const [first, ...others] = parts;
    return first === undefined || target === undefined
      ? []
      : [compareTable(first, others, target, chosen.get(mapping.id) ?? null)];
  });
}

/** The chunks of a table; one for what cannot be cut by key. Of several, the cuts of all where they can be put in order here. */
export async function planChunks(
  { shapes, rangeable, source: { columns, key } }: ComparedTable,
  source: SourceDigester,
  chunkRows: number,
): Promise<readonly ChunkBounds[]> {
  if (!rangeable) return [{ kind: 'WHOLE' }];
  const integers = INTEGER.test(columns[key[0] ?? 0]?.type ?? '');
  const [largest] = shapes.toSorted((a, b) => b.estimatedRows - a.estimatedRows);
  const one = shapes.length === 1 || !integers;
  if (one) return source.cut(must(largest, 'a table'), chunkRows);
  const cuts = await Promise.all(shapes.map((shape) => source.cut(shape, chunkRows)));
  const bounds = cuts.flat().flatMap((cut) => (cut.kind === 'KEY' && cut.from !== null ? [BigInt(cut.from)] : []));
  const sorted = [...new Set(bounds)].toSorted((a, b) => (a < b ? -1 : 1)).map(String);
  return [null, ...sorted].map((from, index) => ({ kind: 'KEY', from, to: sorted[index] ?? null }));
}

interface ColumnPair {
  readonly from: TableColumn;
  readonly to: TableColumn;
}

/** A table of the source with the columns that it shares with the target. */
interface SourcePart {
  readonly mapping: TableMapping;
  readonly source: TableShape;
  readonly pairs: readonly ColumnPair[];
}

function pairColumns({ columns }: TableMapping, source: TableShape, target: TableShape): ColumnPair[] {
  const wanted = columns ?? source.columns.map((column) => ({ source: column.name, target: column.name }));
  return wanted.flatMap((names) => {
    const from = source.columns.find((column) => column.name === names.source && !column.generated);
    const to = target.columns.find((column) => column.name === names.target && !column.generated);
    return from && to ? [{ from, to }] : [];
  });
}

/** The pairs of a part in the order of the columns given, which it has all of. */
const arranged = ({ pairs }: SourcePart, columns: readonly string[]): ColumnPair[] =>
  columns.flatMap((name) => pairs.filter(({ to }) => to.name === name));

/** Indexes of the key's columns; null where a part has no key, or one of other columns. */
function keyOf({ source }: SourcePart, pairs: readonly ColumnPair[]): number[] | null {
  const places = source.key?.columns.map((name) => pairs.findIndex(({ from }) => from.name === name)) ?? [];
  return places.length > 0 && !places.includes(-1) ? places : null;
}

function compareTable(
  first: SourcePart,
  others: readonly SourcePart[],
  target: TableShape,
  chosen: ChosenRows | null,
): PairedTable {
  const { mapping, source } = first;
  const columns = first.pairs
    .map(({ to }) => to.name)
    .filter((name) => others.every(({ pairs }) => pairs.some(({ to }) => to.name === name)));
  const parts = [first, ...others].map((part) => ({ part, pairs: arranged(part, columns) }));
  const pairs = arranged(first, columns);
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
  const keys = parts.map(({ part, pairs: own }) => keyOf(part, own));
  const [places] = keys;
  const keyed = places && keys.every((other) => String(other) === String(places)) ? places : null;
  const key = keyed ?? pairs.map((_, index) => index);
  const digested = (of: TableShape, own: readonly TableColumn[], rowFilter: string | null): DigestTable => ({
    table: of.table,
    partitioned: of.partitioned,
    columns: own.map(({ name, type, identity }) => ({ name, type, updatable: identity !== 'ALWAYS' })),
    rowFilter,
  });
  const kept = (of: TableShape, own: readonly TableColumn[]): string[] =>
    of.columns.filter((column) => !column.generated && !own.includes(column)).map(({ name }) => name);
  const tables = parts.map(({ part, pairs: own }) => digested(part.source, own.map(({ from }) => from), part.mapping.rowFilter)); // prettier-ignore
  const [atSource, ...also] = tables;
  const [from, to] = [pairs.map((pair) => pair.from), pairs.map((pair) => pair.to)];
  const shapes = [source, ...others.map((part) => part.source)];
  const estimatedRows = shapes.reduce((sum, shape) => sum + shape.estimatedRows, 0);
  const estimatedBytes = shapes.reduce((sum, shape) => sum + shape.estimatedBytes, 0);
  return {
    mapping,
    shapes,
    estimatedRows,
    source: {
      ...must(atSource, 'the first table'),
      also,
      kept: kept(source, from),
      key,
      chosen: chosen?.source ?? null,
    },
    target: { ...digested(target, to, null), also: [], kept: kept(target, to), key, chosen: chosen?.target ?? null },
    chosen,
    logged: parts.map(({ part }, index) => ({
      mappingId: part.mapping.id,
      table: must(tables[index], 'a table of the source'),
      names: [part.mapping.source, ...part.source.leaves],
    })),
    rangeable: keyed !== null && parts.every(({ pairs: own }) => sameOrder(own[key[0] ?? 0])),
    uncomparedColumns: [...new Set(parts.flatMap(({ part, pairs: own }) => uncompared(part.source, target, namesOf(own.map((pair) => pair.from)), namesOf(to))))], // prettier-ignore
    rowBytes: estimatedRows > 0 ? Math.max(1, estimatedBytes / estimatedRows) : BYTES_PER_ROW,
  };
}

const namesOf = (columns: readonly TableColumn[]): ReadonlySet<string> => new Set(columns.map(({ name }) => name));

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
function sameOrder(lead: ColumnPair | undefined): boolean {
  if (lead === undefined) return false;
  const { from, to } = lead;
  const alike = from.type === to.type || (INTEGER.test(from.type) && INTEGER.test(to.type));
  return from.rangeable && to.rangeable && alike && !from.nullable && !to.nullable;
}

const nameOf = (table: TableName): string => `${table.schema}.${table.name}`;

const byName = (shapes: readonly TableShape[]): Map<string, TableShape> =>
  new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
