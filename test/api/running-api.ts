/** The real server over the ports in memory, on a free loopback port. */
import { tmpdir } from 'node:os';
import { startApi, type ApiOptions, type RunningApi } from '../../server/api/start-api.ts';
import { memoryPorts, type MemoryState } from '../memory-connector/services.ts';

export interface ApiUnderTest extends RunningApi {
  readonly state: MemoryState;
  readonly logged: unknown[];
}

export async function runningApi(
  options: Partial<ApiOptions> = {},
  { ports, state } = memoryPorts(),
): Promise<ApiUnderTest> {
  for (const role of ['VIEWER', 'OPERATOR', 'ADMIN'] as const)
    state.tokens.set(role.toLowerCase(), { name: role, role, tokenId: role });
  const logged: unknown[] = [];
  const keep = (message: string, facts?: unknown): number => logged.push({ message, facts });
  const api = await startApi({
    ports,
    listen: { host: '127.0.0.1', port: 0 },
    openMode: false,
    consoleDir: `${tmpdir()}/godwit-no-console`,
    version: 'test',
    metricsText: async () => 'godwit_up 1\n',
    ready: async () => ({ ready: true, parts: { control: 'ok' } }),
    logger: { debug: () => undefined, info: keep, warn: keep, error: keep },
    sampleEveryMs: 50,
    checkTokensMs: 50,
    ...options,
  });
  return { ...api, state, logged };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null;
  readonly code: unknown;
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** Asks over HTTP; `code` is the code of the first error. */
export async function ask(
  api: RunningApi,
  query: string,
  options: { token?: string; headers?: Record<string, string>; variables?: unknown } = {},
): Promise<Answer> {
  const token: Record<string, string> = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...token,
      ...options.headers,
    },
    body: JSON.stringify({ query, variables: options.variables }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown>; errors?: Answer['errors'] };
  const errors = body.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    data: body.data ?? null,
    code: errors[0]?.extensions['code'],
    errors,
  };
}
