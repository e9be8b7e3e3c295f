/** Tokens: who may use the API, in which role. Only ADMIN sees them. */
import type { Token } from '../server/access/access-service.ts';
import type { Role } from '../server/core/actor.ts';
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { requiredId } from './global-id.ts';

export const RoleEnum = enumOf<Role>('Role', 'What somebody may do.', {
  VIEWER: 'Reads, but no row values of the migrated tables.',
  OPERATOR: 'Acts on tasks as well.',
  ADMIN: 'Endpoints, tokens, release and delete as well.',
});

const TokenType = builder.objectRef<Token>('Token');
builder.node(TokenType, {
  description: 'A token of the API. Its secret is shown once, when it is made.',
  authScopes: { admin: true },
  id: { resolve: (token) => token.id, description: 'The id.' },
  loadOne: (id, { ports }) => ports.access.token(id),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, which the audit trail shows.' }),
    role: t.expose('role', { type: RoleEnum, description: 'What it allows.' }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it expires; null for never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it works.',
    }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'When it was last used.' }),
  }),
});

builder.queryField('tokens', (t) =>
  t.connection(
    {
      type: TokenType,
      authScopes: { admin: true },
      description: 'The tokens, newest first.',
      resolve: async (_root, given, { ports }) => connectionOf(await ports.access.tokens(pageRequest(given))),
    },
    connectionType('Token'),
    edgeType('Token'),
  ),
);

builder.relayMutationField(
  'tokenCreate',
  {
    description: 'The new token.',
    inputFields: (t) => ({
      name: t.string({ required: true, description: 'Unique among tokens that work, 1 to 64 characters.' }),
      role: t.field({ type: RoleEnum, required: true, description: 'What it allows.' }),
      expiresAt: t.field({ type: 'DateTime', description: 'When it expires; default never.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Makes a token and shows its secret, this once.',
    resolve: (_root, { input }, context) =>
      context.ports.access.createToken(
        { name: input.name, role: input.role, expiresAt: input.expiresAt },
        commandOf(context, input),
      ),
  },
  {
    description: 'The token and its secret.',
    outputFields: (t) => ({
      token: t.field({
        type: TokenType,
        nullable: true,
        description: 'The token.',
        resolve: (payload) => payload.token,
      }),
      secret: t.string({
        nullable: true,
        description: 'Its text, for the header Authorization: Bearer. Shown this once.',
        resolve: (payload) => payload.secret,
      }),
    }),
  },
);

builder.relayMutationField(
  'tokenRevoke',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      tokenId: t.id({ required: true, description: 'The token.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Ends a token; the last ADMIN token cannot be revoked.',
    resolve: async (_root, { input }, context) => ({
      token: await context.ports.access.revokeToken(requiredId(input.tokenId, ['Token']), commandOf(context, input)),
    }),
  },
  {
    description: 'The token.',
    outputFields: (t) => ({
      token: t.field({
        type: TokenType,
        nullable: true,
        description: 'The token.',
        resolve: (payload) => payload.token,
      }),
    }),
  },
);
