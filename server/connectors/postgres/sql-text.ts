/** The one place where PostgreSQL identifiers and literals are quoted into SQL text. */
import type { TableName } from '../../core/object-map.ts';

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteTable = (table: TableName): string => `${quoteName(table.schema)}.${quoteName(table.name)}`;

/** What a query of the table's rows names: those of its partitions belong to it, those of tables that inherit do not. */
export const ownRows = (of: { readonly table: TableName; readonly partitioned: boolean }): string =>
  of.partitioned ? quoteTable(of.table) : `ONLY ${quoteTable(of.table)}`;

/** The same of a table that is written to. */
export const rowsOf = (of: { readonly name: TableName; readonly partitioned: boolean }): string =>
  ownRows({ table: of.name, partitioned: of.partitioned });

/** A string literal that means the same whatever standard_conforming_strings is. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

export const quoteNames = (names: readonly string[]): string => names.map(quoteName).join(', ');
