/**
 * Starts the edge: schema, engine, live feeds, HTTP and websocket on one port. It refuses the open mode on any address
 * but loopback. `close()` tells websockets to come back elsewhere (1012), lets running requests end, then stops.
 */
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { schemaText } from '../../schema/print.ts';
import { schema } from '../../schema/schema.ts';
import type { Ports } from '../../schema/ports.ts';
import { GodwitError } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import { Authentication } from './authentication.ts';
import { ConsoleFiles } from './console-files.ts';
import { graphqlEngine } from './graphql-engine.ts';
import { httpServer, type ReadyReport } from './http-server.ts';
import { type ApiLimits, DEFAULT_LIMITS } from './limits.ts';
import { isLoopback } from './origin-check.ts';
import { LiveTokens } from './live-tokens.ts';
import { LiveFeedsOfPorts } from './realtime/live-feeds.ts';
import { TrustedDocuments } from './trusted-documents.ts';
import { serveWebsocket } from './websocket.ts';

export type { ReadyReport } from './http-server.ts';

export interface ApiOptions {
  readonly ports: Ports;
  readonly listen: { readonly host: string; readonly port: number };
  /** True: without tokens, as `local`; loopback only. */
  readonly openMode: boolean;
  /** The folder of the built console; it may appear later. */
  readonly consoleDir: string;
  /** Default: that of package.json. */
  readonly version?: string;
  readonly metricsText: () => Promise<string>;
  readonly ready: () => Promise<ReadyReport>;
  readonly logger: StageLog;
  /** Further origins under which the service is reached from outside, e.g. https://godwit.example. */
  readonly publicOrigins?: readonly string[];
  /** Files of the documents that alone are answered, comma-separated; `console` stands for those of the console. Default: any. */
  readonly trustedDocuments?: string | null;
  readonly limits?: Partial<ApiLimits>;
  /** How often what is watched is read, default 1 000. */
  readonly sampleEveryMs?: number;
  /** How often the token of a live connection is checked again, default 15 000. */
  readonly checkTokensMs?: number;
  /** How long a websocket may go without connection_init, default 3 000. */
  readonly initWaitMs?: number;
}

export interface RunningApi {
  readonly url: string;
  close(): Promise<void>;
}

/** Rejects with the error of listen() (EADDRINUSE, EACCES) when the address cannot be had. */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { ports, listen, logger: log } = options;
  if (options.openMode && !isLoopback(listen.host))
    throw new GodwitError('BAD_INPUT', {
      detail: `Without a token only a loopback address can be served, not ${listen.host}.`,
    });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const origins = { publicHosts: (options.publicOrigins ?? []).map((origin) => new URL(origin).hostname) };
  const authentication = new Authentication({ access: ports.access }, { openMode: options.openMode });
  const live = new LiveFeedsOfPorts({ sources: ports, log }, { everyMs: options.sampleEveryMs });
  const trusted = options.trustedDocuments ? await TrustedDocuments.read(options.trustedDocuments) : null;
  const tokens = new LiveTokens({ authentication, log }, { checkAgainMs: options.checkTokensMs });
  const engine = graphqlEngine(
    {
      schema,
      ports,
      live,
      authentication,
      tokens,
      trusted,
      log,
      version: options.version ?? (await versionOfPackage()),
    },
    limits,
  );
  const server = httpServer(
    {
      engine,
      files: ports.files,
      authentication,
      consoleFiles: new ConsoleFiles(options.consoleDir),
      schemaText: schemaText(),
      metricsText: options.metricsText,
      ready: options.ready,
      log,
    },
    { limits, origins },
  );
  const closeSockets = serveWebsocket(
    { http: server, engine, authentication, tokens, trusted, log },
    { limits, origins, initWaitMs: options.initWaitMs },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      tokens.stop();
      await closeSockets();
      await live.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(cut);
      await engine.dispose();
    },
  };
}

async function versionOfPackage(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion ? String(manifest.version) : 'unknown';
}
