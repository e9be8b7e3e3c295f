/** Fixed alerts, thresholds and webhooks, shaped as the schema's types: for the console's tests. */
import { ago, connection, reason } from './fixture-phases.ts';

const alert = (id: string, more: object) => ({
  __typename: 'LatencyAlert',
  id,
  kind: 'LATENCY',
  level: 'HIGH',
  state: 'RAISED',
  reason: reason(
    'LATENCY_HIGH',
    'The target is 47 s behind the source; the threshold of level HIGH is 30 s.',
    'Look whether Incr-Sync runs and what it waits for; raise its lanes, or relieve the target.',
  ),
  raisedAt: ago(620),
  repeatedAt: ago(20),
  repeats: 3,
  acknowledgedAt: null as string | null,
  acknowledgedBy: null as string | null,
  acknowledgedNote: null as string | null,
  clearedAt: null as string | null,
  ...more,
});

export const latencyAlert = alert('A1', {});
export const failedAlert = alert('A2', {
  __typename: 'TaskFailedAlert',
  kind: 'TASK_FAILED',
  level: 'LOW',
  state: 'ACKNOWLEDGED',
  reason: reason('PRECHECK_FAILED', '1 item of the precheck failed: CHANGE_LOG', 'Mend each as its remedy says.'),
  raisedAt: ago(4_000),
  acknowledgedAt: ago(3_800),
  acknowledgedBy: 'night shift',
  acknowledgedNote: 'The source is restarted at noon',
});
const clearedAlert = alert('A3', {
  __typename: 'LogRetentionAlert',
  kind: 'LOG_RETENTION',
  state: 'CLEARED',
  reason: reason(
    'SOURCE_LOG_ENDS',
    'At the present rate the source drops log that the task still needs in about 12 min.',
    'Let Store catch up (look what it waits for), or raise max_slot_wal_keep_size at the source.',
  ),
  raisedAt: ago(90_000),
  repeats: 0,
  clearedAt: ago(88_000),
});
export const alerts = [latencyAlert, failedAlert, clearedAlert];

const level = (name: string, seconds: number, least: number, most: number) => ({
  level: name,
  latencySeconds: seconds,
  failureSeconds: seconds,
  defaultSeconds: seconds,
  leastSeconds: least,
  mostSeconds: most,
});

export const thresholds = {
  revision: 2,
  updatedBy: 'local',
  updatedAt: ago(5_000),
  levels: [level('HIGH', 30, 1, 300), level('MEDIUM', 300, 30, 600), level('LOW', 900, 300, 10_800)],
};

const delivery = (id: string, more: object) => ({
  id,
  change: 'RAISED',
  status: 'DELIVERED',
  attempts: 2,
  httpStatus: 200,
  error: null,
  createdAt: ago(620),
  nextTryAt: null,
  endedAt: ago(614),
  ...more,
});

export const webhooks = [
  {
    __typename: 'AlertWebhook',
    id: 'W1',
    name: 'pager',
    url: 'https://pager.example/hooks/godwit-production-4711',
    levels: ['HIGH', 'MEDIUM', 'LOW'],
    kinds: ['LATENCY', 'TASK_FAILED', 'COMPONENT_FAILED', 'LOG_RETENTION'],
    enabled: true,
    revision: 1,
    deliveries: connection([
      delivery('D1', {
        change: 'REPEATED',
        status: 'PENDING',
        attempts: 4,
        httpStatus: null,
        error: reason(
          'WEBHOOK_TIMEOUT',
          'The receiver at pager.example did not answer within 10 s.',
          'It is tried again; the receiver should answer first and work afterwards.',
        ),
        createdAt: ago(80),
        nextTryAt: ago(-35),
        endedAt: null,
      }),
      delivery('D2', {}),
    ]),
  },
  {
    __typename: 'AlertWebhook',
    id: 'W2',
    name: 'chat',
    url: 'http://10.0.3.7:8080/alerts',
    levels: ['HIGH'],
    kinds: ['TASK_FAILED'],
    enabled: false,
    revision: 4,
    deliveries: connection([]),
  },
];
