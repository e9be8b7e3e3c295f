import { expect, test } from 'vitest';
import { subtaskChange } from './recorded-progress.ts';
import type { Subtask, SubtaskStatus } from './task-types.ts';

const stream = (status: SubtaskStatus): Subtask => ({
  id: 's',
  taskId: 't',
  kind: 'INCREMENTAL_SYNCHRONIZATION',
  status,
  progress: 0,
  startedAt: new Date(0),
  completedAt: null,
  durationMs: 0,
  reason: null,
});

test('MONITORING never goes back to RUNNING, whatever else is written with it', () => {
  expect(subtaskChange(stream('MONITORING'), { status: 'RUNNING' })).toEqual({});
  expect(subtaskChange(stream('MONITORING'), { status: 'RUNNING', progress: 0.5 })).toEqual({ progress: 0.5 });
  expect(subtaskChange(stream('MONITORING'), { status: 'STOPPED' })).toEqual({ status: 'STOPPED' });
  expect(subtaskChange(stream('STOPPED'), { status: 'RUNNING' })).toEqual({ status: 'RUNNING' });
});
