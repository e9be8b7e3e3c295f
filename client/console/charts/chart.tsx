/**
 * One graph over uPlot. All graphs of a page share a crosshair (by the name of their group) and one time axis: each shows
 * [to - span, to], so that they move together. Colours are read from the tokens, again when the system changes them.
 */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { measured, withUnit } from '../format/format.ts';

export interface Line {
  readonly name: string;
  readonly label: string;
}

interface ChartProps {
  readonly lines: readonly Line[];
  readonly data: uPlot.AlignedData;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly group: string;
  readonly label: string;
  readonly reference?: number | null;
  readonly height?: number;
}

/** Ticks of sizes: a byte, two, four, ... */
const POWERS_OF_TWO = Array.from({ length: 50 }, (_, power) => 2 ** power);
const FILLED = ['--chart', '--chart-second'] as const;

export function Chart({ lines, data, unit, from, to, group, label, reference = null, height = 148 }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const range = useRef<[number, number]>([from / 1000, to / 1000]);
  const line = useRef(reference);
  range.current = [from / 1000, to / 1000];
  line.current = reference;
  const names = lines.map(({ label: text }) => text).join('|');

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const make = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(
        options({ element, lines, unit, group, height, range, line }),
        plot.current?.data ?? data,
        element,
      );
    };
    make();
    const resize = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', make);
    return () => {
      resize.disconnect();
      scheme.removeEventListener('change', make);
      plot.current?.destroy();
      plot.current = null;
    };
    // the lines of a chart are constants of its page: their names stand for them
  }, [names, unit, group, height]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, from, to]);

  const last = lines
    .map(({ label: text }, index) => `${text} ${withUnit(lastValue(data[index + 1]), unit)}`)
    .join(', ');
  return <div ref={frame} className="plot" role="img" aria-label={`${label}. Now: ${last}`} />;
}

export function lastValue(column: ArrayLike<number | null | undefined> | undefined): number | null {
  for (let index = (column?.length ?? 0) - 1; index >= 0; index -= 1) {
    const value = column?.[index];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

interface Drawing {
  readonly element: HTMLElement;
  readonly lines: readonly Line[];
  readonly unit: string;
  readonly group: string;
  readonly height: number;
  readonly range: { readonly current: [number, number] };
  readonly line: { readonly current: number | null };
}

function options({ element, lines, unit, group, height, range, line }: Drawing): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const sizes = unit.startsWith('bytes');
  const axis = {
    stroke: colour('--muted'),
    font: `11px ${style.fontFamily}`,
    ticks: { show: false },
    grid: { stroke: colour('--chart-line'), width: 1 },
  };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: group, setSeries: false }, drag: { x: false, y: false }, points: { size: 7 }, y: false },
    scales: {
      x: { time: true, range: () => range.current },
      y: { range: (_, _low, high) => [0, nice(Math.max(high ?? 0, line.current ?? 0), sizes ? 2 : 10)] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, gap: 4, space: 72, values: '{HH}:{mm}' },
      {
        ...axis,
        size: 54,
        ...(sizes ? { incrs: POWERS_OF_TWO } : {}),
        gap: 6,
        space: 34,
        values: (_, ticks) => ticks.map((tick) => tickWords(tick, unit)),
      },
    ],
    series: [
      {},
      ...lines.map(({ label }, index) => ({
        label,
        stroke: colour(FILLED[index] ?? '--muted'),
        width: 1.6,
        points: { show: false },
        spanGaps: false,
        ...(index > 0 ? { dash: [5, 4] } : {}),
        ...(lines.length === 1 ? { fill: colour('--chart-fill') } : {}),
      })),
    ],
    hooks: {
      draw: [(plot) => drawReference(plot, line.current, colour('--chart-reference'))],
      setCursor: [(plot) => showCrosshair(plot, element, lines, unit)],
    },
  };
}

/** A tick: the figure alone, since the caption names the unit; only sizes keep their prefix. */
function tickWords(tick: number, unit: string): string {
  if (tick === 0) return '0';
  const [figure, prefix] = measured(tick, unit);
  return unit.startsWith('bytes')
    ? `${figure.replace(/\.0+$/, '')} ${prefix.replace('/s', '')}`
    : figure.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

/** The first of 1, 2, 2.5, 5, 10, ... (for sizes: 1, 1.5, 2, 3, 4, ...) that is above the value, so that the axis changes rarely. */
export function nice(value: number, base: 2 | 10 = 10): number {
  if (value <= 0) return 1;
  const steps = base === 10 ? [1, 2, 2.5, 5, 10] : [1, 1.5, 2, 3];
  const power = base ** Math.floor(Math.log(value) / Math.log(base));
  const step = steps.find((one) => one * power >= value * 1.08) ?? base * 2;
  return step * power;
}

function drawReference(plot: uPlot, value: number | null, stroke: string): void {
  if (value === null) return;
  const y = Math.round(plot.valToPos(value, 'y', true)) + 0.5;
  const { left, width } = plot.bbox;
  plot.ctx.save();
  plot.ctx.strokeStyle = stroke;
  plot.ctx.lineWidth = 1;
  plot.ctx.setLineDash([3, 4]);
  plot.ctx.beginPath();
  plot.ctx.moveTo(left, y);
  plot.ctx.lineTo(left + width, y);
  plot.ctx.stroke();
  plot.ctx.restore();
}

/** Writes the values under the crosshair into the caption of the graph, which is outside the canvas. */
function showCrosshair(plot: uPlot, element: HTMLElement, lines: readonly Line[], unit: string): void {
  const output = element.parentElement?.querySelector<HTMLElement>('[data-crosshair]');
  if (!output) return;
  const { idx } = plot.cursor;
  const time = idx === null || idx === undefined ? undefined : plot.data[0][idx];
  if (idx === null || idx === undefined || time === undefined) {
    output.textContent = '';
    return;
  }
  const values = lines.map((_, index) => withUnit(plot.data[index + 1]?.[idx], unit)).join(' / ');
  output.textContent = `${new Date(time * 1000).toLocaleTimeString('en-GB')}  ${values}`;
}
