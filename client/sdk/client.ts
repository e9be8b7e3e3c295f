/**
 * The client of Godwit's API that needs no framework: queries and mutations over fetch, subscriptions over one websocket,
 * with reconnection. What frontend teams import; the console is built on it alone.
 *
 * K1 `events` is lossless: it remembers the last cursor and resumes from it after every loss of the connection.
 * K2 `samples` is lossy: the newest value wins, and the first after a reconnection is the present state.
 * K3 expected failures are data of the mutation's payload; what rejects is the network, the token, a limit or a bug.
 */
import {
  cacheExchange,
  Client,
  type AnyVariables,
  type DocumentInput,
  type Exchange,
  fetchExchange,
  mapExchange,
  type Operation,
  stringifyDocument,
  subscriptionExchange,
} from '@urql/core';
import type { ExecutionResult } from 'graphql';
import { ConnectionWatch } from './connection.ts';
import { openLiveSocket } from './live-socket.ts';
import { follow } from './follow.ts';
import { type TokenOption, TokenSource } from './token-source.ts';

export interface GodwitClientOptions {
  /** The address of the endpoint, for example http://127.0.0.1:8460/graphql. */
  readonly url: string;
  /** An API token, or a function that gives it; leave it out in a page of the service itself, which is signed in by cookie. */
  readonly token?: TokenOption;
  readonly fetch?: typeof fetch;
  readonly webSocketImpl?: unknown;
  readonly maxRetryPauseMs?: number;
  /** Exchanges before the cache, for example for devtools. */
  readonly exchanges?: readonly Exchange[];
}

export interface Resumable<Data, Variables> {
  readonly variables: Variables;
  /** The cursor of what just arrived; it becomes the variable `after` of the next attempt. */
  readonly cursorOf: (data: Data) => string | null | undefined;
  readonly signal?: AbortSignal;
}

export interface GodwitClient {
  readonly urql: Client;
  readonly connection: ConnectionWatch;
  /** One query; always from the network. */
  query<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  /** One mutation; expected failures are in its data. */
  mutate<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  /** Numbered events or log lines, resumed without a gap (K1). */
  events<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    options: Resumable<Data, Variables>,
  ): AsyncIterable<Data>;
  /** Newest values (K2). */
  samples<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    options: { variables: Variables; signal?: AbortSignal },
  ): AsyncIterable<Data>;
  /** Ends the websocket. */
  dispose(): Promise<void>;
}

export function createGodwitClient(options: GodwitClientOptions): GodwitClient {
  const connection = new ConnectionWatch();
  const tokens = new TokenSource(options.token);
  const socket = openLiveSocket(connection, { ...options, tokens });
  const urql = new Client({
    url: options.url,
    fetch: tokens.fetch(options.fetch ?? ((input, init) => fetch(input, init))),
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      ...(options.exchanges ?? []),
      mapExchange({ onOperation: (operation) => withHash(operation) }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe<ExecutionResult['data'], ExecutionResult['extensions']>(
              {
                query: request.query ?? '',
                variables: { ...request.variables },
                extensions: request.extensions ?? null,
              },
              // graphql-ws types data as the whole result's; urql reads the same members
              {
                next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
  return {
    urql,
    connection,
    query: async (document, variables) =>
      dataOf(await urql.query(document, variables, { requestPolicy: 'network-only' }).toPromise()),
    mutate: async (document, variables) => dataOf(await urql.mutation(document, variables).toPromise()),
    events: (document, { variables, cursorOf, signal }) =>
      follow(socket, {
        query: textOf(document),
        extensions: extensionsOf(document),
        variables: { ...variables },
        signal,
        resumeFrom: cursorOf,
        keep: 'ALL',
      }),
    samples: (document, { variables, signal }) =>
      follow(socket, {
        query: textOf(document),
        extensions: extensionsOf(document),
        variables: { ...variables },
        signal,
        resumeFrom: () => null,
        keep: 'NEWEST',
      }),
    dispose: async () => socket.dispose(),
  };
}

/** The text of a document, however it was written. */
function textOf<Data, Variables>(document: DocumentInput<Data, Variables>): string {
  // a document input is a text, a parsed document or a typed wrapper of either; urql prints all of them
  return typeof document === 'string'
    ? document
    : stringifyDocument(document as Parameters<typeof stringifyDocument>[0]);
}

/** What names a document that codegen has made, for a service that answers trusted documents alone. */
function extensionsOf(document: unknown): Record<string, unknown> | null {
  const known = document as { readonly __meta__?: { readonly hash?: string } } | string; // codegen's document knows its hash
  const hash = typeof known === 'string' ? undefined : known.__meta__?.hash;
  return hash === undefined ? null : { persistedQuery: { version: 1, sha256Hash: hash, miss: true } };
}

/** `miss`: the text is sent as well, so that a service of another version understands it. */
function withHash(operation: Operation): Operation {
  const extensions = extensionsOf(operation.query);
  return extensions === null ? operation : { ...operation, extensions: { ...operation.extensions, ...extensions } };
}

function dataOf<Data>(result: { data?: Data | undefined; error?: Error | undefined }): Data {
  if (result.error !== undefined) throw result.error;
  if (result.data === undefined || result.data === null) throw new Error('The service answered without data.');
  return result.data;
}
