/**
 * Which rows of a copied range lost against existing ones, and to which constraint. How many is counted by the insert
 * itself; they are listed up to a bound: each is tried once more by itself, and the server names the constraint.
 *
 *   pg_temp.godwit_range   what was copied
 *   pg_temp.godwit_loser   the listed losers with their constraint
 */
import type { CopyConflict, TargetTableColumns } from '../../copy-target.ts';
import { quoteName, quoteNames, quoteTable, quoteText, rowsOf } from '../sql-text.ts';
import type { WireSession } from '../wire-session.ts';

const CONSTRAINT = 'godwit constraint';

/** To be called in the transaction of the insert, after it. */
export async function listLosers(
  session: WireSession,
  table: TargetTableColumns,
  options: { readonly tableId: string; readonly most: number },
): Promise<CopyConflict[]> {
  await session.query(`
    CREATE TEMP TABLE godwit_loser ON COMMIT DROP AS SELECT *, ''::text AS ${quoteName(CONSTRAINT)} FROM pg_temp.godwit_range WITH NO DATA;
    ${tryEach(table, options.most)}`);
  const { rows: constraints } = await session.query(`
    SELECT DISTINCT l.${quoteName(CONSTRAINT)}, (
      SELECT json_agg(a.attname)::text FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
      WHERE i.indrelid = ${quoteText(quoteTable(table.name))}::regclass AND k.relname = l.${quoteName(CONSTRAINT)} AND i.indexprs IS NULL AND NOT i.indisexclusion)
    FROM pg_temp.godwit_loser l`);
  const conflicts: CopyConflict[] = [];
  for (const [constraint, columns] of constraints) {
    const names = JSON.parse(columns ?? '[]') as string[]; // a JSON array of names, made above
    const { rows } = await session.query(losersOf(table, constraint ?? '', names));
    for (const [sourceRow, targetRow] of rows)
      conflicts.push({ tableId: options.tableId, constraint: constraint ?? null, sourceRow: sourceRow ?? '', targetRow: targetRow ?? null }); // prettier-ignore
  }
  return conflicts;
}

function tryEach(table: TargetTableColumns, most: number): string {
  const columns = table.key ?? table.columns;
  const same =
    table.key === null
      ? `ROW(${columns.map((column) => `t.${quoteName(column)}`).join(', ')})::text = ROW(${columns.map((column) => `r.${quoteName(column)}`).join(', ')})::text`
      : columns.map((column) => `t.${quoteName(column)} = r.${quoteName(column)}`).join(' AND ');
  const written = `t.xmin = (txid_current() % 4294967296)::text::xid`;
  const values = table.columns.map((column) => `lost.${quoteName(column)}`).join(', ');
  return `DO $godwit$ DECLARE lost pg_temp.godwit_range%ROWTYPE; broken text;
    BEGIN
      FOR lost IN SELECT r.* FROM pg_temp.godwit_range r WHERE NOT EXISTS (SELECT FROM ${rowsOf(table)} t WHERE ${written} AND ${same}) LIMIT ${most} LOOP
        BEGIN
          INSERT INTO ${quoteTable(table.name)} (${quoteNames(table.columns)}) OVERRIDING SYSTEM VALUE VALUES (${values});
          RAISE EXCEPTION 'a row that was left out can be written';
        EXCEPTION WHEN unique_violation OR exclusion_violation THEN
          GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
          INSERT INTO pg_temp.godwit_loser SELECT lost.*, broken;
        END;
      END LOOP;
    END $godwit$`;
}

/** Losers to one constraint, each with the row that won where plain columns say which. */
function losersOf(table: TargetTableColumns, constraint: string, columns: readonly string[]): string {
  const sourceRow = `(SELECT row_to_json(shown) FROM (SELECT ${table.columns.map((column) => `l.${quoteName(column)}`).join(', ')}) AS shown)::text`;
  const wanted = `l.${quoteName(CONSTRAINT)} = ${quoteText(constraint)}`;
  if (columns.length === 0) return `SELECT ${sourceRow}, NULL FROM pg_temp.godwit_loser l WHERE ${wanted}`;
  const same = columns.map((column) => `t.${quoteName(column)} = l.${quoteName(column)}`).join(' AND ');
  return `SELECT ${sourceRow}, row_to_json(t)::text FROM pg_temp.godwit_loser l LEFT JOIN ${rowsOf(table)} t ON ${same} WHERE ${wanted}`;
}
