/** Reaches an endpoint and tells what it is: version, and an identity that is the same for every address of one database. */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { GodwitError } from '../../core/errors.ts';
import { withPool } from './connection.ts';
import { sqlStateOf, toGodwitError } from './errors.ts';
import { offersTls } from './tls-offer.ts';

export const SUPPORTED_MAJORS = [12, 13, 14, 15, 16, 17, 18] as const;

export interface ProbeResult {
  readonly version: string;
  readonly major: number;
  /** Cluster and database; null when the server does not tell. */
  readonly identity: string | null;
}

/** Throws the GodwitError of what is wrong: CONNECTION_REFUSED, AUTHENTICATION_FAILED, VERSION_NOT_SUPPORTED and others. */
export async function probePostgres(address: EndpointAddress): Promise<ProbeResult> {
  if (address.tlsMode !== 'DISABLE' && !(await answersTls(address)))
    throw new GodwitError('TLS_NOT_SUPPORTED', { host: address.host, port: address.port });
  try {
    return await probe(address);
  } catch (error) {
    if (await wantsTls(error, address))
      throw new GodwitError('TLS_REQUIRED', { host: address.host, port: address.port }, { cause: error });
    throw error;
  }
}

async function answersTls(address: EndpointAddress): Promise<boolean> {
  try {
    return await offersTls(address);
  } catch (error) {
    throw toGodwitError(error, address, 'CONNECTION_LOST');
  }
}

/** Rules of pg_hba.conf refuse a user and a plain connection by the same code; only a try over TLS tells them apart. */
async function wantsTls(error: unknown, address: EndpointAddress): Promise<boolean> {
  const refused =
    error instanceof GodwitError && error.cause instanceof Error && sqlStateOf(error.cause) === NOT_ALLOWED;
  if (!refused || address.tlsMode !== 'DISABLE' || !(await answersTls(address))) return false;
  return await probe({ ...address, tlsMode: 'REQUIRE' }).then(
    () => true,
    (other: unknown) => !(other instanceof GodwitError && sqlStateOf(other.cause) === NOT_ALLOWED),
  );
}

/** invalid_authorization_specification */
const NOT_ALLOWED = '28000';

function probe(address: EndpointAddress): Promise<ProbeResult> {
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
