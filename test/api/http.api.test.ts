/** GraphQL over HTTP: the audits of graphql-http, authorization, limits, masking, CSRF, routes. */
import { request } from 'node:http';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { schema } from '../../schema/schema.ts';
import { leastMutations } from '../support/least-input.ts';
import { ask, type ApiUnderTest, runningApi } from './running-api.ts';

const T1 = encodeId('Task', 't1');
let api: ApiUnderTest;
let open: ApiUnderTest;

beforeAll(async () => {
  api = await runningApi();
  open = await runningApi({ openMode: true });
});
afterAll(async () => {
  await api.close();
  await open.close();
});

describe('GraphQL over HTTP', () => {
  it('passes every audit of graphql-http', async () => {
    const results = await auditServer({ url: `${open.url}/graphql` });
    expect(results.filter((result) => result.status !== 'ok').map((result) => `${result.id} ${result.name}`)).toEqual(
      [],
    );
  });

  it('answers a query with a request id', async () => {
    const answer = await ask(
      api,
      '{ viewer { name role } tasks(first: 5) { totalCount nodes { name subtasks { __typename kind } } } }',
      { token: 'viewer' },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      viewer: { role: 'VIEWER' },
      tasks: { totalCount: 1, nodes: [{ name: 'shop', subtasks: [{ __typename: 'PrecheckSubtask' }] }] },
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('refuses a page without a size, and an unknown node is null', async () => {
    expect((await ask(api, '{ tasks { totalCount } }', { token: 'viewer' })).code).toBe('BAD_INPUT');
    expect((await ask(api, `{ task(id: "${encodeId('Task', 'nope')}") { name } }`, { token: 'viewer' })).data).toEqual({
      task: null,
    });
  });
});

it('answers brackets that exhaust the stack with DEPTH_LIMIT', async () => {
  const lenient = await runningApi({ limits: { tokens: 1_000_000 } });
  const { status, code } = await ask(lenient, `{ tasks(first: ${'['.repeat(100_000)}`, { token: 'viewer' });
  expect([status, code, lenient.logged]).toEqual([400, 'DEPTH_LIMIT', []]);
  await lenient.close();
});

describe('authorization', () => {
  it('refuses no token and a wrong token', async () => {
    for (const token of [undefined, 'wrong']) {
      const answer = await ask(api, '{ viewer { name } }', { token });
      expect([answer.status, answer.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('lets each role do what is its own and no more', async () => {
    const start = `mutation { taskStart(input: { taskId: "${encodeId('Task', 'nope')}" }) { __typename ... on UserError { code } } }`;
    const refused = await ask(api, start, { token: 'viewer' });
    expect(refused.code).toBe('FORBIDDEN');
    expect(refused.errors[0]?.message).toBe('The role VIEWER may not do this; OPERATOR is needed.');
    expect((await ask(api, start, { token: 'operator' })).data).toEqual({
      taskStart: { __typename: 'NotFoundError', code: 'NOT_FOUND' },
    });
    expect((await ask(api, '{ tokens(first: 1) { totalCount } }', { token: 'operator' })).code).toBe('FORBIDDEN');
    expect((await ask(api, '{ tokens(first: 1) { totalCount } }', { token: 'admin' })).data).toEqual({
      tokens: { totalCount: 0 },
    });
    const remove = `mutation { taskDelete(input: { taskId: "${T1}", confirmName: "shop" }) { __typename } }`;
    expect((await ask(api, remove, { token: 'operator' })).code).toBe('FORBIDDEN');
  });

  it('gives every mutation to the roles of the product and to no other', async () => {
    const mutations = leastMutations(schema);
    const forbidden = async (token: string): Promise<string[]> => {
      const codes = await Promise.all(
        mutations.map(async ({ query, input }) => (await ask(api, query, { token, variables: { input } })).code),
      );
      expect(codes).not.toContain('BAD_INPUT'); // each of them has come as far as the rights
      return mutations.flatMap(({ name }, index) => (codes[index] === 'FORBIDDEN' ? [name] : []));
    };
    expect(await forbidden('admin')).toEqual([]);
    expect((await forbidden('operator')).toSorted()).toEqual([
      'alertThresholdsUpdate',
      'alertWebhookCreate',
      'alertWebhookDelete',
      'alertWebhookTest',
      'alertWebhookUpdate',
      'endpointCreate',
      'endpointDelete',
      'endpointUpdate',
      'taskDelete',
      'taskRelease',
      'tasksDelete',
      'tasksRelease',
      'tokenCreate',
      'tokenRevoke',
    ]);
    expect(await forbidden('viewer')).toEqual(mutations.map(({ name }) => name));
  });

  it('logs in by a cookie that a foreign page cannot use', async () => {
    const response = await fetch(`${api.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"token":"viewer"}',
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const value = cookie.split(';')[0] ?? '';
    expect((await ask(api, '{ viewer { name } }', { headers: { cookie: value } })).data).toEqual({
      viewer: { name: 'VIEWER' },
    });
    const simple = await fetch(`${api.url}/graphql?query={viewer{name}}`, { headers: { cookie: value } });
    expect(await simple.json()).toMatchObject({ errors: [{ extensions: { code: 'CSRF' } }] });
  });
});

describe('ids', () => {
  it('find any node, within the rights of the role', async () => {
    const node = (id: string): string => `{ node(id: "${id}") { __typename id } }`;
    expect((await ask(api, node(T1), { token: 'viewer' })).data).toEqual({ node: { __typename: 'Task', id: T1 } });
    const store = encodeId('StoreComponent', 'c1');
    expect((await ask(api, node(store), { token: 'viewer' })).data).toEqual({
      node: { __typename: 'StoreComponent', id: store },
    });
    expect((await ask(api, node(encodeId('IncrSyncComponent', 'c1')), { token: 'viewer' })).data).toEqual({
      node: null,
    });
    expect((await ask(api, node(encodeId('Token', 'k1')), { token: 'operator' })).code).toBe('FORBIDDEN');
    expect((await ask(api, node('%%%'), { token: 'viewer' })).code).toBe('BAD_INPUT');
  });
});

describe('errors', () => {
  it('are data when they are expected', async () => {
    const start = `mutation { taskStart(input: { taskId: "${T1}" }) { __typename ... on TaskStartPayload { task { status } } ... on UserError { code message remedy } ... on NotAllowedError { state } } }`;
    expect((await ask(api, start, { token: 'operator' })).data).toEqual({
      taskStart: { __typename: 'TaskStartPayload', task: { status: 'RUNNING' } },
    });
    expect((await ask(api, start, { token: 'operator' })).data).toMatchObject({
      taskStart: { __typename: 'NotAllowedError', code: 'ACTION_NOT_ALLOWED', state: 'RUNNING' },
    });
  });

  it('that are bugs are masked, and logged under the id that is shown', async () => {
    const stop = `mutation { taskStop(input: { taskId: "${T1}" }) { __typename } }`;
    const answer = await ask(api, stop, { token: 'operator', headers: { 'x-request-id': 'r-1' } });
    expect(answer.code).toBe('INTERNAL_ERROR');
    expect(answer.errors[0]?.extensions['requestId']).toBe('r-1');
    expect(JSON.stringify(answer.errors)).not.toContain('secret');
    expect(api.logged.some((line) => JSON.stringify(line).includes('r-1'))).toBe(true);
  });
});

describe('limits', () => {
  const pairs = 7;
  const nested = `{ task(id: "x") ${'{ components { task '.repeat(pairs)}{ name }${' } }'.repeat(pairs)} }`;
  const attacks: Record<string, string> = {
    DEPTH_LIMIT: nested,
    ALIAS_LIMIT: `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: eventCursor`).join(' ')} }`,
    DIRECTIVE_LIMIT: `{ eventCursor ${'@include(if: true) '.repeat(51)} }`,
    TOKEN_LIMIT: `{ ${'eventCursor '.repeat(2_001)} }`,
    COST_LIMIT:
      '{ tasks(first: 100) { nodes { objects(first: 100) { nodes { tableId rowFilter source { name schema } target { name } } } } } }',
  };
  for (const [code, query] of Object.entries(attacks))
    it(`refuses with ${code}`, async () => {
      const answer = await ask(api, query, { token: 'viewer' });
      expect([answer.status, answer.code]).toEqual([400, code]);
    });

  it('counts fragments at each use, and refuses circular ones', async () => {
    const bomb = `{ ...A } fragment A on Query { ${Array.from({ length: 16 }, (_, index) => `a${index}: eventCursor`).join(' ')} } `;
    expect((await ask(api, bomb.replace('{ ...A }', '{ ...A ... on Query { ...A } }'), { token: 'viewer' })).code).toBe(
      'ALIAS_LIMIT',
    );
    expect(
      (await ask(api, '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', { token: 'viewer' }))
        .status,
    ).toBe(400);
  });

  it('refuses a body over 256 KiB with BODY_LIMIT', async () => {
    const answer = await ask(api, `{ eventCursor } # ${'x'.repeat(300_000)}`, { token: 'viewer' });
    expect([answer.status, answer.code]).toEqual([413, 'BODY_LIMIT']);
  });
});

describe('other routes', () => {
  it('serve schema, health and metrics with security headers, and no foreign origin', async () => {
    expect(await (await fetch(`${api.url}/schema.graphql`)).text()).toContain('type Query');
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${api.url}/readyz`)).json()).toMatchObject({ ready: true });
    const metrics = (of: ApiUnderTest, authorization?: string) => fetch(`${of.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } }); // prettier-ignore
    expect(await (await metrics(api, 'Bearer viewer')).text()).toContain('godwit_up');
    expect(await (await metrics(open)).text()).toContain('godwit_up');
    for (const refused of [await metrics(api), await metrics(api, 'Bearer wrong'), await metrics(open, 'Bearer wrong')])
      expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
    const page = await fetch(`${api.url}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(
      await ask(open, '{ viewer { name } }', { headers: { origin: 'http://evil.example' } }).then(
        (answer) => answer.status,
      ),
    ).toBe(403);
  });

  it('answer to no name that others control, open or with a token, but for the two that probes ask', async () => {
    const asked = (to: ApiUnderTest, path: string, headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sent = request(`${to.url}${path}`, { headers, setHost: false }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.once('error', reject).end();
      });
    const token = { authorization: 'Bearer admin', 'x-graphql-yoga-csrf': '1' };
    const viewer = '/graphql?query={viewer{name}}';
    for (const to of [api, open])
      for (const path of [viewer, '/schema.graphql', '/metrics', '/', '/files/some', '/session'])
        expect([path, await asked(to, path, { host: 'evil.example', ...token })]).toEqual([path, 403]);
    expect(await asked(api, viewer, { host: 'evil.example', origin: 'http://evil.example', ...token })).toBe(403);
    expect(await asked(api, '/healthz', { host: 'evil.example' })).toBe(200);
    expect(await asked(api, viewer, { host: new URL(api.url).host, ...token })).toBe(200);
  });

  it('end the open mode with the first token, whoever made it', async () => {
    const first = await runningApi({ openMode: true });
    const asked = (): Promise<unknown> =>
      ask(first, '{ viewer { name } serverInfo { openMode } }').then(({ data, code }) => data ?? code);
    expect(await asked()).toEqual({ viewer: { name: 'local' }, serverInfo: { openMode: true } });
    first.state.hasTokens = true;
    await expect.poll(asked, { timeout: 5_000 }).toBe('UNAUTHENTICATED');
    const { data } = await ask(first, '{ viewer { name } serverInfo { openMode } }', { token: 'admin' });
    expect(data).toEqual({ viewer: { name: 'ADMIN' }, serverInfo: { openMode: false } });
    await first.close();
  });

  it('refuse the open mode on any address but loopback', async () => {
    await expect(runningApi({ openMode: true, listen: { host: '0.0.0.0', port: 0 } })).rejects.toThrow(/loopback/);
  });
});
