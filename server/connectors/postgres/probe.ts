/** Reaches an endpoint and tells what it is: version, and an identity that is the same for every address of one database. */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError } from '../../core/errors.ts';
import { withPool } from './connection.ts';

export const SUPPORTED_MAJORS = [12, 13, 14, 15, 16, 17, 18] as const;

export interface ProbeResult {
  readonly version: string;
  readonly major: number;
  /** Cluster and database; null when the server does not tell. */
  readonly identity: string | null;
}

/** Throws the GodwitError of what is wrong: CONNECTION_REFUSED, AUTHENTICATION_FAILED, VERSION_NOT_SUPPORTED and others. */
export function probePostgres(address: EndpointAddress): Promise<ProbeResult> {
  return withPool(address, { applicationName: 'godwit probe', maxSessions: 1 }, async (sql) => {
    const [row] = await sql`
      SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
             (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS database,
             CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE') THEN (SELECT system_identifier::text FROM pg_control_system()) END AS cluster`;
    const version = String(row?.['version']);
    const major = Number(row?.['major']);
    if (!SUPPORTED_MAJORS.some((supported) => supported === major)) {
      throw new GodwitError('VERSION_NOT_SUPPORTED', {
        version,
        supported: `${SUPPORTED_MAJORS[0]} to ${SUPPORTED_MAJORS.at(-1)}`,
      });
    }
    const cluster = row?.['cluster'] as string | null;
    return { version, major, identity: cluster === null ? null : `${cluster}/${String(row?.['database'])}` };
  });
}
