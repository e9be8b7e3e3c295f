/** Settings of every PostgreSQL session of ours (C11, C17): values travel as text that reads back the same on any server. */
export const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '3',
  bytea_output: 'hex',
  TimeZone: 'UTC',
  lc_monetary: 'C',
  search_path: 'pg_catalog',
  lock_timeout: '0',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '3',
  tcp_keepalives_count: '3',
  // bytes that nobody acknowledges, or takes: of a dead network, of a process that stands still
  tcp_user_timeout: '20000',
};

/** For sessions on the target whose commits become facts elsewhere: a crash must not take them back, whatever its default is (C4). */
export const DURABLE: Readonly<Record<string, string>> = { synchronous_commit: 'on' };

/**
 * For sessions whose reader may rest for long (a slow target, a limit on rows): Linux counts a peer that acknowledges but takes
 * nothing against tcp_user_timeout too (seen), and would end a healthy copy. What is left on the server when such a reader
 * vanishes is ended by who comes after it (reader-sessions.ts).
 */
export const READER_MAY_REST: Readonly<Record<string, string>> = { tcp_user_timeout: '0' };

/** The `options` startup parameter that carries the settings (backslash escapes blanks). */
export function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')}`)
    .join(' ');
}
