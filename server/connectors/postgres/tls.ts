/** TLS options of Node for an endpoint's TLS mode; the same for both ways we connect. */
import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { EndpointAddress } from '../../core/endpoint-address.ts';

/** False for no TLS. REQUIRE encrypts without checking; VERIFY_CA checks the chain; VERIFY_FULL also the host name. */
export function tlsOptions(address: EndpointAddress): ConnectionOptions | false {
  if (address.tlsMode === 'DISABLE') return false;
  return {
    host: address.host,
    ...(isIP(address.host) === 0 ? { servername: address.host } : {}), // a name only: TLS knows no addresses there
    ca: address.tlsCa ?? undefined,
    cert: address.tlsCertificate ?? undefined,
    key: address.tlsKey ?? undefined,
    rejectUnauthorized: address.tlsMode !== 'REQUIRE',
    ...(address.tlsMode === 'VERIFY_FULL' ? {} : { checkServerIdentity: () => undefined }),
  };
}
