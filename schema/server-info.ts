/** Who I am, and what I am talking to. */
import type { Actor } from '../server/core/actor.ts';
import { builder } from './builder.ts';
import { RoleEnum } from './token.ts';

const Viewer = builder.objectRef<Actor>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the token, or `local` in open mode.' }),
    role: t.expose('role', { type: RoleEnum, description: 'What may be done.' }),
  }),
});

const ServerInfo = builder.objectRef<{ version: string; openMode: boolean }>('ServerInfo').implement({
  description: 'The service.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its version.' }),
    openMode: t.exposeBoolean('openMode', { description: 'Whether it runs without tokens, on a loopback address.' }),
    now: t.field({ type: 'DateTime', description: 'Its clock.', resolve: () => new Date() }),
  }),
});

builder.queryFields((t) => ({
  viewer: t.field({
    type: Viewer,
    authScopes: { viewer: true },
    description: 'Who is asking.',
    resolve: (_root, _arguments, { actor }) => actor,
  }),
  serverInfo: t.field({
    type: ServerInfo,
    authScopes: { viewer: true },
    description: 'The service.',
    resolve: (_root, _arguments, { version, openMode }) => ({ version, openMode }),
  }),
}));
