/** Figures that are worked out from what components report: reference lines, the time until a log is lost, what is read now, what is counted. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomId } from '../../server/core/ids.ts';
import { noCounts } from '../../server/incr-sync/sync-journal.ts';
import { DatabaseSinks } from '../../server/persistence/component-sinks.ts';
import type { ControlDatabase } from '../../server/persistence/control-database.ts';
import type { DatabaseObservation } from '../../server/persistence/observation.ts';
import { DatabaseSyncJournal } from '../../server/persistence/sync-journal.ts';
import { ObservedControl } from '../support/observed-control.ts';

const SECOND = 1_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);

let observed: ObservedControl;
let control: ControlDatabase;
let seen: DatabaseObservation;
beforeAll(async () => {
  observed = await ObservedControl.open();
  ({ control, seen } = observed);
});
afterAll(() => observed[Symbol.asyncDispose]());

const makeTask: ObservedControl['makeTask'] = (name) => observed.makeTask(name);

test('the reference line is the median of the busy ten seconds of the last week, and there is none before a minute of them', async () => {
  const sinks = new DatabaseSinks(control);
  const metrics = ['full_source_bytes', 'full_write_time', 'verify_source_bytes', 'verify_target_bytes'] as const;
  const end = Math.floor(Date.now() / 10_000) * 10_000;
  const busy = async (name: string, ...values: readonly number[]): Promise<string> => {
    const one = await makeTask(name);
    for (const [tens, value] of values.entries())
      for (const second of [0, 5])
        await sinks.samples(new Date(end - (tens + 1) * 10_000 + second * SECOND), [
          {
            ...one,
            epoch: 1,
            values: Object.fromEntries(metrics.map((metric, index) => [metric, value * (index + 1)])),
          },
        ]);
    return one.taskId;
  };
  const taskIds = [await busy('a minute', 70, 10, 60, 0, 20, 50, 30, 40), await busy('less', 70, 10, 60, 0, 20, 50)];
  await sinks.rollUp();
  const found = await seen.referenceValues(taskIds, metrics);
  expect(found.map(({ taskId, value }) => [taskId, value])).toEqual(
    [40, 80, 120, 160].map((value) => [taskIds[0], value]),
  );
});

async function componentOf(taskId: string, kind: 'STORE' | 'FULL_VERIFICATION'): Promise<string> {
  const id = randomId('c');
  await control.db.execute(sql`
    INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, created_at)
    VALUES (${id}, ${taskId}, ${kind}, 'FORWARD', 'RUNNING', 'RUNNING', '{}', now())`);
  return id;
}

test('the time until the log of the source is lost passes while nobody measures it; without a measurement nothing is told', async () => {
  const sinks = new DatabaseSinks(control);
  const { taskId } = await makeTask('source log');
  expect(await seen.sourceLog(taskId)).toEqual({ retainedBytes: null, lostInMs: null });
  const componentId = await componentOf(taskId, 'STORE');
  const report = (values: Record<string, number>, secondsAgo: number) =>
    sinks.samples(ago(secondsAgo * SECOND), [{ taskId, componentId, epoch: 1, values }]);
  await report({ source_retained_bytes: 4_096 }, 50);
  expect(await seen.sourceLog(taskId)).toEqual({ retainedBytes: 4_096n, lostInMs: null });
  await report({ source_retained_bytes: 8_192, source_retention_left: 100 }, 30);
  const { retainedBytes, lostInMs } = await seen.sourceLog(taskId);
  expect(retainedBytes).toBe(8_192n);
  expect(lostInMs).toBeGreaterThan(60_000);
  expect(lostInMs).toBeLessThanOrEqual(70_000);
  await report({ source_retained_bytes: 8_192, source_retention_left: 3 }, 20);
  expect((await seen.sourceLog(taskId)).lostInMs).toBe(0);
});

test('what a verification reads now is its newest second, and nothing once it is silent', async () => {
  const sinks = new DatabaseSinks(control);
  const { taskId } = await makeTask('rates');
  expect(await seen.verificationRates(taskId)).toBeNull();
  const componentId = await componentOf(taskId, 'FULL_VERIFICATION');
  const values = { verify_source_rows: 10, verify_target_rows: 9, verify_source_bytes: 800, verify_target_bytes: 720 };
  await sinks.samples(ago(60 * SECOND), [{ taskId, componentId, epoch: 1, values }]);
  expect(await seen.verificationRates(taskId)).toBeNull();
  await sinks.samples(ago(0), [{ taskId, componentId, epoch: 1, values }]);
  expect(await seen.verificationRates(taskId)).toEqual({
    sourceRowsPerSecond: 10,
    targetRowsPerSecond: 9,
    sourceBytesPerSecond: 800,
    targetBytesPerSecond: 720,
  });
});

test('counting that is turned on begins at zero; a restart goes on; what was counted stays to be seen when it is turned off', async () => {
  const { taskId } = await makeTask('counted');
  const journal = new DatabaseSyncJournal(control, taskId);
  const inserts = async () => (await seen.statistics(taskId, {}, { first: 10 })).items.map((row) => row.inserts);
  const count = () => journal.addStatistics([{ ...noCounts('t1'), sourceInserts: 5, targetInserts: 5 }]);
  await journal.collectStatistics(true);
  await count();
  const { since } = await seen.statisticsSwitch(taskId);
  expect(since).toBeInstanceOf(Date);
  await journal.collectStatistics(true);
  await count();
  expect(await inserts()).toEqual([10n, 10n]);
  expect((await seen.statisticsSwitch(taskId)).since).toEqual(since);
  await journal.collectStatistics(false);
  expect(await inserts()).toEqual([10n, 10n]);
  expect(await seen.statisticsSwitch(taskId)).toEqual({ on: false, since: null });
  await journal.collectStatistics(true);
  await count();
  expect(await inserts()).toEqual([5n, 5n]);
});
