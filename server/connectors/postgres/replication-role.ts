/**
 * The right to set session_replication_role: from PostgreSQL 15 on it can be granted, before it is the superuser's alone.
 * What lacks it is told with the statement that gives it on that very server.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError, type ErrorFacts } from '../../core/errors.ts';
import { withPool } from './connection.ts';
import { quoteName } from './sql-text.ts';

/** The first major with rights on parameters. */
const GRANTED_SINCE = 15;

/** Facts of PRIVILEGE_MISSING for a user who may not set it. */
export function replicationRoleFacts(major: number, user: string) {
  const statement =
    major >= GRANTED_SINCE
      ? `GRANT SET ON PARAMETER session_replication_role TO ${quoteName(user)}`
      : `ALTER ROLE ${quoteName(user)} SUPERUSER`;
  return { user, privilege: 'SET', object: 'session_replication_role', statement } satisfies ErrorFacts;
}

/** The error for a session that was refused the setting; asks the server for its version by a session without it. */
export async function replicationRoleMissing(address: EndpointAddress, cause: unknown): Promise<GodwitError> {
  const major = await withPool(address, { applicationName: 'godwit rights', maxSessions: 1 }, async (sql) => {
    const [row] = await sql`SELECT current_setting('server_version_num')::int / 10000 AS major`;
    return Number(row?.['major']);
  });
  return new GodwitError('PRIVILEGE_MISSING', replicationRoleFacts(major, address.user), { cause });
}
