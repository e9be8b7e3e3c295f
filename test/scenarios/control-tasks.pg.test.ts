/** Tasks, leases and events on a real control database. */
import { changedRules } from '../../server/selection/selection-rules.ts';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeId } from '../../schema/global-id.ts';
import { makeLoaders } from '../../schema/loaders.ts';
import type { Ports } from '../../schema/ports.ts';
import { schema } from '../../schema/schema.ts';
import { RecordedAlerts } from '../../server/alert/recorded-alerts.ts';
import { LOCAL_ACTOR, type Command } from '../../server/core/actor.ts';
import { must } from '../../server/core/assert.ts';
import { randomId } from '../../server/core/ids.ts';
import { RecordedEndpoints } from '../../server/endpoint/recorded-endpoints.ts';
import { OutboxBus } from '../../server/events/outbox-bus.ts';
import { METRIC_CATALOGUE } from '../../server/metrics/catalogue.ts';
import { DatabaseAlerts } from '../../server/persistence/alert-repository.ts';
import { DatabaseLeases } from '../../server/persistence/component-leases.ts';
import { DatabaseSinks } from '../../server/persistence/component-sinks.ts';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { DatabaseEndpoints } from '../../server/persistence/endpoint-repository.ts';
import { DatabaseObservation } from '../../server/persistence/observation.ts';
import { DatabaseOutbox } from '../../server/persistence/outbox.ts';
import { JobQueue } from '../../server/persistence/job-queue.ts';
import { DatabaseTaskRecords } from '../../server/persistence/task-repository.ts';
import { DatabaseSituations } from '../../server/persistence/task-situation.ts';
import { ownValues } from '../../server/task/component-configuration.ts';
import { RecordedComponents } from '../../server/task/recorded-components.ts';
import { RecordedProgress } from '../../server/task/recorded-progress.ts';
import { RecordedSwitchovers } from '../../server/task/recorded-switchovers.ts';
import { RecordedTasks } from '../../server/task/recorded-tasks.ts';
import { isChangeable, PARAMETERS } from '../../server/task/parameters.ts';
import type { ComponentFilter, TaskFilter, TaskInput, TaskOrder } from '../../server/task/task-service.ts';
import type { Component, ParameterValues } from '../../server/task/task-types.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { roundsOf } from '../support/statement-count.ts';

const command = { actor: LOCAL_ACTOR };
const newId = randomId;

async function services(database: TestDatabase) {
  const { user, password, host, port, database: name } = database.address;
  const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
  await Promise.all([runMigrations(url), runMigrations(url)]);
  const control = new ControlDatabase(url);
  const jobs = await JobQueue.open(url, control, (error) => expect.fail(String(error)));
  const records = new DatabaseTaskRecords(control, jobs);
  const prober = { probe: () => Promise.reject(new Error('no database is contacted')) };
  const endpoints = new RecordedEndpoints({
    records: new DatabaseEndpoints(control),
    prober,
    catalog: { listTables: () => Promise.resolve([]) },
    key: randomBytes(32),
    newId,
  });
  const leases = new DatabaseLeases({ control, records, newId });
  return {
    control,
    jobs,
    endpoints,
    leases,
    tasks: new RecordedTasks({ records, endpoints, checkRules: () => {}, newId }),
    components: new RecordedComponents(records),
    progress: new RecordedProgress({
      changedRules,
      records,
      situations: new DatabaseSituations(control),
      endpoints,
      switchovers: new RecordedSwitchovers({ records, plan: notAsked, verdict: notAsked, newId }),
      newId,
    }),
    bus: new OutboxBus(new DatabaseOutbox(control)),
    sinks: new DatabaseSinks(control),
  };
}

const notAsked = (): Promise<never> => Promise.reject(new Error('not asked'));

let database: TestDatabase;
let s: Awaited<ReturnType<typeof services>>;

beforeAll(async () => {
  database = await (await testPostgres()).createDatabase();
  s = await services(database);
});
afterAll(async () => {
  await s.jobs[Symbol.asyncDispose]();
  await s.control[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function makeTask(name: string, more: Partial<TaskInput> = {}, by: Command = command) {
  const make = (side: string) =>
    s.endpoints.create(
      {
        name: `${name} ${side}`,
        kind: 'POSTGRESQL',
        host: side,
        database: 'shop',
        user: 'u',
        password: `secret ${side}`,
      },
      command,
    );
  const [source, target] = [await make('source'), await make('target')];
  const selection = { objects: [], include: [{ schema: '*', name: '*' }], exclude: [] };
  return s.tasks.create(
    {
      name,
      sourceEndpointId: source.id,
      targetEndpointId: target.id,
      phases: ['FULL_MIGRATION'],
      selection,
      tags: ['a'],
      ...more,
    },
    by,
  );
}

test('a task lives from creation to deletion, its secrets reach only the workflow', async () => {
  const task = await makeTask('life');
  await expect(makeTask('life')).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  await expect(s.tasks.stop(task.id, command)).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  expect((await s.tasks.start(task.id, command)).pendingAction).toMatchObject({
    action: 'START',
    requestedBy: 'local',
  });
  await expect(s.tasks.start(task.id, command)).rejects.toMatchObject({ code: 'ACTION_PENDING' });
  expect(await s.progress.advanceTask(task.id, { kind: 'STARTED' })).toBe(true);
  expect(await s.progress.advanceTask(task.id, { kind: 'STARTED' })).toBe(false);
  await s.progress.setSubtask(task.id, 'FULL_MIGRATION', { status: 'RUNNING', progress: 0.5 });
  await s.progress.recordFact(task.id, 'copied', { at: 'now' });
  const situation = await s.progress.load(task.id);
  expect(situation).toMatchObject({
    task: { status: 'RUNNING' },
    source: { password: 'secret source' },
    facts: { copied: { at: 'now' } },
  });
  expect(situation?.subtasks.find((subtask) => subtask.kind === 'FULL_MIGRATION')).toMatchObject({
    status: 'RUNNING',
    progress: 0.5,
  });
  await s.progress.advanceTask(task.id, { kind: 'COMPLETED' });
  await s.tasks.release(task.id, command);
  await s.progress.advanceTask(task.id, { kind: 'RELEASED' });
  await expect(s.tasks.delete(task.id, 'other', command)).rejects.toMatchObject({ code: 'CONFIRMATION_MISMATCH' });
  await s.tasks.delete(task.id, 'life', command);
  expect(await s.tasks.task(task.id)).toBeNull();
});

test('a lease is owned by one worker, and lost with its epoch', async () => {
  const task = await makeTask('leases');
  await s.tasks.start(task.id, command);
  for (const id of ['w1', 'w2']) await s.leases.registerWorker({ id, host: 'here', pid: 1, location: 'here' });
  const claims = (await Promise.all([s.leases.claim('w1', 'here', 8), s.leases.claim('w2', 'here', 8)]))
    .flat()
    .filter((lease) => lease.taskId === task.id);
  expect(claims).toMatchObject([{ kind: 'WORKFLOW', epoch: 1, configuration: { fullConcurrency: 'NORMAL' } }]);
  const componentId = claims[0]?.componentId ?? '';
  await Promise.all(['w1', 'w2'].map((id) => s.leases.removeWorker(id)));
  await s.leases.registerWorker({ id: 'w3', host: 'there', pid: 2, location: 'there' });
  const [again] = (await s.leases.claim('w3', 'there', 8)).filter((lease) => lease.componentId === componentId);
  expect(again?.epoch).toBe(2);
  expect(await s.leases.finish(componentId, 1, { status: 'STOPPED', reason: null })).toBe(false);
  expect(await s.leases.renew('w3', [{ componentId, epoch: 2, standing: { progress: 0.25 } }])).toMatchObject([
    { desired: 'RUNNING' },
  ]);
  expect(await s.leases.running(componentId, 2)).toBe(true);
  await s.sinks.samples(new Date(), [{ componentId, taskId: task.id, epoch: 2, values: { component_cpu: 0.5 } }]);
  await s.sinks.logLines(componentId, 2, [{ at: new Date(), level: 'INFO', message: 'hello', facts: { rows: 1 } }]);
  await s.sinks.rollUp();
  await s.sinks.trimLogs();
  expect(await s.leases.finish(componentId, 2, { status: 'COMPLETED', reason: null })).toBe(true);
  expect((await s.leases.claim('w3', 'there', 8)).filter((lease) => lease.componentId === componentId)).toEqual([]);
});

test('a component’s own values hide the task’s until they are reset', async () => {
  const task = await makeTask('own values');
  await s.tasks.start(task.id, command);
  const { id } = await s.leases.ensureComponent(task.id, 'INCR_SYNC');
  await s.leases.setDesired(id, 'RUNNING', false);
  await s.leases.registerWorker({ id: 'w4', host: 'here', pid: 1, location: 'here' });
  const [lease] = (await s.leases.claim('w4', 'here', 64)).filter(({ componentId }) => componentId === id);
  const followed = async () =>
    (await s.leases.renew('w4', [{ componentId: id, epoch: lease?.epoch ?? 0 }]))[0]?.configuration;
  const set = (values: ParameterValues, reset: readonly string[], expectedRevision: number) =>
    s.components.updateConfiguration(id, { values, reset, expectedRevision }, command);

  const own = await set({ incrementalLanes: 9, incrementalBatchRows: 20_000 }, [], 1);
  expect([own.configuration, own.configurationRevision]).toEqual([{ incrementalLanes: 9 }, 2]); // what is as the task's stays so
  await s.tasks.modifyParameters(
    task.id,
    { values: { incrementalLanes: 6, incrementalBatchRows: 500 }, expectedRevision: 1 },
    command,
  );
  expect(await followed()).toMatchObject({ incrementalLanes: 9, incrementalBatchRows: 500 });

  await expect(set({}, ['fullLanes'], 2)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(set({ incrementalLanes: 3 }, ['incrementalLanes'], 2)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(set({}, ['incrementalLanes'], 1)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await set({}, ['incrementalBatchRows'], 2)).configurationRevision).toBe(2); // not its own: nothing changes
  expect((await set({}, ['incrementalLanes'], 2)).configuration).toEqual({});
  expect(await followed()).toMatchObject({ incrementalLanes: 6 });
  const { items } = await s.components.configurationHistory(id, { first: 5 });
  expect(items.map(({ revision, diff }) => [revision, diff])).toEqual([
    [3, [{ name: 'incrementalLanes', before: 9, after: 6, reset: true }]],
    [2, [{ name: 'incrementalLanes', before: 4, after: 9 }]],
  ]);
});

test('whether a worker is heard of is judged by the clock of the control database, whatever ours shows', async () => {
  await s.leases.registerWorker({ id: 'clocked', host: 'here', pid: 1, location: 'here' });
  const alive = async () =>
    (await s.components.workers({ first: 100 })).items.find(({ id }) => id === 'clocked')?.alive;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
  try {
    expect(await alive()).toBe(true);
    await s.control.db.execute(sql`UPDATE worker SET heartbeat_at = now() - interval '16 s' WHERE id = 'clocked'`);
    vi.setSystemTime(Date.now() - 10 * 60_000);
    expect(await alive()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
  await s.leases.removeWorker('clocked');
});

test('events are replayed from a cursor, numbered without a gap', async () => {
  const after = await s.bus.lastCursor();
  const tasks = await Promise.all(Array.from({ length: 8 }, (_, index) => makeTask(`event ${index}`)));
  const controller = new AbortController();
  const seen: string[] = [];
  const numbers: bigint[] = [];
  for await (const event of s.bus.subscribe({}, { after, signal: controller.signal })) {
    numbers.push(event.number);
    if (event.type === 'TASK_CREATED') seen.push(event.subjectId);
    if (seen.length === tasks.length) controller.abort();
  }
  expect(seen.toSorted()).toEqual(tasks.map((task) => task.id).toSorted());
  expect(numbers).toEqual(numbers.map((_, index) => BigInt(after) + BigInt(index + 1)));
});

test('the list is paged by cursor, counted, filtered and batched', async () => {
  const first = await s.tasks.tasks({ keyword: 'EVENT' }, { first: 3 });
  const second = await s.tasks.tasks({ keyword: 'EVENT' }, { first: 5, after: first.cursors.at(-1) ?? null });
  expect(first).toMatchObject({ totalCount: 8, hasNextPage: true });
  expect(new Set([...first.items, ...second.items].map((task) => task.id)).size).toBe(8);
  expect((await s.tasks.taskCounts({ tags: ['a'], keyword: 'event' })).NOT_STARTED).toBe(8);
  const results = await s.tasks.batch('STOP', { filter: { keyword: 'event' } }, command);
  expect(results.every((result) => result.outcome === 'LEFT' && result.error?.code === 'ACTION_NOT_ALLOWED')).toBe(
    true,
  );
});

test('each filter of the list leaves out what it should, statuses are counted beside it, and the order is kept', async () => {
  const ann = { actor: { ...LOCAL_ACTOR, name: 'ann' } };
  const one = await makeTask('find one', { tags: ['x', 'y'], alertLevel: 'HIGH' });
  const two = await makeTask('find two', {
    tags: ['x'],
    alertLevel: 'NONE',
    phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
  });
  const three = await makeTask('find three', { tags: ['z'], phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'] }, ann);
  await s.tasks.start(three.id, command);
  await s.progress.advanceTask(three.id, { kind: 'STARTED' });
  const found = async (filter: TaskFilter, order?: TaskOrder) =>
    (await s.tasks.tasks({ keyword: 'find ', ...filter }, { first: 9 }, order)).items.map(({ name }) => name.slice(5));

  expect(await found({})).toEqual(['three', 'two', 'one']);
  expect(await found({ tags: ['x'] })).toEqual(['two', 'one']);
  expect(await found({ tags: ['x', 'y'] })).toEqual(['one']);
  expect(await found({ statuses: ['RUNNING'] })).toEqual(['three']);
  expect(await found({ statuses: ['RUNNING', 'NOT_STARTED'] })).toHaveLength(3);
  expect(await found({ phases: ['INCREMENTAL_SYNCHRONIZATION'] })).toEqual(['two']);
  expect(await found({ phases: ['FULL_MIGRATION', 'SCHEMA_MIGRATION'] })).toEqual(['three']);
  expect(await found({ alertLevels: ['HIGH', 'LOW'] })).toEqual(['three', 'one']);
  expect(await found({ createdBy: 'ann' })).toEqual(['three']);
  expect(await found({ endpointId: two.sourceEndpointId })).toEqual(['two']);
  expect(await found({ endpointId: two.targetEndpointId })).toEqual(['two']);
  expect(await found({ tags: ['x'], alertLevels: ['NONE'] })).toEqual(['two']);
  expect(await s.tasks.taskCounts({ keyword: 'find ', statuses: ['RUNNING'], createdBy: 'local' })).toMatchObject({
    RUNNING: 0,
    NOT_STARTED: 2,
  });

  await s.tasks.setTags(one.id, { tags: one.tags, expectedRevision: 1 }, command);
  const stale = { expectedRevision: 1 };
  await expect(s.tasks.rename(one.id, { name: 'find 1', ...stale }, command)).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await expect(s.tasks.setTags(one.id, { tags: [], ...stale }, command)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(s.tasks.setAlertLevel(one.id, { alertLevel: 'HIGH', ...stale }, command)).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  const renamed = await s.tasks.rename(one.id, { name: 'find one again', expectedRevision: 2 }, command); // the last change
  expect(renamed.labelsRevision).toBe(3);
  expect(await found({}, { field: 'NAME', direction: 'ASC' })).toEqual(['one again', 'three', 'two']);
  expect(await found({}, { field: 'CREATED_AT', direction: 'ASC' })).toEqual(['one again', 'two', 'three']);
  expect((await found({}, { field: 'UPDATED_AT', direction: 'DESC' }))[0]).toBe('one again');
  expect((await found({}, { field: 'STATUS', direction: 'DESC' }))[0]).toBe('three');

  const choices = await s.tasks.taskFilterChoices();
  expect(choices.tags).toEqual(['a', 'x', 'y', 'z']);
  expect(choices.createdBy).toEqual(['ann', 'local']);
  expect(choices.endpointIds).toEqual(expect.arrayContaining([one.sourceEndpointId, three.targetEndpointId]));
  const { id: unused } = await s.endpoints.create(
    { name: 'unused', kind: 'POSTGRESQL', host: 'h', database: 'd', user: 'u', password: 'p' },
    command,
  );
  expect((await s.tasks.taskFilterChoices()).endpointIds).not.toContain(unused);
});

test('a batch by ids or by filter tells of each task what became of it, and why it was left', async () => {
  const [ready, running, other] = [await makeTask('batch a'), await makeTask('batch b'), await makeTask('batch c')];
  await s.tasks.start(running.id, command);
  await s.progress.advanceTask(running.id, { kind: 'STARTED' });
  const outcomes = (results: Awaited<ReturnType<typeof s.tasks.batch>>) =>
    results.map(({ name, outcome, error }) => [name, outcome, error?.code ?? null]);

  expect(outcomes(await s.tasks.batch('STOP', { filter: { keyword: 'batch ' } }, command))).toEqual([
    ['batch a', 'LEFT', 'ACTION_NOT_ALLOWED'],
    ['batch b', 'DONE', null],
    ['batch c', 'LEFT', 'ACTION_NOT_ALLOWED'],
  ]);
  const ids = [ready.id, running.id, 'gone', ready.id];
  expect(outcomes(await s.tasks.batch('START', { ids }, command))).toEqual([
    ['batch a', 'DONE', null],
    ['batch b', 'LEFT', 'ACTION_NOT_ALLOWED'],
    ['', 'LEFT', 'NOT_FOUND'],
  ]);
  expect((await s.tasks.task(other.id))?.pendingAction).toBeNull();

  const names = ['batch e', 'batch f', 'batch g'];
  for (const name of names) await makeTask(name);
  const wrong = { ...command, confirmNames: ['batch e', 'batch G'] };
  const byFilter = { filter: { keyword: 'batch ', statuses: ['NOT_STARTED' as const] } };
  expect(outcomes(await s.tasks.batch('DELETE', byFilter, wrong))).toEqual([
    ['batch a', 'LEFT', 'ACTION_PENDING'],
    ['batch c', 'LEFT', 'CONFIRMATION_MISMATCH'],
    ['batch e', 'DONE', null],
    ['batch f', 'LEFT', 'CONFIRMATION_MISMATCH'],
    ['batch g', 'LEFT', 'CONFIRMATION_MISMATCH'],
  ]);
  const left = await s.tasks.tasks({ keyword: 'batch ' }, { first: 9 });
  expect(left.items.map(({ name }) => name)).not.toContain('batch e');
  expect(left.totalCount).toBe(5);
});

test('a clone takes the name and the phases that are asked for, else those of the original', async () => {
  const original = await makeTask('sheep', { tags: ['wool'], alertLevel: 'MEDIUM', phases: ['FULL_MIGRATION'] });
  const same = await s.tasks.clone(original.id, {}, command);
  expect(same).toMatchObject({ status: 'NOT_STARTED', phases: ['FULL_MIGRATION'], tags: ['wool'] });
  expect(same.name).not.toBe('sheep');
  const phases = ['FULL_VERIFICATION'] as const;
  const proof = await s.tasks.clone(original.id, { name: 'proof of sheep', phases }, command);
  expect(proof).toMatchObject({ name: 'proof of sheep', phases, alertLevel: 'MEDIUM' });
  expect((await s.tasks.subtasks([proof.id])).map(({ kind }) => kind)).toEqual(['PRECHECK', 'FULL_VERIFICATION']);
  await expect(s.tasks.clone(original.id, { name: 'proof of sheep' }, command)).rejects.toMatchObject({
    code: 'NAME_TAKEN',
    facts: { path: 'name' },
  });
});

test('the components of all tasks are one list, by kind, status, machine and task', async () => {
  const [one, two] = [await makeTask('parts one'), await makeTask('parts two')];
  for (const { id } of [one, two])
    for (const kind of ['STORE', 'INCR_SYNC'] as const) await s.leases.ensureComponent(id, kind);
  const taskIds = [one.id, two.id];
  await s.control.db.execute(
    sql`UPDATE component SET status = 'FAILED', host = 'far' WHERE task_id = ${two.id} AND kind = 'STORE'`,
  );
  const found = async (filter: ComponentFilter) =>
    (await s.components.components({ taskIds, ...filter }, { first: 9 })).items.map(({ taskId, kind }) =>
      [taskId === one.id ? 'one' : 'two', kind].join(' '),
    );
  expect(await found({})).toEqual(['one STORE', 'one INCR_SYNC', 'two STORE', 'two INCR_SYNC']);
  expect(await found({ taskIds: [two.id] })).toEqual(['two STORE', 'two INCR_SYNC']);
  expect(await found({ kinds: ['INCR_SYNC'] })).toEqual(['one INCR_SYNC', 'two INCR_SYNC']);
  expect(await found({ statuses: ['FAILED'] })).toEqual(['two STORE']);
  expect(await found({ host: 'far' })).toEqual(['two STORE']);
  const paged = await s.components.components({ taskIds }, { first: 3 });
  expect([paged.totalCount, paged.hasNextPage]).toEqual([4, true]);
});

test('a task asked for with its parts is what each of them asked for alone is', async () => {
  const { id } = await makeTask('overview', { tags: ['a', 'é "quoted"'] });
  for (const kind of ['STORE', 'INCR_SYNC'] as const) await s.leases.ensureComponent(id, kind);
  await s.control.db
    .execute(sql`INSERT INTO worker (id, host, pid, location, started_at, heartbeat_at, cpu, memory_bytes)
    VALUES ('w-overview', 'far', 7, 'here', now(), now(), 0.25, 9007199254740993)`);
  await s.control.db
    .execute(sql`UPDATE component SET worker_id = 'w-overview', host = 'far', lease_until = now() + interval '1 hour',
    started_at = '2026-01-02 03:04:05.678+02', log_bytes = 9007199254740993, standing = '{"position": "0/1", "queueBytes": 5}'::jsonb
    WHERE task_id = ${id} AND kind = 'INCR_SYNC'`);
  await s.control.db.execute(
    sql`UPDATE subtask SET started_at = '2026-01-02 03:04:05.678+02', completed_at = now() WHERE task_id = ${id}`,
  );
  await s.control.db.execute(sql`INSERT INTO metric_latest (component_id, task_id, at, "values")
    SELECT id, task_id, now(), '{"incr_latency": 1.5}'::jsonb FROM component WHERE task_id = ${id} AND kind = 'INCR_SYNC'`);
  await s.tasks.start(id, command);
  const ageless = (components: readonly Component[]) => components.map((one) => ({ ...one, uptimeMs: null }));
  const overview = must(await s.tasks.overview(id, ['subtasks', 'components', 'latency']), 'the overview');
  const observation = new DatabaseObservation(s.control);
  expect(overview.task).toEqual(await s.tasks.task(id));
  expect(overview.task.pendingAction).toMatchObject({ action: 'START' });
  expect(overview.subtasks).toEqual(await s.tasks.subtasks([id]));
  expect(overview.subtasks.length).toBeGreaterThan(0);
  const components = await s.components.componentsOf([id]);
  expect(ageless(overview.components)).toEqual(ageless(components));
  expect(components.map(({ kind, cpu }) => [kind, cpu])).toEqual([
    ['STORE', null],
    ['INCR_SYNC', 0.25],
  ]);
  const [latency] = await observation.latency([id]);
  expect({ ...overview.latency, updatedAgoMs: 0 }).toEqual({ ...latency, updatedAgoMs: 0 });
  expect(latency).toMatchObject({ latencyMs: 1_500, position: '0/1' });
  expect(await s.tasks.overview(id, [])).toEqual({ task: overview.task, subtasks: [], components: [], latency: null });
  expect(await s.tasks.overview('nobody', ['latency'])).toBeNull();
});

const OPERATIONS = parse(
  ['fragments', 'endpoints', 'alerts', 'tasks']
    .map((name) => readFileSync(`client/operations/${name}.graphql`, 'utf8'))
    .join('\n') +
    `query Whole($taskId: ID!) { task(id: $taskId) { name source { name } target { name } latency { latencyMs } changeLog { machine }
      subtask(kind: PRECHECK) { status } ...Parts } }
     fragment Parts on Task { subtasks { status } components { kind status waiting { what } } }`,
);

/** What an operation asks of the control database, as a person's request does; no error may be in its answer. */
async function asked(operationName: string, variableValues: Record<string, unknown>): Promise<string[][]> {
  const { tasks, components, endpoints, control } = s;
  const parameters = { definitions: PARAMETERS, isChangeable, ofComponent: () => [], ownValues };
  const observation = new DatabaseObservation(control);
  const records = new DatabaseAlerts(control, s.jobs.deliveries);
  const alerts = new RecordedAlerts({ records, newId, publicId: encodeId });
  const ports = {
    alerts,
    tasks,
    components,
    endpoints,
    observation,
    parameters,
    metrics: METRIC_CATALOGUE,
  } as unknown as Ports; // what these operations use
  return roundsOf(control, async () => {
    const contextValue = { actor: LOCAL_ACTOR, ports, loaders: makeLoaders(ports) };
    const { errors } = await execute({ schema, document: OPERATIONS, operationName, variableValues, contextValue });
    expect(errors).toBeUndefined();
  });
}

test('a list of tasks costs as many statements however long it is, and a task one round and its endpoints', async () => {
  const made = [];
  for (let number = 0; number < 9; number += 1) {
    const task = await makeTask(`${number < 2 ? 'few counted' : 'counted'} ${number}`);
    for (const kind of ['STORE', 'INCR_SYNC', 'FULL_IMPORT'] as const) await s.leases.ensureComponent(task.id, kind);
    made.push(task);
  }
  const latencyFrom = new Date(Date.now() - 600_000).toISOString();
  const page = (keyword: string) => ({ filter: { keyword }, first: 50, latencyFrom });
  const [tasks, parts, ...rest] = await asked('TasksPage', page('few counted'));
  expect(tasks).toEqual(['task', 'task']); // all of them are on the page: nothing is counted besides
  const metricEnds = 'metric_sample'; // up to when means are made
  expect(parts).toEqual(['alert', 'alert_settings', 'endpoint', metricEnds, 'subtask', 'task']); // the last for the latency of its stream
  expect(rest.flat().toSorted()).toEqual(['metric_sample', 'task']); // the latter for the latency that catchingUp compares
  const many = await asked('TasksPage', page('counted'));
  expect([...many.slice(0, 2), many.slice(2).flat().toSorted()]).toEqual([tasks, parts, rest.flat().toSorted()]);

  const taskId = encodeId('Task', must(made[0], 'a task').id);
  const [first, ...later] = await asked('TaskFrame', { taskId });
  expect(first).toEqual(['alert', 'alert_settings', 'subtask']); // the last one is the task with its parts
  // of the task: the latency that catchingUp compares with the thresholds; whichever of the first answers comes earlier
  expect(later.flat().toSorted()).toEqual(['endpoint', 'task']);
  expect(await asked('TaskFilterChoices', {})).toEqual([['task'], ['endpoint']]);
  const conflicts = { taskId, filter: { phase: 'FULL_MIGRATION' }, first: 5 };
  expect(await asked('Conflicts', conflicts)).toEqual([['task'], ['conflict']]);
  expect(await asked('Whole', { taskId })).toEqual([['subtask', 'task'], ['endpoint']]);
});
