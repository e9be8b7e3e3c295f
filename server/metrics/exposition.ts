/**
 * Prometheus text format (0.0.4) of the newest values: one gauge per metric of the catalogue, labelled by task and
 * component, with its unit in the name as Prometheus wants it.
 */
import { METRIC_CATALOGUE, type MetricEntry, type MetricName } from './catalogue.ts';

export interface ExposedComponent {
  readonly taskId: string;
  readonly taskName: string;
  readonly kind: string;
  readonly values: Readonly<Partial<Record<MetricName, number>>>;
}

export interface ExposedTasks {
  /** Tasks in each state. */
  readonly counts: Readonly<Record<string, number>>;
  /** Alerts that are not cleared. */
  readonly alerts: readonly {
    readonly kind: string;
    readonly level: string;
    readonly state: string;
    readonly count: number;
  }[];
  /** Messages to webhooks that wait for a try, and those given up. */
  readonly deliveries: Readonly<Record<string, number>>;
}

const UNIT_SUFFIX: Readonly<Record<MetricEntry['unit'], string>> = {
  'rows/s': 'rows_per_second',
  'bytes/s': 'bytes_per_second',
  'kbit/s': 'kilobits_per_second',
  'statements/s': 'statements_per_second',
  'transactions/s': 'transactions_per_second',
  ms: 'milliseconds',
  s: 'seconds',
  count: 'count',
  bytes: 'bytes',
  ratio: 'ratio',
};

export function expositionName(metric: MetricName): string {
  const stem = metric.replace(/_(bytes|rows|transactions)$/, (whole) =>
    METRIC_CATALOGUE[metric].unit.endsWith('/s') ? whole : '',
  );
  return `godwit_${stem}_${UNIT_SUFFIX[METRIC_CATALOGUE[metric].unit]}`;
}

export function exposition(components: readonly ExposedComponent[], tasks: ExposedTasks): string {
  const lines: string[] = ['# HELP godwit_tasks Tasks in each state.', '# TYPE godwit_tasks gauge'];
  for (const [status, count] of Object.entries(tasks.counts)) lines.push(`godwit_tasks{status="${status}"} ${count}`);
  lines.push('# HELP godwit_alerts Alerts that are not cleared.', '# TYPE godwit_alerts gauge');
  for (const { kind, level, state, count } of tasks.alerts)
    lines.push(`godwit_alerts{kind="${kind}",level="${level}",state="${state}"} ${count}`);
  lines.push(
    '# HELP godwit_alert_deliveries Messages to webhooks that wait for a try, and those of the last 30 days that were given up.',
    '# TYPE godwit_alert_deliveries gauge',
  );
  for (const [status, count] of Object.entries(tasks.deliveries))
    lines.push(`godwit_alert_deliveries{status="${status}"} ${count}`);
  for (const [metric, entry] of Object.entries(METRIC_CATALOGUE) as [MetricName, MetricEntry][]) {
    const name = expositionName(metric);
    const samples = components.flatMap((component) => {
      const value = component.values[metric];
      return value === undefined
        ? []
        : [
            `${name}{task="${escaped(component.taskId)}",name="${escaped(component.taskName)}",component="${component.kind}"} ${value}`,
          ];
    });
    if (samples.length > 0) lines.push(`# HELP ${name} ${entry.description}`, `# TYPE ${name} gauge`, ...samples);
  }
  return `${lines.join('\n')}\n`;
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
