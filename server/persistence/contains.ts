import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether one of the texts contains `part`, whatever the case, and whatever it is: nothing in it is a pattern. They are joined by
 * what no name holds and looked at once, which costs a quarter of ILIKE on each: no index without an extension finds a part.
 */
export const contains = (texts: readonly AnyPgColumn[], part: string): SQL =>
  sql`strpos(lower(${sql.join([...texts], sql` || chr(1) || `)}), lower(${part}::text)) > 0`;

/** The same for two names of which most are equal: those are looked at once. */
export const eitherContains = (one: AnyPgColumn, other: AnyPgColumn, part: string): SQL =>
  sql`strpos(lower(CASE WHEN ${one} = ${other} THEN ${one} ELSE ${one} || chr(1) || ${other} END), lower(${part}::text)) > 0`;
