/**
 * GraphQL over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint. The upgrade is refused for a foreign
 * Host or Origin; the token comes in connection_init, the cookie, or the header.
 *
 * Close codes: 4401 subscribed before connection_init, 4403 the token is wrong, expired or was revoked (checked
 * again while the socket lives), 1012 the service restarts, 1013 the reader is too slow. After each of the last three a
 * client comes back and resumes from its cursor.
 * W1 what a socket can make us hold is bounded: frame size, subscriptions, unsent bytes.
 * W2 sockets are bounded: in all, of a token, and of those that have not shown one.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type execute,
  type ExecutionArgs,
  getOperationAST,
  type GraphQLError,
  type GraphQLFormattedError,
  type subscribe,
} from 'graphql';
import {
  CloseCode,
  type Context,
  handleProtocols,
  makeServer,
  type ServerOptions,
  type SubscribePayload,
} from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../core/actor.ts';
import { GodwitError, messageOf } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import { type Authentication, tokenOf, tokenOfParameters } from './authentication.ts';
import type { GraphqlEngine } from './graphql-engine.ts';
import type { ApiLimits } from './limits.ts';
import type { LiveTokens } from './live-tokens.ts';
import { foreignBecause, type OriginRules } from './origin-check.ts';
import { publicError } from './plugins/error-codes.ts';
import { carry, OperationIds, type SocketExtra } from './socket-adapter.ts';
import { requestRefused } from './request-refused.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { Outlet, toSocket } from './socket-stream.ts';

const KEEP_ALIVE_MS = 12_000;
const DRAIN_MS = 1_000;
const TOO_MANY = `HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\ncontent-type: application/json\r\n\r\n${JSON.stringify({ code: 'SOCKET_LIMIT', message: messageOf('SOCKET_LIMIT', {}) })}\n`;

interface Extra extends SocketExtra {
  readonly outlet: Outlet;
  actor?: Actor;
}

type Socket = Context<Record<string, unknown>, Extra>;

/** What prepare() hid in the root value: the enveloped functions of the engine, and whose operation it is. */
interface Enveloped {
  readonly outlet: Outlet;
  readonly id: string;
  execute(args: ExecutionArgs): ReturnType<typeof execute>;
  subscribe(args: ExecutionArgs): ReturnType<typeof subscribe>;
}

const rootOf = (args: ExecutionArgs): Enveloped => args.rootValue as Enveloped; // prepare() put it there

export interface WebsocketDeps {
  readonly http: Server;
  readonly engine: GraphqlEngine;
  readonly authentication: Authentication;
  readonly tokens: LiveTokens;
  readonly trusted: TrustedDocuments | null;
  readonly log: StageLog;
}

/** Attaches the transport; the answer closes every socket with 1012 and ends. */
export function serveWebsocket(
  deps: WebsocketDeps,
  options: { limits: ApiLimits; origins: OriginRules; initWaitMs?: number | undefined },
): () => Promise<void> {
  const { http, engine, authentication, tokens, trusted, log } = deps;
  const { limits } = options;
  const waiting = new Set<WebSocket>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols,
  });

  const protocol: ServerOptions<Record<string, unknown>, Extra> = {
    connectionInitWaitTimeout: options.initWaitMs,
    onConnect: async (context) => {
      const headers = context.extra.request.headers;
      const token = tokenOfParameters(context.connectionParams) ?? tokenOf(headers);
      try {
        context.extra.actor = await authentication.actorOf(token);
        const { socket } = context.extra;
        waiting.delete(socket);
        if (tokens.connectionsOf(token) >= limits.connectionsPerToken) {
          socket.close(1013, 'Too many sockets of this token');
          return false;
        }
        socket.once(
          'close',
          tokens.watch(token, () => socket.close(CloseCode.Forbidden, 'Forbidden')),
        );
        return true;
      } catch (error) {
        if (error instanceof GodwitError) return false; // graphql-ws closes with 4403
        throw error;
      }
    },
    onSubscribe: async (context, id, parameters) => {
      if (Object.keys(context.subscriptions).length > limits.subscriptionsPerSocket)
        return [requestRefused('SUBSCRIPTION_LIMIT', { limit: limits.subscriptionsPerSocket })];
      return prepare(context, id, parameters);
    },
    onError: (_context, _id, _payload, errors) => errors.map((error) => sent(publicError(error, log, randomUUID()))),
    onNext: (context, _id, _payload, _args, result) => {
      if (context.extra.socket.bufferedAmount > limits.unsentBytesPerSocket)
        context.extra.socket.close(1013, 'Too slow: reconnect and resume');
      if (result.errors === undefined) return undefined;
      return { ...result, errors: result.errors.map((error) => sent(publicError(error, log, randomUUID()))) };
    },
    execute: (args) => rootOf(args).execute(args),
    subscribe: async (args) => {
      const { subscribe: run, outlet, id } = rootOf(args);
      const results = await run(args);
      return Symbol.asyncIterator in results ? toSocket(results, outlet, { id, unsentBytes: limits.unsentBytesPerSocket }) : results; // prettier-ignore
    },
  };

  const prepare = async (
    context: Socket,
    id: string,
    parameters: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> => {
    const requestId = randomUUID();
    const { outlet, ids } = context.extra;
    const enveloped = engine.getEnveloped({
      actor: context.extra.actor,
      requestId,
      params: { ...parameters, extensions: { socketOperation: id } },
    });
    try {
      const query = trusted?.resolve(knownOf(parameters)).query ?? parameters.query;
      const document = enveloped.parse(query);
      const errors = enveloped.validate(enveloped.schema, document);
      if (errors.length > 0) return errors.map((error: unknown) => publicError(error, log, requestId));
      if (!getOperationAST(document, parameters.operationName)) throw requestRefused('OPERATION_RESOLUTION_FAILURE', { detail: 'Could not determine what operation to execute.' }); // prettier-ignore
      return {
        schema: enveloped.schema,
        operationName: parameters.operationName,
        document,
        variableValues: parameters.variables,
        contextValue: await enveloped.contextFactory(),
        rootValue: { execute: enveloped.execute, subscribe: enveloped.subscribe, outlet, id: ids.clientId(id) },
      };
    } catch (error) {
      return [publicError(error, log, requestId)];
    }
  };

  const server = makeServer(protocol);
  const carried = new Set<Promise<void>>();
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = request.url?.split('?')[0];
    const foreign = foreignBecause(request, options.origins);
    if (path !== '/graphql' || foreign !== null) {
      socket.end(`HTTP/1.1 ${foreign === null ? '404 Not Found' : '403 Forbidden'}\r\nconnection: close\r\n\r\n`);
      return;
    }
    if (sockets.clients.size >= limits.sockets || waiting.size >= limits.waitingSockets) {
      socket.end(TOO_MANY);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      waiting.add(client);
      client.once('close', () => waiting.delete(client));
      const extra = { socket: client, request, ids: new OperationIds(), outlet: new Outlet(client, socket) };
      const whole = carry<Extra>(extra, { server, keepAliveMs: KEEP_ALIVE_MS, log });
      carried.add(whole);
      void whole.then(() => carried.delete(whole));
    });
  };
  http.on('upgrade', upgrade);

  return async () => {
    http.off('upgrade', upgrade);
    for (const client of sockets.clients) client.close(1012, 'Service restarts: reconnect and resume');
    const cut = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), DRAIN_MS);
    await Promise.all(carried);
    clearTimeout(cut);
    sockets.close();
  };
}

/** What names a document; the protocol wants a query beside it, which may be empty. */
const knownOf = ({ query, extensions, ...more }: SubscribePayload & { readonly documentId?: unknown }) => ({
  query,
  extensions: extensions ?? {},
  documentId: more.documentId,
});

/** Without the status that the error has over HTTP. */
function sent(error: GraphQLError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}
