/**
 * The service, read top to bottom as its start-up order: data folder, control database, key, services, workers, API.
 * Closed in reverse: the embedded database stops last.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, readConfig, type Config } from './config.ts';
import { composeControl, type Control } from './control.ts';
import { GodwitError } from './core/errors.ts';
import { stageBinaries } from './embedded/postgres-binaries.ts';
import { isFree, PostgresServer } from './embedded/postgres-server.ts';
import { DataFolderInUse, findPlaces, lockDataFolder } from './embedded/places.ts';
import { loadKey } from './key.ts';
import { ControlDatabaseAway } from './persistence/control-start.ts';
import { startApi } from './api/start-api.ts';
import { ChildPool } from './runtime/child-pool.ts';
import { pause } from './runtime/clock.ts';
import { LifeCycle } from './runtime/life-cycle.ts';
import { createLogger, type Logger } from './runtime/logger.ts';
import { Repeated } from './runtime/repeated.ts';
import { findEndedWorkers, forgetWorker } from './worker/former-workers.ts';
import { workerId, workerLocation } from './worker/identity.ts';

const DEFAULT_PORT = 8460;
const HOUSEKEEPING_MS = 10_000;
const ALERTS_MS = 2_000;
const CONSOLE_DIR = path.join(import.meta.dirname, '../client/dist');

export interface Service {
  /** Where the console and the API answer. */
  readonly url: string;
  readonly openMode: boolean;
  readonly control: Control;
  readonly lifeCycle: LifeCycle;
}

/** Starts everything that `config` asks for; throws ConfigError or DataFolderInUse with a sentence for people. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  const lifeCycle = new LifeCycle(log);
  try {
    return await start(config, log, lifeCycle);
  } catch (error) {
    await lifeCycle.close();
    throw error;
  }
}

async function start(config: Config, log: Logger, lifeCycle: LifeCycle): Promise<Service> {
  lifeCycle.onEnd('data folder', await lockDataFolder(config.dataDir));

  const controlUrl = config.controlDatabaseUrl ?? (await startControlDatabase(config, lifeCycle));
  const key = await loadKey(config, log);
  const control = await composeControl({
    databaseUrl: controlUrl,
    waitSeconds: config.controlDatabaseWaitSeconds,
    key,
    log,
  });
  lifeCycle.onEnd('control services', () => control.close());

  for (const worker of await findEndedWorkers(config.dataDir)) {
    await buryWorker(control, worker.id);
    await worker.forget();
    log.info('a worker of this data folder had ended without giving back its work', { worker: worker.id });
  }
  keepHouseTidy(control, log, lifeCycle);
  watchAlerts(control, log, lifeCycle);
  const openMode = await decideOpenMode(config, control);
  if (config.roles !== 'api') startWorkers(config, { controlUrl, key, control, log }, lifeCycle);
  const url = config.roles === 'worker' ? '' : await startEdge(config, { control, openMode, log }, lifeCycle);
  return { url, openMode, control, lifeCycle };
}

async function startControlDatabase(config: Config, lifeCycle: LifeCycle): Promise<string> {
  const places = await findPlaces(config.dataDir);
  const binaries = await stageBinaries(places.binaries);
  const server = await PostgresServer.start({
    binaries,
    dir: places.server('control'),
    settings: { max_connections: '100', shared_buffers: '64MB', log_min_messages: 'warning', synchronous_commit: 'on' },
  });
  lifeCycle.onEnd('control database', () => server.stop(), 30_000);
  return server.url();
}

/** Roll-ups, pruning and bounds of what is kept: every 10 s, by one process of all. */
function keepHouseTidy(control: Control, log: Logger, lifeCycle: LifeCycle): void {
  const tidying = (async (): Promise<void> => {
    while (!lifeCycle.signal.aborted) {
      await pause(HOUSEKEEPING_MS, lifeCycle.signal);
      if (lifeCycle.signal.aborted) return;
      await control
        .keepHouse()
        .catch((error: unknown) => log.warn('housekeeping failed; it is tried again', { error: String(error) }));
    }
  })();
  lifeCycle.onEnd('housekeeping', () => tidying);
}

/** What is wrong is looked for every 2 s, by one process at a time. */
function watchAlerts(control: Control, log: Logger, lifeCycle: LifeCycle): void {
  const away = new Repeated();
  const watching = (async (): Promise<void> => {
    for (;;) {
      await pause(ALERTS_MS, lifeCycle.signal);
      if (lifeCycle.signal.aborted) return;
      await control.watchAlerts().then(
        () => away.over(),
        (error: unknown) => {
          if (away.isNews(String(error)))
            log.warn('alerts could not be looked after; it is tried again', { error: String(error) });
        },
      );
    }
  })();
  lifeCycle.onEnd('alerts', () => watching);
}

/** What a worker had whose process has ended is free at once. */
async function buryWorker(control: Control, id: string): Promise<void> {
  await control.jobs.freeJobsOf(id);
  await control.leases.removeWorker(id);
}

interface WorkersDeps {
  readonly controlUrl: string;
  readonly key: Buffer;
  readonly control: Control;
  readonly log: Logger;
}

function startWorkers(config: Config, deps: WorkersDeps, lifeCycle: LifeCycle): void {
  const location = workerLocation(config.dataDir);
  const pool = new ChildPool({
    program: path.join(import.meta.dirname, 'worker.ts'),
    count: config.workers ?? 2,
    environment: {
      ...process.env,
      GODWIT_DATA_DIR: config.dataDir,
      GODWIT_CONTROL_DATABASE_URL: deps.controlUrl,
      GODWIT_KEY: deps.key.toString('base64'),
      GODWIT_LOG_LEVEL: config.logLevel,
      GODWIT_WORKER_LOCATION: location,
    },
    log: deps.log,
    nameChild: workerId,
    onDeath: (name) => {
      const removed = Promise.all([buryWorker(deps.control, name), forgetWorker(config.dataDir, name)]);
      removed.catch((error: unknown) =>
        deps.log.warn('a dead worker could not be removed; its leases and jobs run out', {
          worker: name,
          error: String(error),
        }),
      );
    },
  });
  pool.start();
  lifeCycle.onEnd('workers', () => pool.stop(15_000), 20_000);
}

/** Open only on a loopback address and for a first try: until the first token, whatever becomes of it. */
async function decideOpenMode(config: Config, control: Control): Promise<boolean> {
  if (config.adminTokenFile !== null) await registerTokenOf(config.adminTokenFile, control);
  if (await control.access.hasTokens()) return false;
  if (isLoopback(config.host)) return true;
  throw new ConfigError(
    `On ${config.host} Godwit needs a token: run "npm run token -- create --role ADMIN --name NAME" first, or set GODWIT_ADMIN_TOKEN_FILE.`,
  );
}

async function registerTokenOf(file: string, control: Control): Promise<void> {
  try {
    await control.access.registerToken((await readFile(file, 'utf8')).trim());
  } catch (error) {
    if (!(error instanceof GodwitError) && !isSystemError(error)) throw error;
    throw new ConfigError(`The token file ${file} (GODWIT_ADMIN_TOKEN_FILE) cannot be used: ${error.message}`);
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error;

async function startEdge(
  config: Config,
  deps: { control: Control; openMode: boolean; log: Logger },
  lifeCycle: LifeCycle,
): Promise<string> {
  const api = await startApi({
    ports: deps.control.ports,
    listen: { host: config.host, port: await choosePort(config, deps.log) },
    openMode: deps.openMode,
    trustedDocuments: config.trustedDocuments,
    publicOrigins: config.publicOrigins.split(',').filter((origin) => origin !== ''),
    consoleDir: CONSOLE_DIR,
    metricsText: () => deps.control.metricsText(),
    ready: () => deps.control.ready(),
    logger: deps.log,
  });
  lifeCycle.onEnd('API', () => api.close());
  return api.url;
}

async function choosePort(config: Config, log: Logger): Promise<number> {
  if (config.port !== null) return config.port;
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + 100; port += 1) {
    if (await isFree(port)) return port;
    log.warn(`port ${port} is taken, trying the next`);
  }
  throw new ConfigError(`The ports ${DEFAULT_PORT} to ${DEFAULT_PORT + 99} are taken; set GODWIT_PORT.`);
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** `npm start`. */
export async function main(): Promise<void> {
  try {
    const config = readConfig();
    const log = createLogger({ name: 'godwit', level: config.logLevel });
    const service = await startService(config, log);
    service.lifeCycle.listen({ untilParentEnds: false });
    announce(service);
    if (config.roles !== 'worker') await buildConsole(log);
  } catch (error) {
    const known = [ConfigError, DataFolderInUse, ControlDatabaseAway].some((kind) => error instanceof kind);
    if (!known || !(error instanceof Error)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Builds the console when it is missing or its sources changed; the API answers meanwhile. */
export async function buildConsole(log: Logger): Promise<void> {
  const child = fork(path.join(import.meta.dirname, '../client/build.ts'), [], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) log.error('the console could not be built; the API works without it', { code });
}

/** The few lines a person sees. */
export function announce(service: Service): void {
  if (service.url === '') return console.log('Godwit worker runs. Ctrl-C ends it.');
  console.log(`Godwit answers at ${service.url} (console, and GraphQL at ${service.url}/graphql).`);
  if (service.openMode)
    console.log(
      'No token exists: whoever reaches this loopback address acts as "local" (ADMIN). Make one: npm run token -- create --role ADMIN --name me',
    );
  console.log('Ctrl-C ends everything cleanly.');
}
