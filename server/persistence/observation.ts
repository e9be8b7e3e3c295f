/** Observation over the control database: each noun's reading is a file of its own (observed-*.ts). */
import type { PageRequest } from '../core/page.ts';
import type { Observation } from '../task/observation.ts';
import type { ControlDatabase } from './control-database.ts';
import { changeLogs, released } from './observed-logs.ts';
import { latency, latestMetrics, logLines, metricSeries, sourceLog, verificationRates } from './observed-metrics.ts';
import {
  conflicts,
  ddlSeenOf,
  precheckCounts,
  precheckItems,
  progressOfTables,
  schemaObjectById,
  schemaObjectCounts,
  schemaObjects,
  tableSchemas,
} from './observed-objects.ts';
import { statistics, statisticsSwitch, statisticsTotals } from './observed-statistics.ts';
import { type RunDeps, verificationRunById, verificationRuns, verificationSkip } from './observed-runs.ts';
import { verificationVerdict } from './observed-verdict.ts';
import { verificationDifferences, verificationTables } from './observed-verification.ts';
import { ReferenceValues } from './reference-values.ts';
import { RunSums } from './run-sums.ts';

export class DatabaseObservation implements Observation {
  readonly #control: ControlDatabase;
  readonly #references: ReferenceValues;
  readonly #runs: RunDeps;

  constructor(control: ControlDatabase) {
    this.#control = control;
    this.#references = new ReferenceValues(control);
    this.#runs = { control, sums: new RunSums(control) };
  }

  latestMetrics: Observation['latestMetrics'] = (taskIds, options) =>
    latestMetrics(this.#control, taskIds, options?.withinMs);
  metricSeries: Observation['metricSeries'] = (taskIds, request) => metricSeries(this.#control, taskIds, request);
  referenceValues: Observation['referenceValues'] = (taskIds, metrics) => this.#references.of(taskIds, metrics);
  latency: Observation['latency'] = (taskIds) => latency(this.#control, taskIds);
  sourceLog: Observation['sourceLog'] = (taskId) => sourceLog(this.#control, taskId);
  released: Observation['released'] = (taskIds) => released(this.#control, taskIds);
  changeLogs: Observation['changeLogs'] = (taskIds) => changeLogs(this.#control, taskIds);
  logLines: Observation['logLines'] = (componentId, request) => logLines(this.#control, componentId, request);
  tableProgress: Observation['tableProgress'] = (taskId, filter, page) =>
    progressOfTables(this.#control, taskId, filter, page);
  tableSchemas: Observation['tableSchemas'] = (taskId) => tableSchemas(this.#control, taskId);
  schemaObjects: Observation['schemaObjects'] = (taskId, filter, page) =>
    schemaObjects(this.#control, taskId, filter, page);
  schemaObject: Observation['schemaObject'] = (id) => schemaObjectById(this.#control, id);
  schemaObjectCounts: Observation['schemaObjectCounts'] = (taskId) => schemaObjectCounts(this.#control, taskId);
  precheckItems: Observation['precheckItems'] = (taskId, filter, page) =>
    precheckItems(this.#control, taskId, filter, page);
  precheckCounts: Observation['precheckCounts'] = (taskId) => precheckCounts(this.#control, taskId);
  verificationRuns = (taskId: string, page: PageRequest) => verificationRuns(this.#runs, taskId, page);
  verificationRun: Observation['verificationRun'] = (id) => verificationRunById(this.#runs, id);
  verificationSkip: Observation['verificationSkip'] = (taskId) => verificationSkip(this.#control, taskId);
  verificationRates: Observation['verificationRates'] = (taskId) => verificationRates(this.#control, taskId);
  verificationVerdict: Observation['verificationVerdict'] = (taskId) => verificationVerdict(this.#control, taskId);
  verificationTables: Observation['verificationTables'] = (runId, filter, page) =>
    verificationTables(this.#control, runId, filter, page);
  verificationDifferences: Observation['verificationDifferences'] = (runId, filter, page) =>
    verificationDifferences(this.#control, runId, filter, page);
  conflicts: Observation['conflicts'] = (taskId, filter, page) => conflicts(this.#control, taskId, filter, page);
  statistics: Observation['statistics'] = (taskId, filter, page) => statistics(this.#control, taskId, { filter, page });
  statisticsTotals: Observation['statisticsTotals'] = (taskId) => statisticsTotals(this.#control, taskId);
  statisticsSwitch: Observation['statisticsSwitch'] = (taskId) => statisticsSwitch(this.#control, taskId);
  ddlSeen: Observation['ddlSeen'] = (taskId, page) => ddlSeenOf(this.#control, taskId, page);
}
