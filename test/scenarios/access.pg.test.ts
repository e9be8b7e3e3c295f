/** Tokens over a real control database: the first one, the last one, and until when. */
import { expect, test } from 'vitest';
import type { Command } from '../../server/core/actor.ts';
import { composeControl } from '../../server/control.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres } from '../setup/postgres.ts';

const LOCAL: Command = { actor: { name: 'local', role: 'ADMIN', tokenId: null } };

test('the first token is an ADMIN, the last ADMIN stays, and none begins expired', async () => {
  const server = await testPostgres();
  await using database = await server.createDatabase();
  const control = await composeControl({
    databaseUrl: server.server.url(database.name),
    key: Buffer.alloc(32),
    log: createLogger({ name: 'test', level: 'error' }),
  });
  const { access } = control;
  const make = (name: string, role: 'VIEWER' | 'ADMIN', expiresAt: Date | null = null) =>
    access.createToken({ name, role, expiresAt }, LOCAL);
  await expect(make('early', 'VIEWER')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await access.hasTokens()).toBe(false);
  await expect(make('over', 'ADMIN', new Date(Date.now() - 1))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const { token, secret } = await make('me', 'ADMIN');
  expect(await access.hasTokens()).toBe(true);
  expect(await access.authenticate(secret)).toMatchObject({ name: 'me', role: 'ADMIN' });
  await make('viewer', 'VIEWER');
  await expect(access.revokeToken(token.id, LOCAL)).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  const other = await make('other', 'ADMIN');
  await access.revokeToken(token.id, LOCAL);
  expect(await access.authenticate(secret)).toBeNull();
  expect(await access.authenticate(other.secret)).toMatchObject({ name: 'other' });
  await control.close();
});
