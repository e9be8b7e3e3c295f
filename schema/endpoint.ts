/** Endpoints: databases that can be a source or a target, as they are shown. */
import type { EndpointKind, TlsMode } from '../server/core/endpoint-address.ts';
import type { TableShape } from '../server/core/catalog.ts';
import type { Endpoint } from '../server/endpoint/endpoint-service.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { ENDPOINT, encodeId, idOf } from './global-id.ts';
import { TableNameType } from './table-name.ts';

export const EndpointKindEnum = enumOf<EndpointKind>('EndpointKind', 'The kinds of databases.', {
  POSTGRESQL: 'PostgreSQL 12 to 18.',
});

export const TlsModeEnum = enumOf<TlsMode>('TlsMode', 'How a connection is protected.', {
  DISABLE: 'Not encrypted.',
  REQUIRE: 'Encrypted; the certificate of the server is not checked.',
  VERIFY_CA: 'Encrypted; the certificate must be signed by the CA.',
  VERIFY_FULL: 'Encrypted; the certificate must be signed by the CA and name the host.',
});

const EndpointTable = builder.objectRef<TableShape>('EndpointTable').implement({
  description: 'A table that exists at an endpoint now.',
  fields: (t) => ({
    table: t.field({ type: TableNameType, description: 'Its name.', resolve: (shape) => shape.table }),
    columns: t.stringList({
      description: 'The names of its columns, in order.',
      resolve: (shape) => shape.columns.map((column) => column.name),
    }),
    hasKey: t.boolean({
      description: 'Whether rows can be addressed by a primary key or a unique key over NOT NULL columns.',
      resolve: (shape) => shape.key !== null,
    }),
    keyColumns: t.stringList({
      description: 'The columns of that key; empty without one.',
      resolve: (shape) => [...(shape.key?.columns ?? [])],
    }),
    partitioned: t.exposeBoolean('partitioned', { description: 'Whether it is partitioned.' }),
    estimatedRows: t.field({
      type: 'BigInt',
      description: 'Rows, estimated.',
      resolve: (shape) => shape.estimatedRows,
    }),
    estimatedBytes: t.field({
      type: 'BigInt',
      description: 'Bytes, estimated.',
      resolve: (shape) => shape.estimatedBytes,
    }),
  }),
});

const EndpointTableFilterInput = builder.inputType('EndpointTableFilter', {
  description: 'Which tables; what is left out does not filter.',
  fields: (t) => ({
    keyword: t.string({ description: 'Part of the schema or table name, whatever the case.' }),
    schema: t.string({ description: 'Only those in this schema.' }),
  }),
});

export const EndpointInterface = builder.interfaceRef<Endpoint>('Endpoint').implement({
  description: 'A database that can be a source or a target. Its password and keys are never shown.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: () => 'PostgresqlEndpoint',
  fields: (t) => ({
    id: t.id({ description: 'The id.', resolve: (endpoint) => encodeId('PostgresqlEndpoint', endpoint.id) }),
    name: t.exposeString('name', { description: 'Unique, 1 to 64 characters.' }),
    kind: t.expose('kind', { type: EndpointKindEnum, description: 'The kind of database.' }),
    host: t.exposeString('host', { description: 'Host name or address.' }),
    port: t.exposeInt('port', { description: 'Port, 1 to 65535.' }),
    database: t.exposeString('database', { description: 'Name of the database.' }),
    user: t.exposeString('user', { description: 'User that Godwit logs in as.' }),
    tlsMode: t.expose('tlsMode', { type: TlsModeEnum, description: 'How the connection is protected.' }),
    tlsCa: t.exposeString('tlsCa', {
      nullable: true,
      description: 'CA certificate, PEM; null uses those of the machine.',
    }),
    hasTlsCertificate: t.exposeBoolean('hasTlsCertificate', { description: 'Whether a client certificate is stored.' }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'Version of the server as the last test saw it; null before.',
    }),
    testedAt: t.expose('testedAt', { type: 'DateTime', nullable: true, description: 'When it was last tested.' }),
    revision: t.exposeInt('revision', { description: 'Grows with each change; for expectedRevision.' }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    tables: t.connection(
      {
        type: EndpointTable,
        nullable: true,
        authScopes: { operator: true },
        description: 'The tables that exist there now, by name; contacts the database. Needs the role OPERATOR.',
        args: { filter: t.arg({ type: EndpointTableFilterInput, description: 'Which ones.' }) },
        resolve: async (endpoint, given, { ports }) =>
          connectionOf(await ports.endpoints.tables(endpoint.id, given.filter ?? {}, pageRequest(given))),
      },
      connectionType('EndpointTable'),
      edgeType('EndpointTable'),
    ),
  }),
});

builder.node(builder.objectRef<Endpoint>('PostgresqlEndpoint'), {
  description: 'A PostgreSQL database.',
  interfaces: [EndpointInterface],
  id: { resolve: (endpoint) => endpoint.id, description: 'The id.' },
  loadMany: async (ids, { ports }) => [...(await ports.endpoints.endpointsByIds(ids))],
});

builder.queryField('endpoint', (t) =>
  t.field({
    type: EndpointInterface,
    nullable: true,
    authScopes: { viewer: true },
    description: 'One endpoint; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, { ports }) => {
      const own = idOf(id, ENDPOINT);
      return own === null ? null : ports.endpoints.endpoint(own);
    },
  }),
);

const EndpointFilterInput = builder.inputType('EndpointFilter', {
  description: 'Which endpoints; what is left out does not filter.',
  fields: (t) => ({
    keyword: t.string({ description: 'Part of the name, host or database, whatever the case.' }),
    kinds: t.field({ type: [EndpointKindEnum], description: 'Only these kinds.' }),
  }),
});

builder.queryField('endpoints', (t) =>
  t.connection(
    {
      type: EndpointInterface,
      authScopes: { viewer: true },
      description: 'All endpoints, by name.',
      args: { filter: t.arg({ type: EndpointFilterInput, description: 'Which ones.' }) },
      resolve: async (_root, given, { ports }) =>
        connectionOf(await ports.endpoints.endpoints(given.filter ?? {}, pageRequest(given))),
    },
    connectionType('Endpoint'),
    edgeType('Endpoint'),
  ),
);
