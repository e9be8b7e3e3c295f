/**
 * The door of the service: node:http with a handful of routes. GraphQL goes through the engine, everything else is a file,
 * a text or a health report.
 *
 *   /graphql  /schema.graphql  /session  /files/...  /healthz  /readyz  /metrics  else: the console
 *
 * Every answer carries the security headers; Host and Origin are checked before anything else, except on the two health
 * routes, which probes ask by address and which say nothing.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { GodwitError, reasonOf } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import type { FileService } from '../files/file-service.ts';
import { answerJson, answerText } from './answer.ts';
import { type Authentication, tokenOf } from './authentication.ts';
import type { ConsoleFiles } from './console-files.ts';
import { fileRoute, FILES } from './file-route.ts';
import type { GraphqlEngine } from './graphql-engine.ts';
import type { ApiLimits } from './limits.ts';
import { foreignBecause, type OriginRules } from './origin-check.ts';
import { requestRefused } from './request-refused.ts';
import { BodyBytes } from './body-bytes.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sessionRoute } from './session-route.ts';

export interface ReadyReport {
  readonly ready: boolean;
  /** Each part that was asked, with `ok` or what is wrong with it. */
  readonly parts: Readonly<Record<string, string>>;
}

export interface HttpDeps {
  readonly engine: GraphqlEngine;
  readonly files: FileService;
  readonly authentication: Authentication;
  readonly consoleFiles: ConsoleFiles;
  readonly schemaText: string;
  readonly metricsText: () => Promise<string>;
  readonly ready: () => Promise<ReadyReport>;
  readonly log: StageLog;
}

const REQUEST_MS = 30_000;
const UPLOAD_MS = 300_000;

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export function httpServer(deps: HttpDeps, options: { limits: ApiLimits; origins: OriginRules }): Server {
  const routes: Readonly<Record<string, Route>> = {
    '/graphql': (request, response) => graphql(deps.engine, options.limits, { request, response }),
    '/schema.graphql': (_request, response) =>
      answerText(response, 200, { type: 'text/plain; charset=utf-8', text: deps.schemaText }),
    '/session': (request, response) => sessionRoute(request, response, deps.authentication),
    '/healthz': (_request, response) => answerJson(response, 200, { alive: true }),
    '/readyz': async (_request, response) => {
      const report = await deps.ready();
      answerJson(response, report.ready ? 200 : 503, report);
    },
    '/metrics': async (request, response) => {
      await deps.authentication.actorOf(tokenOf(request.headers)); // names of tasks stand in it
      answerText(response, 200, { type: 'text/plain; version=0.0.4; charset=utf-8', text: await deps.metricsText() });
    },
  };
  const console: Route = async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerJson(response, 405, { code: 'BAD_REQUEST', message: 'Only GET and HEAD are answered here.' });
    await deps.consoleFiles.serve(request, response, pathOf(request));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    setSecurityHeaders(response);
    const path = pathOf(request);
    const foreign = path === '/healthz' || path === '/readyz' ? null : foreignBecause(request, options.origins);
    if (foreign !== null) return answerJson(response, 403, { code: 'FOREIGN_ORIGIN', message: foreign });
    if (path.startsWith(FILES)) return await fileRoute(request, response, deps);
    if (request.method !== 'GET') endUnlessSent(request, response);
    await (routes[path] ?? console)(request, response);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => fail(deps.log, response, error));
  });
  server.requestTimeout = UPLOAD_MS;
  server.headersTimeout = 10_000;
  return server;
}

/** The server's own bound is that of uploads. */
function endUnlessSent(request: IncomingMessage, response: ServerResponse): void {
  const timer = setTimeout(() => {
    if (!response.headersSent) response.writeHead(408, { connection: 'close' });
    response.end(() => request.destroy());
  }, REQUEST_MS);
  request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

/** Reads the body within its limit, then lets the engine answer on the socket itself. */
async function graphql(
  engine: GraphqlEngine,
  limits: ApiLimits,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const body = request.method === 'POST' ? await readBody(request, limits.bodyBytes) : null;
  if (body === null) return engine.handle(request, response, {});
  await engine.handle(Object.assign(request, { body: new BodyBytes(body) }), response, {});
}

function fail(log: StageLog, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof BodyTooLarge) {
    response.req.resume(); // a client that is still sending hears of the refusal only when it is done; endUnlessSent bounds it
    return answerJson(response, 413, { errors: [requestRefused('BODY_LIMIT', { limit: error.limitBytes })] });
  }
  if (error instanceof GodwitError && error.code === 'UNAUTHENTICATED') {
    const { code, message, remedy } = reasonOf(error);
    response.setHeader('www-authenticate', 'Bearer');
    return answerJson(response, 401, { code, message, remedy });
  }
  log.error('a request failed unexpectedly', { error, code: reasonOf(error).code });
  answerJson(response, 500, { errors: [{ message: 'An unexpected error.', extensions: { code: 'INTERNAL_ERROR' } }] });
}
