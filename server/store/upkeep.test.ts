import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SourceStanding } from '../connectors/change-source.ts';
import type { StageContext } from '../core/stage.ts';
import { Instruments } from '../metrics/instruments.ts';
import { Upkeep } from './upkeep.ts';

const YEAR_SECONDS = 365 * 86_400;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The figures after each time that the source was asked, ten seconds apart. */
async function leftAfter(...standings: Omit<SourceStanding, 'clockMicros'>[]): Promise<(number | undefined)[]> {
  const meter = new Instruments();
  const asked = [...standings];
  const clock = { now: () => Date.now(), monotonic: () => Date.now() };
  const deps = {
    source: { standing: () => Promise.resolve({ ...(asked.shift() ?? standings.at(-1)), clockMicros: 0 }) },
    logs: {
      openReader: () => Promise.resolve({ bounds: () => Promise.resolve(null), close: () => Promise.resolve() }),
    },
    retention: { apply: () => Promise.resolve() },
    clock,
  };
  const context = { meter, report: () => {}, log: { debug: () => {} } };
  const run = { context, writer: { durable: null }, acknowledging: { renew: () => Promise.resolve() } };
  const upkeep = new Upkeep(
    deps as unknown as ConstructorParameters<typeof Upkeep>[0], // no more of them is used
    { logId: 'log' } as ConstructorParameters<typeof Upkeep>[1],
    run as unknown as ConstructorParameters<typeof Upkeep>[2] & { context: StageContext },
  );
  const stop = new AbortController();
  const running = upkeep.run(stop.signal);
  const left: (number | undefined)[] = [];
  for (const _ of standings) {
    await vi.advanceTimersByTimeAsync(left.length === 0 ? 0 : 10_000);
    left.push(meter.sample(1_000).source_retention_left);
  }
  stop.abort();
  await running;
  return left;
}

const kept = (retainedBytes: number, limitBytes: number | null = 1_000_000) => ({ retainedBytes, limitBytes });

test('the time until the log of the source is lost is what is left of its limit at the rate of the last seconds', async () => {
  expect(await leftAfter(kept(100_000), kept(200_000), kept(250_000), kept(1_200_000))).toEqual([
    undefined, // nothing to compare with
    80, // 800 000 bytes at 10 000 a second
    150, // 750 000 at 5 000
    0, // beyond the limit
  ]);
});

test('what does not grow, or has no limit, is not lost: a year, which also replaces an earlier figure', async () => {
  expect(await leftAfter(kept(100_000), kept(100_000), kept(50_000))).toEqual([undefined, YEAR_SECONDS, YEAR_SECONDS]);
  expect(await leftAfter(kept(100_000), kept(200_000), kept(300_000, null))).toEqual([undefined, 80, YEAR_SECONDS]);
  expect(await leftAfter(kept(100_000, null))).toEqual([YEAR_SECONDS]);
});
