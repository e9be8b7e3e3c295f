/** Endpoints: databases that can be a source or a target. Credentials go in and never come out. */
import type { EndpointKind, TlsMode } from '../server/core/endpoint-address.ts';
import type { TableShape } from '../server/core/catalog.ts';
import { GodwitError } from '../server/core/errors.ts';
import type { Endpoint, EndpointTestResult } from '../server/endpoint/endpoint-service.ts';
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { ENDPOINT, encodeId, idOf, requiredId } from './global-id.ts';
import { TableNameType } from './table-name.ts';

const EndpointKindEnum = enumOf<EndpointKind>('EndpointKind', 'The kinds of databases.', {
  POSTGRESQL: 'PostgreSQL 12 to 18.',
});

const TlsModeEnum = enumOf<TlsMode>('TlsMode', 'How a connection is protected.', {
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
    tables: t.field({
      type: [EndpointTable],
      nullable: true,
      authScopes: { operator: true },
      description: 'The tables that exist there now; contacts the database. Needs the role OPERATOR.',
      resolve: (endpoint, _arguments, { ports }) => ports.endpoints.tables(endpoint.id).then((tables) => [...tables]),
    }),
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

const EndpointTestResultType = builder.objectRef<EndpointTestResult>('EndpointTest').implement({
  description: 'What a test of a connection found.',
  fields: (t) => ({
    ok: t.exposeBoolean('ok', { description: 'Whether Godwit could log in.' }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'Version of the server; null when it did not answer.',
    }),
    latencyMs: t.exposeFloat('latencyMs', { nullable: true, description: 'Milliseconds until the server answered.' }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'What is wrong; null when it is ok.' }),
    testedAt: t.expose('testedAt', { type: 'DateTime', description: 'When it was tested.' }),
  }),
});

const EndpointConnectionInput = builder.inputType('EndpointConnectionInput', {
  description: 'Where a database is and how to enter it.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Unique, 1 to 64 characters.' }),
    kind: t.field({ type: EndpointKindEnum, required: true, description: 'The kind of database.' }),
    host: t.string({ required: true, description: 'Host name or address.' }),
    port: t.int({ description: 'Port, 1 to 65535; default that of the kind (PostgreSQL 5432).' }),
    database: t.string({ required: true, description: 'Name of the database.' }),
    user: t.string({ required: true, description: 'User to log in as.' }),
    password: t.string({ required: true, description: 'Its password; kept encrypted and never shown.' }),
    tlsMode: t.field({ type: TlsModeEnum, description: 'How the connection is protected; default DISABLE.' }),
    tlsCa: t.string({ description: 'CA certificate, PEM.' }),
    tlsCertificate: t.string({ description: 'Client certificate, PEM.' }),
    tlsKey: t.string({ description: 'Key of the client certificate, PEM; kept encrypted and never shown.' }),
  }),
});

builder.relayMutationField(
  'endpointCreate',
  {
    description: 'A new endpoint.',
    inputFields: (t) => ({
      endpoint: t.field({ type: EndpointConnectionInput, required: true, description: 'The endpoint.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Keeps a new endpoint. The database is not contacted: see endpointTest.',
    resolve: async (_root, { input }, context) => ({
      endpoint: await context.ports.endpoints.create(input.endpoint, commandOf(context, input)),
    }),
  },
  {
    description: 'The endpoint that was made.',
    outputFields: (t) => ({
      endpoint: t.field({
        type: EndpointInterface,
        nullable: true,
        description: 'The endpoint.',
        resolve: (payload) => payload.endpoint,
      }),
    }),
  },
);

builder.relayMutationField(
  'endpointUpdate',
  {
    description: 'A change of an endpoint; what is left out stays.',
    inputFields: (t) => ({
      endpointId: t.id({ required: true, description: 'The endpoint.' }),
      expectedRevision: t.int({ description: 'The revision that the change is based on; a stale one is CONFLICT.' }),
      name: t.string({ description: 'Unique, 1 to 64 characters.' }),
      host: t.string({ description: 'Host name or address.' }),
      port: t.int({ description: 'Port, 1 to 65535.' }),
      database: t.string({ description: 'Name of the database.' }),
      user: t.string({ description: 'User to log in as.' }),
      password: t.string({ description: 'Its password.' }),
      tlsMode: t.field({ type: TlsModeEnum, description: 'How the connection is protected.' }),
      tlsCa: t.string({ description: 'CA certificate, PEM; null removes it.' }),
      tlsCertificate: t.string({ description: 'Client certificate, PEM; null removes it.' }),
      tlsKey: t.string({ description: 'Key of the client certificate, PEM; null removes it.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Changes an endpoint. A running task uses the change from its next connection on.',
    resolve: async (_root, { input }, context) => {
      const { endpointId, idempotencyKey: _key, ...change } = input;
      const { tlsCa, tlsCertificate, tlsKey, ...rest } = change;
      return {
        endpoint: await context.ports.endpoints.update(
          requiredId(endpointId, ENDPOINT),
          { ...withoutNulls(rest), ...withoutUndefined({ tlsCa, tlsCertificate, tlsKey }) },
          commandOf(context, input),
        ),
      };
    },
  },
  {
    description: 'The endpoint as it is now.',
    outputFields: (t) => ({
      endpoint: t.field({
        type: EndpointInterface,
        nullable: true,
        description: 'The endpoint.',
        resolve: (payload) => payload.endpoint,
      }),
    }),
  },
);

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], null> };

/** Null in an input that cannot be null means the same as leaving it out. */
const withoutNulls = <T extends object>(input: T): Present<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined)) as Present<T>; // only values were left out

const withoutUndefined = <T extends object>(input: T): Partial<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>; // only keys were left out

builder.relayMutationField(
  'endpointTest',
  {
    description: 'What to test: a stored endpoint, or one that is not stored yet.',
    inputFields: (t) => ({
      endpointId: t.id({ description: 'A stored endpoint.' }),
      endpoint: t.field({ type: EndpointConnectionInput, description: 'One that is not stored.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Contacts a database with its address and credentials. What is wrong is in `test.error`.',
    resolve: async (_root, { input }, context) => {
      const { endpoints } = context.ports;
      const command = commandOf(context, input);
      if (typeof input.endpointId === 'string' && !input.endpoint)
        return { test: await endpoints.test(requiredId(input.endpointId, ENDPOINT), command) };
      if (input.endpoint && !input.endpointId) return { test: await endpoints.testInput(input.endpoint, command) };
      throw new GodwitError('BAD_INPUT', { detail: 'Give either endpointId or endpoint.', path: 'endpointId' });
    },
  },
  {
    description: 'What the test found.',
    outputFields: (t) => ({
      test: t.field({
        type: EndpointTestResultType,
        nullable: true,
        description: 'What the test found.',
        resolve: (payload) => payload.test,
      }),
    }),
  },
);

builder.relayMutationField(
  'endpointDelete',
  {
    description: 'Which endpoint.',
    inputFields: (t) => ({
      endpointId: t.id({ required: true, description: 'The endpoint.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Forgets an endpoint; refused while a task names it.',
    resolve: async (_root, { input }, context) => {
      await context.ports.endpoints.delete(requiredId(input.endpointId, ENDPOINT), commandOf(context, input));
      return { deletedId: String(input.endpointId) };
    },
  },
  {
    description: 'The endpoint that is gone.',
    outputFields: (t) => ({
      deletedId: t.id({ nullable: true, description: 'Its id.', resolve: (payload) => payload.deletedId }),
    }),
  },
);
