/**
 * Alerts of a real migration, one service for all: latency that grows, a failure, and what people, subscribers and webhooks
 * see of both. The tests go on from one another in their order.
 */
import { createHmac } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { encodeId } from '../../schema/global-id.ts';
import { AlertWatch } from '../../server/alert/alert-watch.ts';
import { randomId } from '../../server/core/ids.ts';
import { DatabaseAlertWatch } from '../../server/persistence/alert-watch-repository.ts';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { JobQueue } from '../../server/persistence/job-queue.ts';
import { DatabaseWebhooks } from '../../server/persistence/webhook-repository.ts';
import { LiveService } from '../support/live-service.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
const SECRET = 'a secret that is never given back';
const ERROR = '... on UserError { code message remedy path }';
const ALERT = `__typename id kind level state reason { code message remedy } raisedAt repeats acknowledgedBy acknowledgedNote clearedAt
  ... on LatencyAlert { latencySeconds thresholdSeconds }`;

interface AlertSeen {
  readonly __typename: string;
  readonly id: string;
  readonly kind: string;
  readonly level: string;
  readonly state: string;
  readonly reason: { readonly code: string; readonly message: string };
  readonly repeats: number;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedNote: string | null;
  readonly latencySeconds?: number;
  readonly thresholdSeconds?: number;
}

interface Seen {
  readonly cursor: string;
  readonly change: string;
  readonly kind: string;
}

let live: LiveService;
let receiver: WebhookReceiver;
let taskId: string;
let key: string;
let webhookId: string;
let raisedAt: string;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  live = await LiveService.start({
    scale: 0.001,
    transactionsPerSecond: 2,
    ddl: 'CREATE SCHEMA tiny; CREATE TABLE tiny.one (id int PRIMARY KEY); INSERT INTO tiny.one VALUES (1);',
  });
  taskId = await live.createTask('watched', { phases: PHASES, schema: 'tiny' });
  key = (await ask<{ task: { key: string } }>('query($id: ID!) { task(id: $id) { key } }', { id: taskId })).task.key;
}, 180_000);
afterAll(async () => {
  await live[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** One operation; expected errors are in the answer, others throw. */
async function ask<T>(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<T> {
  const response = await fetch(`${live.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data?: T; errors?: { extensions?: { code?: string } }[] };
  if (answer.errors !== undefined || answer.data === undefined)
    throw new Error(answer.errors?.[0]?.extensions?.code ?? JSON.stringify(answer));
  return answer.data;
}

type Answer = Record<string, unknown> & { readonly code?: string; readonly path?: readonly string[] | null };

/** The payload of a mutation, or its UserError. */
async function mutate(name: string, input: object, selection: string, token?: string): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ${ERROR} } }`;
  return (await ask<Record<string, Answer>>(query, { input }, token))[name] ?? {};
}

const openAlerts = async (): Promise<AlertSeen[]> =>
  (
    await ask<{ task: { openAlerts: AlertSeen[] } }>(`query($id: ID!) { task(id: $id) { openAlerts { ${ALERT} } } }`, {
      id: taskId,
    })
  ).task.openAlerts;

const alerts = async (filter: object): Promise<AlertSeen[]> =>
  (
    await ask<{ alerts: { nodes: AlertSeen[] } }>(
      `query($filter: AlertFilter) { alerts(first: 50, filter: $filter) { nodes { ${ALERT} } } }`,
      { filter: { taskIds: [taskId], ...filter } },
    )
  ).alerts.nodes;

const cursorNow = async (): Promise<string> => (await ask<{ eventCursor: string }>('{ eventCursor }')).eventCursor;

/** Events of alerts after a cursor, up to and with the first that `last` accepts. */
async function eventsAfter(after: string, last: (event: Seen) => boolean, filter: object = {}): Promise<Seen[]> {
  const client = createClient({ url: `${live.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const seen: Seen[] = [];
  try {
    for await (const { data } of client.iterate<{ alertEvents: Seen }>({
      query:
        'subscription($after: String, $filter: AlertEventFilter) { alertEvents(after: $after, filter: $filter) { cursor change kind } }',
      variables: { after, filter: { taskIds: [taskId], ...filter } },
    })) {
      if (!data) throw new Error('the subscription answered without data');
      seen.push(data.alertEvents);
      if (last(data.alertEvents)) break;
    }
    return seen;
  } finally {
    await client.dispose();
  }
}

const told = (events: readonly Seen[]): string[] => events.map(({ change, kind }) => `${change} ${kind}`);

/** As if the time had passed: the next look finds the interval of repetition over. */
const age = (minutes: number): Promise<unknown> =>
  live.control.sql`UPDATE alert SET raised_at = raised_at - make_interval(mins => ${minutes}) WHERE cleared_at IS NULL`;

test('thresholds are read, changed within their bounds, and never over the change of somebody else', async () => {
  const read = 'levels { level latencySeconds failureSeconds } revision updatedBy';
  expect((await ask<Answer>(`{ alertThresholds { ${read} } }`))['alertThresholds']).toEqual({
    levels: [
      { level: 'HIGH', latencySeconds: 30, failureSeconds: 30 },
      { level: 'MEDIUM', latencySeconds: 300, failureSeconds: 300 },
      { level: 'LOW', latencySeconds: 900, failureSeconds: 900 },
    ],
    revision: 0,
    updatedBy: null,
  });
  const both = (seconds: number) => ({ latencySeconds: seconds, failureSeconds: seconds });
  const change = (high: object, expectedRevision: number) =>
    mutate(
      'alertThresholdsUpdate',
      { high, medium: both(300), low: both(900), expectedRevision },
      `thresholds { ${read} }`,
    );
  expect(await change(both(301), 0)).toMatchObject({ code: 'BAD_INPUT', path: ['high', 'latencySeconds'] });
  expect(await change({ latencySeconds: 4, failureSeconds: 2 }, 0)).toMatchObject({
    thresholds: { revision: 1, updatedBy: 'local' },
  });
  expect(await change(both(30), 0)).toMatchObject({ code: 'CONFLICT' });
  expect(
    await mutate(
      'taskSetAlertLevel',
      { taskId, alertLevel: 'HIGH', alertRepeatMinutes: 601 },
      'task { alertRepeatMinutes }',
    ),
  ).toMatchObject({ code: 'BAD_INPUT' });
  expect(
    await mutate(
      'taskSetAlertLevel',
      { taskId, alertLevel: 'HIGH', alertRepeatMinutes: 10 },
      'task { alertLevel alertRepeatMinutes }',
    ),
  ).toMatchObject({ task: { alertLevel: 'HIGH', alertRepeatMinutes: 10 } });
});

test('a webhook is made and tried; its secret is nowhere', async () => {
  const fields = 'webhook { id name url levels kinds enabled revision }';
  const input = { name: 'pager', url: receiver.url, secret: SECRET };
  expect(await mutate('alertWebhookCreate', { ...input, url: 'http://169.254.169.254/' }, fields)).toMatchObject({
    code: 'WEBHOOK_ADDRESS_REFUSED',
    path: ['url'],
  });
  expect(await mutate('alertWebhookCreate', { ...input, secret: 'short' }, fields)).toMatchObject({
    code: 'BAD_INPUT',
    path: ['secret'],
  });
  const made = await mutate('alertWebhookCreate', input, fields);
  expect(made).toMatchObject({
    webhook: { name: 'pager', levels: ['HIGH', 'MEDIUM', 'LOW'], enabled: true, revision: 1 },
  });
  webhookId = (made['webhook'] as { id: string }).id;
  expect(await mutate('alertWebhookCreate', input, fields)).toMatchObject({ code: 'NAME_TAKEN' });
  receiver.answerNext(500);
  const tried = 'test { ok httpStatus error { code } }';
  expect(await mutate('alertWebhookTest', { webhookId }, tried)).toEqual({
    test: { ok: false, httpStatus: 500, error: { code: 'WEBHOOK_REFUSED' } },
  });
  expect(await mutate('alertWebhookTest', { webhookId }, tried)).toEqual({
    test: { ok: true, httpStatus: 200, error: null },
  });
  expect(receiver.of('TEST')).toHaveLength(2);
  const rows = await live.control.sql`
    SELECT row_to_json(w)::text AS text FROM alert_webhook w UNION ALL SELECT row_to_json(e)::text FROM audit_event e`;
  expect(rows.length).toBeGreaterThan(3);
  for (const { text } of rows) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString('hex'));
  }
});

test('latency above the threshold is an alert: shown, counted, pushed, and delivered at the second try', async () => {
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'in sync');
  expect(await openAlerts()).toEqual([]);
  receiver.answerNext(503);
  const before = await cursorNow();
  const raised = eventsAfter(before, ({ change }) => change === 'RAISED');
  await live.component('componentStop', taskId, 'INCR_SYNC');
  const [event] = await raised;
  expect(event).toMatchObject({ change: 'RAISED', kind: 'LATENCY' });
  raisedAt = event?.cursor ?? '';

  const [alert, ...others] = await openAlerts();
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    __typename: 'LatencyAlert',
    level: 'HIGH',
    state: 'RAISED',
    reason: { code: 'LATENCY_HIGH' },
    thresholdSeconds: 4,
  });
  expect(alert?.latencySeconds).toBeGreaterThanOrEqual(4);
  expect(await alerts({ states: ['RAISED'], kinds: ['LATENCY'], levels: ['HIGH'] })).toHaveLength(1);
  expect(await alerts({ states: ['CLEARED'] })).toEqual([]);
  expect(await alerts({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  const exposed = async (): Promise<string> => (await fetch(`${live.url}/metrics`)).text();
  const metrics = await exposed();
  expect(metrics).toContain('godwit_alerts{kind="LATENCY",level="HIGH",state="RAISED"} 1');
  expect(metrics).toContain('godwit_alert_deliveries{status="PENDING"}');
  // measured every ten seconds, once the log holds something
  for (const name of ['store_disk_free_bytes', 'store_unapplied_bytes'])
    await expect.poll(exposed, { timeout: 30_000 }).toContain(`godwit_${name}{`);

  await expect.poll(() => receiver.of('RAISED').map(({ status }) => status), { timeout: 30_000 }).toEqual([503, 200]);
  const [first, second] = receiver.of('RAISED');
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['godwit-delivery']).toBe(first?.headers['godwit-delivery']);
  const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(second?.headers['godwit-signature'])) ?? [];
  expect(createHmac('sha256', SECRET).update(`${seconds}.${second?.body}`).digest('hex')).toBe(hex);
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    version: 1,
    id: second?.headers['godwit-delivery'],
    change: 'RAISED',
    alert: { id: alert?.id, kind: 'LATENCY', level: 'HIGH', state: 'RAISED', reason: { code: 'LATENCY_HIGH' } },
    task: { id: taskId, key, name: 'watched' },
  });
  await expect
    .poll(async () => {
      const { node } = await ask<{ node: { deliveries: { nodes: object[] } } }>(
        `query($id: ID!) { node(id: $id) { ... on AlertWebhook { deliveries(first: 10, filter: { statuses: [DELIVERED] }) { nodes { change attempts httpStatus nextTryAt error { code } } } } } }`,
        { id: webhookId },
      );
      return node.deliveries.nodes;
    })
    .toContainEqual({ change: 'RAISED', attempts: 2, httpStatus: 200, nextTryAt: null, error: null });
});

test('what nobody acknowledges is repeated; what somebody has acknowledged is not', async () => {
  const before = await cursorNow();
  await age(11);
  expect(told(await eventsAfter(before, ({ change }) => change === 'REPEATED'))).toEqual(['REPEATED LATENCY']);
  const [alert] = await openAlerts();
  expect(alert).toMatchObject({ repeats: 1 });
  const acknowledge = (note: string | null) =>
    mutate('alertAcknowledge', { alertId: alert?.id, note }, `alert { ${ALERT} }`);
  expect(await acknowledge('x'.repeat(1_001))).toMatchObject({ code: 'BAD_INPUT', path: ['note'] });
  expect(await acknowledge('I stopped it')).toMatchObject({
    alert: { state: 'ACKNOWLEDGED', acknowledgedBy: 'local', acknowledgedNote: 'I stopped it' },
  });
  expect(await acknowledge(null)).toMatchObject({ code: 'ALERT_NOT_OPEN' });
  const id = encodeId('LatencyAlert', 'a0');
  expect(await mutate('alertAcknowledge', { alertId: id }, 'alert { id }')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await alerts({ states: ['ACKNOWLEDGED'] })).toHaveLength(1);
  await live.control.sql`UPDATE alert SET repeated_at = repeated_at - interval '11 min' WHERE cleared_at IS NULL`;
  const { auditEvents } = await ask<{ auditEvents: { nodes: object[] } }>(
    '{ auditEvents(first: 1, filter: { action: "alertAcknowledge" }) { nodes { actor subject after } } }',
  );
  expect(auditEvents.nodes).toMatchObject([{ actor: 'local', subject: 'alert', after: { note: 'I stopped it' } }]);
});

test('a restart raises nothing twice, and a subscriber goes on behind its cursor', async () => {
  await live.killService();
  await live.startService();
  await live.component('componentStart', taskId, 'INCR_SYNC');
  const events = await eventsAfter(raisedAt, ({ change }) => change === 'CLEARED');
  expect(told(events)).toEqual(['REPEATED LATENCY', 'ACKNOWLEDGED LATENCY', 'CLEARED LATENCY']);
  expect(await openAlerts()).toEqual([]);
  expect(await alerts({})).toMatchObject([{ state: 'CLEARED', acknowledgedNote: 'I stopped it', repeats: 1 }]);
  const { task, node } = await ask<{ task: { alerts: { nodes: { id: string }[]; totalCount: number } }; node: object }>(
    `query($id: ID!, $alert: ID!) {
      task(id: $id) { alerts(first: 5, filter: { states: [CLEARED] }) { totalCount nodes { id task { id } } } }
      node(id: $alert) { ... on LatencyAlert { task { name } acknowledgedBy } } }`,
    { id: taskId, alert: (await alerts({}))[0]?.id },
  );
  expect(task.alerts).toMatchObject({ totalCount: 1, nodes: [{ task: { id: taskId } }] });
  expect(node).toEqual({ task: { name: 'watched' }, acknowledgedBy: 'local' });
  const only = await eventsAfter(raisedAt, () => true, { changes: ['CLEARED'], levels: ['HIGH'], kinds: ['LATENCY'] });
  expect(told(only)).toEqual(['CLEARED LATENCY']);
  // a message whose worker was killed between the answer and its record comes again, under the same id
  const messages = (change: string): number =>
    new Set(receiver.of(change).map(({ headers }) => headers['godwit-delivery'])).size;
  for (const change of ['REPEATED', 'ACKNOWLEDGED', 'CLEARED'])
    await expect.poll(() => messages(change), { timeout: 30_000 }).toBe(1);
});

test('a task that stands FAILED is an alert until it runs again', async () => {
  const before = await cursorNow();
  await live.target.sql`ALTER TABLE tiny.one RENAME TO away`;
  await live.source.sql`INSERT INTO tiny.one VALUES (2)`;
  const events = await eventsAfter(before, ({ change, kind }) => `${change} ${kind}` === 'RAISED TASK_FAILED');
  expect(events.at(-1)?.kind).toBe('TASK_FAILED');
  const failed = (await openAlerts()).find(({ kind }) => kind === 'TASK_FAILED');
  const { task } = await ask<{ task: { status: string; reason: { code: string } } }>(
    'query($id: ID!) { task(id: $id) { status reason { code } } }',
    { id: taskId },
  );
  expect(task.status).toBe('FAILED');
  expect(failed).toMatchObject({ __typename: 'TaskFailedAlert', reason: { code: task.reason.code } });
  await live.target.sql`ALTER TABLE tiny.away RENAME TO one`;
  await mutate('taskResume', { taskId }, 'task { id }');
  await eventsAfter(before, ({ change, kind }) => `${change} ${kind}` === 'CLEARED TASK_FAILED');
  await live.until(
    taskId,
    (seen) => live.subtaskIs(seen, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'),
    'in sync again',
  );
  await expect.poll(openAlerts, { timeout: 30_000 }).toEqual([]);
});

test('while the stream catches up no latency alert is raised, but the time left is told as it was measured', async () => {
  await live.component('componentStop', taskId, 'INCR_SYNC');
  await expect.poll(async () => (await openAlerts()).map(({ kind }) => kind), { timeout: 30_000 }).toEqual(['LATENCY']);
  await live.control
    .sql`UPDATE subtask SET status = 'RUNNING' WHERE task_id = ${key} AND kind = 'INCREMENTAL_SYNCHRONIZATION'`;
  await live.control.sql`UPDATE alert SET cleared_at = now() WHERE cleared_at IS NULL`;
  // two seconds less each second, as a worker would have sampled it
  await live.control.sql`
    DELETE FROM metric_sample WHERE task_id = ${key} AND metric = 'incr_latency'`;
  await live.control.sql`
    INSERT INTO metric_sample (task_id, component_id, metric, resolution, at, value)
    SELECT ${key}, c.id, 'incr_latency', 1, now() - make_interval(secs => n), 600 + 2 * n
    FROM generate_series(1, 60) n, component c WHERE c.task_id = ${key} AND c.kind = 'INCR_SYNC'`;
  await live.control.sql`
    UPDATE metric_latest m SET "values" = m."values" || '{"incr_latency": 604}' FROM component c WHERE c.id = m.component_id AND c.task_id = ${key} AND c.kind = 'INCR_SYNC'`;
  const { task } = await ask<{ task: { catchingUp: { latencyMs: number; thresholdMs: number; remainingMs: number } } }>(
    'query($id: ID!) { task(id: $id) { catchingUp { latencyMs thresholdMs remainingMs } openAlerts { kind } } }',
    { id: taskId },
  );
  expect(task).toMatchObject({ catchingUp: { latencyMs: 604_000, thresholdMs: 4_000 }, openAlerts: [] });
  expect(task.catchingUp.remainingMs).toBeGreaterThan(295_000);
  expect(task.catchingUp.remainingMs).toBeLessThan(305_000);
});

test('one process looks at a time; whoever comes meanwhile does nothing', async () => {
  await using control = new ControlDatabase(live.controlUrl);
  await using queue = await JobQueue.open(live.controlUrl, control, (error) => expect.fail(String(error)));
  const watch = new AlertWatch({
    records: new DatabaseAlertWatch(control, queue.deliveries),
    newId: randomId,
    publicId: encodeId,
  });
  await live.control.sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(727652, 0)`;
    expect(await watch.look()).toBe(false);
  });
  await expect.poll(() => watch.look()).toBe(true);
  const webhooks = new DatabaseWebhooks(control, queue.deliveries);
  await live.control.sql`UPDATE alert_delivery SET created_at = created_at - interval '31 days' WHERE change = 'TEST'`;
  await webhooks.prune();
  const left = await live.control.sql`SELECT change FROM alert_delivery`;
  expect(left.map(({ change }) => String(change))).not.toContain('TEST');
  expect(left.length).toBeGreaterThan(0);
});

test('a disabled webhook gets nothing, a deleted one is gone with its list', async () => {
  const pending = async (): Promise<number> =>
    (await live.control.sql`SELECT FROM alert_delivery WHERE status = 'PENDING'`).length;
  await expect.poll(pending, { timeout: 30_000 }).toBe(0);
  const came = receiver.received.length;
  const disabled = await mutate(
    'alertWebhookUpdate',
    { webhookId, expectedRevision: 1, enabled: false },
    'webhook { enabled revision name }',
  );
  expect(disabled).toEqual({ webhook: { enabled: false, revision: 2, name: 'pager' } });
  expect(
    await mutate('alertWebhookUpdate', { webhookId, expectedRevision: 1, enabled: true }, 'webhook { id }'),
  ).toMatchObject({ code: 'CONFLICT' });
  const before = await cursorNow();
  await live.component('componentStart', taskId, 'INCR_SYNC');
  await live.until(taskId, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'in sync');
  await live.component('componentStop', taskId, 'INCR_SYNC');
  await eventsAfter(before, ({ change }) => change === 'RAISED');
  expect(receiver.received.length).toBe(came);
  expect(await pending()).toBe(0);
  expect(await mutate('alertWebhookDelete', { webhookId }, 'deletedId')).toEqual({ deletedId: webhookId });
  expect(await live.control.sql`SELECT FROM alert_delivery`).toHaveLength(0);
  expect(await mutate('alertWebhookTest', { webhookId }, 'test { ok }')).toMatchObject({ code: 'NOT_FOUND' });
});

test('a VIEWER sees alerts, an OPERATOR acknowledges them, an ADMIN says what is one and who is told', async () => {
  const secretOf = async (role: string, token?: string): Promise<string> =>
    String((await mutate('tokenCreate', { name: role, role }, 'secret', token))['secret']);
  const admin = await secretOf('ADMIN');
  const [viewer, operator] = [await secretOf('VIEWER', admin), await secretOf('OPERATOR', admin)];
  const refused = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'allowed',
      (error: Error) => error.message,
    );
  const { alerts: seen } = await ask<{ alerts: { nodes: AlertSeen[] } }>(
    `{ alerts(first: 5, filter: { states: [RAISED] }) { nodes { ${ALERT} } } alertThresholds { revision } }`,
    {},
    viewer,
  );
  const alertId = seen.nodes[0]?.id;
  expect(seen.nodes.map(({ kind }) => kind)).toEqual(['LATENCY']);
  expect(await refused(mutate('alertAcknowledge', { alertId }, 'alert { id }', viewer))).toBe('FORBIDDEN');
  expect(await mutate('alertAcknowledge', { alertId }, 'alert { state acknowledgedBy }', operator)).toEqual({
    alert: { state: 'ACKNOWLEDGED', acknowledgedBy: 'OPERATOR' },
  });
  const webhooks = '{ alertWebhooks(first: 5) { totalCount } }';
  expect(await refused(ask(webhooks, {}, operator))).toBe('FORBIDDEN');
  expect(await refused(ask(webhooks, {}, admin))).toBe('allowed');
  const both = { latencySeconds: 300, failureSeconds: 300 };
  const change = { high: both, medium: both, low: both, expectedRevision: 1 };
  expect(await refused(mutate('alertThresholdsUpdate', change, 'thresholds { revision }', operator))).toBe('FORBIDDEN');
  const input = { name: 'x', url: receiver.url, secret: SECRET };
  expect(await refused(mutate('alertWebhookCreate', input, 'webhook { id }', operator))).toBe('FORBIDDEN');
  // wider thresholds clear at once what is below them
  expect(await mutate('alertThresholdsUpdate', change, 'thresholds { revision }', admin)).toEqual({
    thresholds: { revision: 2 },
  });
  await expect
    .poll(
      async () =>
        (
          await ask<{ alerts: { totalCount: number } }>(
            '{ alerts(first: 1, filter: { states: [RAISED, ACKNOWLEDGED] }) { totalCount } }',
            {},
            viewer,
          )
        ).alerts.totalCount,
      { timeout: 30_000 },
    )
    .toBe(0);
});
