import { afterEach, expect, test, vi } from 'vitest';
import { asPosition } from '../core/position.ts';
import type { StageContext, StageStanding } from '../core/stage.ts';
import { Instruments } from '../metrics/instruments.ts';
import { systemClock } from '../runtime/clock.ts';
import { Batch } from './batch.ts';
import { Latency } from './latency.ts';
import { noCounts, type TableCounts } from './sync-journal.ts';
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
    statistics: false,
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

test('what is told of the stream: position, source timestamp, queue; counts of each table only when they are wanted', async () => {
  vi.useFakeTimers();
  const reported = async (statistics: boolean): Promise<{ standing: StageStanding; counted: TableCounts[] }> => {
    const counted: TableCounts[] = [];
    let standing: StageStanding = {};
    const deps = {
      target: { durableCheckpoint: () => Promise.resolve(null) },
      sourceClock: { readMicros: () => Promise.resolve(0) },
      journal: { addStatistics: (counts: readonly TableCounts[]) => Promise.resolve(void counted.push(...counts)) },
      clock: systemClock,
      latency: new Latency(systemClock),
      statistics,
      context: { meter: new Instruments(), report: (now: StageStanding) => (standing = now), log: {} },
    } as unknown as SyncReportDeps; // no more of it is used
    const report = new SyncReport(deps);
    report.start(null);
    report.measureQueue(() => 77);
    for (const ordinal of [1, 2]) {
      const batch = new Batch();
      batch.countsOf('t1').sourceInserts = ordinal;
      batch.countsOf('t1').targetUpdates = 1;
      report.committed(batch, { ordinal, position: asPosition(`0/${ordinal}`), committedAtMicros: ordinal * 1_000 });
    }
    await report.stop();
    return { standing, counted };
  };
  const { standing, counted } = await reported(true);
  expect(standing).toEqual({ position: '0/2', committedAtMicros: 2_000, checkpoint: null, queueBytes: 77 });
  expect(counted).toEqual([{ ...noCounts('t1'), sourceInserts: 3, targetUpdates: 2 }]);
  expect((await reported(false)).counted).toEqual([]);
});
