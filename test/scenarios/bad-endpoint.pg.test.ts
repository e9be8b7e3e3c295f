/** What can be wrong with an endpoint, asked as the console's form asks: each its own code, a sentence with the facts, a remedy. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { freePort } from '../../server/embedded/postgres-server.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { OTHER_CA, TEST_CA, tlsPostgres } from '../setup/tls.ts';
import { Desk } from '../support/desk.ts';

let desk: Desk;
let plain: TestDatabase;
let secured: TestDatabase;
/** Must come over TLS. */
let guest: EndpointAddress;

beforeAll(async () => {
  desk = await Desk.open();
  plain = await (await testPostgres()).createDatabase();
  secured = await (await tlsPostgres()).createDatabase();
  await secured.sql`CREATE ROLE guest LOGIN PASSWORD 'guest'`;
  guest = { ...secured.address, user: 'guest', password: 'guest' };
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await plain[Symbol.asyncDispose]();
  await secured[Symbol.asyncDispose]();
});

const tested = async (address: EndpointAddress): Promise<unknown> => {
  const told = await desk.testAddress(address);
  expect(JSON.stringify(told)).not.toContain(plain.address.password);
  return told;
};

test('an endpoint that is right passes, over TLS too', async () => {
  expect(await tested(plain.address)).toBeNull();
  expect(await tested({ ...guest, tlsMode: 'REQUIRE' })).toBeNull();
  expect(await tested({ ...guest, tlsMode: 'VERIFY_CA', tlsCa: TEST_CA })).toBeNull();
  expect(await tested({ ...guest, host: 'localhost', tlsMode: 'VERIFY_FULL', tlsCa: TEST_CA })).toBeNull();
});

test('a wrong host', async () => {
  expect(await tested({ ...plain.address, host: 'no-such-host.invalid' })).toEqual({
    code: 'HOST_NOT_FOUND',
    message: 'The host no-such-host.invalid cannot be resolved.',
    remedy: 'Check the host name.',
  });
});

test('a wrong port', async () => {
  const port = await freePort();
  expect(await tested({ ...plain.address, port })).toEqual({
    code: 'CONNECTION_REFUSED',
    message: `Nothing answers at 127.0.0.1:${port}.`,
    remedy: 'Check host, port, firewall, and that the server runs.',
  });
  expect(await tested({ ...plain.address, port, tlsMode: 'REQUIRE' })).toMatchObject({ code: 'CONNECTION_REFUSED' });
});

test('a wrong password, a user that is not there, a database that is not there', async () => {
  const refusal = (user: string): unknown => ({
    code: 'AUTHENTICATION_FAILED',
    message: `The server at 127.0.0.1:${plain.address.port} refused user ${user}.`,
    remedy: 'Correct user or password of the endpoint, or pg_hba.conf of the server.',
  });
  expect(await tested({ ...plain.address, password: 'not it' })).toEqual(refusal('postgres'));
  expect(await tested({ ...plain.address, user: 'nobody_here' })).toEqual(refusal('nobody_here'));
  expect(await tested({ ...plain.address, database: 'not_here' })).toEqual({
    code: 'DATABASE_NOT_FOUND',
    message: `The database not_here does not exist at 127.0.0.1:${plain.address.port}.`,
    remedy: 'Correct the database name of the endpoint.',
  });
});

test('TLS that the server requires and the endpoint has not chosen', async () => {
  expect(await tested(guest)).toEqual({
    code: 'TLS_REQUIRED',
    message: `The server at 127.0.0.1:${guest.port} does not accept this connection without TLS.`,
    remedy: 'Set the TLS mode of the endpoint to REQUIRE or stronger.',
  });
  expect(await tested({ ...guest, password: 'not it' })).toMatchObject({ code: 'TLS_REQUIRED' });
  expect(await tested({ ...guest, password: 'not it', tlsMode: 'REQUIRE' })).toMatchObject({
    code: 'AUTHENTICATION_FAILED',
  });
});

test('TLS that the endpoint has chosen and the server does not offer', async () => {
  for (const tlsMode of ['REQUIRE', 'VERIFY_CA', 'VERIFY_FULL'] as const)
    expect(await tested({ ...plain.address, tlsMode })).toEqual({
      code: 'TLS_NOT_SUPPORTED',
      message: `The server at 127.0.0.1:${plain.address.port} does not offer TLS.`,
      remedy: 'Set the TLS mode to DISABLE, or enable TLS on the server.',
    });
});

test('a certificate that is not trusted, by its chain or by its name', async () => {
  const untrusted = (detail: string): unknown => ({
    code: 'TLS_UNTRUSTED',
    message: expect.stringMatching(
      new RegExp(`^The certificate of 127.0.0.1:${guest.port} is not trusted: .*${detail}.*$`),
    ) as unknown,
    remedy: 'Give the CA certificate of the server, or correct the host name.',
  });
  expect(await tested({ ...guest, tlsMode: 'VERIFY_CA' })).toEqual(untrusted('unable to verify|self-signed'));
  expect(await tested({ ...guest, tlsMode: 'VERIFY_CA', tlsCa: OTHER_CA })).toEqual(untrusted('unable to verify'));
  expect(await tested({ ...guest, tlsMode: 'VERIFY_FULL', tlsCa: TEST_CA })).toEqual(untrusted('127.0.0.1'));
});

test('what cannot be an endpoint is refused with its field before anything is contacted', async () => {
  const refused = async (change: object): Promise<unknown> => {
    const endpoint = { ...plain.address, name: 'an endpoint', ...change };
    return desk.mutate('endpointCreate', { endpoint }, 'endpoint { id }');
  };
  const bad = (field: string, message: string): unknown =>
    expect.objectContaining({ code: 'BAD_INPUT', message, path: ['endpoint', field] });
  expect(await refused({ name: '  ' })).toEqual(bad('name', 'A name has 1 to 64 characters.'));
  expect(await refused({ host: '' })).toEqual(bad('host', 'A host has 1 to 255 characters.'));
  expect(await refused({ port: 70_000 })).toEqual(bad('port', 'A port is from 1 to 65535.'));
  expect(await refused({ database: '' })).toEqual(bad('database', 'The name of a database has 1 to 255 characters.'));
  expect(await refused({ user: 'u'.repeat(10_000) })).toEqual(
    bad('user', 'The name of a user has 1 to 255 characters.'),
  );
  expect(await refused({ tlsCa: 'rubbish' })).toEqual(bad('tlsCa', 'This is not a certificate in PEM form.'));
  expect(await refused({ tlsKey: 'rubbish', tlsCertificate: TEST_CA })).toEqual(
    bad('tlsKey', 'This is not a private key in PEM form without a passphrase.'),
  );
  expect(await refused({ tlsCertificate: TEST_CA })).toEqual(
    bad('tlsKey', 'A client certificate and its key are given together.'),
  );
});

test('a name that is taken', async () => {
  const create = (): Promise<unknown> =>
    desk.mutate('endpointCreate', { endpoint: { ...plain.address, name: 'the only one' } }, 'endpoint { name }');
  expect(await create()).toEqual({ endpoint: { name: 'the only one' } });
  expect(await create()).toEqual({
    code: 'NAME_TAKEN',
    message: 'The name the only one is already taken.',
    remedy: 'Choose another name.',
    path: ['endpoint', 'name'],
  });
});
