/**
 * Sessions that read rows of a task for long hold a snapshot and locks on the server. When their machine vanishes, the server
 * notices those that rest within 20 s (keepalives), but one that has bytes to send only when the kernel gives up sending: after a
 * quarter of an hour (seen: 945 s; of a reader that rested not within 1 500 s), behind a proxy that swallows bytes never. So they bear the task's name, and who comes
 * after ends what is left of them (C17).
 */
import type { Sql } from './connection.ts';

const READERS = ['full-import', 'full-verification'] as const;

export const readerSessionName = (reader: (typeof READERS)[number], taskId: string): string =>
  `godwit ${reader} ${taskId}`.slice(0, 63);

/** Ends the sessions of this name in the database; resolves with how many there were. Only those of our own user can be. */
export async function endReaders(sql: Sql, name: string): Promise<number> {
  const ended = await sql`
    SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
    WHERE application_name = ${name} AND datname = pg_catalog.current_database() AND usename = current_user AND pid <> pg_catalog.pg_backend_pid()`;
  return ended.length;
}

/** Those that a task has left, at its release: sentences for the record. */
export async function endReadersOf(sql: Sql, taskId: string): Promise<string[]> {
  const ended: string[] = [];
  for (const reader of READERS) {
    const name = readerSessionName(reader, taskId);
    if ((await endReaders(sql, name)) > 0) ended.push(`session ${name}`);
  }
  return ended;
}
