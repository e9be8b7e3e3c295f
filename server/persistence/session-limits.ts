/**
 * Limits of every session on the control database, so that a process that stands still, or a network that forgot a connection,
 * holds up nobody for long:
 *
 *   idle in a transaction      the server ends it after STANDSTILL_MS
 *   in a statement             the server ends the statement after STATEMENT_MS, unless it waits for us in the middle of
 *                              it: then no limit of the server's applies, and standstill.ts ends the session
 *   half-open, server's side   tcp_user_timeout and keepalives end it within CONNECTION_MS
 *   half-open, our side        a question without any answer for ANSWER_MS has lost its connection
 */
import type postgres from 'postgres';
import { WatchedSockets, type DriverSocket, type SocketAddress } from '../runtime/silent-socket.ts';

/** A process that stands still inside a transaction loses it, and with it the locks that its successors wait for (C17). */
export const STANDSTILL_MS = 3_000;

/** The longest that a statement may take. */
export const STATEMENT_MS = 15_000;

/** Above STATEMENT_MS: a slow answer is none of a lost connection. */
const ANSWER_MS = 20_000;

/** Within this the server's side of a dead connection ends. */
const CONNECTION_MS = 20_000;

/** What a name of PostgreSQL's holds is 63 bytes; the end of a worker's id is what tells it from others. */
const TAG_LENGTH = 40;

export type SessionUse = 'control' | 'jobs' | 'mutations' | 'standstill' | 'migrations';

/** How sessions call themselves: by their use, and by the process whose they are where somebody must tell. */
export const sessionName = (use: SessionUse, owner: string | null): string =>
  owner === null ? `godwit ${use}` : `godwit ${use} ${owner.slice(-TAG_LENGTH)}`;

/** The end of a session's name that tells its worker, in SQL; `id` is an SQL expression. */
export const workerTag = (id: string): string => `right(${id}, ${TAG_LENGTH})`;

/** The driver's options for a session with these limits. */
export function limitedSessions(
  use: SessionUse,
  options: { readonly owner: string | null; readonly idleInTransactionMs?: number },
): postgres.Options<Record<string, never>> {
  return {
    connect_timeout: 10,
    idle_timeout: 60,
    keep_alive: 10,
    onnotice: () => {},
    socket: watched(),
    connection: {
      application_name: sessionName(use, options.owner),
      idle_in_transaction_session_timeout: options.idleInTransactionMs ?? STANDSTILL_MS,
      statement_timeout: STATEMENT_MS,
      tcp_keepalives_idle: 10,
      tcp_keepalives_interval: 3,
      tcp_keepalives_count: 3,
      tcp_user_timeout: CONNECTION_MS,
    },
  } as postgres.Options<Record<string, never>>; // `socket` is documented by the driver, but missing in its types
}

/** What the driver hands to the maker of a socket. */
export interface ParsedOptions {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

function watched(): (options: ParsedOptions) => DriverSocket {
  const sockets = new WatchedSockets(ANSWER_MS);
  const next = nextAddress();
  return (options) => sockets.open(next(options));
}

/** Where the next socket goes, as the driver does it: a list of hosts is tried one after another. */
export function nextAddress(): (options: ParsedOptions) => SocketAddress {
  let attempts = 0;
  return ({ host, port, path }) => {
    if (typeof path === 'string') return { path };
    const index = attempts++ % Math.max(1, host.length);
    return { host: host[index] ?? 'localhost', port: port[index] ?? 5432 };
  };
}
