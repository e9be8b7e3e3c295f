/**
 * The Yoga server: the schema, and its behaviours as an ordered list of plugins. Both transports execute through it, so
 * a limit or a rule holds for websocket and HTTP alike.
 */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { RequestContext } from '../../schema/context.ts';
import { makeLoaders } from '../../schema/loaders.ts';
import type { LiveFeeds } from '../../schema/live.ts';
import type { Ports } from '../../schema/ports.ts';
import type { StageLog } from '../core/stage.ts';
import type { Actor } from '../core/actor.ts';
import { type Authentication, tokenOf } from './authentication.ts';
import type { ApiLimits } from './limits.ts';
import type { LiveTokens } from './live-tokens.ts';
import { DocumentCache } from './document-cache.ts';
import { csrfPrevention } from './plugins/csrf.ts';
import { documentLimits } from './plugins/document-limits.ts';
import { errorCodes } from './plugins/error-codes.ts';
import { sharedResults } from './plugins/shared-results.ts';
import { requestId, requestIdOf } from './plugins/request-id.ts';
import { storableText } from './plugins/storable-text.ts';
import { headersOf, streamTokens } from './plugins/stream-tokens.ts';
import { trustedDocuments, type TrustedDocuments } from './trusted-documents.ts';

/** Characters of the documents that are kept parsed: some hundreds of a client's, at most some 70 MB of memory. */
const DOCUMENTS = 256 * 1024;

/** What a transport that has already authenticated (the websocket) hands over; HTTP requests have none of it. */
export interface TransportContext {
  readonly actor?: Actor;
  readonly requestId?: string;
}

export type GraphqlEngine = YogaServerInstance<TransportContext, RequestContext>;

export interface EngineDeps {
  readonly schema: GraphQLSchema;
  readonly ports: Ports;
  readonly live: LiveFeeds;
  readonly authentication: Authentication;
  readonly tokens: LiveTokens;
  /** Null: any document is answered. */
  readonly trusted: TrustedDocuments | null;
  readonly log: StageLog;
  readonly version: string;
}

export function graphqlEngine(deps: EngineDeps, limits: ApiLimits): GraphqlEngine {
  const { authentication, log } = deps;
  return createYoga<TransportContext, RequestContext>({
    maxRequestBodySize: false, // read-body.ts has refused it already; to count once more is a copy of the request
    schema: deps.schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: false,
    cors: false,
    batching: false,
    extraParamNames: ['documentId'],
    multipart: false,
    logging: false,
    maskedErrors: false,
    parserAndValidationCache: {
      documentCache: new DocumentCache<DocumentNode>({ charactersKept: DOCUMENTS }),
      errorCache: new DocumentCache<unknown>({ charactersKept: DOCUMENTS / 8 }),
    },
    context: async ({ actor, requestId: given, request }) => ({
      requestId: given ?? requestIdOf(request),
      actor: actor ?? (await authentication.actorOf(tokenOf(headersOf(request)))),
      ports: deps.ports,
      live: deps.live,
      loaders: makeLoaders(deps.ports),
      openMode: authentication.openMode,
      version: deps.version,
    }),
    plugins: [
      requestId(),
      trustedDocuments(deps.trusted),
      csrfPrevention(authentication),
      documentLimits(limits),
      storableText(),
      sharedResults(log),
      streamTokens(deps.tokens, log, limits),
      errorCodes(log),
    ],
  });
}
