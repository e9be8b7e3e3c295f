/** Tokens over a real control database: the first one, the last one, until when, and what is kept of them. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command, Role } from '../../server/core/actor.ts';
import { composeControl, type Control } from '../../server/control.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { secretsIn } from '../support/control-text.ts';

const LOCAL: Command = { actor: { name: 'local', role: 'ADMIN', tokenId: null } };

let database: TestDatabase;
let url = '';
let control: Control;
beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  url = server.server.url(database.name);
  control = await composeControl({
    databaseUrl: url,
    key: Buffer.alloc(32),
    log: createLogger({ name: 'test', level: 'error' }),
  });
});
afterAll(async () => {
  await control.close();
  await database[Symbol.asyncDispose]();
});

const make = (name: string, role: Role, expiresAt: Date | null = null) =>
  control.access.createToken({ name, role, expiresAt }, LOCAL);

/** `npm run token -- ...` as a person types it, with what it says and how it ends. */
async function npmRunToken(...words: readonly string[]): Promise<{ code: number; said: string; wrong: string }> {
  const env = { ...process.env, GODWIT_CONTROL_DATABASE_URL: url, GODWIT_DATA_DIR: '/nowhere/that/is' };
  try {
    const { stdout, stderr } = await promisify(execFile)('npm', ['run', '--silent', 'token', '--', ...words], { env });
    return { code: 0, said: stdout, wrong: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }; // as execFile rejects
    return { code, said: stdout, wrong: stderr };
  }
}

test('npm run token makes the first token, prints it once, and says what it refuses', async () => {
  const create = ['create', '--role', 'ADMIN', '--name', 'by command', '--days', '2'];
  const [usage, ...twice] = await Promise.all([
    npmRunToken('create', '--role', 'KING', '--name', 'me'),
    npmRunToken(...create),
    npmRunToken(...create), // at the same moment: one of them is told that the name is taken
  ]);
  expect(usage).toEqual({
    code: 1,
    said: '',
    wrong: expect.stringMatching(/^Usage: npm run token -- create/) as unknown,
  });
  const [made, refused] = twice.toSorted((a, b) => a.code - b.code);
  expect(refused).toEqual({ code: 1, said: '', wrong: 'The name by command is already taken.\n' });
  expect([made?.code, made?.wrong]).toEqual([0, '']);
  const secret = /^Token by command \(ADMIN\), shown this once:\n(gdw_[\w-]{43})\n$/.exec(made?.said ?? '')?.[1] ?? '';
  const actor = await control.access.authenticate(secret);
  expect(actor).toMatchObject({ name: 'by command', role: 'ADMIN' });
  const days = ((actor?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1.9);
  expect(days).toBeLessThan(2);
  expect(existsSync('/nowhere')).toBe(false); // it needs no data folder, and makes no key that nobody would know of
  await database.sql`DELETE FROM token`;
});

test('the first token is an ADMIN, the last ADMIN stays, and none begins expired', async () => {
  const { access } = control;
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
});

test('a token is refused from the moment at which it expires', async () => {
  const { access } = control;
  const inAnHour = new Date(Date.now() + 3_600_000);
  const { token, secret } = await make('until then', 'OPERATOR', inAnHour);
  expect(await access.authenticate(secret)).toMatchObject({ name: 'until then', expiresAt: inAnHour });
  await database.sql`UPDATE token SET expires_at = now() WHERE id = ${token.id}`;
  expect(await access.authenticate(secret)).toBeNull();
  await make('until then', 'OPERATOR'); // its name is free again
});

test('an ADMIN that has expired is none: the one beside it is the last', async () => {
  const { access } = control;
  const { token } = await make('gone', 'ADMIN', new Date(Date.now() + 3_600_000));
  await database.sql`UPDATE token SET expires_at = now() WHERE id = ${token.id}`;
  const { items } = await access.tokens({ first: 50 });
  const last = items.find(({ name }) => name === 'other')?.id ?? '';
  await expect(access.revokeToken(last, LOCAL)).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});

test('what is kept of a token is its SHA-256, also where a repeated request is answered with it', async () => {
  const once = { ...LOCAL, idempotencyKey: 'a token, once' };
  const input = { name: 'repeated', role: 'VIEWER' } as const;
  const { token, secret } = await control.ports.access.createToken(input, once);
  expect((await control.ports.access.createToken(input, once)).secret).toBe(secret);
  const [row] = await database.sql`SELECT * FROM token WHERE id = ${token.id}`;
  expect(row?.['secret_hash']).toEqual(createHash('sha256').update(secret).digest());
  expect(await secretsIn(database, [secret])).toEqual([]);
  expect(await secretsIn(database, [row?.['name'] as string])).toEqual(['repeated']); // what is there is found
});

test('the token of a file is registered once, however many nodes start with it, and must be long enough', async () => {
  const { access } = control;
  const secret = randomBytes(24).toString('base64url');
  await Promise.all([access.registerToken(secret), access.registerToken(secret), access.registerToken(secret)]);
  await access.registerToken(secret);
  const { items } = await access.tokens({ first: 50 });
  expect(items.filter(({ createdBy }) => createdBy === 'godwit')).toHaveLength(1);
  expect(await access.authenticate(secret)).toMatchObject({
    name: expect.stringMatching(/^installed /) as unknown,
    role: 'ADMIN',
  });
  await expect(access.registerToken('a short one')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await secretsIn(database, [secret])).toEqual([]);
});

test('what was closed by a token stays closed when all of them have expired', async () => {
  await database.sql`UPDATE token SET expires_at = now()`;
  expect(await control.access.hasTokens()).toBe(true);
});
