/**
 * Random valid queries against a house where everything is furnished, by each role: none is a bug, none is refused as invalid,
 * and no value of a row reaches a VIEWER. The seed is in every finding; GODWIT_QUERY_SEED repeats a run.
 */
import {
  type DocumentNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { schema } from '../../schema/schema.ts';
import { DEFAULT_LIMITS } from '../../server/api/limits.ts';
import { weigh } from '../../server/api/plugins/document-weight.ts';
import { METRIC_CATALOGUE } from '../../server/metrics/catalogue.ts';
import { FURNISHED_IDS, furnishedPorts, furnishStreams } from '../memory-connector/furnished.ts';
import { ROW_VALUE } from '../memory-connector/furniture.ts';
import { randomQuery, type RandomQuery } from '../support/random-query.ts';
import { ask, type ApiUnderTest, runningApi } from './running-api.ts';

const QUERIES = 510;
const ROLES = ['viewer', 'operator', 'admin'] as const;
const seed = Number(process.env['GODWIT_QUERY_SEED'] ?? Date.now() % 1_000_000_000);
let api: ApiUnderTest;

beforeAll(async () => {
  const furnished = furnishedPorts();
  furnishStreams(furnished.state);
  api = await runningApi({}, furnished);
});
afterAll(() => api.close());

const GUESSED = ['', 'garbage', '%%%', '1', encodeId('Task', 'nope'), encodeId('User', '1'), encodeId('Query', 't1')];
const hints = {
  ids: [...Object.entries(FURNISHED_IDS).map(([type, id]) => encodeId(type, id)), ...GUESSED],
  words: [...Object.keys(METRIC_CATALOGUE).slice(0, 10), '0', '1', '7', 'o1', 'e1'],
};

/** Within the limits; what is not has its own tests. */
function* queries(): Generator<RandomQuery & { readonly seed: number }> {
  for (let number = seed, made = 0; made < QUERIES; number += 1) {
    const random = randomQuery(schema, number, hints);
    const weight = weigh(parse(random.query), schema);
    const { depth, aliases, directives, cost } = DEFAULT_LIMITS;
    if (weight.depth > depth || weight.aliases > aliases || weight.directives > directives || weight.cost > cost)
      continue;
    made += 1;
    yield { ...random, seed: number };
  }
}

it(`${QUERIES} random valid queries (seed ${seed}) meet no bug, for any role, and show a VIEWER no value of a row`, async () => {
  const offenders: unknown[] = [];
  let answered = 0;
  const asked = new Set<string>();
  for (const random of queries()) {
    const document = parse(random.query);
    expect(validate(schema, document), random.query).toEqual([]); // or the generator is at fault
    for (const field of fieldsOf(document)) asked.add(field);
    const answers = await Promise.all(
      ROLES.map((token) => ask(api, random.query, { token, variables: random.variables })),
    );
    for (const [index, { status, errors, data }] of answers.entries()) {
      const codes = errors.map(({ extensions }) => extensions['code']);
      const leaked = index === 0 && JSON.stringify(data).includes(ROW_VALUE);
      const isBug =
        status >= 500 ||
        leaked ||
        codes.some((code) =>
          ['INTERNAL_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', undefined].includes(code as string),
        );
      if (isBug) offenders.push({ as: ROLES[index], status, errors, leaked, ...random });
      if (data !== null) answered += 1;
    }
  }
  const logged = JSON.stringify(api.logged.slice(0, 3), errorsToo);
  expect(offenders.slice(0, 3), `${offenders.length} findings; logged: ${logged}`).toEqual([]);
  expect(answered).toBeGreaterThan(QUERIES); // of three for each: most have something to show
  const never = readable().filter((field) => !asked.has(field));
  expect(never.length, never.join(' ')).toBeLessThan(60);
});

/** Every field that a query can reach, as Type.field. */
function readable(): string[] {
  const found = new Map<string, string[]>();
  const reach = (name: string): void => {
    const type = schema.getType(name);
    if (found.has(name) || !(isObjectType(type) || isInterfaceType(type))) return;
    const fields = Object.values(type.getFields());
    found.set(
      name,
      fields.map((field) => `${name}.${field.name}`),
    );
    for (const field of fields) reach(getNamedType(field.type).name);
    if (isInterfaceType(type)) for (const member of schema.getPossibleTypes(type)) reach(member.name);
  };
  reach('Query');
  return [...found.values()].flat();
}

function fieldsOf(document: DocumentNode): string[] {
  const fields: string[] = [];
  const types = new TypeInfo(schema);
  const Field = ({ name }: { name: { value: string } }): void => {
    fields.push(`${types.getParentType()?.name}.${name.value}`);
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return fields;
}

const errorsToo = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { message: value.message, stack: value.stack?.split('\n').slice(0, 4) } : value;
