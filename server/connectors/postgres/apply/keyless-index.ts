/**
 * Tables without a key: one hash over the columns that can be hashed, and a temporary index on it, so that the row meant
 * by a change is found without reading the table (C6). Columns of other types are only compared. The index is named
 * `godwit_rows_...`, so that release finds and drops it.
 */
import { createHash } from 'node:crypto';
import { tableKey, type TableName } from '../../../core/object-map.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import type { WireSession } from '../wire-session.ts';

/** SQL of the hash, given how a column is written. */
export type RowHash = (column: (name: string) => string) => string;

interface HashedColumn {
  readonly name: string;
  readonly hashFunction: string;
}

export const keylessIndexName = (table: TableName): string =>
  `godwit_rows_${createHash('sha256').update(tableKey(table)).digest('hex').slice(0, 16)}`;

/** How rows of the table are hashed, or null when no column can be. */
export async function readRowHash(
  session: WireSession,
  table: TableName,
  columns: readonly string[],
): Promise<RowHash | null> {
  const { rows } = await session.query(`
    SELECT a.attname, p.proname
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      JOIN pg_opclass o ON o.opcmethod = (SELECT oid FROM pg_am WHERE amname = 'hash') AND o.opcdefault
                       AND o.opcintype = CASE WHEN t.oid = 'varchar'::regtype THEN 'text'::regtype WHEN t.typtype = 'e' THEN 'anyenum'::regtype ELSE t.oid END
      JOIN pg_amproc f ON f.amprocfamily = o.opcfamily AND f.amproclefttype = o.opcintype AND f.amprocrighttype = o.opcintype AND f.amprocnum = 2
      JOIN pg_proc p ON p.oid = f.amproc AND p.proargtypes[0] = o.opcintype
     WHERE a.attrelid = ${quoteText(quoteTable(table))}::regclass AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum`);
  const hashed: HashedColumn[] = rows
    .map(([name, hashFunction]) => ({ name: name ?? '', hashFunction: hashFunction ?? '' }))
    .filter(({ name }) => columns.includes(name));
  if (hashed.length === 0) return null;
  return (column) =>
    `(${hashed.map(({ name, hashFunction }, index) => `coalesce(pg_catalog.${hashFunction}(${column(name)}, ${index + 1}), ${index + 1})`).join(' # ')})`;
}

export async function makeKeylessIndex(session: WireSession, table: TableName, hash: RowHash): Promise<void> {
  await session.query(
    `CREATE INDEX IF NOT EXISTS ${quoteName(keylessIndexName(table))} ON ${quoteTable(table)} (${hash(quoteName)})`,
  );
}
