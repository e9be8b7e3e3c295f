/** Reads from the target's bookkeeping what the full copy contains: the input of the overlap's judgement (C3). */
import { asPosition, type Position } from '../../../core/position.ts';
import { parseSnapshot } from '../../../core/range-visibility.ts';
import type { ImportedRange, ImportedRanges } from '../../snapshot-reader.ts';
import type { Sql } from '../connection.ts';
import { parseBounds } from './range-bounds.ts';

/** Completed ranges only; the replay begins after the copy, when all of them are. */
export async function readImportedRanges(sql: Sql, taskId: string): Promise<ImportedRanges> {
  const [known] = await sql`SELECT to_regclass('godwit.copy_range') IS NOT NULL AS there`;
  if (known?.['there'] !== true) return { tables: new Map(), greatestEnd: null };
  const rows =
    await sql`SELECT table_id, bounds, snapshot, end_position FROM godwit.copy_range WHERE task_id = ${taskId} AND completed_at IS NOT NULL ORDER BY table_id, range_id`;
  const [greatest] =
    await sql`SELECT max(end_position::pg_lsn)::text AS position FROM godwit.copy_range WHERE task_id = ${taskId} AND completed_at IS NOT NULL`;
  const tables = new Map<string, ImportedRange[]>();
  for (const row of rows) {
    const range: ImportedRange = {
      bounds: parseBounds(String(row['bounds'])).bounds,
      visibility: {
        snapshot: parseSnapshot(String(row['snapshot'])),
        endPosition: asPosition(String(row['end_position'])),
      },
    };
    const ranges = tables.get(String(row['table_id']));
    if (ranges === undefined) tables.set(String(row['table_id']), [range]);
    else ranges.push(range);
  }
  const end = greatest?.['position'] as string | null | undefined;
  return { tables, greatestEnd: end ? (asPosition(end) satisfies Position) : null };
}
