/** Making, changing, testing and forgetting endpoints. Credentials go in here and never come out. */
import { GodwitError } from '../server/core/errors.ts';
import type { EndpointTestResult } from '../server/endpoint/endpoint-service.ts';
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { EndpointInterface, EndpointKindEnum, TlsModeEnum } from './endpoint.ts';
import { Reason } from './errors.ts';
import { ENDPOINT, requiredId } from './global-id.ts';

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
      expectedRevision: t.int({
        required: true,
        description: 'The revision that the change is based on; a stale one is CONFLICT.',
      }),
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
