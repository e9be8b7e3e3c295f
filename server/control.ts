/**
 * Composes the control plane over one control database: every service once, for the API and for workers alike.
 */
import { METRIC_CATALOGUE } from './metrics/catalogue.ts';
import { exposition } from './metrics/exposition.ts';
import { randomId } from './core/ids.ts';
import { AlertWatch } from './alert/alert-watch.ts';
import { RecordedWebhooks } from './alert/recorded-webhooks.ts';
import { RecordedAlerts } from './alert/recorded-alerts.ts';
import { RecordedAccess } from './access/recorded-access.ts';
import { encodeId } from '../schema/global-id.ts';
import type { Ports } from '../schema/ports.ts';
import type { ReadyReport } from './api/http-server.ts';
import { idempotentService } from './idempotent-service.ts';
import { openPool, type Sql } from './connectors/postgres/connection.ts';
import { toGodwitError } from './connectors/postgres/errors.ts';
import { probePostgres } from './connectors/postgres/probe.ts';
import { readTableNames, readTableShapes } from './connectors/postgres/table-shape.ts';
import type { EndpointAddress } from './core/endpoint-address.ts';
import { GodwitError, reasonOf, type ErrorReason } from './core/errors.ts';
import type { TableMapping } from './core/object-map.ts';
import type { EndpointCatalog } from './endpoint/endpoint-service.ts';
import { RecordedEndpoints } from './endpoint/recorded-endpoints.ts';
import { OutboxBus } from './events/outbox-bus.ts';
import { RecordedFiles } from './files/recorded-files.ts';
import { DatabaseAccess } from './persistence/access-repository.ts';
import { DatabaseAlerts } from './persistence/alert-repository.ts';
import { DatabaseAlertWatch } from './persistence/alert-watch-repository.ts';
import { DatabaseLeases } from './persistence/component-leases.ts';
import { DatabaseSinks } from './persistence/component-sinks.ts';
import { ControlDatabase } from './persistence/control-database.ts';
import {
  runMigrations,
  untilControlDatabaseAnswers,
  whileControlDatabaseAnswers,
} from './persistence/control-start.ts';
import { DatabaseEndpoints } from './persistence/endpoint-repository.ts';
import { DatabaseFiles } from './persistence/file-repository.ts';
import { keepHouse } from './persistence/housekeeping.ts';
import { JobQueue } from './persistence/job-queue.ts';
import { DatabaseObservation } from './persistence/observation.ts';
import { DatabaseOutbox } from './persistence/outbox.ts';
import { WAKE_CHANNEL } from './persistence/recording.ts';
import { DatabaseSelection } from './persistence/selection-repository.ts';
import { DatabaseTaskRecords } from './persistence/task-repository.ts';
import { DatabaseSituations } from './persistence/task-situation.ts';
import { DatabaseWebhooks } from './persistence/webhook-repository.ts';
import { Idempotency } from './persistence/idempotency.ts';
import { StandstillWatch } from './persistence/standstill.ts';
import type { Logger } from './runtime/logger.ts';
import { WakeCalls } from './runtime/wake-calls.ts';
import { RecordedSelection } from './selection/recorded-selection.ts';
import { changedRules, checkRules } from './selection/selection-rules.ts';
import { ownValues, parametersOfComponent } from './task/component-configuration.ts';
import { requireAllowed } from './task/allowed-actions.ts';
import { isChangeable, PARAMETERS } from './task/parameters.ts';
import { RecordedComponents } from './task/recorded-components.ts';
import { RecordedPhases } from './task/recorded-phases.ts';
import { RecordedProgress } from './task/recorded-progress.ts';
import { RecordedSwitchovers } from './task/recorded-switchovers.ts';
import { RecordedTasks } from './task/recorded-tasks.ts';
import { planSwitchover } from './worker/switchover/plan.ts';
import { openChosenRows, openRowFilters } from './worker/row-filters.ts';
import { TASK_STATUSES, type TaskStatus } from './task/task-types.ts';

/** Figures older than this are not exposed: the component has ended or its worker is gone. */
const FRESH_MS = 10_000;

export interface ControlOptions {
  readonly databaseUrl: string;
  /** How long a control database that does not answer is waited for; default 60. */
  readonly waitSeconds?: number | null;
  /** 32 bytes: encrypts credentials; the keys of links and of kept answers are derived from it. */
  readonly key: Buffer;
  readonly log: Logger;
  /** The worker whose process this is; default: none. */
  readonly worker?: string;
}

export type Control = Awaited<ReturnType<typeof composeControl>>;

/**
 * Brings the control database up to date and builds every service; close() ends all sessions. Throws ControlDatabaseAway: then
 * the process is to end.
 */
export async function composeControl(options: ControlOptions) {
  const limitMs = (options.waitSeconds ?? 60) * 1_000;
  await untilControlDatabaseAnswers(options.databaseUrl, {
    limitMs,
    waiting: (sentence) => options.log.warn(sentence),
  });
  return whileControlDatabaseAnswers(options.databaseUrl, { limitMs }, () => compose(options));
}

async function compose(options: ControlOptions) {
  await runMigrations(options.databaseUrl);
  const database = new ControlDatabase(options.databaseUrl, { worker: options.worker });
  const owner = options.worker ?? randomId('node');
  const standstill = StandstillWatch.start(options.databaseUrl, { owner, log: options.log });
  const jobs = await JobQueue.open(options.databaseUrl, database, (error) =>
    options.log.warn('the upkeep of jobs failed; it is tried again', { error: String(error) }),
  );
  const records = new DatabaseTaskRecords(database, jobs);
  const endpoints = new RecordedEndpoints({
    records: new DatabaseEndpoints(database),
    prober: { probe: async (address) => ({ ...(await probePostgres(address)), kind: 'POSTGRESQL' as const }) },
    catalog: { listTables: chosenTables },
    key: options.key,
    newId: randomId,
  });
  const selection = new RecordedSelection({
    records: new DatabaseSelection(database),
    tablesAt: async (id) => listTables(await endpoints.address(id)),
    filterRefused: async (id, mappings) => filterRefused(await endpoints.address(id), mappings),
    requireAllowed: (task, action) => requireAllowed({ ...task, status: task.status as TaskStatus }, action), // a task's
    newId: randomId,
  });
  const leases = new DatabaseLeases({ control: database, records, newId: randomId });
  const tasks = new RecordedTasks({ records, endpoints, checkRules, newId: randomId });
  const components = new RecordedComponents(records);
  const situations = new DatabaseSituations(database);
  const phases = new RecordedPhases({
    records,
    checkRowFilters: async (taskId, rowFilters) => {
      const found = await situations.read(taskId);
      if (found === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
      const filtered = found.tables.filter(({ id }) => rowFilters.has(id)); // one that is not there is refused with its name
      await openChosenRows(await endpoints.address(found.task.sourceEndpointId), filtered, rowFilters);
    },
  });
  const switchovers = new RecordedSwitchovers({
    records,
    plan: (taskId) => planSwitchover(taskId, { progress, observation, switchovers }),
    verdict: (taskId) => observation.verificationVerdict(taskId),
    newId: randomId,
  });
  const access = new RecordedAccess({ records: new DatabaseAccess(database), newId: randomId });
  const messages = { newId: randomId, publicId: encodeId };
  const alerts = new RecordedAlerts({ records: new DatabaseAlerts(database, jobs.deliveries), ...messages });
  const alertWatch = new AlertWatch({ records: new DatabaseAlertWatch(database, jobs.deliveries), ...messages });
  const deliveries = new DatabaseWebhooks(database, jobs.deliveries);
  const webhooks = new RecordedWebhooks({ records: deliveries, key: options.key, newId: randomId });
  const observation = new DatabaseObservation(database);
  const files = new RecordedFiles({
    records: new DatabaseFiles(database),
    selection,
    tasks,
    key: options.key,
    newId: randomId,
  });
  const progress = new RecordedProgress({ records, situations, endpoints, changedRules, switchovers, newId: randomId });
  const outbox = new DatabaseOutbox(database);
  const events = new OutboxBus(outbox);
  await events.start();
  const sinks = new DatabaseSinks(database);
  const wakeCalls = new WakeCalls();
  const listening = await database.client.listen(WAKE_CHANNEL, () => wakeCalls.wake());

  const idempotency = new Idempotency(options.databaseUrl, { key: options.key, owner });
  const once = <T extends object>(name: string, service: T): T => idempotentService(name, service, idempotency);

  const ports: Ports = {
    access: once('access', access),
    alerts: once('alerts', alerts),
    components: once('components', components),
    endpoints: once('endpoints', endpoints),
    events,
    files: once('files', files),
    observation,
    phases: once('phases', phases),
    selection: once('selection', selection),
    switchovers: once('switchovers', switchovers),
    tasks: once('tasks', tasks),
    webhooks: once('webhooks', webhooks),
    parameters: { definitions: PARAMETERS, isChangeable, ofComponent: parametersOfComponent, ownValues },
    metrics: METRIC_CATALOGUE,
  };

  return {
    ports,
    access,
    alerts,
    deliveries,
    leases,
    jobs,
    database,
    outbox,
    selection,
    wakeCalls,
    observation,
    sinks,
    progress,
    switchovers,
    metricsText: async (): Promise<string> => {
      const counts = await tasks.taskCounts({});
      const running = await records.taskIds(
        { statuses: TASK_STATUSES.filter((status: TaskStatus) => status !== 'NOT_STARTED' && status !== 'RELEASED') },
        1_000,
      );
      const names = new Map(
        (await tasks.tasksByIds(running)).flatMap((task) => (task === null ? [] : [[task.id, task.name]])),
      );
      const latest = await observation.latestMetrics(running, { withinMs: FRESH_MS });
      return exposition(
        latest.map((component) => ({ ...component, taskName: names.get(component.taskId) ?? '' })),
        { counts, alerts: await alerts.counts(), deliveries: await deliveries.counts() },
      );
    },
    ready: async (): Promise<ReadyReport> => {
      try {
        await database.client`SELECT 1`;
        return { ready: true, parts: { controlDatabase: 'ok' } };
      } catch (error) {
        options.log.warn('the control database does not answer', { error: String(error) });
        return { ready: false, parts: { controlDatabase: 'does not answer' } };
      }
    },
    /** To be called again and again; answers false when another process is at it. */
    watchAlerts: (): Promise<boolean> => alertWatch.look(),
    /** To be called every 10 s; answers false when another process is at it. */
    keepHouse: (): Promise<boolean> => keepHouse({ control: database, sinks, outbox, deliveries }),
    close: async (): Promise<void> => {
      await events.close();
      await listening.unlisten();
      await idempotency[Symbol.asyncDispose]();
      await jobs[Symbol.asyncDispose]();
      await standstill[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function filterRefused(address: EndpointAddress, mappings: readonly TableMapping[]): Promise<ErrorReason | null> {
  try {
    await openRowFilters(address, mappings);
    return null;
  } catch (error) {
    if (error instanceof GodwitError && error.code === 'FILTER_INVALID') return reasonOf(error);
    throw error;
  }
}

const listTables = (address: EndpointAddress) => catalogOf(address, (sql) => readTableShapes(sql, null));

const chosenTables: EndpointCatalog['listTables'] = (address, choose) =>
  catalogOf(address, async (sql) => {
    const chosen = choose(await readTableNames(sql));
    return chosen.length === 0 ? [] : readTableShapes(sql, chosen);
  });

async function catalogOf<T>(address: EndpointAddress, read: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = openPool(address, { applicationName: 'godwit catalog', maxSessions: 1 });
  try {
    return await read(sql);
  } catch (error) {
    throw toGodwitError(error, address, 'INTERNAL_ERROR');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
