/** What a PostgreSQL server or its socket reports, as our codes. Classified by SQLSTATE and errno, never by message. */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError, type ErrorFacts } from '../../core/errors.ts';
import type { ErrorCode } from '../../core/error-codes.ts';
import { saidBy, sqlStateOf } from './server-words.ts';

export { sqlStateOf } from './server-words.ts';

const BY_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '28000': 'AUTHENTICATION_FAILED',
  '28P01': 'AUTHENTICATION_FAILED',
  '3D000': 'DATABASE_NOT_FOUND',
  '53300': 'TOO_MANY_CONNECTIONS',
  '57P01': 'CONNECTION_LOST',
  '57P02': 'CONNECTION_LOST',
  '57P03': 'SERVER_STARTING',
  '57P05': 'CONNECTION_LOST',
  '08006': 'CONNECTION_LOST',
  '55P03': 'LOCK_TIMEOUT',
  '40P01': 'DEADLOCK',
  '40001': 'DEADLOCK',
  '53100': 'DISK_FULL',
  '25006': 'READ_ONLY',
  '42501': 'PRIVILEGE_MISSING',
};

const BY_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ENOTFOUND: 'HOST_NOT_FOUND',
  EAI_AGAIN: 'HOST_LOOKUP_FAILED',
  ECONNRESET: 'CONNECTION_LOST',
  EPIPE: 'CONNECTION_LOST',
  ETIMEDOUT: 'CONNECTION_TIMEOUT',
  EHOSTUNREACH: 'CONNECTION_REFUSED',
  ENETUNREACH: 'CONNECTION_REFUSED',
  CONNECTION_CLOSED: 'CONNECTION_LOST',
  CONNECTION_ENDED: 'CONNECTION_LOST',
  CONNECTION_DESTROYED: 'CONNECTION_LOST',
  CONNECT_TIMEOUT: 'CONNECTION_TIMEOUT',
};

/** What answered is not TLS. */
const NO_TLS_ERRNO: ReadonlySet<string> = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);
const TLS_ERRNO = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/;

/** An error a server sent, with the fields of its ErrorResponse. */
export class ServerError extends Error {
  readonly code: string;
  readonly detail: string | null;
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super(fields['M'] ?? 'error without a message');
    this.name = 'ServerError';
    this.code = fields['C'] ?? 'XX000';
    this.detail = fields['D'] ?? null;
    this.fields = fields;
  }
}

/** Whether trying the same again on a new connection can help. */
export function isConnectionProblem(error: unknown): boolean {
  const code = error instanceof GodwitError ? error.code : codeOf(error);
  return (
    code === 'CONNECTION_LOST' ||
    code === 'CONNECTION_REFUSED' ||
    code === 'CONNECTION_TIMEOUT' ||
    code === 'SERVER_STARTING' ||
    code === 'TOO_MANY_CONNECTIONS'
  );
}

/**
 * Our error for what a session threw: a known connection or server condition by its code, else `otherwise` with what the
 * server said as `detail`, or as `rowDetail` where that can hold values of rows (server-words.ts).
 */
export function toGodwitError(
  error: unknown,
  address: EndpointAddress,
  otherwise: ErrorCode,
  facts: ErrorFacts = {},
): GodwitError {
  if (error instanceof GodwitError) return error;
  const { detail, rowDetail } = saidBy(error);
  const where = {
    host: address.host,
    port: address.port,
    user: address.user,
    database: address.database,
    where: `${address.host}:${address.port}`,
    seconds: 10,
    // the server names neither in a field of its own; the precheck asks for each right by itself
    privilege: 'to do this',
    statement: 'the precheck again; it names the right, with the statement that gives it',
  };
  const code = codeOf(error) ?? otherwise;
  const named = { ...where, detail, object: '?', ...facts };
  const object = code === 'PRIVILEGE_MISSING' ? `${address.database} (${detail})` : named.object;
  return new GodwitError(code, { ...named, object }, { cause: error, rowDetail });
}

function codeOf(error: unknown): ErrorCode | null {
  const state = sqlStateOf(error);
  if (state !== null) {
    // 28000 is also what pg_hba.conf answers to a connection without TLS: probe.ts tells them apart.
    return BY_SQLSTATE[state] ?? null;
  }
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return null;
  if (NO_TLS_ERRNO.has(error.code)) return 'TLS_NOT_SUPPORTED';
  if (TLS_ERRNO.test(error.code)) return 'TLS_UNTRUSTED';
  return BY_ERRNO[error.code] ?? null;
}
