/**
 * The Pothos builder: which plugins the schema is made with and the conventions that every noun inherits.
 *
 * B1 every field is non-null unless it says `nullable: true`; what another database must answer is nullable.
 * B2 expected failures are data: a mutation names `errors: {}` and gets a union with every error type of errors.ts.
 * B3 scopes are checked on fields and types, and for subscriptions before the stream starts.
 * Pothos applies plugins in reverse order of the list: errors is first, so that it sees what scopes and validation throw
 * last; scope failures are no UserError and stay top-level errors.
 */
import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import ValidationPlugin from '@pothos/plugin-validation';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { atLeast } from '../server/core/actor.ts';
import { GodwitError } from '../server/core/errors.ts';
import type { RequestContext } from './context.ts';
import { decodeId, encodeId } from './global-id.ts';
import type { JsonValue } from './scalars.ts';
import { ConflictError, DatabaseError, InputError, NotAllowedError, NotFoundError } from './user-errors.ts';

export interface SchemaTypes {
  Context: RequestContext;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Connection: { totalCount: number };
  AuthScopes: { viewer: boolean; operator: boolean; admin: boolean };
  Scalars: {
    DateTime: { Input: Date; Output: Date | string | number };
    BigInt: { Input: bigint; Output: bigint | number | string };
    Position: { Input: string; Output: string };
    JSON: { Input: JsonValue; Output: unknown };
    URL: { Input: string; Output: string };
    ID: { Input: string; Output: string | number };
  };
}

const MOST_NODES = 100;

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const notAnId = (): GodwitError =>
  new GodwitError('BAD_INPUT', { detail: 'This is not an id of this service.', path: 'id' });

/** Whether there can be ids of this type. */
function isNode(schema: GraphQLSchema, typename: string): boolean {
  const type = schema.getType(typename);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

/** The scopes that were asked for and are missing. */
function missingScopes(failure: AuthFailure): string[] {
  if ('failures' in failure) return failure.failures.flatMap(missingScopes);
  return 'scope' in failure ? [String(failure.scope)] : [];
}

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, ValidationPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    unsafelyHandleInputErrors: true,
    defaultTypes: [InputError, NotFoundError, ConflictError, NotAllowedError, DatabaseError],
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalized(fieldName)}Result`,
      description:
        'The payload of the mutation, or an expected error (ask for `... on UserError { code message remedy }`).',
    },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ actor }) => ({
      viewer: atLeast(actor.role, 'VIEWER'),
      operator: atLeast(actor.role, 'OPERATOR'),
      admin: atLeast(actor.role, 'ADMIN'),
    }),
    unauthorizedError: (_parent, { actor }, _info, { failure }) =>
      new GodwitError('FORBIDDEN', { role: actor.role, wanted: missingScopes(failure).join(' or ').toUpperCase() }),
  },
  relay: {
    clientMutationId: 'omit',
    encodeGlobalID: (typename, id) => encodeId(typename, String(id)),
    decodeGlobalID: (globalId) => {
      const decoded = decodeId(globalId);
      if (decoded === null) throw notAnId();
      return decoded;
    },
    cursorType: 'String',
    nodesOnConnection: { description: 'The nodes of this page, without their edges.' },
    edgesFieldOptions: { description: 'The nodes of this page, each with its cursor.' },
    nodeFieldOptions: { description: 'The node of this edge.' },
    cursorFieldOptions: { description: 'Where this node stands in the list; for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and where to go on.' },
    pageInfoTypeOptions: { description: 'Whether a connection has more pages, and the cursors to read them.' },
    nodeTypeOptions: { description: 'Whatever has an id that is unique in the whole service.' },
    idFieldOptions: { description: 'The id.' },
    hasNextPageFieldOptions: { description: 'Whether there is more behind this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there is more before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first node, for `before`; null on an empty page.' },
    endCursorFieldOptions: { description: 'The cursor of the last node, for `after`; null on an empty page.' },
    firstArgOptions: { description: 'So many from the start, 1 to 100; either this or `last`.' },
    lastArgOptions: { description: 'So many from the end, 1 to 100; either this or `first`.' },
    afterArgOptions: { description: 'Only what stands behind this cursor.' },
    beforeArgOptions: { description: 'Only what stands before this cursor.' },
    nodeQueryOptions: {
      description: 'The node of an id; null when there is none.',
      args: { id: { description: 'The id.' } },
      resolve: (_root, { id }, _context, { schema }, resolveNode) => {
        if (!isNode(schema, id.typename)) throw notAnId();
        return resolveNode(id);
      },
    },
    nodesQueryOptions: {
      description: 'The nodes of several ids (at most 100), null for each that does not exist.',
      args: { ids: { description: 'The ids.' } },
      resolve: (_root, { ids }, _context, { schema }, resolveNodes) => {
        if (ids.length > MOST_NODES)
          throw new GodwitError('BAD_INPUT', { detail: `Give at most ${MOST_NODES} ids.`, path: 'ids' });
        if (!ids.every(({ typename }) => isNode(schema, typename))) throw notAnId();
        return resolveNodes(ids);
      },
    },
    mutationInputArgOptions: { description: 'What to do, and to what.' },
  },
  validation: {
    validationError: (failure) =>
      new GodwitError('BAD_INPUT', {
        detail: failure.issues
          .map(
            (issue) =>
              `${(issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.')}: ${issue.message}`,
          )
          .join('; '),
      }),
  },
});

builder.queryType({ description: 'What can be read.' });
builder.mutationType({ description: 'What can be done: one mutation for each action, named object first.' });
builder.subscriptionType({
  description: 'What happens while you watch: numbered events, newest samples, log lines.',
});

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are over the whole filter.',
    resolve: (connection) => connection.totalCount,
  }),
);
