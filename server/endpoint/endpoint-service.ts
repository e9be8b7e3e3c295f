/** The door to endpoints. Credentials go in, are encrypted (credentials.ts) and never come out of this interface. */
import type { Command } from '../core/actor.ts';
import type { EndpointAddress, EndpointKind, TlsMode } from '../core/endpoint-address.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { TableShape } from '../core/catalog.ts';
import type { TableName } from '../core/object-map.ts';

export interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly kind: EndpointKind;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tlsMode: TlsMode;
  readonly tlsCa: string | null;
  /** Whether a client certificate is stored; it is never returned. */
  readonly hasTlsCertificate: boolean;
  /** As the last test saw it; null before the first. */
  readonly version: string | null;
  readonly testedAt: Date | null;
  readonly revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EndpointInput {
  /** Unique, 1..64 characters. */
  readonly name: string;
  readonly kind: EndpointKind;
  readonly host: string;
  /** 1..65535; default that of the kind (5432). */
  readonly port?: number | null;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Default REQUIRE off: DISABLE. */
  readonly tlsMode?: TlsMode | null;
  readonly tlsCa?: string | null;
  readonly tlsCertificate?: string | null;
  readonly tlsKey?: string | null;
}

/** Undefined leaves a field as it is. The kind cannot be changed. */
export type EndpointChange = Partial<Omit<EndpointInput, 'kind'>>;

export interface EndpointTestResult {
  readonly ok: boolean;
  readonly version: string | null;
  /** Milliseconds until the server answered. */
  readonly latencyMs: number | null;
  readonly error: ErrorReason | null;
  readonly testedAt: Date;
}

export interface EndpointFilter {
  /** Part of the name, host or database. */
  readonly keyword?: string | null;
  readonly kinds?: readonly EndpointKind[] | null;
}

/** What a probe of a database tells; throws the GodwitError of what is wrong (CONNECTION_REFUSED, ...). */
export interface EndpointIdentity {
  readonly version: string;
  readonly kind: EndpointKind;
  /** The same for two addresses of one database, whatever host name they use; null when the server does not tell. */
  readonly identity: string | null;
}

/** Port: reaches a database. Implemented over the connector registry by main. */
export interface EndpointProber {
  probe(address: EndpointAddress, signal?: AbortSignal): Promise<EndpointIdentity>;
}

/** Part of the schema or table name, and one schema. */
export interface EndpointTableFilter {
  readonly keyword?: string | null;
  readonly schema?: string | null;
}

/** Port: lists what can be migrated. Implemented over the connector's catalog reader by main. */
export interface EndpointCatalog {
  /** The shapes of the tables that `choose` takes from all names, which are in byte order. */
  listTables(
    address: EndpointAddress,
    choose: (names: readonly TableName[]) => readonly TableName[],
  ): Promise<readonly TableShape[]>;
}

export interface EndpointService {
  endpoint(id: string): Promise<Endpoint | null>;
  endpointsByIds(ids: readonly string[]): Promise<readonly (Endpoint | null)[]>;
  endpoints(filter: EndpointFilter, page: PageRequest): Promise<Page<Endpoint>>;
  /** NAME_TAKEN, BAD_INPUT. The database is not contacted. */
  create(input: EndpointInput, command: Command): Promise<Endpoint>;
  /** A running task uses the change from its next connection on. A stale revision is CONFLICT. */
  update(
    id: string,
    change: EndpointChange & { readonly expectedRevision?: number },
    command: Command,
  ): Promise<Endpoint>;
  /** Contacts the stored endpoint; what is wrong is data, not an exception. */
  test(id: string, command: Command): Promise<EndpointTestResult>;
  /** Contacts an address that is not stored. */
  testInput(input: EndpointInput, command: Command): Promise<EndpointTestResult>;
  /** ENDPOINT_IN_USE while a task that is not deleted names it. Returns the deleted id. */
  delete(id: string, command: Command): Promise<string>;
  /** Tables at the endpoint, for the object picker; contacts the database. */
  tables(id: string, filter: EndpointTableFilter, page: PageRequest): Promise<Page<TableShape>>;
  /** With the secret in clear, for the workers only; never for the API. NOT_FOUND. */
  address(id: string): Promise<EndpointAddress>;
}
