/**
 * A worker that stands still in the middle of a job, and of a statement on the control database, where no limit of the server's
 * ends its transaction: its successor must not wait for it. When it goes on it writes nothing of that job any more, and
 * works again.
 */
import { test } from 'vitest';
import { expectTakenOver } from '../support/long-step.ts';

test('what a worker created that stops in the middle of a statement is created by another one within 20 s, and whole', () =>
  expectTakenOver('SIGSTOP in the middle of a statement', 20_000));
