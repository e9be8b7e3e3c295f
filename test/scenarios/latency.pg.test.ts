/** Latency shown is true (C26): near zero while the source is idle, one second a second while nothing is applied, whatever a worker's clock says. */
import { expect, test } from 'vitest';
import { LiveService } from '../support/live-service.ts';
import { sampleLatency, type LatencySample } from '../support/progress-samples.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
/** Samples around a moment in which this machine did not even run our own timers are no evidence. */
const LAG_MS = 150;
/** One small table beside the shop: what is measured is the stream. */
const TINY = {
  ddl: 'CREATE SCHEMA tiny; CREATE TABLE tiny.one (id int PRIMARY KEY); INSERT INTO tiny.one VALUES (1);',
};
const SHOP = { scale: 0.001, transactionsPerSecond: 5, ...TINY };

/** What is shown is up to three seconds old, so that long before it counts too. */
const fair = (samples: readonly LatencySample[]): LatencySample[] =>
  samples.filter((_, index) => samples.slice(Math.max(0, index - 3), index + 1).every(({ lagMs }) => lagMs < LAG_MS));

/** Eight samples of a machine that had time, within a minute. */
async function fairLatencies(live: LiveService, taskId: string): Promise<number[]> {
  const found: number[] = [];
  for (const until = performance.now() + 60_000; found.length < 8 && performance.now() < until;)
    found.push(...fair(await sampleLatency(live.url, taskId, 8_000)).map(({ latencyMs }) => latencyMs));
  return found;
}

async function idleStream(live: LiveService): Promise<string> {
  const id = await live.createTask('Latency', { phases: PHASES, schema: 'tiny' });
  await live.client.start(id);
  await live.until(id, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'in sync');
  await live.stopWorkload();
  await live.until(id, (task) => (task.latency?.latencyMs ?? 1e9) < 1_500, 'what was written is applied');
  return id;
}

test('an idle source: under two seconds; Incr-Sync stopped: one second a second; started again: under two seconds', async () => {
  await using live = await LiveService.start(SHOP);
  const id = await idleStream(live);
  const idle = await fairLatencies(live, id);
  expect(idle.length).toBeGreaterThanOrEqual(8);
  expect(Math.max(...idle)).toBeLessThan(2_000);

  await live.component('componentStop', id, 'INCR_SYNC');
  await live.until(id, (task) => (task.latency?.latencyMs ?? 0) > 4_000, 'latency grows');
  const grown = await sampleLatency(live.url, id, 10_000);
  const [first, last] = [grown[0], grown.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no samples came');
  const slope = (last.latencyMs - first.latencyMs) / (last.at - first.at);
  expect(slope).toBeGreaterThan(0.9);
  expect(slope).toBeLessThan(1.1);
  for (const [index, { latencyMs }] of grown.entries())
    expect(latencyMs).toBeGreaterThan(grown[index - 1]?.latencyMs ?? 0);

  await live.component('componentStart', id, 'INCR_SYNC');
  await live.until(id, (task) => (task.latency?.latencyMs ?? 1e9) < 1_500, 'it runs again');
  expect(Math.max(...(await fairLatencies(live, id)))).toBeLessThan(2_000);
});

test('C26: workers whose clocks are five minutes slow show the same', async () => {
  await using live = await LiveService.start({
    ...SHOP,
    environment: {
      NODE_OPTIONS: `--import ${new URL('../support/skewed-clock.mjs', import.meta.url).href}`,
      GODWIT_TEST_SKEW_MS: '-300000',
    },
  });
  const id = await idleStream(live);
  const idle = await sampleLatency(live.url, id, 8_000);
  expect(idle.length).toBeGreaterThan(4);
  // how close to zero is the first test's concern: here minutes would show
  for (const { latencyMs, updatedAgoMs } of idle) expect(latencyMs + updatedAgoMs).toBeLessThan(20_000);
  expect(idle.some(({ stale }) => stale)).toBe(false);
});
