import { sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * A column that is one of the given texts. One parameter, so that the statement is the same however many there are: a session
 * that prepares what it is asked keeps one of it, not one for each number.
 */
export const anyOf = (column: AnyPgColumn, texts: readonly string[] | Placeholder): SQL =>
  sql`${column} = ANY(${'name' in texts ? texts : sql.param([...texts])}::text[])`;
