import { expect, test } from 'vitest';
import { METRIC_CATALOGUE, type MetricName } from './catalogue.ts';
import { exposition, expositionName } from './exposition.ts';
import { Instruments } from './instruments.ts';

test('every metric has its own name with its unit at the end', () => {
  const names = (Object.keys(METRIC_CATALOGUE) as MetricName[]).map(expositionName);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^godwit_[a-z0-9_]+$/);
  expect(expositionName('incr_latency')).toBe('godwit_incr_latency_seconds');
  expect(expositionName('full_source_rows')).toBe('godwit_full_source_rows_rows_per_second');
});

test('labels are escaped and only known values appear', () => {
  const text = exposition([{ taskId: 'a', taskName: 'My "shop"\n\\', kind: 'STORE', values: { store_log_bytes: 5 } }], {
    counts: { RUNNING: 2 },
    alerts: [{ kind: 'LATENCY', level: 'HIGH', state: 'RAISED', count: 1 }],
    deliveries: { PENDING: 3 },
  });
  expect(text).toContain('godwit_tasks{status="RUNNING"} 2\n');
  expect(text).toContain('godwit_alerts{kind="LATENCY",level="HIGH",state="RAISED"} 1\n');
  expect(text).toContain('godwit_alert_deliveries{status="PENDING"} 3\n');
  expect(text).toContain('godwit_store_log_bytes{task="a",name="My \\"shop\\"\\n\\\\",component="STORE"} 5\n');
  expect(text).not.toContain('incr_latency');
});

test('instruments become one value a second: rates, last values, ages, means', () => {
  let now = 0;
  const instruments = new Instruments({ now: () => now, monotonic: () => now });
  instruments.counter('full_source_rows').add(500);
  instruments.counter('incr_applied_bytes').add(1_000);
  instruments.gauge('incr_latency').set(1.5);
  instruments.timer('full_read_time').record(10);
  instruments.timer('full_read_time').record(30);
  expect(instruments.sample(2_000)).toEqual({
    full_source_rows: 250,
    incr_applied_traffic: 4,
    incr_latency: 1.5,
    full_read_time: 20,
  });
  now += 1_000;
  expect(instruments.sample(1_000)).toEqual({ full_source_rows: 0, incr_applied_traffic: 0, incr_latency: 2.5 });
  instruments.gauge('incr_latency').set(0.5);
  expect(instruments.sample(1_000)['incr_latency']).toBe(0.5);
  expect(instruments.totals()).toEqual({ full_source_rows: 500, incr_applied_bytes: 1_000 });
});
