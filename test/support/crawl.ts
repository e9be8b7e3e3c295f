/**
 * Documents that ask for everything of a task that the schema offers, made from the schema itself, so that a field added
 * later is asked for too. Left out: the way back to tasks and endpoints, and fields with arguments of their own need.
 */
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  printType,
} from 'graphql';

const DEPTH = 6;
const NOT_FOLLOWED = new Set(['Task', 'PageInfo', 'PostgresqlEndpoint', 'Endpoint']);
const PAGE = 'first: 10';

/** One document per field of Task and per concrete subtask; each takes the variable $id. */
export function documentsOfTask(schema: GraphQLSchema): string[] {
  const task = schema.getType('Task');
  if (!isObjectType(task)) throw new Error('the schema has no type Task');
  const documents = Object.values(task.getFields()).flatMap((field) => {
    const asked = asking(schema, field, DEPTH);
    return asked === null ? [] : [`query($id: ID!) { task(id: $id) { ${asked} } }`];
  });
  const subtask = schema.getType('Subtask');
  if (!isInterfaceType(subtask)) throw new Error('the schema has no interface Subtask');
  const kinds = /enum SubtaskKind \{(?<body>[^]*)\}/.exec(printType(named(schema, 'SubtaskKind')))?.groups?.['body'];
  for (const kind of kinds?.match(/^ {2}[A-Z_]+$/gm) ?? [])
    for (const type of schema.getPossibleTypes(subtask).filter((one) => isOfKind(one.name, kind)))
      for (const field of Object.values(type.getFields())) {
        const asked = asking(schema, field, DEPTH);
        if (asked !== null)
          documents.push(
            `query($id: ID!) { task(id: $id) { subtask(kind: ${kind.trim()}) { ... on ${type.name} { ${asked} } } } }`,
          );
      }
  return documents;
}

/** IncrementalSubtask is that of INCREMENTAL_SYNCHRONIZATION. */
const isOfKind = (type: string, kind: string): boolean =>
  kind
    .trim()
    .replaceAll('_', '')
    .toLowerCase()
    .startsWith(type.replace(/Subtask$/, '').toLowerCase());

/** All fields of a type, as a selection set without its braces. */
export function everythingOf(schema: GraphQLSchema, name: string, depth = DEPTH): string {
  return selection(schema, named(schema, name), depth);
}

function named(schema: GraphQLSchema, name: string): GraphQLNamedType {
  const type = schema.getType(name);
  if (type === undefined) throw new Error(`the schema has no type ${name}`);
  return type;
}

function asking(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, depth: number): string | null {
  const type = getNamedType(field.type);
  if (NOT_FOLLOWED.has(type.name) || field.args.some((argument) => isRequiredArgument(argument))) return null;
  const paged = field.args.some(({ name }) => name === 'first') ? `(${PAGE})` : '';
  if (!isCompositeType(type)) return `${field.name}${paged}`;
  if (depth === 0) return null;
  const inner = selection(schema, type, depth - 1);
  return inner === '' ? null : `${field.name}${paged} { ${inner} }`;
}

function selection(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  const own =
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field) => {
          // a connection offers its nodes twice
          if (field.name === 'edges') return [];
          return asking(schema, field, depth) ?? [];
        })
      : [];
  const concrete = isAbstractType(type) && own.length === 0 ? schema.getPossibleTypes(type) : [];
  return [...own, ...concrete.map((one) => `... on ${one.name} { ${selection(schema, one, depth)} }`)].join(' ');
}
