/**
 * S1: nothing runs without a confirmed lease. S3: what is retryable is tried again for as long as it takes, under one lease,
 * with bounded lines and a true figure.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { GodwitError } from '../core/errors.ts';
import { asPosition } from '../core/position.ts';
import type { StageContext, StageOutcome } from '../core/stage.ts';
import { createLogger } from '../runtime/logger.ts';
import { LEASE_MS, type ComponentLeases, type HeldLease, type Lease } from './component-leases.ts';
import type { ComponentSample, LogEntry } from './component-sinks.ts';
import { ComponentSupervisor } from './component-supervisor.ts';

const LEASE: Lease = {
  componentId: 'c1',
  taskId: 't1',
  kind: 'INCR_SYNC',
  direction: 'FORWARD',
  epoch: 1,
  configuration: {},
};
const refused = (): GodwitError => new GodwitError('CONNECTION_REFUSED', { host: '10.0.0.1', port: 5432 });

/** A supervisor over leases in memory, with one component whose stage is `run`. */
function supervise(
  run: (context: StageContext) => Promise<StageOutcome>,
  options: { readonly answers?: () => boolean } = {},
) {
  const seen = {
    confirmed: 0,
    finished: [] as { status: string }[],
    held: [] as HeldLease[],
    lines: [] as LogEntry[],
    samples: [] as ComponentSample[],
  };
  let free = true;
  const leases: ComponentLeases = {
    retire: () => Promise.resolve(null),
    revoke: () => Promise.resolve(null),
    registerWorker: () => Promise.resolve(),
    workerHeartbeat: () => Promise.resolve(new Date()),
    removeWorker: () => Promise.resolve(),
    claim: () => Promise.resolve(free ? ((free = false), [LEASE]) : []),
    renew: (_worker, held) => {
      seen.held.push(...held);
      if (options.answers?.() === false) return new Promise(() => {}); // a half-open network
      return Promise.resolve(held.map(({ componentId }) => ({ componentId, desired: 'RUNNING', configuration: {} })));
    },
    running: () => Promise.resolve((seen.confirmed += 1) === 1), // as the database: only the first time changes something
    finish: (_component, _epoch, outcome) => Promise.resolve(seen.finished.push(outcome) > 0),
    ensureComponent: () => Promise.reject(new Error('not asked for')),
    setDesired: () => Promise.resolve(),
    workersSeen: () => Promise.resolve({ now: new Date(), locations: [] }),
    standDown: () => Promise.resolve(null),
    setLocation: () => Promise.resolve(),
    leaveElsewhere: () => Promise.resolve(false),
  };
  const sinks = {
    samples: (_at: Date, samples: readonly ComponentSample[]) => Promise.resolve(void seen.samples.push(...samples)),
    logLines: (_component: string, _epoch: number, entries: readonly LogEntry[]) =>
      Promise.resolve(void seen.lines.push(...entries)),
  };
  const stopping = new AbortController();
  const ended = new ComponentSupervisor(
    {
      leases,
      sinks,
      log: createLogger({ name: 'test', level: 'error' }),
      untilWoken: (limitMs) => new Promise((resolve) => setTimeout(resolve, limitMs)),
      buildStage: () => Promise.resolve({ run }),
    },
    { worker: { id: 'w1', host: 'h', pid: 1, location: 'l' } },
  ).run(stopping.signal);
  return {
    ...seen,
    async stop(): Promise<void> {
      stopping.abort();
      await vi.advanceTimersByTimeAsync(10_000);
      await ended;
    },
  };
}

afterEach(() => vi.useRealTimers());

test('S3: an outage of hours fails nothing, and the component goes on under the same lease when it is over', async () => {
  vi.useFakeTimers();
  let attempts = 0;
  let away = true;
  const run = supervise(async (context) => {
    attempts += 1;
    if (attempts === 1) context.meter.gauge('incr_latency').set(1);
    if (away) {
      await new Promise((resolve) => setTimeout(resolve, attempts % 2 === 0 ? 3_000 : 0)); // a try takes its time
      throw refused();
    }
    context.report({ position: asPosition('0/1') });
    return new Promise((resolve) => context.signal.addEventListener('abort', () => resolve('STOPPED')));
  });
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(run.finished).toEqual([]);
  expect(attempts).toBeGreaterThan(1_000); // every 5 s
  const waiting = run.held.at(-1)?.standing?.waiting;
  expect(waiting?.what).toMatch(/^Nothing answers .* Tried again since \d{4}-.*Z/);
  expect(waiting?.reason).toMatchObject({ code: 'CONNECTION_REFUSED', remedy: expect.any(String) });
  const told = run.held.map(({ standing }) => standing?.waiting?.what);
  const first = told.findIndex((what) => what !== undefined);
  expect(new Set(told.slice(first)).size).toBe(1); // without a gap, also while it tries again
  expect(run.lines.length).toBeLessThan(30); // one in five minutes
  expect(run.samples.at(-1)?.values['incr_latency']).toBeCloseTo(7_200, -1);
  away = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(run.held.at(-1)?.standing?.waiting).toBeNull();
  await run.stop();
  expect(run.finished.map(({ status }) => status)).toEqual(['STOPPED']);
}, 60_000);

test('S2: what a person must mend fails the component at once', async () => {
  vi.useFakeTimers();
  const run = supervise(() => Promise.reject(new GodwitError('SLOT_LOST', { slot: 's', position: '0/1' })));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(run.finished).toMatchObject([{ status: 'FAILED', reason: { code: 'SLOT_LOST' } }]);
  await run.stop();
});

test('what a component did in less than a second is in its figures, as a rate of the time that it took', async () => {
  vi.useFakeTimers();
  const run = supervise(async ({ meter }) => {
    meter.counter('full_source_rows').add(500);
    await new Promise((resolve) => setTimeout(resolve, 400));
    meter.timer('full_read_time').record(7);
    return 'COMPLETED';
  });
  await vi.advanceTimersByTimeAsync(600);
  expect(run.finished).toMatchObject([{ status: 'COMPLETED' }]);
  expect(run.samples).toMatchObject([{ componentId: 'c1', values: { full_source_rows: 1_250, full_read_time: 7 } }]);
  await run.stop();
});

test('S1: a component whose lease is not confirmed stops within it, also when no answer comes at all', async () => {
  vi.useFakeTimers();
  const began = performance.now();
  const stopped: number[] = [];
  let told = 0;
  const run = supervise(
    (context) =>
      new Promise((resolve) =>
        context.signal.addEventListener('abort', () => {
          stopped.push(performance.now() - began);
          told = run.samples.length;
          resolve('STOPPED');
        }),
      ),
    { answers: () => performance.now() - began < 20_000 },
  );
  await vi.advanceTimersByTimeAsync(24_000); // the last confirmed renewal was asked for at 18 s
  expect(stopped).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(stopped).toHaveLength(1);
  expect(stopped[0]).toBeGreaterThan(24_000);
  expect(stopped[0]).toBeLessThan(18_000 + LEASE_MS);
  expect(run.samples.length).toBe(told); // its figures are another worker's now
  expect(run.finished.map(({ status }) => status)).toEqual(['STOPPED']);
});
