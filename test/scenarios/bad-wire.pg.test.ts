/**
 * Rubbish on the wire against the whole service: whatever comes, the answer is a clean error with a code, never
 * INTERNAL_ERROR, and the service goes on. Every field of every mutation and every argument of every query is tried with
 * values that fit its GraphQL type and nothing else.
 */
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { encodeId } from '../../schema/global-id.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk, type Told } from '../support/desk.ts';

let desk: Desk;
let database: TestDatabase;
let schema: GraphQLSchema;
/** A value that is right, by the name of its field. */
let right: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  desk = await Desk.open();
  // one of the mutations makes a token, with which the open mode ends
  const { secret } = await desk.mutate<{ secret: string }>('tokenCreate', { name: 'rubbish', role: 'ADMIN' }, 'secret');
  desk.token = secret;
  const server = await testPostgres();
  database = await server.createDatabase();
  await database.sql`CREATE TABLE t (id int PRIMARY KEY)`;
  schema = buildSchema(await (await fetch(`${desk.url}/schema.graphql`)).text());
  const endpointId = await desk.endpoint(database.address);
  const made = await desk.createTask({
    source: database.address,
    target: server.address('postgres'),
    tables: [{ schema: 'public', name: 't' }],
  });
  if (!('id' in made)) throw new Error(made.message);
  right = { taskId: made.id, taskIds: [made.id], ids: [made.id], id: made.id, endpointId, first: 5 };
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly codes: readonly unknown[];
}

async function send(body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): Promise<Answer> {
  const response = await fetch(`${desk.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${desk.token}` },
    body,
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text === '' ? '{}' : text) as { errors?: { extensions?: { code?: unknown } }[] };
  return { status: response.status, text, codes: errors.map((error) => error.extensions?.code) };
}

const query = (text: string, variables: unknown = {}): Promise<Answer> =>
  send(JSON.stringify({ query: text, variables }));

const LONG = 'x'.repeat(10_000);
const TEXTS = [
  '',
  ' ',
  LONG,
  'a\u0000b',
  "'; DROP TABLE t; --",
  '"\\$1 %s {name}',
  '\ud800',
  '∞ שלום 🐦',
  '../../etc/passwd',
  '*',
];
const RUBBISH: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  ID: [
    ...TEXTS,
    encodeId('PostgresqlEndpoint', 'nope'),
    encodeId('Task', LONG),
    encodeId('Task', 'a\u0000b'),
    encodeId('Nothing', '1'),
  ],
  Int: [0, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, -1, 1e308],
  Boolean: [true, false],
  DateTime: ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-31T00:00:00Z', '0000-01-01T00:00:00Z'],
  BigInt: ['0', '-1', '9'.repeat(40)],
  Position: ['0/0', 'rubbish', LONG],
  JSON: [null, {}, [], 'x', -1, 1e308, { a: { b: [null] } }, LONG],
  URL: ['rubbish'],
};

/** A value that the type takes; at the depth where the types go round, nothing. */
function sample(type: GraphQLInputType, name: string): unknown {
  if (name in right) return right[name];
  if (isNonNullType(type)) return sample(type.ofType, name);
  if (isListType(type)) return [sample(type.ofType, name)];
  if (isEnumType(type)) return must(type.getValues()[0], 'a value').name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) || name === 'input')
        .filter((field) => field.name !== 'idempotencyKey')
        .map((field) => [field.name, sample(field.type, field.name)]),
    );
  return RUBBISH[type.name]?.[type.name === 'DateTime' ? 0 : 4] ?? 1;
}

/** Each value of `type` in which one place is rubbish. */
function* spoiled(type: GraphQLInputType, name: string, base: unknown): Generator<unknown> {
  if (isNonNullType(type)) return yield* spoiled(type.ofType, name, base);
  if (isListType(type)) {
    yield [];
    for (const one of spoiled(type.ofType, name, sample(type.ofType, name))) yield [one, one];
    return;
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields()))
      for (const one of spoiled(field.type, field.name, sample(field.type, field.name)))
        yield { ...(base as object), [field.name]: one }; // the sample of an input type
    return;
  }
  if (isScalarType(type)) yield* must(RUBBISH[type.name], type.name);
}

/** The plain fields of what is answered, two levels deep. */
function leaves(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return '{ __typename ... on UserError { code message remedy } }';
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  if (depth === 0) return '{ __typename }';
  const fields = Object.values(named.getFields())
    .filter((field) => field.args.length === 0)
    .map((field) => `${field.name} ${leaves(field.type, depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}

function requests(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
): { text: string; variables: unknown }[] {
  const { args } = field;
  const text = `${kind}(${args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ')}) { ${field.name}(${args
    .map((one) => `${one.name}: $${one.name}`)
    .join(', ')}) ${leaves(field.type, 2)} }`;
  const base = Object.fromEntries(
    args
      .filter((one) => isNonNullType(one.type) || one.name === 'first')
      .map((one) => [one.name, sample(one.type, one.name)]),
  );
  return args.flatMap((argument: GraphQLArgument) =>
    [...spoiled(argument.type, argument.name, sample(argument.type, argument.name))].map((value) => ({
      text,
      variables: { ...base, [argument.name]: value },
    })),
  );
}

async function noneIsInternal(all: readonly { text: string; variables: unknown }[]): Promise<number> {
  const queue = [...all];
  const found: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const answer = await query(next.text, next.variables);
      if (answer.text.includes('INTERNAL_ERROR') || answer.status >= 500 || answer.codes.includes(undefined))
        found.push(
          `${next.text.slice(0, 60)} ${JSON.stringify(next.variables).slice(0, 200)} => ${answer.text.slice(0, 200)}`,
        );
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect(found).toEqual([]);
  return all.length;
}

test('every argument of every query', async () => {
  const fields = Object.values(must(schema.getQueryType(), 'queries').getFields()).filter(
    ({ args }) => args.length > 0,
  );
  expect(await noneIsInternal(fields.flatMap((field) => requests('query', field)))).toBeGreaterThan(100);
});

test('every field of every mutation', async () => {
  const fields = Object.values(must(schema.getMutationType(), 'mutations').getFields());
  expect(await noneIsInternal(fields.flatMap((field) => requests('mutation', field)))).toBeGreaterThan(500);
});

test('names asked for at the same moment are given once', async () => {
  const make = (): Promise<Partial<Told>> =>
    desk.mutate(
      'endpointCreate',
      { endpoint: { ...database.address, name: 'asked for ten times' } },
      'endpoint { id }',
    );
  const codes = (await Promise.all(Array.from({ length: 10 }, make))).map(({ code }) => code ?? 'made');
  expect(codes.sort()).toEqual([...Array.from({ length: 9 }, () => 'NAME_TAKEN'), 'made']);
});

test('what is no request', async () => {
  const codes = async (body: string, type?: string): Promise<unknown> => {
    const { status, codes: found } = await send(body, type);
    expect(status).toBeLessThan(500);
    return found;
  };
  expect(await codes('{')).toEqual(['BAD_REQUEST']);
  expect(await codes('[]')).toEqual(['BAD_REQUEST']);
  expect(await codes('null')).toEqual(['BAD_REQUEST']);
  expect(await codes('"query"')).toEqual(['BAD_REQUEST']);
  expect(await codes('{"query": 1}')).toEqual(['BAD_REQUEST']);
  expect(await codes('{"query": "{ viewer { name } }", "variables": []}')).toEqual(['BAD_REQUEST']);
  expect(await codes('{"query": "{ viewer { name } }", "operationName": 7}')).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  expect(await codes('\u0000\u0001\ufffd')).toEqual(['BAD_REQUEST']);
  expect((await send('{"query": "{ viewer { name } }"}', 'text/xml')).status).toBe(415);
});

test('documents that are none, or ask for what there is not', async () => {
  const codes = async (text: string, variables?: unknown): Promise<unknown> => (await query(text, variables)).codes;
  expect(await codes('')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codes('{ viewer {')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codes('{ viewer { name } } }')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codes('{ viewer { nmae } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codes('{ tasks(first: "many") { totalCount } }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codes('{ tasks(first: 99999999999) { totalCount } }')).toEqual(['COST_LIMIT']);
  expect(await codes('{ tasks(first: 5, filter: { statuses: [SLEEPING] }) { totalCount } }')).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
  ]);
  const byStatus = 'query($s: [TaskStatus!]) { tasks(first: 5, filter: { statuses: $s }) { totalCount } }';
  expect(await codes(byStatus, { s: ['SLEEPING'] })).toEqual(['BAD_REQUEST']);
  expect(await codes('query A { viewer { name } } query B { viewer { name } }')).toEqual([
    'OPERATION_RESOLUTION_FAILURE',
  ]);
  expect(await codes(`{ ${'a: viewer { name } '.repeat(40)} }`)).toContain('ALIAS_LIMIT');
  expect(await codes(`{ viewer { ${'name '.repeat(3_000)} } }`)).toEqual(['TOKEN_LIMIT']);
});

test('pages and cursors', async () => {
  const codes = async (args: string): Promise<unknown> => (await query(`{ tasks(${args}) { totalCount } }`)).codes;
  expect(await codes('first: 5')).toEqual([]);
  for (const args of [
    'first: -1',
    'first: 0',
    'first: 101',
    'last: -2147483648',
    'first: 5, last: 5',
    'first: 5, after: "garbage"',
    'first: 5, after: "W10"', // an empty list
    `first: 5, after: "${Buffer.from('["not a time", "t1"]').toString('base64url')}"`,
    `first: 5, after: "${Buffer.from('["2026-01-01T00:00:00Z", "a\\u0000b"]').toString('base64url')}"`,
    `first: 5, before: "${LONG}"`,
  ])
    expect([args, await codes(args)]).toEqual([args, ['BAD_INPUT']]);
});

test('a body of ten megabytes is refused without being read', async () => {
  const { status, codes } = await send(
    `{"query": "{ viewer { name } }", "padding": "${'x'.repeat(10 * 1024 * 1024)}"}`,
  );
  expect([status, codes]).toEqual([413, ['BODY_LIMIT']]);
});

test('tags twice are one, more than eight or too long ones are refused with the field', async () => {
  const set = (tags: readonly string[]): Promise<unknown> =>
    desk.mutate('taskSetTags', { taskId: right['taskId'], tags }, 'task { tags }');
  expect(await set(['a', 'a ', 'b', 'a'])).toEqual({ task: { tags: ['a', 'b'] } });
  expect(await set(Array.from({ length: 9 }, (_, index) => `tag ${index}`))).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: 'The number of tags of a task is limited to 8.',
    path: ['tags'],
  });
  expect(await set([LONG])).toMatchObject({
    code: 'BAD_INPUT',
    message: 'A tag has 1 to 32 characters.',
    path: ['tags'],
  });
});

test('an id of another type is not found', async () => {
  const start = (taskId: unknown): Promise<unknown> => desk.mutate('taskStart', { taskId }, 'task { id }');
  for (const id of [right['endpointId'], 'rubbish', '', encodeId('Task', 'no such task'), encodeId('Task', 'a\u0000b')])
    expect(await start(id)).toMatchObject({ code: 'NOT_FOUND' });
  expect((await query('query($id: ID!) { task(id: $id) { name } }', { id: right['endpointId'] })).text).toContain(
    '"task":null',
  );
});

test('the service is well after all this', async () => {
  expect((await query('{ viewer { name } tasks(first: 1) { totalCount } }')).codes).toEqual([]);
  expect(await database.sql`SELECT count(*)::int AS rows FROM t`).toEqual([{ rows: 0 }]);
});
