import { expect, test } from 'vitest';
import { completeParameters, isChangeable, validateParameter } from './parameters.ts';
import { TASK_STATUSES } from './task-types.ts';

test('statistics are off until a person turns them on: before the start, or while the task is stopped or failed', () => {
  expect(completeParameters({})['incrementalStatistics']).toBe(false);
  const parameter = validateParameter('incrementalStatistics', true);
  const changeable = TASK_STATUSES.filter((status) =>
    isChangeable(parameter, { status, failedFor: ['CONNECTION_LOST'], phaseStatus: () => 'MONITORING' }),
  );
  expect(changeable).toEqual(['NOT_STARTED', 'STOPPED', 'FAILED']);
});
