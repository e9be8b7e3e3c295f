/**
 * Cuts a table into ranges. Key ranges where SQL order and ours agree (C7): the cuts are quantiles of a sample of pages,
 * so skew and gaps of the key do not matter. Else page ranges under one shared snapshot; a partitioned table without such
 * a key is one range.
 */
import type { TableColumn, TableShape } from '../../../core/catalog.ts';
import type { RangeBounds, SourceTable, TableRanges } from '../../snapshot-reader.ts';
import type { Sql } from '../connection.ts';
import { ownRows, quoteName, quoteTable } from '../sql-text.ts';

const SAMPLE_ROWS = 20_000;
const MAX_CUTS = 10_000;
const INTEGER = /^(smallint|integer|bigint)$/;
/** Page ranges need a TID range scan: PostgreSQL 14. */
const BLOCK_RANGES_SINCE = 14;

export async function cutTable(
  sql: Sql,
  table: SourceTable,
  options: { readonly rangeBytes: number; readonly bounded: boolean },
): Promise<TableRanges> {
  const { shape } = table;
  const count = Math.min(1_000, Math.floor(shape.estimatedBytes / options.rangeBytes));
  const column = leadingKeyColumn(shape);
  const shared = shape.key === null || column === null;
  if (count <= 1) return { ranges: [{ kind: 'WHOLE' }], shared };
  if (column !== null)
    return { ranges: await keyRanges(sql, shape, { column, count, bounded: options.bounded }), shared: false };
  if (shape.partitioned || (await readMajor(sql)) < BLOCK_RANGES_SINCE) return { ranges: [{ kind: 'WHOLE' }], shared };
  return { ranges: await blockRanges(sql, shape, count), shared: true };
}

/** Key ranges of about `count` equal parts, unbounded at both ends; the whole table where keys cannot be cut (C7). */
export async function cutByKey(sql: Sql, shape: TableShape, count: number): Promise<readonly RangeBounds[]> {
  const column = leadingKeyColumn(shape);
  if (column === null || count <= 1) return [{ kind: 'WHOLE' }];
  return keyRanges(sql, shape, { column, count: Math.min(count, MAX_CUTS), bounded: false });
}

/** The column that key ranges are cut on: the first of the key, when its order is the same here and there. */
function leadingKeyColumn(shape: TableShape): TableColumn | null {
  const name = shape.key?.columns[0];
  const column = shape.columns.find((candidate) => candidate.name === name);
  return column?.rangeable ? column : null;
}

async function keyRanges(
  sql: Sql,
  shape: TableShape,
  cut: { column: TableColumn; count: number; bounded: boolean },
): Promise<RangeBounds[]> {
  const key = quoteName(cut.column.name);
  const percent = Math.min(100, Math.max(0.01, (100 * SAMPLE_ROWS) / Math.max(1, shape.estimatedRows)));
  const fractions = Array.from({ length: cut.count - 1 }, (_, index) => (index + 1) / cut.count);
  const [row] = await sql.unsafe(
    `SELECT percentile_disc(ARRAY[${fractions.join(',')}]::float8[]) WITHIN GROUP (ORDER BY ${key})::text[] AS cuts FROM ${ownRows(shape)} TABLESAMPLE SYSTEM (${percent})`,
  );
  const cuts = [...new Set(parseTextArray((row?.['cuts'] as string | null) ?? '{}'))];
  const last = cut.bounded && INTEGER.test(cut.column.type) ? await afterGreatest(sql, shape, key) : null;
  const edges = [null, ...cuts, last];
  return edges.slice(1).map((to, index) => ({ kind: 'KEY', column: cut.column.name, from: edges[index] ?? null, to }));
}

/** One more than the greatest key, or null when that is not a bigint any more. */
async function afterGreatest(sql: Sql, shape: TableShape, key: string): Promise<string | null> {
  const [row] = await sql.unsafe(`SELECT max(${key})::text AS greatest FROM ${ownRows(shape)}`);
  const greatest = row?.['greatest'] as string | null;
  if (greatest === null) return null;
  const next = BigInt(greatest) + 1n;
  return next > 9_223_372_036_854_775_807n ? null : String(next);
}

async function blockRanges(sql: Sql, shape: TableShape, count: number): Promise<RangeBounds[]> {
  const [row] = await sql.unsafe(
    `SELECT pg_relation_size('${quoteTable(shape.table).replaceAll("'", "''")}'::regclass) / current_setting('block_size')::bigint AS pages`,
  );
  const pages = Number(row?.['pages']);
  const step = Math.max(1, Math.ceil(pages / count));
  const ranges: RangeBounds[] = [];
  for (let from = 0; from < pages; from += step) ranges.push({ kind: 'BLOCK', from, to: from + step });
  const last = ranges.pop();
  // The last one reaches to the largest page number: the snapshot decides which rows count, not the size of now.
  return last?.kind === 'BLOCK' ? [...ranges, { ...last, to: 4_294_967_294 }] : [{ kind: 'WHOLE' }];
}

export async function readMajor(sql: Sql): Promise<number> {
  const [row] = await sql`SELECT current_setting('server_version_num')::int / 10000 AS major`;
  return Number(row?.['major']);
}

/** The text form of a one-dimensional array without NULLs. */
function parseTextArray(text: string): string[] {
  const items: string[] = [];
  for (const match of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g))
    items.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll(/\\(.)/g, '$1'));
  return items;
}
