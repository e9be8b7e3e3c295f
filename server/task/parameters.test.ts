/**
 * Parameters are changed in their states and phases only: the whole table of product.md section 5 is written down here a second
 * time, and every parameter is tried in every state of the task and with every status of its phase.
 */
import { expect, test } from 'vitest';

import {
  completeParameters,
  PARAMETERS,
  parametersOfLeg,
  planParameterChange,
  type ParameterSituation,
} from './parameters.ts';
import { SUBTASK_STATUSES, TASK_STATUSES } from './task-types.ts';
import type { MigrationPhase, ParameterValue, SubtaskStatus, TaskStatus } from './task-types.ts';

const OPEN = ['NOT_STARTED', 'STOPPED', 'FAILED', 'RUNNING'];
const BEFORE_COMPLETED = [...OPEN, 'MODIFYING', 'INTEGRATING'];
const ENDED: readonly SubtaskStatus[] = ['COMPLETED', 'SKIPPED'];
const SUBTASK: readonly SubtaskStatus[] = SUBTASK_STATUSES;

const FAILED_FOR = [[], ['TARGET_NOT_EMPTY'], ['SOURCE_UNREACHABLE', 'TARGET_NOT_EMPTY']];

interface Rule {
  readonly states: readonly string[];
  /** Until this phase has ended. */
  readonly until?: MigrationPhase;
  readonly failedFor?: string;
  /** Another value than the default. */
  readonly to: ParameterValue;
  /** Not valid. */
  readonly never: ParameterValue;
}
const fixed = { states: ['NOT_STARTED'] };
const full = { states: OPEN, until: 'FULL_MIGRATION' } as const;
const open = { states: OPEN };
const limit = { states: BEFORE_COMPLETED };

const RULES: Record<string, Rule> = {
  logLevel: { ...limit, to: 'DEBUG', never: 'LOUD' },
  sourceReplicaLagSeconds: { ...limit, to: 86_400, never: 0 },
  sourceOldestTransactionSeconds: { ...limit, to: 1, never: 86_401 },
  schemaAutomaticAdvance: { states: OPEN, until: 'SCHEMA_MIGRATION', to: false, never: 'no' },
  schemaIndexes: { ...fixed, to: 'WITH_TABLES', never: 'LATER' },
  fullConcurrency: { ...full, to: 'FAST', never: 'FASTER' },
  fullLanes: { ...full, to: 64, never: 65 },
  fullTargetNotEmpty: { states: ['NOT_STARTED', 'FAILED'], failedFor: 'TARGET_NOT_EMPTY', to: 'IGNORE', never: 'DROP' },
  fullRowsPerSecond: { ...full, to: 1, never: 0 },
  fullBytesPerSecond: { ...full, to: 1, never: 0.5 },
  incrementalReplicaIdentityFull: { ...fixed, to: false, never: null },
  incrementalLanes: { ...open, to: 1, never: 0 },
  incrementalBatchRows: { ...open, to: 1_000_000, never: 1_000_001 },
  incrementalBatchBytes: { ...open, to: 65_536, never: 65_535 },
  incrementalBatchDelayMs: { ...open, to: 0, never: -1 },
  incrementalDmlKinds: { ...fixed, to: ['INSERT'], never: ['INSERT', 'INSERT'] },
  incrementalDdlKinds: { ...fixed, to: ['ALTER_TABLE'], never: ['CREATE_VIEW'] },
  incrementalStatistics: { states: ['NOT_STARTED', 'STOPPED', 'FAILED'], to: true, never: 'on' },
  incrementalRowsPerSecond: { ...limit, to: 1, never: 0 },
  incrementalBytesPerSecond: { ...limit, to: 1, never: '1' },
  incrementalLogRetentionDays: { ...limit, to: 365, never: 366 },
  incrementalLogRetentionBytes: { ...limit, to: 67_108_864, never: 67_108_863 },
  incrementalAcknowledge: { ...limit, to: 'TARGET_APPLIED', never: 'NEVER' },
  incrementalStartPosition: { ...fixed, to: 'now', never: '0/1' },
  verificationConcurrency: { ...open, to: 'STABLE', never: 'stable' },
  verificationReaders: { ...open, to: 1, never: 0 },
  verificationChunkRows: { ...open, to: 1_000, never: 999 },
  verificationRecheckRounds: { ...open, to: 1, never: 0 },
  verificationDifferencesKept: { ...open, to: 1, never: 0 },
};

// the way back has values of its own, by the same rules
for (const [name, rule] of Object.entries(RULES))
  if (name.startsWith('incremental') && name !== 'incrementalStartPosition')
    RULES[name.replace('incremental', 'reverse')] = rule;

const CURRENT = completeParameters({});
const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code: string }).code; // a GodwitError, or the test fails on undefined
  }
};
const at = (status: TaskStatus, phase: SubtaskStatus | null = null, failedFor: string[] = []): ParameterSituation => ({
  status,
  failedFor,
  phaseStatus: () => phase,
});

test('the rules are those of every parameter', () => {
  expect(Object.keys(RULES).sort()).toEqual(PARAMETERS.map(({ name }) => name).sort());
});

test.each(Object.entries(RULES))('%s is changed in its states and phases only', (name, rule) => {
  const wrong: string[] = [];
  for (const status of TASK_STATUSES)
    for (const phase of [null, ...SUBTASK])
      for (const failedFor of status === 'FAILED' ? FAILED_FOR : [[]]) {
        const rightState =
          rule.states.includes(status) &&
          (status !== 'FAILED' || rule.failedFor === undefined || failedFor.includes(rule.failedFor));
        const allowed = rightState && !(rule.until && phase && ENDED.includes(phase));
        const code = codeOf(() => planParameterChange(CURRENT, { [name]: rule.to }, at(status, phase, failedFor)));
        if (code !== (allowed ? null : 'PARAMETER_NOT_CHANGEABLE'))
          wrong.push(`${status}, phase ${phase}, failed for ${failedFor.join()}: ${code}`);
      }
  expect(wrong).toEqual([]);
});

test('only the status of the own phase counts', () => {
  const asked: string[] = [];
  const situation: ParameterSituation = {
    ...at('RUNNING'),
    phaseStatus: (phase) => {
      asked.push(phase);
      return phase === 'FULL_MIGRATION' ? 'RUNNING' : 'COMPLETED';
    },
  };
  expect(planParameterChange(CURRENT, { fullLanes: 8 }, situation)).toEqual([
    { name: 'fullLanes', before: 4, after: 8 },
  ]);
  expect(asked).toEqual(['FULL_MIGRATION']);
});

test('a change of several is all or none; a value that stands already is no change', () => {
  const running = at('RUNNING', 'COMPLETED');
  const both = { incrementalBatchRows: 5, fullLanes: 8 };
  expect(codeOf(() => planParameterChange(CURRENT, both, running))).toBe('PARAMETER_NOT_CHANGEABLE');
  expect(planParameterChange(CURRENT, { fullLanes: 4, incrementalBatchRows: 5 }, running)).toEqual([
    { name: 'incrementalBatchRows', before: 20_000, after: 5 },
  ]);
});

test.each(Object.entries(RULES))(
  '%s: what is out of its range is refused before its state is looked at',
  (name, rule) => {
    const to = (value: ParameterValue) => codeOf(() => planParameterChange(CURRENT, { [name]: value }, at('RELEASED')));
    expect(to(rule.never)).toBe('PARAMETER_OUT_OF_RANGE');
    expect(codeOf(() => completeParameters({ [name]: rule.never }))).toBe('PARAMETER_OUT_OF_RANGE');
    expect(completeParameters({ [name]: rule.to })[name]).toEqual(rule.to);
  },
);

test('a name that no parameter has is refused', () => {
  expect(codeOf(() => planParameterChange(CURRENT, { fullLane: 1 }, at('NOT_STARTED')))).toBe('BAD_INPUT');
});

test('a stream back has the values of the reverse parameters, one to the target those of the task', () => {
  const values = completeParameters({ incrementalLanes: 2, reverseLanes: 7, logLevel: 'DEBUG' });
  const back = parametersOfLeg(values, { toSource: true });
  expect([back['incrementalLanes'], back['logLevel'], back['incrementalBatchRows']]).toEqual([7, 'DEBUG', 20_000]);
  expect(parametersOfLeg(values, { toSource: false })['incrementalLanes']).toBe(2);
  expect(parametersOfLeg({ incrementalLanes: 2 }, { toSource: true })['incrementalLanes']).toBe(4); // of a task from before there were any
});
