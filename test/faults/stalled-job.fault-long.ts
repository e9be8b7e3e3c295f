/** A worker that stands still in the middle of a job, at whatever moment. */
import { test } from 'vitest';
import { expectTakenOver } from '../support/long-step.ts';

test.each([1, 2, 3])(
  'round %i: what a worker created at its SIGSTOP is created by another one within 20 s, and whole',
  () => expectTakenOver('SIGSTOP', 20_000),
);
