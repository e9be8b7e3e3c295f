/**
 * Tables whose replica identity went away while they are published (a dropped key): from that moment the application's own
 * UPDATE fails, because of us (C2). Such a table leaves the publication at the next look, and then stops by its code (C15).
 */
import { GodwitError } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { IDENTIFIED } from '../replica-identity.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import type { SourceNames } from './names.ts';

/** Throws TABLE_CHANGED for what it took out. */
export async function leaveUnidentified(sql: Sql, names: SourceNames): Promise<void> {
  const tables = await sql<TableName[]>`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
    JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE p.pubname = ${names.publication} AND NOT ${sql.unsafe(IDENTIFIED)}`;
  if (tables.length === 0) return;
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL lock_timeout = '2s'`;
    const list = tables.map((table) => `ONLY ${quoteTable(table)}`).join(', ');
    await transaction.unsafe(`ALTER PUBLICATION ${quoteName(names.publication)} DROP TABLE ${list}`);
  });
  throw new GodwitError('TABLE_CHANGED', {
    table: tables.map(({ schema, name }) => `${schema}.${name}`).join(', '),
    detail:
      'its replica identity (the key that rows are told apart by) was dropped; its changes are no longer carried.',
  });
}
