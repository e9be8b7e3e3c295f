/**
 * For every object type that a query can reach one way to it, as a document around a field of it: from the node of its id where
 * it has one, else over the fields of types that are nearer. So each field of the schema can be asked for alone.
 */
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { encodeId } from '../../schema/global-id.ts';
import { literalOf } from './random-source.ts';
import { leastOf } from './least-input.ts';

export interface ReachableField {
  /** Type.field. */
  readonly name: string;
  /** Asks for it alone; its value stands under the name `leaf`. */
  readonly query: string;
}

/** `ids` has one of each type that has ids, `given` what an argument (Type.field.argument, or its name) has to be. */
export interface KnownValues {
  readonly ids: Readonly<Record<string, string>>;
  /** The first type of these that not everybody may read. */
  readonly openUpTo: string;
  readonly given: Readonly<Record<string, unknown>>;
}

type Path = (inner: string) => string;

export function reachableFields(schema: GraphQLSchema, known: KnownValues): ReachableField[] {
  const paths = new Map<string, Path>();
  for (const [type, id] of Object.entries(known.ids)) {
    // who may read little must find everything else on a way that is open
    if (type === known.openUpTo) paths.set('Query', (inner) => inner);
    paths.set(type, (inner) => `node(id: "${encodeId(type, id)}") { ... on ${type} { ${inner} } }`);
  }
  const fields: ReachableField[] = [];
  for (const [name, path] of paths) {
    // the map grows while it is walked: nearer types first
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const call = `${field.name}${argumentsOf(name, field, known)}`;
      const inner = getNamedType(field.type);
      const selection = isCompositeType(inner) ? ' { __typename }' : '';
      fields.push({ name: `${name}.${field.name}`, query: `{ ${path(`leaf: ${call}${selection}`)} }` });
      if (!isCompositeType(inner) || (name === 'Query' && call.startsWith('node'))) continue;
      for (const member of isAbstractType(inner) ? schema.getPossibleTypes(inner) : [inner])
        if (!paths.has(member.name))
          paths.set(member.name, (below) => path(`${call} { ... on ${member.name} { ${below} } }`));
    }
  }
  return fields;
}

function argumentsOf(type: string, field: GraphQLField<unknown, unknown>, { given }: KnownValues): string {
  const texts = field.args.flatMap((argument) => {
    const value = given[`${type}.${field.name}.${argument.name}`] ?? given[argument.name];
    if (value === undefined && !isRequiredArgument(argument)) return [];
    return [`${argument.name}: ${literalOf(argument.type, value ?? leastOf(argument.type))}`];
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Everything that stands under the name `leaf`, wherever. */
export function leavesOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data.flatMap((item) => leavesOf(item));
  if (typeof data !== 'object' || data === null) return [];
  return 'leaf' in data ? [data.leaf] : Object.values(data).flatMap((part) => leavesOf(part));
}
