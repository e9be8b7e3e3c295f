/** The task's parameters as the stages take them: names and defaults of task/parameters.ts, turned once. */
import { DDL_KINDS, type DdlKind } from '../connectors/ddl-converter.ts';
import { CHANGE } from '../core/change.ts';
import { readStart, type ChosenStart } from '../core/start-position.ts';
import type { FullImportSteering } from '../full-import/full-import.ts';
import type { Tuning } from '../incr-sync/batch-limits.ts';
import type { RetentionOptions } from '../store/retention.ts';
import type { ParameterValues } from '../task/task-types.ts';

const LANES: Readonly<Record<string, number>> = { STABLE: 2, NORMAL: 4, FAST: 8 };
const DAY_MS = 24 * 3_600_000;

const number = (parameters: ParameterValues, name: string, fallback: number): number => {
  const value = parameters[name];
  return typeof value === 'number' ? value : fallback;
};

export const limit = (parameters: ParameterValues, name: string): number | null => {
  const value = parameters[name];
  return typeof value === 'number' ? value : null;
};

export function fullImportSteering(parameters: ParameterValues): FullImportSteering {
  return {
    lanes: LANES[String(parameters['fullConcurrency'])] ?? number(parameters, 'fullLanes', 4),
    rowsPerSecond: limit(parameters, 'fullRowsPerSecond'),
    bytesPerSecond: limit(parameters, 'fullBytesPerSecond'),
  };
}

export function syncTuning(parameters: ParameterValues): Tuning {
  return {
    batchRows: number(parameters, 'incrementalBatchRows', 20_000),
    batchBytes: number(parameters, 'incrementalBatchBytes', 16 * 1024 * 1024),
    batchDelayMs: number(parameters, 'incrementalBatchDelayMs', 100),
    maxRowsPerSecond: limit(parameters, 'incrementalRowsPerSecond'),
    maxBytesPerSecond: limit(parameters, 'incrementalBytesPerSecond'),
  };
}

const CHANGE_OF_KIND: Readonly<Record<string, number>> = {
  INSERT: CHANGE.insert,
  UPDATE: CHANGE.update,
  DELETE: CHANGE.delete,
  TRUNCATE: CHANGE.truncate,
};

/** Kinds of changes that the task does not apply. */
export function leftOutChanges(parameters: ParameterValues): ReadonlySet<number> {
  const chosen = texts(parameters, 'incrementalDmlKinds') ?? Object.keys(CHANGE_OF_KIND);
  const left = Object.entries(CHANGE_OF_KIND).filter(([kind]) => !chosen.includes(kind));
  return new Set(left.map(([, change]) => change));
}

export const ddlKinds = (parameters: ParameterValues): readonly DdlKind[] =>
  DDL_KINDS.filter((kind) => texts(parameters, 'incrementalDdlKinds')?.includes(kind));

/** Where a stream without a full copy begins, where that is not now. */
export function startOf(parameters: ParameterValues): ChosenStart | null {
  const value = parameters['incrementalStartPosition'];
  const start = typeof value === 'string' ? readStart(value) : undefined; // valid: it is checked whenever it is set
  return start === undefined || start === 'NOW' ? null : start;
}

function texts(parameters: ParameterValues, name: string): readonly string[] | null {
  const value = parameters[name];
  return Array.isArray(value) ? value : null;
}

export const applyLanes = (parameters: ParameterValues): number => number(parameters, 'incrementalLanes', 4);

export const collectsStatistics = (parameters: ParameterValues): boolean =>
  parameters['incrementalStatistics'] === true;

export function retentionOptions(parameters: ParameterValues): RetentionOptions {
  return {
    keepMs: number(parameters, 'incrementalLogRetentionDays', 7) * DAY_MS,
    keepBytes: number(parameters, 'incrementalLogRetentionBytes', 20 * 1024 ** 3),
  };
}

export function verificationReaders(parameters: ParameterValues): number {
  return LANES[String(parameters['verificationConcurrency'])] ?? number(parameters, 'verificationReaders', 4);
}

export const verificationChunkRows = (parameters: ParameterValues): number =>
  number(parameters, 'verificationChunkRows', 50_000);

/** What a run of the verification takes over when it begins. */
export const verificationLimits = (
  parameters: ParameterValues,
): { readonly recheckRounds: number; readonly differencesKept: number } => ({
  recheckRounds: number(parameters, 'verificationRecheckRounds', 20),
  differencesKept: number(parameters, 'verificationDifferencesKept', 10_000),
});
