/** TLS options of Node for an endpoint's TLS mode; the same for both ways we connect. */
import type { ConnectionOptions } from 'node:tls';
import type { EndpointAddress } from '../../core/endpoint-address.ts';

/** False for no TLS. REQUIRE encrypts without checking; VERIFY_CA checks the chain; VERIFY_FULL also the host name. */
export function tlsOptions(address: EndpointAddress): ConnectionOptions | false {
  if (address.tlsMode === 'DISABLE') return false;
  return {
    servername: address.host,
    ca: address.tlsCa ?? undefined,
    cert: address.tlsCertificate ?? undefined,
    key: address.tlsKey ?? undefined,
    rejectUnauthorized: address.tlsMode !== 'REQUIRE',
    ...(address.tlsMode === 'VERIFY_FULL' ? {} : { checkServerIdentity: () => undefined }),
  };
}
