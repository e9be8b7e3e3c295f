/**
 * The ports in memory with something behind every read: what the API can show is there to be shown, and an id that is not known
 * is answered as the services do. Commands are those of services.ts.
 */
import { DEFAULT_THRESHOLDS } from '../../server/alert/thresholds.ts';
import { GodwitError } from '../../server/core/errors.ts';
import type { Ports } from '../../schema/ports.ts';
import type { TaskStatus } from '../../server/task/task-types.ts';
import { TASK_ACTIONS } from '../../server/task/task-types.ts';
import * as furniture from './furniture.ts';
import { AT, REASON, ROW_VALUE } from './furniture.ts';
import { pageOf } from './page-of.ts';
import { memoryPorts, type MemoryState, taskOf } from './services.ts';

const TASKS = ['t1', 't2', 't3'];

export function furnishedPorts(): { ports: Ports; state: MemoryState } {
  const { ports, state } = memoryPorts();
  for (const [index, id] of TASKS.entries())
    state.tasks.set(id, {
      ...furniture.furnishedTask(taskOf(id, `task ${id}`)),
      status: index === 0 ? 'RELEASED' : 'FAILED',
    });
  const ofTasks = <T>(ids: readonly string[], make: (id: string) => T | readonly T[]): T[] =>
    ids.filter((id) => state.tasks.has(id)).flatMap((id) => make(id));
  const all = <T>(make: (id: string) => T | readonly T[]): T[] => ofTasks(TASKS, make);
  const byId = <T extends { readonly id: string }>(rows: readonly T[], id: string): T | null =>
    rows.find((row) => row.id === id) ?? null;
  const hasTask = (id: string): boolean => state.tasks.has(id);
  const latency = (taskId: string) => ({
    taskId,
    latencyMs: 12.5,
    updatedAgoMs: 3,
    stale: false,
    position: '0/1',
    sourceTimestamp: AT,
  });
  const preview = {
    tables: furniture.MAPPINGS,
    shared: [{ target: { schema: 'store', name: 'orders' }, sources: [{ schema: 'shop', name: 'orders' }] }],
    unmatched: ['shop.none'],
    errors: [{ ...REASON, facts: { offset: 3 } }],
  };

  return {
    state,
    ports: {
      ...ports,
      access: {
        ...ports.access,
        token: async (id) => (id === furniture.TOKEN.id ? furniture.TOKEN : null),
        tokens: async (page) => pageOf([furniture.TOKEN], page),
        auditEvents: async (_filter, page) => pageOf([furniture.AUDIT], page),
      },
      alerts: {
        ...ports.alerts,
        alert: async (id) => byId(all(furniture.alertsOf), id),
        alerts: async ({ taskIds }, page) => pageOf(ofTasks(taskIds ?? TASKS, furniture.alertsOf), page),
        openAlerts: async (ids) => ofTasks(ids, furniture.alertsOf),
        catchingUp: async (ids) =>
          ofTasks(ids, (taskId) => ({ taskId, latencyMs: 9.5, thresholdMs: 3, remainingMs: 1 })),
        thresholds: async () => ({
          thresholds: DEFAULT_THRESHOLDS,
          revision: 1,
          updatedBy: 'somebody',
          updatedAt: AT,
        }),
      },
      components: {
        ...ports.components,
        component: async (id) => byId(all(furniture.componentsOf), id),
        componentsOf: async (ids) => ofTasks(ids, furniture.componentsOf),
        components: async ({ taskIds }, page) => pageOf(ofTasks(taskIds ?? TASKS, furniture.componentsOf), page),
        workers: async (page) => pageOf([furniture.WORKER], page),
        configurationHistory: async (componentId, page) =>
          pageOf(
            [{ id: 'ch1', componentId, revision: 1, changedBy: 'somebody', changedAt: AT, diff: [furnishedChange] }],
            page,
          ),
      },
      switchovers: {
        ...ports.switchovers,
        plan: async () => furniture.PLAN,
        switchover: async (id) => byId([furniture.SWITCHOVER], id),
        switchovers: async () => [furniture.SWITCHOVER],
        streams: async (ids) =>
          ids.map((taskId) => ({
            taskId,
            liveSide: 'SOURCE' as const,
            live: taskId,
            forward: taskId,
            reverse: taskId,
          })),
      },
      endpoints: {
        ...ports.endpoints,
        endpoint: async (id) => byId(furniture.ENDPOINTS, id),
        endpointsByIds: async (ids) => ids.map((id) => byId(furniture.ENDPOINTS, id)),
        endpoints: async (_filter, page) => pageOf(furniture.ENDPOINTS, page),
        tables: async (_id, _filter, page) => pageOf([furniture.SHAPE], page),
      },
      files: {
        ...ports.files,
        download: async () => ({ url: '/files/x', expiresAt: AT, name: 'x.csv', sizeBytes: 3, sha256: 'ab' }),
      },
      observation: {
        ...ports.observation,
        latestMetrics: async (ids) =>
          ofTasks(ids, (taskId) => ({
            taskId,
            componentId: `${taskId}-STORE`,
            kind: 'STORE' as const,
            at: AT,
            values: { incr_latency: 1 },
          })),
        referenceValues: async (ids, metrics) =>
          ids.flatMap((taskId) => metrics.map((metric) => ({ taskId, metric, value: 1 }))),
        metricSeries: async (ids, { metrics }) =>
          ofTasks(ids, (taskId) =>
            metrics.map((metric) => ({
              taskId,
              metric,
              firstAt: AT,
              stepSeconds: 5,
              values: [1, null],
            })),
          ),
        latency: async (ids) => ofTasks(ids, latency),
        sourceLog: async () => ({ retainedBytes: 10n, lostInMs: 5 }),
        released: async (ids) => ofTasks(ids, (taskId) => ({ taskId, dropped: ['slot'] })),
        changeLogs: async (ids) =>
          ofTasks(ids, (taskId) => ({
            taskId,
            machine: 'here:/data',
            since: AT,
            generation: 1,
            acknowledge: 'LOG_DURABLE' as const,
            acknowledgeSince: AT,
            losable: false,
            awaySince: AT,
          })),
        logLines: async (componentId, { after, limit }) =>
          state.lines.filter((line) => line.componentId === componentId && line.sequence > after).slice(0, limit),
        tableProgress: async (id, _filter, page) => pageOf([furniture.tableProgress(id)], page),
        tableSchemas: async () => ({ source: ['shop'], target: ['store'] }),
        schemaObjects: async (id, _filter, page) => pageOf([furniture.schemaObject(id)], page),
        schemaObject: async (id) => byId(all(furniture.schemaObject), id),
        schemaObjectCounts: async () => ({ FAILED: 1 }),
        precheckItems: async (id, _filter, page) => pageOf([furniture.precheckItem(id)], page),
        precheckCounts: async () => ({ FAILED: 1 }),
        verificationRuns: async (id, page) => pageOf(hasTask(id) ? [furniture.RUN] : [], page),
        verificationRun: async (id) => (id === furniture.RUN.id ? furniture.RUN : null),
        verificationSkip: async () => ({ by: 'somebody', reason: 'known', at: AT }),
        verificationRates: async () => ({
          sourceRowsPerSecond: 1,
          targetRowsPerSecond: 1,
          sourceBytesPerSecond: 1.5,
          targetBytesPerSecond: 1.5,
        }),
        verificationVerdict: async () => ({
          result: 'DIFFERENT',
          tables: 1,
          proven: 0,
          different: 1,
          notProven: 0,
          openDifferences: 1,
        }),
        verificationTables: async (_id, _filter, page) => pageOf([furniture.RUN_TABLE], page),
        verificationDifferences: async (_id, _filter, page) => pageOf([furniture.DIFFERENCE], page),
        conflicts: async (id, _filter, page) => pageOf([furniture.conflict(id)], page),
        statistics: async (id, _filter, page) => pageOf(furniture.statistics(id), page),
        statisticsTotals: async (id) => furniture.statistics(id),
        statisticsSwitch: async () => ({ on: true, since: AT }),
        ddlSeen: async (id, page) => pageOf([furniture.ddlSeen(id)], page),
      },
      selection: {
        ...ports.selection,
        rules: async () => ({ rules: furniture.RULES, revision: 1 }),
        tables: async (_id, _filter, page) => pageOf(furniture.MAPPINGS, page),
        preview: async (endpointId) => {
          if (byId(furniture.ENDPOINTS, endpointId) !== null) return preview;
          throw new GodwitError('NOT_FOUND', { what: 'endpoint', id: endpointId });
        },
        objectChanges: async (id, page) => pageOf([furniture.objectChange(id)], page),
      },
      tasks: {
        ...ports.tasks,
        tasks: async (_filter, page) => pageOf([...state.tasks.values()], page),
        overview: async (id) => {
          const task = state.tasks.get(id);
          return task === undefined
            ? null
            : {
                task,
                subtasks: furniture.subtasksOf(id),
                components: furniture.componentsOf(id),
                latency: latency(id),
              };
        },
        taskCounts: async () => ({ FAILED: 2, RELEASED: 1 }) as Record<TaskStatus, number>, // the others are not asked for
        taskFilterChoices: async () => ({ tags: ['blue'], createdBy: ['test'], endpointIds: ['e1', 'none'] }),
        allowedActions: () =>
          TASK_ACTIONS.map((action) => ({ action, allowed: false, code: 'ACTION_NOT_ALLOWED' as const, detail: 'no' })),
        subtasks: async (ids) => ofTasks(ids, furniture.subtasksOf),
        subtask: async (id) => byId(all(furniture.subtasksOf), id),
        parameterHistory: async (taskId, page) =>
          pageOf(
            [{ id: 'ph1', taskId, revision: 1, changedBy: 'somebody', changedAt: AT, changes: [furnishedChange] }],
            page,
          ),
      },
      webhooks: {
        ...ports.webhooks,
        webhook: async (id) => (id === furniture.WEBHOOK.id ? furniture.WEBHOOK : null),
        webhooks: async (page) => pageOf([furniture.WEBHOOK], page),
        deliveries: async (ids, { page }) => ids.map(() => pageOf([furniture.DELIVERY], page)),
      },
    },
  };
}

const furnishedChange = { name: 'incrementalStatistics', before: false, after: true };

/** A line of a log and an event of a task, both with a value of a row beside them. */
export function furnishStreams(state: MemoryState): void {
  for (const { id } of furniture.componentsOf('t1'))
    state.lines.push({
      componentId: id,
      sequence: 1n,
      run: 1,
      at: AT,
      level: 'ERROR',
      message: 'refused',
      facts: {},
      rowDetail: ROW_VALUE,
    });
  const event = { at: AT, taskId: 't1', subjectId: 't1-LATENCY' };
  state.events.push(
    { ...event, number: 1n, type: 'TASK_COMMAND_FAILED', facts: { code: 'NOT_FOUND', rowDetail: ROW_VALUE } },
    { ...event, number: 2n, type: 'ALERT_CHANGED', facts: { change: 'RAISED', kind: 'LATENCY', level: 'HIGH' } },
  );
}

/** One id of each type that has ids; the last two are for ADMIN. */
export const FURNISHED_IDS: Readonly<Record<string, string>> = {
  ComponentFailedAlert: 't1-COMPONENT_FAILED',
  ForwardSwitchoverSubtask: 't1-FORWARD_SWITCHOVER',
  FullImportComponent: 't1-FULL_IMPORT',
  FullMigrationSubtask: 't1-FULL_MIGRATION',
  FullVerificationComponent: 't1-FULL_VERIFICATION',
  FullVerificationSubtask: 't1-FULL_VERIFICATION',
  IncrSyncComponent: 't1-INCR_SYNC',
  IncrementalSubtask: 't1-INCREMENTAL_SYNCHRONIZATION',
  LatencyAlert: 't1-LATENCY',
  LogRetentionAlert: 't1-LOG_RETENTION',
  PostgresqlEndpoint: 'e1',
  PrecheckSubtask: 't1-PRECHECK',
  ReverseIncrementalSubtask: 't1-REVERSE_INCREMENTAL',
  SchemaMigrationSubtask: 't1-SCHEMA_MIGRATION',
  SchemaObject: 't1-so',
  StoreComponent: 't1-STORE',
  Switchover: 'w1',
  Task: 't1',
  TaskFailedAlert: 't1-TASK_FAILED',
  VerificationRun: 'v1',
  AlertWebhook: 'h1',
  Token: 'k1',
};
