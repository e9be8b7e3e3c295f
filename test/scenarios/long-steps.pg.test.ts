/**
 * A step that takes long is a job: a stop ends it, that of a killed worker is carried out by another one, and the result is
 * whole each time.
 */
import { expect, test } from 'vitest';
import { begin, expectTakenOver, schemaSessions, waitingSession, whole } from '../support/long-step.ts';
import { untilFound } from '../support/until-found.ts';
import { command } from '../support/task-commands.ts';

test('a stop ends an index creation within 3 s, and a resume goes on', async () => {
  const { live, taskId, release } = await begin();
  await using _ = live;
  await untilFound(() => waitingSession(live), 'an index waits');
  const asked = performance.now();
  expect(await command(live.url, 'taskStop', { taskId })).toBeNull();
  await live.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  const tookMs = Math.round(performance.now() - asked);
  expect(await schemaSessions(live)).toBe(0);
  console.log(`stopped in ${tookMs} ms`);
  expect(tookMs).toBeLessThan(3_000);
  await live.ask(`mutation($id: ID!) { precheckRun(input: { taskId: $id }) { ... on UserError { code message } } }`, {
    id: taskId,
  });
  expect(await command(live.url, 'taskResume', { taskId })).toBeNull();
  await untilFound(() => waitingSession(live), 'the index waits again');
  await release();
  await whole(live, taskId);
});

test('what a worker created at its SIGKILL is created by another one before its heartbeat runs out, and whole', () =>
  expectTakenOver('SIGKILL', 7_000));
