import { afterEach, expect, test, vi } from 'vitest';
import type { StageContext } from '../core/stage.ts';
import { Instruments } from '../metrics/instruments.ts';
import { systemClock } from '../runtime/clock.ts';
import { Latency } from './latency.ts';
import { SyncReport, type SyncReportDeps } from './sync-report.ts';

afterEach(() => vi.useRealTimers());

test('reports of a target that answers nothing are not queued, and a stop does not wait for them', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const deps = {
    target: {
      durableCheckpoint: () => {
        asked += 1;
        return new Promise(() => {});
      },
    },
    clock: systemClock,
    latency: new Latency(systemClock),
    context: { meter: new Instruments(), report: () => {}, log: { warn: () => {} } } as unknown as StageContext,
  } as unknown as SyncReportDeps; // no more of it is used before the target has answered
  const report = new SyncReport(deps);
  report.start(null);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked).toBe(1);
  const stopped = vi.fn();
  void report.stop().then(stopped);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(stopped).toHaveBeenCalledOnce();
});
