/**
 * Keeps the newest samples of some metrics on one time axis and hands them to a chart as columns.
 *
 * T1 moments grow; a sample for a moment that is there already fills its empty places and replaces its values.
 * T2 what is older than the window is dropped. T3 a hole longer than `gapMs` is drawn as a gap: one row of nulls is put in.
 */
export interface Sample {
  readonly at: number;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface SampleWindow {
  readonly samples: readonly Sample[];
  readonly spanMs: number;
}

export const emptyWindow = (spanMs: number): SampleWindow => ({ samples: [], spanMs });

/** The window with one more sample; the same window when it is older than everything kept. */
export function withSample(window: SampleWindow, sample: Sample): SampleWindow {
  const { samples, spanMs } = window;
  const last = samples.at(-1);
  if (last === undefined || sample.at > last.at) {
    const oldest = sample.at - spanMs;
    const kept =
      samples.length > 0 && (samples[0]?.at ?? 0) < oldest ? samples.filter(({ at }) => at >= oldest) : samples;
    return { spanMs, samples: [...kept, sample] };
  }
  const at = samples.findIndex((one) => one.at >= sample.at);
  const there = samples[at];
  if (there === undefined) return window;
  if (there.at === sample.at)
    return { spanMs, samples: samples.with(at, { at: sample.at, values: { ...there.values, ...sample.values } }) };
  return { spanMs, samples: samples.toSpliced(at, 0, sample) };
}

export interface Series {
  readonly name: string;
  /** Null: it has no values. */
  readonly firstAt: string | null;
  readonly stepSeconds: number;
  readonly values: readonly (number | null)[];
}

/** The window filled with the history of some series. */
export function fromHistory(series: readonly Series[], spanMs: number): SampleWindow {
  const byMoment = new Map<number, Record<string, number | null>>();
  for (const { name, firstAt, stepSeconds, values } of series) {
    const first = firstAt === null ? 0 : new Date(firstAt).getTime();
    for (const [index, value] of values.entries()) {
      const moment = first + index * stepSeconds * 1000;
      const row = byMoment.get(moment) ?? {};
      row[name] = value;
      byMoment.set(moment, row);
    }
  }
  const samples = [...byMoment].map(([at, values]) => ({ at, values })).sort((a, b) => a.at - b.at);
  return { spanMs, samples };
}

/** Columns for uPlot: seconds, then one column a name. */
export function columns(
  window: SampleWindow,
  names: readonly string[],
  gapMs: number,
): [number[], ...(number | null)[][]] {
  const times: number[] = [];
  const values: (number | null)[][] = names.map(() => []);
  let previous: number | null = null;
  for (const sample of window.samples) {
    if (previous !== null && sample.at - previous > gapMs) {
      times.push((previous + 1) / 1000);
      for (const column of values) column.push(null);
    }
    times.push(sample.at / 1000);
    for (const [index, name] of names.entries()) values[index]?.push(sample.values[name] ?? null);
    previous = sample.at;
  }
  return [times, ...values];
}
