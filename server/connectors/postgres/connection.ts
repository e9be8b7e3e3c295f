/**
 * Ordinary SQL of the connector: a small pool of driver sessions to one endpoint, with the settings of C11.
 * The hot path does not come here; it uses wire-session.ts.
 */
import postgres from 'postgres';
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { watchSession } from '../../runtime/answer-watch.ts';
import { awaitsAnswer, driverSocket, WatchedSockets, type DriverSocket } from '../../runtime/silent-socket.ts';
import { toGodwitError } from './errors.ts';
import { SESSION_SETTINGS, startupOptions } from './session-settings.ts';
import { tlsOptions } from './tls.ts';
import { whereaboutsOf } from './wire-session.ts';

export type Sql = postgres.Sql<Record<string, never>>;

export interface PoolOptions {
  /** Shown in pg_stat_activity, e.g. `godwit full-import`. */
  readonly applicationName: string;
  /** Sessions at most; default 4. */
  readonly maxSessions?: number;
  /**
   * Only short questions are asked: one without any answer for so long has lost its connection. Default: a statement may take
   * hours, and the server is asked whether it still works on it.
   */
  readonly answerWithinMs?: number;
  /** Default SESSION_SETTINGS. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Seconds before the next attempt; the driver's own grows to 20 s, which a short restart of the server does not deserve. */
export const pauseBeforeConnecting = (failures: number): number => Math.min(1, 0.05 * 2 ** Math.min(failures, 10));

/** Opens a pool; nothing is connected before the first statement. Close it with `end({ timeout: 5 })`. */
export function openPool(address: EndpointAddress, options: PoolOptions): Sql {
  const watched = { socket: socketsOf(address, options) }; // documented by the driver, but missing in its types
  return postgres({
    ...watched,
    host: address.host,
    port: address.port,
    database: address.database,
    username: address.user,
    password: address.password,
    ssl: tlsOptions(address),
    keep_alive: 10,
    max: options.maxSessions ?? 4,
    connect_timeout: 10,
    backoff: pauseBeforeConnecting,
    idle_timeout: 30,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName,
      options: startupOptions(options.settings ?? SESSION_SETTINGS),
    },
  });
}

/** A dead connection is noticed by its statement. */
function socketsOf(address: EndpointAddress, { answerWithinMs }: PoolOptions): () => DriverSocket {
  if (answerWithinMs === undefined) return () => askedSocket(address);
  const sockets = new WatchedSockets(answerWithinMs);
  return () => sockets.open({ host: address.host, port: address.port });
}

/** The server is asked whether it still works on the statement. */
function askedSocket(address: EndpointAddress): DriverSocket {
  const socket = driverSocket({ host: address.host, port: address.port });
  const pid = (): number | null => socket.backendPid?.() ?? null;
  watchSession(socket, {
    expects: () => pid() !== null && awaitsAnswer(socket), // before that the driver's own limit holds
    mayWait: () => false,
    ask: () => whereaboutsOf(address, pid() ?? 0),
    lost: () => socket.destroy(),
  });
  return socket;
}

/** For pools that are asked short questions only. */
export const SHORT_QUESTIONS = { answerWithinMs: 20_000 } as const;

/** Runs `work` on a pool of its own and closes it; whatever fails leaves as a GodwitError. */
export async function withPool<T>(
  address: EndpointAddress,
  options: PoolOptions,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = openPool(address, options);
  try {
    return await work(sql);
  } catch (error) {
    throw toGodwitError(error, address, 'INTERNAL_ERROR');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
