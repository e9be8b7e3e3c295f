/** The least that a mutation takes, made from the schema: every required field of its input with some value of its type. */
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { must } from '../../server/core/assert.ts';

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: 'none',
  String: 'none',
  Int: 1,
  Float: 1,
  Boolean: true,
  BigInt: '1',
  DateTime: '2026-01-01T00:00:00Z',
  Position: '0/1',
  URL: 'https://none.example',
  JSON: 1,
};

export interface LeastMutation {
  readonly name: string;
  /** Takes the variable $input. */
  readonly query: string;
  readonly input: unknown;
}

export function leastMutations(schema: GraphQLSchema): LeastMutation[] {
  const fields = Object.values(must(schema.getMutationType(), 'the mutations').getFields());
  return fields.map(({ name, args: [input] }) => {
    const { type } = must(input, `the input of ${name}`);
    return {
      name,
      query: `mutation($input: ${String(type)}) { ${name}(input: $input) { __typename } }`,
      input: leastOf(type),
    };
  });
}

/** Some value of a type, with no more in it than there must be. */
export function leastOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType);
  if (isListType(type)) return [leastOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return must(SCALARS[type.name], `a value of ${type.name}`);
  const needed = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(needed.map((field) => [field.name, leastOf(field.type)]));
}
