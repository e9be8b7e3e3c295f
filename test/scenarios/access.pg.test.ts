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
  const usedAt = async (): Promise<Date | null> => (await access.token(token.id))?.lastUsedAt ?? null;
  const first = await usedAt();
  expect(Math.abs(Date.now() - (first?.getTime() ?? 0))).toBeLessThan(60_000);
  await access.authenticate(secret);
  expect(await usedAt()).toEqual(first); // once a minute
  await database.sql`UPDATE token SET last_used_at = now() - interval '61 seconds' WHERE id = ${token.id}`;
  await access.authenticate(secret);
  expect((await usedAt())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
  const { items } = await access.tokens({ first: 5 });
  expect(items.map(({ name, lastUsedAt }) => [name, lastUsedAt !== null])).toEqual([
    ['me', true],
    ['viewer', false],
  ]);
  await expect(access.revokeToken(token.id, LOCAL)).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  const other = await make('other', 'ADMIN');
  await access.revokeToken(token.id, LOCAL);
  expect(await access.authenticate(secret)).toBeNull();
  expect(await access.authenticate(other.secret)).toMatchObject({ name: 'other' });
  await control.close();
});
