/**
 * Every metric once: the subscription, the history query, the console's charts and Prometheus read this list.
 * `kind` says how the worker's sampler turns an instrument into one value a second.
 */
export interface MetricEntry {
  readonly unit:
    'rows/s' | 'bytes/s' | 'kbit/s' | 'ms' | 's' | 'count' | 'bytes' | 'ratio' | 'statements/s' | 'transactions/s';
  /**
   * rate: counter per second; gauge: last value; age: seconds, one more for each second since the value was set;
   * mean: mean of recorded milliseconds; derived: made by the sampler.
   */
  readonly kind: 'rate' | 'gauge' | 'age' | 'mean' | 'derived';
  readonly description: string;
  /** Instrument it is sampled from, when its name is another one. */
  readonly instrument?: string;
  /** Multiplies the sampled value (bytes to Kbit: 8 / 1000). */
  readonly scale?: number;
}

const metric = (
  unit: MetricEntry['unit'],
  kind: MetricEntry['kind'],
  description: string,
  more: Partial<MetricEntry> = {},
): MetricEntry => ({ unit, kind, description, ...more });

export const METRIC_CATALOGUE = {
  // full migration
  full_source_rows: metric('rows/s', 'rate', 'Rows read from the source by the full copy.'),
  full_target_rows: metric('rows/s', 'rate', 'Rows committed on the target by the full copy.'),
  full_source_bytes: metric('bytes/s', 'rate', 'Bytes read from the source by the full copy.'),
  full_target_bytes: metric('bytes/s', 'rate', 'Bytes written to the target by the full copy.'),
  full_read_time: metric('ms', 'mean', 'Average time until a chunk of rows arrives from the source.'),
  full_slice_time: metric('ms', 'mean', 'Average time to cut a table into ranges.'),
  full_write_time: metric('ms', 'mean', 'Average time to hand a chunk of rows to the target.'),
  // incremental (and reverse, as another component)
  incr_latency: metric('s', 'age', 'Age of the newest source change that the target has.'),
  incr_applied_rows: metric('rows/s', 'rate', 'Row changes written to the target (RPS).'),
  incr_applied_traffic: metric('kbit/s', 'rate', 'Traffic of changes written to the target.', {
    instrument: 'incr_applied_bytes',
    scale: 0.008,
  }),
  incr_applied_transactions: metric('transactions/s', 'rate', 'Source transactions that reached the target.'),
  incr_execute_time: metric('ms', 'mean', 'Average execution time of a statement on the target.'),
  incr_commit_time: metric('ms', 'mean', 'Average commit time of a transaction on the target.'),
  // store
  store_pulled_rows: metric('rows/s', 'rate', 'Row changes pulled from the source.'),
  store_pulled_bytes: metric('bytes/s', 'rate', 'Bytes pulled from the source.'),
  store_log_bytes: metric('bytes', 'gauge', 'Size of the change log.'),
  store_unapplied_bytes: metric('bytes', 'gauge', 'What of the change log no reader is done with, in whole segments.'),
  store_disk_free: metric('bytes', 'gauge', 'Room that the disk of the change log has left.'),
  store_pull_latency: metric('s', 'age', 'Age of the newest source change that the log has.'),
  source_retention_left: metric(
    's',
    'gauge',
    'Time until the source drops log that this task still needs, at the present rate; at most a year, also without a limit.',
  ),
  source_retained_bytes: metric('bytes', 'gauge', 'Log that the source keeps for this task.'),
  // verification
  verify_source_rows: metric('rows/s', 'rate', 'Rows digested on the source.'),
  verify_target_rows: metric('rows/s', 'rate', 'Rows digested on the target.'),
  verify_source_bytes: metric('bytes/s', 'rate', 'Bytes digested on the source.'),
  verify_target_bytes: metric('bytes/s', 'rate', 'Bytes digested on the target.'),
  // every component
  component_cpu: metric('ratio', 'derived', 'CPU of the process that runs the component (1 = one core).'),
  component_memory: metric('bytes', 'derived', 'Resident memory of the process that runs the component.'),
  component_queue_bytes: metric('bytes', 'gauge', 'Bytes that wait inside the component.'),
} as const satisfies Record<string, MetricEntry>;

export type MetricName = keyof typeof METRIC_CATALOGUE;

/** Those that grow by themselves while nobody sets them. */
export const AGES: readonly MetricName[] = (Object.entries(METRIC_CATALOGUE) as [MetricName, MetricEntry][]).flatMap(
  ([name, { kind }]) => (kind === 'age' ? [name] : []),
);
