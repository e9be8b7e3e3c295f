/** Where a database is and how to enter it. Holds the secret in clear: lives in memory only, is never logged or returned. */
export type EndpointKind = 'POSTGRESQL';

export type TlsMode = 'DISABLE' | 'REQUIRE' | 'VERIFY_CA' | 'VERIFY_FULL';

export interface EndpointAddress {
  readonly kind: EndpointKind;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tlsMode: TlsMode;
  /** PEM; null uses the machine's trust store. */
  readonly tlsCa: string | null;
  readonly tlsCertificate: string | null;
  readonly tlsKey: string | null;
}
