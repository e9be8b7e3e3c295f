/**
 * A worker that stands still in the middle of a job. It may hold transactions on the control database; each ends after some
 * seconds, one after another.
 */
import { test } from 'vitest';
import { expectTakenOver } from '../support/long-step.ts';

test('what a worker created at its SIGSTOP is created by another one within 30 s, and whole', () =>
  expectTakenOver('SIGSTOP', 30_000));
