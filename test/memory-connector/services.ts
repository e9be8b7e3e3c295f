/**
 * The service ports in memory, as small as they can be and still honest: the readable reference of what the API expects.
 * A port that a test does not need answers with a Proxy that says which method was missed.
 */
import type { Ports } from '../../schema/ports.ts';
import { METRIC_CATALOGUE } from '../../server/metrics/catalogue.ts';
import { GodwitError } from '../../server/core/errors.ts';
import type { Token } from '../../server/access/access-service.ts';
import type { Actor } from '../../server/core/actor.ts';
import type { EventBus, RecordedEvent } from '../../server/events/event-bus.ts';
import type { LatestMetrics, LogLine } from '../../server/task/observation.ts';
import { ownValues, parametersOfComponent } from '../../server/task/component-configuration.ts';
import { isChangeable, PARAMETERS } from '../../server/task/parameters.ts';
import type { Component, Subtask, Task } from '../../server/task/task-types.ts';

/** What the test looks at and changes. */
export interface MemoryState {
  readonly tasks: Map<string, Task>;
  readonly tokens: Map<string, Actor & { readonly expiresAt?: Date }>;
  readonly events: RecordedEvent[];
  readonly lines: LogLine[];
  /** The latest run of the component. */
  run: number;
  latestMetrics: LatestMetrics[];
  /** How often latestMetrics was asked for. */
  readings: number;
  /** Whether the first token was made (by this node or another one). */
  hasTokens: boolean;
}

export const taskOf = (id: string, name: string): Task => ({
  id,
  name,
  status: 'NOT_STARTED',
  reason: null,
  phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
  sourceEndpointId: 'e1',
  targetEndpointId: 'e2',
  alertLevel: 'LOW',
  alertRepeatMinutes: 3,
  tags: [],
  parameters: {},
  parametersRevision: 1,
  selectionRevision: 1,
  labelsRevision: 1,
  switching: false,
  liveSide: 'SOURCE' as const,
  liveLeg: null,
  pendingAction: null,
  waitingFor: null,
  revision: 1,
  createdBy: 'test',
  createdAt: new Date(0),
  startedAt: null,
  completedAt: null,
  updatedAt: new Date(0),
});

const STORE: Component = {
  id: 'c1',
  taskId: 't1',
  kind: 'STORE',
  direction: 'FORWARD',
  status: 'RUNNING',
  desired: 'RUNNING',
  stoppedByPerson: false,
  reason: null,
  run: 1,
  host: null,
  workerId: null,
  startedAt: null,
  uptimeMs: null,
  cpu: null,
  memoryBytes: null,
  queueBytes: null,
  position: null,
  checkpoint: null,
  progress: null,
  waiting: null,
  configuration: {},
  configurationRevision: 1,
  updatedAt: null,
};

const SUBTASK: Subtask = {
  id: 's1',
  taskId: 't1',
  kind: 'PRECHECK',
  status: 'NOT_STARTED',
  progress: 0,
  startedAt: null,
  completedAt: null,
  durationMs: null,
  reason: null,
};

const TOKEN: Token = {
  id: 'k1',
  name: 'token',
  role: 'ADMIN',
  createdBy: 'test',
  createdAt: new Date(0),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

/** The methods that are there, and for the rest an error with their name. */
const partly = <Port extends object>(name: string, methods: Partial<Port>): Port =>
  new Proxy(methods as Port, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      if (method === undefined) throw new Error(`the memory ${name} has no ${String(key)}`);
      return method;
    },
  }); // a test that needs more gets the error above

export function memoryPorts(): { ports: Ports; state: MemoryState } {
  const state: MemoryState = {
    tasks: new Map([['t1', taskOf('t1', 'shop')]]),
    tokens: new Map(),
    events: [],
    lines: [],
    run: 1,
    latestMetrics: [],
    readings: 0,
    hasTokens: false,
  };
  const known = (id: string): Task => {
    const task = state.tasks.get(id);
    if (task === undefined) throw new GodwitError('NOT_FOUND', { what: 'task', id });
    return task;
  };
  const ports: Ports = {
    access: partly<Ports['access']>('access', {
      authenticate: async (secret) => {
        const actor = state.tokens.get(secret);
        const ended = actor?.expiresAt !== undefined && actor.expiresAt.getTime() <= Date.now();
        return actor === undefined || ended ? null : { ...actor, expiresAt: actor.expiresAt ?? null };
      },
      hasTokens: async () => state.hasTokens,
      token: async (id) => ({ ...TOKEN, id }),
      tokens: async () => ({ items: [], cursors: [], hasNextPage: false, hasPreviousPage: false, totalCount: 0 }),
    }),
    alerts: partly<Ports['alerts']>('alerts', {
      alert: async () => null,
      openAlerts: async () => [],
      catchingUp: async () => [],
    }),
    components: partly<Ports['components']>('components', {
      component: async (id) => (id === STORE.id ? { ...STORE, run: state.run } : null),
      componentsOf: async (ids) => (ids.includes(STORE.taskId) ? [STORE] : []),
    }),
    endpoints: partly<Ports['endpoints']>('endpoints', { endpointsByIds: async (ids) => ids.map(() => null) }),
    events: memoryEvents(state),
    files: partly<Ports['files']>('files', {}),
    observation: partly<Ports['observation']>('observation', {
      latency: async () => [],
      changeLogs: async () => [],
      latestMetrics: async (ids) => {
        state.readings += 1;
        return state.latestMetrics.filter((one) => ids.includes(one.taskId));
      },
      logLines: async (id, { after, limit, runs = 'LATEST' }) =>
        state.lines
          .filter((line) => line.componentId === id && line.sequence > after)
          .filter((line) => runs === 'ALL' || line.run === state.run)
          .slice(0, limit),
    }),
    phases: partly<Ports['phases']>('phases', {}),
    selection: partly<Ports['selection']>('selection', {}),
    switchovers: partly<Ports['switchovers']>('switchovers', { streams: async () => [] }),
    webhooks: partly<Ports['webhooks']>('webhooks', {}),
    tasks: partly<Ports['tasks']>('tasks', {
      task: async (id) => state.tasks.get(id) ?? null,
      tasksByIds: async (ids) => ids.map((id) => state.tasks.get(id) ?? null),
      tasks: async (_filter, { first }) => {
        const items = [...state.tasks.values()].slice(0, first ?? 100);
        const page = { items, cursors: items.map((task) => task.id), totalCount: state.tasks.size };
        return { ...page, hasNextPage: items.length < state.tasks.size, hasPreviousPage: false };
      },
      subtasks: async (ids) => (ids.includes(SUBTASK.taskId) ? [SUBTASK] : []),
      allowedActions: () => [],
      start: async (id) => {
        const task = known(id);
        if (task.status !== 'NOT_STARTED')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'START',
            state: task.status,
            detail: 'it has started.',
          });
        const started: Task = { ...task, status: 'RUNNING' };
        state.tasks.set(id, started);
        return started;
      },
      stop: async () => {
        throw new Error('secret detail of a bug');
      },
    }),
    parameters: { definitions: PARAMETERS, isChangeable, ofComponent: parametersOfComponent, ownValues },
    metrics: METRIC_CATALOGUE,
  };
  return { ports, state };
}

/** Replays what is kept, then ends when the signal aborts. */
function memoryEvents(state: MemoryState): EventBus {
  return {
    lastCursor: async () => String(state.events.at(-1)?.number ?? 0n),
    subscribe: async function* (_filter, { after, signal }) {
      let number = after === null ? (state.events.at(-1)?.number ?? 0n) : BigInt(after);
      if (number < 0n) throw new GodwitError('CURSOR_EXPIRED');
      while (!signal.aborted) {
        const event = state.events.find((one) => one.number > number);
        if (event === undefined) await new Promise((resolve) => setImmediate(resolve));
        else {
          number = event.number;
          yield event;
        }
      }
    },
  };
}
