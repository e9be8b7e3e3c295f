/** An API node that stands still (SIGSTOP) between two statements of a mutation with a key: another one does it, once. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { RunningApi } from '../../server/api/start-api.ts';
import { composeControl } from '../../server/control.ts';
import { must } from '../../server/core/assert.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { ask } from '../api/running-api.ts';
import { testPostgres } from '../setup/postgres.ts';
import { childNode, restsInMutation } from '../support/open-mutations.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const TEST = `mutation ($input: EndpointTestInput!) { endpointTest(input: $input) {
  ... on EndpointTestPayload { test { ok version testedAt } } ... on UserError { code message } } }`;

test('D1, D2: what a frozen node had begun is free for another within 20 s, and is done once', async () => {
  const server = await testPostgres();
  await using database = await server.createDatabase();
  await using source = await server.createDatabase();
  const options = { url: server.server.url(database.name), key: randomBytes(32) };
  const log = createLogger({ name: 'test', level: 'error' });
  const control = await composeControl({ databaseUrl: options.url, key: options.key, log });
  const token = (await control.access.createFirstToken({ name: 'one', role: 'ADMIN' })).secret;
  await control.close(); // only the two nodes look for standing sessions
  const [frozen, other] = [await childNode(options), await childNode(options)];
  await using proxy = await TcpProxy.to(source.address.port);
  proxy.halfOpen();
  const { user, password } = source.address;
  const endpoint = { name: 'e', kind: 'POSTGRESQL', host: '127.0.0.1', port: proxy.port, database: source.name, user, password }; // prettier-ignore
  const mutate = async (node: { readonly running: RunningApi }) => {
    const { data, errors } = await ask(node.running, TEST, {
      token,
      variables: { input: { endpoint, idempotencyKey: 'key' } },
    });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return must(data?.['endpointTest'], 'the answer') as { readonly code?: string };
  };

  const lost = mutate(frozen).then(
    ({ code }) => code ?? 'done',
    () => 'lost',
  );
  await restsInMutation(database);
  frozen.child.kill('SIGSTOP');
  proxy.mend();
  const began = performance.now();
  let answer;
  do answer = await mutate(other);
  while (answer.code === 'IN_PROGRESS');
  const tookMs = Math.round(performance.now() - began);
  console.log(`the key of a frozen node is free after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(20_000);
  expect(answer).toMatchObject({ test: { ok: true } });

  frozen.child.kill('SIGCONT');
  expect(await lost).not.toBe('done');
  for (const node of [other, frozen]) expect(await mutate(node)).toEqual(answer);
  const audited = await database.sql`
    SELECT FROM audit_event WHERE action = 'endpointTest' AND subject_id LIKE ${`%:${proxy.port}/%`}`;
  expect(audited).toHaveLength(1);
  for (const { child } of [frozen, other]) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}, 120_000);
