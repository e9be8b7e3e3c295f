/** A row as JSON text -> its columns as text, made by the database: numbers keep all their digits. */
import { sql, type SQL } from 'drizzle-orm';

/** `row` is an expression of text; null stays null. */
export const textValues = (row: SQL): SQL =>
  sql`(SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(${row}::jsonb))`;
