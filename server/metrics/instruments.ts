/** Instruments of one component: integers that are added to; sample() turns them into one value per metric. */
import type { Meter } from '../core/stage.ts';
import { systemClock, type Clock } from '../runtime/clock.ts';
import { METRIC_CATALOGUE, type MetricEntry, type MetricName } from './catalogue.ts';

class Counter {
  total = 0;
  sampled = 0;
  add(amount: number): void {
    this.total += amount;
  }
}

class Gauge {
  value: number | null = null;
  #setAt = 0;
  readonly #clock: Clock;
  constructor(clock: Clock) {
    this.#clock = clock;
  }
  set(value: number): void {
    this.value = value;
    this.#setAt = this.#clock.monotonic();
  }
  /** The value in seconds and what has passed since it was set. */
  aged(): number | null {
    return this.value === null ? null : this.value + (this.#clock.monotonic() - this.#setAt) / 1_000;
  }
}

class Timer {
  sum = 0;
  count = 0;
  record(milliseconds: number): void {
    this.sum += milliseconds;
    this.count += 1;
  }
}

export class Instruments implements Meter {
  readonly #counters = new Map<string, Counter>();
  readonly #gauges = new Map<string, Gauge>();
  readonly #timers = new Map<string, Timer>();
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  counter(name: string): Counter {
    return remember(this.#counters, name, () => new Counter());
  }

  gauge(name: string): Gauge {
    return remember(this.#gauges, name, () => new Gauge(this.#clock));
  }

  timer(name: string): Timer {
    return remember(this.#timers, name, () => new Timer());
  }

  /** Counter totals since start, for Prometheus and progress. */
  totals(): Record<string, number> {
    return Object.fromEntries([...this.#counters].map(([name, counter]) => [name, counter.total]));
  }

  /** One value per catalogue metric whose instrument exists; `elapsedMs` since the previous sample. */
  sample(elapsedMs: number): Partial<Record<MetricName, number>> {
    const values: Partial<Record<MetricName, number>> = {};
    for (const [name, entry] of Object.entries(METRIC_CATALOGUE) as [MetricName, MetricEntry][]) {
      const value = this.#sampleOne(entry.instrument ?? name, entry.kind, elapsedMs);
      if (value !== null) values[name] = value * (entry.scale ?? 1);
    }
    for (const counter of this.#counters.values()) counter.sampled = counter.total;
    for (const timer of this.#timers.values()) timer.sum = timer.count = 0;
    return values;
  }

  #sampleOne(instrument: string, kind: MetricEntry['kind'], elapsedMs: number): number | null {
    const counter = this.#counters.get(instrument);
    if (kind === 'rate') return counter ? ((counter.total - counter.sampled) * 1000) / elapsedMs : null;
    if (kind === 'gauge') return this.#gauges.get(instrument)?.value ?? null;
    if (kind === 'age') return this.#gauges.get(instrument)?.aged() ?? null;
    const timer = this.#timers.get(instrument);
    return kind === 'mean' && timer && timer.count > 0 ? timer.sum / timer.count : null;
  }
}

function remember<T>(map: Map<string, T>, name: string, make: () => T): T {
  let found = map.get(name);
  if (found === undefined) map.set(name, (found = make()));
  return found;
}
