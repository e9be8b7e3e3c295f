/** A row as JSON text -> its columns as text, made by the database: numbers keep all their digits. */
import { sql, type SQL } from 'drizzle-orm';

export const textValues = (row: string | null): SQL | null =>
  row === null ? null : sql`(SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(${row}::text::jsonb))`;
