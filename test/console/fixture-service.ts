/**
 * A stand-in for the service, for the console's tests alone: schema.graphql over the fixed data, both transports, the built
 * console, and the real security headers. What a mutation asked for is written down, so that a test can see it.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { ConsoleFiles } from '../../server/api/console-files.ts';
import { setSecurityHeaders } from '../../server/api/security-headers.ts';
import { alerts, thresholds, webhooks } from './fixture-alerts.ts';
import { components, endpoints, figure, tasks } from './fixture-data.ts';
import { importOutcome } from './fixture-files.ts';
import {
  batchPayload,
  filteredComponents,
  filteredTasks,
  taskFilterChoices,
  type TaskFilter,
} from './fixture-lists.ts';
import { ago, connection, reason, run, schemaObjects } from './fixture-phases.ts';
import { switchoverPlan } from './fixture-switchover.ts';
import { waitingTasks } from './fixture-waiting.ts';

export interface FixtureService {
  readonly url: string;
  /** Mutations that were asked for, as `name input`. */
  readonly asked: readonly string[];
  /** Cuts every websocket, as a lost network does, and refuses new ones until called with false. */
  cut(refuse: boolean): void;
  close(): Promise<void>;
}

const at = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
const second = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 1_000);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

async function* every<Value>(signal: AbortSignal, make: (tick: number) => Value): AsyncGenerator<Value> {
  for (let tick = 0; !signal.aborted; tick += 1) {
    yield make(tick);
    await second(signal);
  }
}

export async function startFixtureService(
  options: { signedIn?: boolean; empty?: boolean } = {},
): Promise<FixtureService> {
  const asked: string[] = [];
  const end = new AbortController();
  const shownTasks = options.empty === true ? [] : tasks;
  const byId = (id: string) => [...shownTasks, ...waitingTasks].find((task) => task.id === id) ?? null;
  const write =
    (name: string, payload: object) =>
    (_root: unknown, { input }: { input: object }) => {
      asked.push(`${name} ${JSON.stringify(input)}`);
      return name.startsWith('tasks') ? { ...payload, ...batchPayload(name.slice(5).toUpperCase(), input) } : payload;
    };
  const SDL = readFileSync(at('schema/schema.graphql'), 'utf8');
  const mutations = [
    .../^  (\w+)\(\n(?:.*\n){1,4}?  \): (\w+)Result!/gm[Symbol.matchAll](SDL.slice(SDL.indexOf('type Mutation'))),
  ];
  const Mutation = Object.fromEntries(
    mutations.map(([, name = '', type = '']) => [name, write(name, payloadOf(type))]),
  );
  const schema = createSchema({
    typeDefs: SDL,
    resolvers: {
      Query: {
        viewer: () => ({ name: 'local', role: 'ADMIN' }),
        serverInfo: () => ({ version: '0.1.0', openMode: true, now: ago(0) }),
        eventCursor: () => '7',
        switchoverPlan: () => switchoverPlan,
        alerts: (_root: unknown, { filter }: { filter?: { states?: readonly string[] | null; taskIds?: unknown } }) =>
          connection(
            (options.empty === true ? [] : alerts)
              .filter(({ state }) => !filter?.states || filter.states.includes(state))
              .map((one) => ({ ...one, task: tasks.find(({ openAlerts }) => openAlerts.includes(one)) ?? tasks[0] })),
          ),
        alertThresholds: () => thresholds,
        alertWebhooks: () => connection(webhooks),
        tasks: (_root: unknown, asked: { filter?: TaskFilter; orderBy?: { field: string } }) =>
          connection(filteredTasks(shownTasks, asked.filter ?? {}, asked.orderBy)),
        taskFilterChoices: () => taskFilterChoices,
        taskCounts: (_root: unknown, { filter }: { filter?: TaskFilter }) =>
          ['RUNNING', 'FAILED', 'NOT_STARTED'].map((status) => ({
            status,
            count: filteredTasks(shownTasks, { ...filter, statuses: [status] }).length,
          })),
        workers: () => connection([{ host: 'worker-1' }, { host: 'worker-2' }, { host: 'worker-1' }]),
        task: (_root: unknown, { id }: { id: string }) => byId(id),
        node: (_root: unknown, { id }: { id: string }) =>
          [run, ...schemaObjects, ...webhooks].find((one) => one.id === id) ?? null,
        endpoint: (_root: unknown, { id }: { id: string }) => endpoints.find((one) => one.id === id) ?? null,
        endpoints: () => connection(endpoints),
        component: (_root: unknown, { id }: { id: string }) => components.find((one) => one.id === id) ?? null,
        components: (_root: unknown, { filter }: { filter?: object }) => filteredComponents(filter ?? {}),
        rowFilterCheck: (_root: unknown, { rowFilter }: { rowFilter: string }) => {
          const offset = rowFilter.indexOf('nowhere');
          const message = `The row filter of shop.orders does not parse at position ${offset}: there is no column nowhere.`;
          return {
            rowFilter,
            position: offset < 0 ? null : offset,
            error: offset < 0 ? null : reason('FILTER_INVALID', message, 'Correct the filter.'),
          };
        },
        objectsPreview: () => ({
          tables: connection([
            {
              tableId: 'T1',
              source: { schema: 'shop', name: 'customers' },
              target: { schema: 'shop', name: 'customers' },
              columns: null,
              rowFilter: null,
            },
          ]),
          shared: [
            {
              target: { schema: 'shop', name: 'orders' },
              sources: ['orders_2023', 'orders_2024'].map((name) => ({ schema: 'shop', name })),
              sourcesTotal: 2,
            },
          ],
          unmatched: [],
          errors: [],
        }),
        download: (_root: unknown, { file }: { file: object }) => {
          asked.push(`download ${JSON.stringify(file)}`);
          return { url: '/files/some.csv?signature=x', name: 'some.csv', expiresAt: ago(-300) };
        },
        tokens: () =>
          connection([
            {
              __typename: 'Token',
              id: 'K1',
              name: 'dashboard',
              role: 'VIEWER',
              createdBy: 'local',
              createdAt: ago(9_000),
              expiresAt: ago(-800_000),
              lastUsedAt: ago(14),
              revokedAt: null,
            },
          ]),
        auditEvents: () =>
          connection([
            {
              at: ago(70),
              actor: 'local',
              role: 'ADMIN',
              action: 'taskStart',
              subject: 'Task',
              subjectId: 'SHOP',
              before: { status: 'NOT_STARTED' },
              after: { status: 'RUNNING' },
            },
          ]),
      },
      Mutation: {
        ...Mutation,
        objectConfigurationImport: (_root: unknown, { input }: { input: { dryRun: boolean } }) => {
          const first = !asked.some((line) => line.startsWith('objectConfigurationImport'));
          asked.push(`objectConfigurationImport ${JSON.stringify(input)}`);
          return importOutcome(!input.dryRun, first);
        },
      },
      Subscription: {
        taskEvents: {
          subscribe: () =>
            every(end.signal, () => ({
              taskEvents: {
                cursor: '8',
                at: ago(0),
                type: 'TASK_CHANGED',
                taskId: 'SHOP',
                subjectId: 'SHOP',
                number: '8',
                facts: {},
              },
            })),
        },
        taskProgress: {
          subscribe: (_root: unknown, { taskId }: { taskId: string }) =>
            every(end.signal, () => ({
              taskProgress: {
                at: ago(0),
                task: byId(taskId),
                subtasks: byId(taskId)?.subtasks,
                latency: byId(taskId)?.latency,
              },
            })),
        },
        taskMetrics: {
          subscribe: (_root: unknown, { taskId, metrics }: { taskId: string; metrics: string[] }) =>
            every(end.signal, () => ({
              taskMetrics: [
                {
                  taskId,
                  kind: 'STORE',
                  at: ago(0),
                  values: metrics.map((name) => ({ name, value: figure(name, Math.floor(Date.now() / 1000)) })),
                },
              ],
            })),
        },
        componentLogs: {
          subscribe: () =>
            every(end.signal, (tick) => ({
              componentLogs: {
                sequence: String(tick),
                run: 1,
                at: ago(0),
                level: tick % 4 === 3 ? 'WARN' : 'INFO',
                message: tick % 4 === 3 ? 'A lock was waited for' : 'Copied a range',
                facts: { table: 'shop.orders', rows: 20_000 },
              },
            })),
        },
      },
    },
  });
  const yoga = createYoga({ schema, graphqlEndpoint: '/graphql', logging: false });
  const files = new ConsoleFiles(at('client/dist'));
  const server = createServer((request, response) => {
    setSecurityHeaders(response);
    const path = new URL(request.url ?? '/', 'http://fixture').pathname;
    if (path === '/graphql' && options.signedIn === false) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          errors: [{ message: 'A valid token is required.', extensions: { code: 'UNAUTHENTICATED' } }],
        }),
      );
    } else if (path === '/graphql') void yoga(request, response);
    else if (path === '/session') response.writeHead(401).end();
    else if (path.startsWith('/files/')) {
      asked.push(`${request.method} ${request.url}`);
      request.resume().once('end', () => response.writeHead(request.method === 'PUT' ? 204 : 200).end());
    } else files.serve(request, response, path).catch(() => response.destroy()); // a browser that left
  });
  let refusing = false;
  const sockets = new WebSocketServer({ noServer: true });
  const live = useServer({ schema }, sockets);
  server.on('upgrade', (request, socket, head) => {
    if (refusing) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    cut: (refuse) => {
      refusing = refuse;
      if (refuse) for (const client of sockets.clients) client.terminate();
    },
    close: async () => {
      end.abort();
      await live.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a mutation answers when all is well. */
function payloadOf(name: string): object {
  const __typename = `${name}Payload`;
  if (name === 'EndpointTest')
    return {
      __typename,
      test: { ok: true, version: 'PostgreSQL 18.4', latencyMs: 3.2, error: null, testedAt: ago(0) },
    };
  if (name === 'AlertWebhookTest')
    return { __typename, test: { ok: true, httpStatus: 204, durationMs: 18, error: null } };
  return {
    __typename,
    alert: alerts[0],
    thresholds,
    webhook: webhooks[0],
    task: tasks[0],
    subtask: tasks[0]?.subtasks[0],
    component: components[0],
    keptOverrides: [{ component: components[2], name: 'incrementalBatchRows', value: 500, taskValue: 9_000 }],
    endpoint: endpoints[0],
    upload: { uploadId: 'u1', method: 'PUT', url: '/files/upload/u1?signature=x', headers: [], expiresAt: ago(-300) },
    secret: 'gdw_example',
    deletedId: 'X',
  };
}
