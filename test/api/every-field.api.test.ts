/**
 * Every field that a query reaches, every node, every subscription, each tried without a token and by each role in a house where
 * everything is furnished. Who is refused what is written down here, and nothing else decides.
 */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { schema } from '../../schema/schema.ts';
import { must } from '../../server/core/assert.ts';
import { FURNISHED_IDS, furnishedPorts, furnishStreams } from '../memory-connector/furnished.ts';
import { ROW_VALUE } from '../memory-connector/furniture.ts';
import { leavesOf, reachableFields, type ReachableField } from '../support/field-paths.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { ask, type ApiUnderTest, runningApi } from './running-api.ts';

const T1 = encodeId('Task', 't1');
const STORE = encodeId('StoreComponent', 't1-STORE');
const E1 = encodeId('PostgresqlEndpoint', 'e1');
const given = {
  first: 1,
  'Query.task.id': T1,
  'Query.switchoverPlan.taskId': T1,
  'Query.component.id': STORE,
  'Query.endpoint.id': E1,
  'Query.node.id': T1,
  'Query.nodes.ids': [T1],
  'Query.download.file': { componentLog: STORE },
  endpointId: E1,
  names: ['incr_latency'],
};
const FIELDS = reachableFields(schema, { ids: FURNISHED_IDS, openUpTo: 'AlertWebhook', given });
let api: ApiUnderTest;

beforeAll(async () => {
  const furnished = furnishedPorts();
  furnishStreams(furnished.state);
  api = await runningApi({}, furnished);
});
afterAll(() => api.close());

interface Seen {
  readonly name: string;
  readonly code: unknown;
  readonly values: readonly unknown[];
}

const tried = new Map<string | undefined, Promise<Seen[]>>();
/** All fields as whoever has this token, asked once. */
function tryAll(token: string | undefined): Promise<Seen[]> {
  const known = tried.get(token) ?? askAll(token, FIELDS);
  tried.set(token, known);
  return known;
}

async function askAll(token: string | undefined, fields: readonly ReachableField[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let at = 0; at < fields.length; at += 20)
    seen.push(
      ...(await Promise.all(
        fields.slice(at, at + 20).map(async ({ name, query }) => {
          const { code, data } = await ask(api, query, { token });
          return { name, code: code ?? null, values: leavesOf(data) };
        }),
      )),
    );
  return seen;
}

/** Names of fields; `Type.*` where it is all of a type. */
function shortened(names: readonly string[]): string[] {
  const typeOf = (name: string): string => must(name.split('.')[0], name);
  const count = (all: readonly string[], type: string): number => all.filter((name) => typeOf(name) === type).length;
  const whole = (type: string): boolean =>
    count(names, type) ===
    count(
      FIELDS.map(({ name }) => name),
      type,
    );
  return [...new Set(names.map((name) => (whole(typeOf(name)) ? `${typeOf(name)}.*` : name)))].toSorted();
}

const refused = (seen: readonly Seen[]): string[] =>
  shortened(seen.flatMap(({ name, code }) => (code === 'FORBIDDEN' ? [name] : [])));

const ADMIN_ONLY = [
  'AlertDelivery.*',
  'AlertDeliveryConnection.*',
  'AlertDeliveryEdge.*',
  'AlertWebhook.*',
  'AlertWebhookConnection.*',
  'AlertWebhookEdge.*',
  'AuditEvent.*',
  'AuditEventConnection.*',
  'AuditEventEdge.*',
  'Query.alertWebhooks',
  'Query.auditEvents',
  'Query.tokens',
  'Token.*',
  'TokenConnection.*',
  'TokenEdge.*',
];
/** What only OPERATOR and ADMIN may ask for. */
const OPERATOR_AT_LEAST = [
  'Conflict.key',
  'Conflict.sourceRow',
  'Conflict.targetRow',
  'EndpointTable.*',
  'EndpointTableConnection.*',
  'EndpointTableEdge.*',
  'PostgresqlEndpoint.tables',
  'PlannedTableConnection.*',
  'PlannedTableEdge.*',
  'Query.objectsPreview',
  'Query.rowFilterCheck',
  'RowFilterCheck.*',
  'SelectionPreview.*',
  'SharedTarget.*',
  'VerificationDifference.correction',
  'VerificationDifference.key',
  'VerificationDifference.sourceValues',
  'VerificationDifference.targetValues',
];
/** Words that can hold values of rows: null for a VIEWER. */
const NULL_FOR_VIEWER = [
  'DdlSeen.convertedStatement',
  'DdlSeen.statement',
  'LogLine.rowDetail',
  'Reason.rowDetail',
  'SchemaObject.answered',
  'Waiting.rowDetail',
  'WaitingFor.rowDetail',
];

describe(`each of ${FIELDS.length} fields`, () => {
  it('has something to show, and is shown to ADMIN', async () => {
    const seen = await tryAll('admin');
    expect(seen.filter(({ code }) => code !== null)).toEqual([]);
    const empty = seen.filter(({ values }) => values.every((value) => value === null)).map(({ name }) => name);
    expect(empty).toEqual([]);
  });

  it('is refused without a token', async () => {
    for (const token of [undefined, 'wrong'])
      expect(
        (await tryAll(token)).filter(({ code, values }) => code !== 'UNAUTHENTICATED' || values.length > 0),
      ).toEqual([]);
  });

  it('is refused to OPERATOR where it is for ADMIN alone', async () => {
    const seen = await tryAll('operator');
    expect(refused(seen)).toEqual(ADMIN_ONLY);
    expect(seen.filter(({ code }) => code !== null && code !== 'FORBIDDEN')).toEqual([]);
  });

  it('is refused to VIEWER where it is for others, and shows no value of a row', async () => {
    const seen = await tryAll('viewer');
    expect(refused(seen)).toEqual([...ADMIN_ONLY, ...OPERATOR_AT_LEAST].toSorted());
    expect(seen.filter(({ code }) => code !== null && code !== 'FORBIDDEN')).toEqual([]);
    const shown = await tryAll('operator');
    const hidden = seen.filter(
      ({ code, values }, index) =>
        code === null &&
        values.includes(null) &&
        must(shown[index], 'the same field').values.every((value) => value !== null),
    );
    expect(hidden.map(({ name }) => name).toSorted()).toEqual(NULL_FOR_VIEWER);
    expect(JSON.stringify(seen)).not.toContain(ROW_VALUE);
    expect(JSON.stringify(shown)).toContain(ROW_VALUE);
  });
});

describe('each type that has ids', () => {
  const types = Object.keys(FURNISHED_IDS);
  const load = (token: string): Promise<unknown[]> =>
    Promise.all(
      types.map(async (type) => {
        const id = encodeId(type, must(FURNISHED_IDS[type], type));
        const { data, code } = await ask(api, `{ node(id: "${id}") { __typename id } }`, { token });
        return code ?? data?.['node'];
      }),
    );
  const own = (type: string) => ({ __typename: type, id: encodeId(type, must(FURNISHED_IDS[type], type)) });

  it('is one of those that are tried here', () => {
    const node = schema.getType('Node');
    const members = node !== undefined && 'resolveType' in node ? schema.getPossibleTypes(node as never) : [];
    expect(types.toSorted()).toEqual(members.map(({ name }) => name).toSorted());
  });

  it('is loaded by its id for ADMIN, and for the others but for tokens and webhooks', async () => {
    expect(await load('admin')).toEqual(types.map(own));
    const others = types.map((type) => (['Token', 'AlertWebhook'].includes(type) ? 'FORBIDDEN' : own(type)));
    expect(await load('operator')).toEqual(others);
    expect(await load('viewer')).toEqual(others);
  });

  it('is not loaded by an id of another type, or of nothing', async () => {
    const wrong = types.flatMap((type) =>
      types.filter((other) => other !== type).map((other) => encodeId(other, must(FURNISHED_IDS[type], type))),
    );
    const absent = types.map((type) => encodeId(type, 'nope'));
    const sameId = new Set(types.map(own).map(({ id }) => id)); // t1-FULL_VERIFICATION is both a component and a subtask
    const ids = [...wrong, ...absent].filter((id) => !sameId.has(id));
    const found: unknown[] = [];
    for (let at = 0; at < ids.length; at += 100) {
      const query = `{ nodes(ids: ${JSON.stringify(ids.slice(at, at + 100))}) { __typename } }`;
      const { data, errors } = await ask(api, query, { token: 'admin' });
      found.push(...((data?.['nodes'] ?? [data]) as unknown[]).filter((node) => node !== null), ...errors);
    }
    expect(found).toEqual([]);
  });
});

describe('each subscription', () => {
  const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
    alertEvents: '(after: "0") { alert { kind } at change cursor kind level number task { name } taskId }',
    componentLogs: `(componentId: "${STORE}") { at facts level message rowDetail run sequence }`,
    componentMetrics: `(componentId: "${STORE}") { at kind taskId values { name value } }`,
    taskEvents: '(after: "0") { at cursor facts number subjectId task { name } taskId type }',
    taskMetrics: `(taskId: "${T1}") { at kind taskId values { name value } }`,
    taskProgress: `(taskId: "${T1}") { at latency { latencyMs } subtasks { kind reason { rowDetail } } task { name } }`,
  };

  /** The first message of each. */
  async function firstOfAll(token: string): Promise<Map<string, { errors?: unknown; data?: unknown }>> {
    const raw = await RawSocket.connected(api.url, token);
    const first = new Map<string, { errors?: unknown; data?: unknown }>();
    for (const [name, rest] of Object.entries(SUBSCRIPTIONS)) {
      raw.subscribe(name, `subscription { ${name}${rest} }`);
      const message = await raw.next();
      first.set(name, message.type === 'next' ? (message.payload as object) : { errors: message.payload });
      raw.complete(name);
      await raw.untilPong();
    }
    await raw.close();
    return first;
  }

  it('is one of those that are tried here', () => {
    expect(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).toSorted()).toEqual(Object.keys(SUBSCRIPTIONS));
  });

  it('is given to every role, and tells a VIEWER no value of a row', async () => {
    for (const role of ['viewer', 'operator', 'admin']) {
      const first = await firstOfAll(role);
      const failed = [...first].filter(([, { errors, data }]) => errors !== undefined || data === null);
      expect(failed, role).toEqual([]);
      const telling = [...first].filter(([, message]) => JSON.stringify(message).includes(ROW_VALUE));
      expect(telling.map(([name]) => name)).toEqual(
        role === 'viewer' ? [] : ['componentLogs', 'taskEvents', 'taskProgress'],
      );
    }
  });

  it('is refused without a token: the socket is closed with 4403', async () => {
    const raw = new RawSocket(api.url);
    await once(raw.socket, 'open');
    raw.send({ type: 'connection_init' });
    raw.subscribe('a', `subscription { taskEvents${SUBSCRIPTIONS['taskEvents']} }`);
    expect([4401, 4403]).toContain((await raw.closed).code);
    expect(raw.messages).toEqual([]);
  });
});
