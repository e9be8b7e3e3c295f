/** What the stages are given of the task's parameters: each one, by its name, and the defaults that the table promises. */
import { expect, test } from 'vitest';
import { completeParameters } from '../task/parameters.ts';
import type { ParameterValues } from '../task/task-types.ts';
import {
  applyLanes,
  fullImportSteering,
  retentionOptions,
  syncTuning,
  verificationChunkRows,
  verificationLimits,
  verificationReaders,
} from './steering.ts';

const all = (parameters: ParameterValues) => ({
  copy: fullImportSteering(parameters),
  replay: syncTuning(parameters),
  lanes: applyLanes(parameters),
  retention: retentionOptions(parameters),
  readers: verificationReaders(parameters),
  chunkRows: verificationChunkRows(parameters),
  limits: verificationLimits(parameters),
});
const DAY_MS = 86_400_000;

test('a task of which nothing was said has the defaults of the table', () => {
  expect(all(completeParameters({}))).toEqual({
    copy: { lanes: 4, rowsPerSecond: null, bytesPerSecond: null },
    replay: {
      batchRows: 20_000,
      batchBytes: 16 << 20,
      batchDelayMs: 100,
      maxRowsPerSecond: null,
      maxBytesPerSecond: null,
    },
    lanes: 4,
    retention: { keepMs: 7 * DAY_MS, keepBytes: 20 * 1024 ** 3 },
    readers: 4,
    chunkRows: 50_000,
    limits: { recheckRounds: 20, differencesKept: 10_000 },
  });
});

test('every parameter reaches its stage', () => {
  const given = completeParameters({
    fullConcurrency: 'CUSTOM',
    fullLanes: 11,
    fullRowsPerSecond: 12,
    fullBytesPerSecond: 13,
    incrementalLanes: 14,
    incrementalBatchRows: 15,
    incrementalBatchBytes: 65_536,
    incrementalBatchDelayMs: 16,
    incrementalRowsPerSecond: 17,
    incrementalBytesPerSecond: 18,
    incrementalLogRetentionDays: 19,
    incrementalLogRetentionBytes: 67_108_864,
    verificationConcurrency: 'CUSTOM',
    verificationReaders: 20,
    verificationChunkRows: 1_021,
    verificationRecheckRounds: 22,
    verificationDifferencesKept: 23,
  });
  expect(all(given)).toEqual({
    copy: { lanes: 11, rowsPerSecond: 12, bytesPerSecond: 13 },
    replay: { batchRows: 15, batchBytes: 65_536, batchDelayMs: 16, maxRowsPerSecond: 17, maxBytesPerSecond: 18 },
    lanes: 14,
    retention: { keepMs: 19 * DAY_MS, keepBytes: 67_108_864 },
    readers: 20,
    chunkRows: 1_021,
    limits: { recheckRounds: 22, differencesKept: 23 },
  });
});

test.each([
  ['STABLE', 2],
  ['NORMAL', 4],
  ['FAST', 8],
  ['CUSTOM', 64],
])('%s is %i lanes of the copy and readers of the verification', (level, lanes) => {
  const given = completeParameters({
    fullConcurrency: level,
    fullLanes: 64,
    verificationConcurrency: level,
    verificationReaders: 64,
  });
  expect(fullImportSteering(given).lanes).toBe(lanes);
  expect(verificationReaders(given)).toBe(lanes);
});
