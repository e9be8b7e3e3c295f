/** A worker process: claims components and jobs of any task and runs them, until its parent ends or it is told to stop. */
import { flushCompileCache } from 'node:module';
import os from 'node:os';
import { WebhookRunner } from './alert/webhook-runner.ts';
import { readConfig } from './config.ts';
import { composeControl } from './control.ts';
import { must } from './core/assert.ts';
import { loadKey } from './key.ts';
import { LifeCycle } from './runtime/life-cycle.ts';
import { createLogger } from './runtime/logger.ts';
import { createLocalLogs } from './store/local-log/local-logs.ts';
import { ControlDatabaseAway } from './persistence/control-start.ts';
import { ComponentSupervisor } from './task/component-supervisor.ts';
import { JobRunner } from './task/job-runner.ts';
import { buildStage } from './worker/build-stage.ts';
import { recordWorker } from './worker/former-workers.ts';
import { TaskJobWork } from './worker/job-work.ts';
import { workerId, workerLocation } from './worker/identity.ts';
import { sweepLogs } from './worker/log-sweep.ts';
import { logDirectory } from './worker/worker-deps.ts';

/** Moving data yields to the API where both share a machine: a query must not wait for a copy. */
const NICENESS = 5;

os.setPriority(NICENESS);
const config = readConfig();
const log = createLogger({ name: 'worker', level: config.logLevel });
const lifeCycle = new LifeCycle(log);
lifeCycle.listen({ untilParentEnds: true });

const id = process.env['GODWIT_WORKER_ID'] ?? workerId();
const key = await loadKey(config, log);
const control = await composeControl({
  worker: id,
  databaseUrl: must(config.controlDatabaseUrl, 'the control database URL'),
  waitSeconds: config.controlDatabaseWaitSeconds,
  key,
  log,
}).catch((error: unknown) => {
  if (!(error instanceof ControlDatabaseAway)) throw error;
  log.error(error.message);
  return process.exit(1);
});
lifeCycle.onEnd('control services', () => control.close());

lifeCycle.onEnd('record of the worker', await recordWorker(config.dataDir, id));
const location = process.env['GODWIT_WORKER_LOCATION'] ?? workerLocation(config.dataDir);
const deps = {
  control,
  logs: createLocalLogs(logDirectory(config.dataDir)),
  location,
  dataDir: config.dataDir,
  logPatienceMs: must(config.logMoveAfterSeconds, 'a number of seconds') * 1_000,
};
const untilWoken = (limitMs: number, signal: AbortSignal): Promise<void> =>
  control.wakeCalls.untilWoken(limitMs, signal);
const supervisor = new ComponentSupervisor(
  {
    leases: control.leases,
    sinks: control.sinks,
    log,
    untilWoken,
    buildStage: (lease) => buildStage(lease, deps),
  },
  { worker: { id, host: os.hostname(), pid: process.pid, location } },
);
flushCompileCache(); // now, for a worker may be killed, and its successor must be quick
const { jobs, progress } = control;
const runner = new JobRunner({ jobs, progress, work: new TaskJobWork(deps), log, location, untilWoken });
const webhooks = new WebhookRunner({
  claims: jobs.deliveries,
  records: control.deliveries,
  key,
  log,
  untilWoken,
});
const running = Promise.all([
  webhooks.run(lifeCycle.signal),
  supervisor.run(lifeCycle.signal),
  runner.run(lifeCycle.signal),
  sweepLogs(deps, log, lifeCycle.signal),
]);
lifeCycle.onEnd('components and jobs', async () => void (await running), 12_000);
