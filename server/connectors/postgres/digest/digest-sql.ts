/**
 * The statements of the comparison. A row's hash is that of the text of the whole row, a group is cut from the hash of
 * its key's text: both depend on values and session settings only (C11), never on collation, order or version.
 */
import type { ChunkBounds, DigestScope, DigestSide, DigestTable, RowCells } from '../../row-digester.ts';
import { withoutModifier } from '../apply/column-types.ts';
import { boundsCondition } from '../snapshot/range-bounds.ts';
import { ownRows, quoteName, quoteTable, quoteText } from '../sql-text.ts';

/** Seed of the groups; the rows' hash has 0, so that equal groups say nothing about equal rows. */
const GROUP_SEED = 1;

/** Whether a row of one of several tables fulfils the filter of its own. */
const PASSES = quoteName('godwit passes');

/** The rows of a side, whether they fulfil its row filter or not; of several tables under the names of the first. */
export function digestedRows(side: DigestSide): string {
  if (side.also.length === 0) return ownRows(side);
  const rowsIn = (of: DigestTable): string => {
    const columns = of.columns.map(({ name }, index) => `${quoteName(name)} AS ${quoteName(side.columns[index]?.name ?? '')}`); // prettier-ignore
    return `SELECT ${[...columns, `${passesOf(of)} AS ${PASSES}`].join(', ')} FROM ${ownRows(of)}`;
  };
  return `(${[side, ...side.also].map(rowsIn).join(' UNION ALL ')}) AS together`;
}

const passesOf = ({ rowFilter }: DigestTable): string => (rowFilter === null ? 'true' : `(${rowFilter}) IS TRUE`);

function filterOf(side: DigestSide): string | null {
  if (side.also.length === 0) return within(side.rowFilter);
  return side.rowFilter === null && side.also.every(({ rowFilter }) => rowFilter === null) ? null : PASSES;
}

export function digestStatement(side: DigestSide, scope: DigestScope): string {
  const hash = `hashtextextended(${rowText(names(side))}, 0)`;
  const grouped = scope.groups > 1;
  return `SELECT ${grouped ? groupOf(side, scope.groups) : '0'}, count(*), sum(${hash}) FROM ${digestedRows(side)}${where([boundsOf(side, scope.bounds), filterOf(side), within(side.chosen)])}${grouped ? ' GROUP BY 1' : ''}`;
}

export function rowsStatement(
  side: DigestSide,
  scope: DigestScope,
  wanted: { readonly groups: readonly number[]; readonly all: boolean },
): string {
  const passes = side.also.length > 0 ? PASSES : passesOf(side);
  const conditions = [
    boundsOf(side, scope.bounds),
    scope.groups > 1 ? `${groupOf(side, scope.groups)} = ANY ('{${wanted.groups.join(',')}}'::bigint[])` : null,
    wanted.all ? null : filterOf(side),
    within(side.chosen),
  ];
  return `SELECT ${[...names(side), passes].join(', ')} FROM ${digestedRows(side)}${where(conditions)}`;
}

export function placeStatement(side: DigestSide, scope: DigestScope, keys: readonly RowCells[]): string {
  const columns = side.key.map((index) => side.columns[index]);
  const values = keys.map(
    (cells, number) =>
      `(${[number, ...columns.map((column, at) => typed(cells[at] ?? null, column?.type ?? 'text'))].join(', ')})`,
  );
  const keyNames = columns.map((column) => quoteName(column?.name ?? ''));
  const inside = boundsOf(side, scope.bounds) ?? 'true';
  return `SELECT ${groupOf(side, scope.groups)}, ${inside} FROM (VALUES ${values.join(', ')}) AS placed("godwit number", ${keyNames.join(', ')}) ORDER BY "godwit number"`;
}

/** Identity and structure of the tables; refused when one is gone. */
export function fingerprintStatement(side: DigestSide): string {
  const tables = [side, ...side.also].map(({ table }) => quoteText(quoteTable(table))).join(', ');
  return `SELECT md5(string_agg(a.attrelid || ':' || a.attnum || ':' || a.attname || ':' || format_type(a.atttypid, a.atttypmod), ',' ORDER BY a.attrelid, a.attnum))
    FROM pg_attribute a WHERE a.attrelid = ANY (ARRAY[${tables}]::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped`;
}

/** Every table of the side, to be locked. */
export const digestedTables = (side: DigestSide): string =>
  [side, ...side.also].map(({ table }) => quoteTable(table)).join(', ');

/** One statement, so that a row is never half corrected. */
export function correctionStatement(
  side: DigestSide,
  rows: { readonly source: RowCells | null; readonly target: RowCells | null },
): string {
  const table = quoteTable(side.table);
  const { source, target } = rows;
  if (source !== null && target === null && source.length === 0) return `INSERT INTO ${table} DEFAULT VALUES`;
  if (source !== null && target === null)
    return `INSERT INTO ${table} (${names(side).join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${literals(side, source).join(', ')})`;
  const addressed = target ?? source ?? [];
  const matches = matchOf(side, addressed);
  if (source === null) return `DELETE FROM ${ownRows(side)} WHERE ${matches}`;
  const changed = side.columns.flatMap((_, index) => (source[index] === addressed[index] ? [] : [index]));
  if (changed.some((index) => side.columns[index]?.updatable === false)) return anewStatement(side, source, matches);
  const [columns, values] = [names(side), literals(side, source)];
  return `UPDATE ${ownRows(side)} SET ${changed.map((index) => `${columns[index]} = ${values[index]}`).join(', ')} WHERE ${matches}`;
}

/**
 * Writes the row anew, for a value that no update can write. The delete is no delete of the row, so nothing may follow from
 * it: triggers and cascades are silenced to the end of the transaction, before the first row is looked at.
 */
function anewStatement(side: DigestSide, source: RowCells, matches: string): string {
  const table = quoteTable(side.table);
  const kept = side.kept.map(quoteName);
  const silent = `(SELECT set_config('session_replication_role', 'replica', true)) IS NOT NULL`;
  const gone = `DELETE FROM ${ownRows(side)} WHERE ${silent} AND ${matches} RETURNING ${kept.length > 0 ? kept.join(', ') : '1'}`;
  const columns = [...names(side), ...kept].join(', ');
  return `WITH gone AS (${gone}) INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${[...literals(side, source), ...kept.map((name) => `gone.${name}`)].join(', ')} FROM gone`;
}

/** Exactly one row: by its key, or one of the equal rows where the whole row is the key. */
function matchOf(side: DigestSide, cells: RowCells): string {
  const columns = side.key.map((index) => quoteName(side.columns[index]?.name ?? ''));
  const values = side.key.map((index) => typed(cells[index] ?? null, side.columns[index]?.type ?? 'text'));
  if (side.key.length < side.columns.length)
    return columns.map((column, at) => `${column} = ${values[at]}`).join(' AND ');
  return `(tableoid, ctid) = (SELECT tableoid, ctid FROM ${ownRows(side)} WHERE ${rowText(columns)} = ${rowText(values)} LIMIT 1)`;
}

const literals = (side: DigestSide, cells: RowCells): string[] =>
  side.columns.map(({ type }, index) => typed(cells[index] ?? null, type));

const names = (side: DigestSide): string[] => side.columns.map((column) => quoteName(column.name));

const rowText = (columns: readonly string[]): string => `ROW(${columns.join(', ')})::text COLLATE "C"`;

function groupOf(side: DigestSide, groups: number): string {
  const key = side.key.map((index) => quoteName(side.columns[index]?.name ?? ''));
  return `(hashtextextended(${rowText(key)}, ${GROUP_SEED}) & 9007199254740991) % ${groups}`;
}

function boundsOf(side: DigestSide, bounds: ChunkBounds): string | null {
  if (bounds.kind === 'WHOLE') return null;
  if (bounds.kind === 'KEYS') return keysCondition(side, bounds.keys);
  const column = side.columns[side.key[0] ?? 0];
  if (column === undefined) return null;
  return boundsCondition({ ...bounds, column: column.name }, column.type);
}

function keysCondition(side: DigestSide, keys: readonly RowCells[]): string {
  const columns = side.key.map((index) => quoteName(side.columns[index]?.name ?? ''));
  const values = keys.map((cells) =>
    side.key.map((index, at) => typed(cells[at] ?? null, side.columns[index]?.type ?? 'text')),
  );
  const rows = values.map((cells) => `(${cells.join(', ')})`).join(', ');
  const wanted = `FROM (VALUES ${rows}) AS wanted(${columns.join(', ')})`;
  if (side.key.length < side.columns.length)
    // of several columns a list would be planned as one condition for each row
    return columns.length === 1
      ? `${columns.join('')} IN (${values.flat().join(', ')})`
      : `(${columns.join(', ')}) IN (SELECT ${columns.map((column) => `wanted.${column}`).join(', ')} ${wanted})`;
  if (columns.length === 0) return 'true'; // every row is the empty one
  // a subquery, which is hashed: a list would be gone through for every row
  return `${rowText(columns)} IN (SELECT ${rowText(columns)} ${wanted})`;
}

const typed = (text: string | null, type: string): string =>
  `${text === null ? 'NULL' : quoteText(text)}::${withoutModifier(type)}`;

const within = (condition: string | null): string | null => condition && `(${condition})`;

function where(conditions: readonly (string | null)[]): string {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? '' : ` WHERE ${given.join(' AND ')}`;
}
