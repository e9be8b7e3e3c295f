/**
 * The graphs of a page: filled with the history, then moved by one subscription for all of them. They share the time axis and
 * the crosshair; the last 15 minutes by default, an hour or all since the start on demand (asked again every few seconds).
 */
import { useEffect, useMemo, useState } from 'react';
import { MetricHistoryDocument, TaskMetricsDocument } from '../../generated/graphql.ts';
import { useNow } from '../format/clock.ts';
import { measured, withUnit } from '../format/format.ts';
import { useConnection, useService } from '../live/service.ts';
import { useLiveQuery } from '../live/use-live-query.ts';
import { useStream } from '../live/use-stream.ts';
import { Segments } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import { Chart, lastValue } from './chart.tsx';
import { columns, emptyWindow, fromHistory, withSample, type SampleWindow } from './window.ts';

export interface Graph {
  readonly title: string;
  /** Name of the metric and of the line. */
  readonly lines: readonly (readonly [metric: string, label: string])[];
}

type Span = '15' | '60' | 'all';
const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
const POINTS = 300;
const OLD_MS = 10_000;

interface MetricGraphsProps {
  readonly taskId: string;
  readonly graphs: readonly Graph[];
  readonly startedAt?: string | null;
}

export function MetricGraphs({ taskId, graphs, startedAt }: MetricGraphsProps) {
  const [span, setSpan] = useState<Span>('15');
  const now = useNow();
  const sinceStart = Math.max(QUARTER_MS, now - (startedAt ? new Date(startedAt).getTime() : now));
  const spanMs = span === '15' ? QUARTER_MS : span === '60' ? HOUR_MS : sinceStart;
  const names = useMemo(() => [...new Set(graphs.flatMap(({ lines }) => lines.map(([metric]) => metric)))], [graphs]);
  const { window, facts, problem } = useMetricWindow(taskId, names, span, spanMs);
  const lost = useConnection().kind === 'lost';
  const newest = window.samples.at(-1)?.at;
  const old = lost || (newest !== undefined && now - newest > OLD_MS);
  const gapMs = Math.max(5_000, (spanMs / POINTS) * 2.5);
  return (
    <section className="stack" aria-label="Performance">
      <h2 className="unseen">Performance</h2>
      <div className="row spread">
        <Segments
          label="Time span"
          value={span}
          change={setSpan}
          options={[
            ['15', '15 minutes'],
            ['60', '1 hour'],
            ['all', 'From the start'],
          ]}
        />
        <span className="small muted row wide">
          <span className="key-line reference" /> reference
          {graphs.some(({ lines }) => lines.length > 1) ? (
            <>
              <span className="key-line" /> source <span className="key-line second" /> target
            </>
          ) : null}
        </span>
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className={old ? 'graphs stale' : 'graphs'}>
        {graphs.map((graph) => {
          const metrics = graph.lines.map(([metric]) => metric);
          const data = columns(window, metrics, gapMs);
          const fact = facts.get(metrics[0] ?? '');
          return (
            <figure key={graph.title} className="card graph">
              <figcaption>
                <h3>{graph.title}</h3>
                <output className="small muted number" data-crosshair aria-hidden="true" />
                <span className="graph-now number">
                  {metrics.map((metric, index) => (
                    <Now key={metric} value={lastValue(data[index + 1])} unit={fact?.unit ?? ''} />
                  ))}
                </span>
              </figcaption>
              <Chart
                lines={graph.lines.map(([name, label]) => ({ name, label }))}
                data={data}
                unit={fact?.unit ?? ''}
                from={now - spanMs}
                to={now}
                group={`task ${taskId}`}
                label={graph.title}
                reference={fact?.referenceValue ?? null}
              />
              {fact?.referenceValue ? (
                <p className="unseen">Reference {withUnit(fact.referenceValue, fact.unit)}</p>
              ) : null}
            </figure>
          );
        })}
      </div>
    </section>
  );
}

function Now({ value, unit }: { readonly value: number | null; readonly unit: string }) {
  const [figure, small] = measured(value, unit);
  return (
    <b>
      {figure} <small>{small}</small>
    </b>
  );
}

interface MetricFact {
  readonly unit: string;
  readonly referenceValue: number | null;
}

/** History and newest samples as one window. */
function useMetricWindow(taskId: string, names: readonly string[], span: Span, spanMs: number) {
  const service = useService();
  const [live, setLive] = useState<SampleWindow>(() => emptyWindow(QUARTER_MS));
  const from = useMemo(() => new Date(Date.now() - spanMs).toISOString(), [span, taskId]);
  const everyMs = span === '15' ? 60_000 : 5_000;
  const history = useLiveQuery({
    query: MetricHistoryDocument,
    variables: { taskId, names: [...names], from, maxPoints: POINTS },
    everyMs,
  });
  useEffect(() => setLive(emptyWindow(QUARTER_MS)), [taskId]);
  useStream(
    (signal) =>
      service.samples(TaskMetricsDocument, { variables: { taskId, metrics: [...names], intervalMs: 1_000 }, signal }),
    ({ taskMetrics }) =>
      setLive((before) =>
        taskMetrics.reduce((window, { at, values }) => {
          if (values.length === 0) return window;
          const second = Math.floor(new Date(at).getTime() / 1000) * 1000;
          return withSample(window, {
            at: second,
            values: Object.fromEntries(values.map(({ name, value }) => [name, value])),
          });
        }, before),
      ),
    `${taskId} ${names.join()}`,
  );
  const series = history.data?.task?.metrics;
  const window = useMemo(() => {
    const past = fromHistory(
      (series ?? []).map(({ metric, ...of }) => ({ ...of, name: metric.name, firstAt: of.firstAt ?? null })),
      spanMs,
    );
    const end = past.samples.at(-1)?.at ?? 0;
    return live.samples.reduce((all, sample) => (sample.at > end ? withSample(all, sample) : all), past);
  }, [series, live, spanMs]);
  const facts = useMemo(
    () =>
      new Map<string, MetricFact>(
        (series ?? []).map(({ metric, referenceValue }) => [
          metric.name,
          { unit: metric.unit, referenceValue: referenceValue ?? null },
        ]),
      ),
    [series],
  );
  return { window, facts, problem: history.problem };
}
