/**
 * A person at the API of a running service: endpoints, tasks, commands over GraphQL, and the answers as they are. The
 * service has a control database of its own; databases and endpoints are the test's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { decodeId } from '../../schema/global-id.ts';
import { must } from '../../server/core/assert.ts';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { secretsIn } from './control-text.ts';
import { ServiceProcess, type ServiceOptions } from './service-process.ts';

/** What every error has, wherever it is shown. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface TaskSeen {
  readonly status: string;
  readonly reason: Told | null;
  readonly pendingAction: { readonly action: string } | null;
  readonly waitingFor: {
    readonly who: string;
    readonly what: string;
    readonly action: string | null;
    readonly reason: Told | null;
  } | null;
  readonly allowedActions: readonly { readonly action: string; readonly allowed: boolean }[];
  readonly subtasks: readonly { readonly kind: string; readonly status: string; readonly reason: Told | null }[];
  readonly components: readonly { readonly kind: string; readonly status: string; readonly reason: Told | null }[];
}

export interface ItemSeen {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly side: string;
  readonly object: string | null;
  readonly result: string;
  readonly found: string | null;
  readonly remedy: string | null;
  readonly error: Told | null;
}

export interface TaskWanted {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly tables: readonly Readonly<Record<string, unknown>>[];
  readonly phases?: readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export const REASON = 'code message remedy';
const TASK = `status reason { ${REASON} } pendingAction { action } waitingFor { who what action reason { ${REASON} } } allowedActions { action allowed }
  subtasks { kind status reason { ${REASON} } } components { kind status reason { ${REASON} } }`;
const ALL_PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
const WAIT_MS = 60_000;

export interface DeskOptions extends Pick<ServiceOptions, 'env' | 'hear'> {
  readonly dataDir?: string;
  readonly embedded?: boolean;
}

export class Desk implements AsyncDisposable {
  #service: ServiceProcess;
  /** Null: the service has an embedded one. */
  readonly #control: TestDatabase | null;
  readonly #options: ServiceOptions;
  /** Asks with this token; null in the open mode, which ends with the first token. */
  token: string | null = null;
  #numbers = 0;
  /** Set while a service that was killed is started again. */
  #coming: Promise<void> | null = null;

  private constructor(service: ServiceProcess, control: TestDatabase | null, options: ServiceOptions) {
    this.#service = service;
    this.#control = control;
    this.#options = options;
  }

  /** `dataDir`: made and removed by the caller. `embedded`: with a control database of the service's own. */
  static async open(given: DeskOptions = {}): Promise<Desk> {
    const server = await testPostgres();
    const control = given.embedded === true ? null : await server.createDatabase();
    const { env, hear } = given;
    const options = {
      dataDir: given.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'godwit-desk-')),
      controlDatabaseUrl: control === null ? '' : server.server.url(control.name),
      ...(env ? { env } : {}),
      ...(hear ? { hear } : {}),
    };
    return new Desk(await ServiceProcess.start(options), control, options);
  }

  /** Ends the service, does the work, starts it again. */
  async whileStopped(work: () => void): Promise<void> {
    await this.#service.end('SIGTERM');
    work();
    this.#service = await ServiceProcess.start(this.#options);
  }

  kill(): Promise<void> {
    return this.#service.end('SIGKILL');
  }

  /** Kills the service and starts it anew; who asks meanwhile waits, and one whose answer was lost asks again. */
  async killAndStart(): Promise<void> {
    this.#coming = this.kill().then(async () => {
      this.#service = await ServiceProcess.start(this.#options);
    });
    await this.#coming;
    this.#coming = null;
  }

  get #controlDatabase(): TestDatabase {
    return must(this.#control, 'a control database of the test');
  }

  /** Asks the control database. */
  get control(): TestDatabase['sql'] {
    return this.#controlDatabase.sql;
  }

  get url(): string {
    return this.#service.url;
  }

  get servicePid(): number {
    return this.#service.pid;
  }

  /** The data of an answer; an error of the whole request is thrown. */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const service = this.#service;
    try {
      return await this.#ask<T>(query, variables);
    } catch (error) {
      if (this.#coming === null && this.#service === service) throw error;
      await this.#coming;
      return this.ask<T>(query, variables);
    }
  }

  async #ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T; errors?: readonly { message: string }[] };
    if (answer.errors !== undefined || answer.data === undefined)
      throw new Error(`the API answered ${response.status}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** The payload's selection, or the error that the mutation answers with. */
  async mutate<T>(
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection: string,
  ): Promise<T & Partial<Told>> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const data = await this.ask<Record<string, T & Partial<Told>>>(
      `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Payload { ${selection} } ... on UserError { ${REASON} path } } }`,
      { input },
    );
    return must(data[name], name);
  }

  /** What is wrong with an address, as the form of an endpoint asks before it is kept; null when nothing is. */
  async testAddress(address: EndpointAddress): Promise<Told | null> {
    const { test } = await this.mutate<{ test: { ok: boolean; error: Told | null } }>(
      'endpointTest',
      { endpoint: this.#connection(address) },
      `test { ok error { ${REASON} } }`,
    );
    return test.error;
  }

  async endpoint(address: EndpointAddress): Promise<string> {
    const made = await this.mutate<{ endpoint: { id: string } }>(
      'endpointCreate',
      { endpoint: this.#connection(address) },
      'endpoint { id }',
    );
    return made.endpoint.id;
  }

  /** Creates a task; the error when it is refused. */
  async createTask(wanted: TaskWanted): Promise<{ readonly id: string } | Told> {
    const made = await this.mutate<{ task: { id: string } }>(
      'taskCreate',
      {
        name: `task ${(this.#numbers += 1)}`,
        sourceEndpointId: await this.endpoint(wanted.source),
        targetEndpointId: await this.endpoint(wanted.target),
        phases: wanted.phases ?? ALL_PHASES,
        selection: { objects: wanted.tables },
        parameters: Object.entries(wanted.parameters ?? {}).map(([name, value]) => ({ name, value })),
      },
      'task { id }',
    );
    return made.code === undefined ? { id: made.task.id } : (made as Told); // a code has its sentence and remedy
  }

  /** Creates and starts. */
  async startTask(wanted: TaskWanted): Promise<string> {
    const made = await this.createTask(wanted);
    if (!('id' in made)) throw new Error(`${made.code}: ${made.message}`);
    await this.command('taskStart', made.id);
    return made.id;
  }

  async command(name: 'taskStart' | 'taskStop' | 'taskResume' | 'taskRelease', taskId: string): Promise<void> {
    const refused = await this.mutate<object>(name, { taskId }, 'task { id }');
    if (refused.code !== undefined) throw new Error(`${name}: ${refused.code} ${refused.message}`);
  }

  async task(id: string): Promise<TaskSeen> {
    const { task } = await this.ask<{ task: TaskSeen | null }>(`query($id: ID!) { task(id: $id) { ${TASK} } }`, { id });
    return must(task, 'the task');
  }

  /** Runs the precheck again and waits until it has been carried out. */
  async runPrecheck(taskId: string): Promise<void> {
    const before = (await this.precheck(taskId)).map(({ at }) => at);
    const refused = await this.mutate<object>('precheckRun', { taskId }, 'subtask { id }');
    if (refused.code !== undefined) throw new Error(`precheckRun: ${refused.code} ${refused.message}`);
    const deadline = performance.now() + WAIT_MS;
    while ((await this.precheck(taskId)).some(({ at }) => before.includes(at))) {
      if (performance.now() > deadline) throw new Error('the precheck did not run again');
      await pause(100);
    }
  }

  async precheck(id: string): Promise<ItemSeen[]> {
    const { task } = await this.ask<{ task: { subtask: { items: { nodes: ItemSeen[] } } } }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: PRECHECK) { ... on PrecheckSubtask { items(first: 100) { nodes { id at name side object result found remedy error { ${REASON} } } } } } } }`,
      { id },
    );
    return task.subtask.items.nodes;
  }

  async until(id: string, fact: (task: TaskSeen) => boolean, what: string): Promise<TaskSeen> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const task = await this.task(id);
      if (fact(task)) return task;
      if (performance.now() > deadline)
        throw new Error(`not within ${WAIT_MS / 1_000} s: ${what}; the task is ${JSON.stringify(task)}`);
      await pause(100);
    }
  }

  /** Waits until the task has failed; gives why. It says that a person must resume, and it can be resumed. */
  async untilFailed(id: string): Promise<Told> {
    const task = await this.until(
      id,
      ({ status, pendingAction, waitingFor }) =>
        status === 'FAILED' && pendingAction === null && waitingFor?.action === 'taskResume',
      'the task fails and waits for a person',
    );
    const resume = task.allowedActions.find(({ action }) => action === 'RESUME');
    if (resume?.allowed !== true) throw new Error('the failed task cannot be resumed');
    const reason = must(task.reason, 'the reason of a failed task');
    const waits = task.waitingFor?.reason;
    if (waits?.code !== reason.code || waits.remedy !== reason.remedy)
      throw new Error(`the task failed of ${reason.code} and waits for ${JSON.stringify(waits)}`);
    return reason;
  }

  /** The phase of verification: its status, and of it what is selected. */
  async verification<T>(id: string, selection: string): Promise<T & { readonly status: string }> {
    const { task } = await this.ask<{ task: { subtask: T & { readonly status: string } } }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { status ... on FullVerificationSubtask { ${selection} } } } }`,
      { id },
    );
    return task.subtask;
  }

  /** Waits until the stream is in sync (or, without one, the task is completed); a failure ends the wait. */
  async untilInSync(id: string): Promise<void> {
    const inSync = (task: TaskSeen): boolean =>
      task.status === 'COMPLETED' ||
      (task.status === 'RUNNING' &&
        task.subtasks.some(({ kind, status }) => kind === 'INCREMENTAL_SYNCHRONIZATION' && status === 'MONITORING'));
    const { status, reason } = await this.until(
      id,
      (task) => inSync(task) || (task.status === 'FAILED' && task.pendingAction === null),
      'the stream is in sync',
    );
    if (status === 'FAILED') throw new Error(`the task failed: ${JSON.stringify(reason)}`);
  }

  /** Does what makes a command be recorded; the facts of the event that tells that it could not be carried out. */
  async failureOf(taskId: string, act: () => Promise<unknown>): Promise<unknown> {
    const after = await this.eventCursor();
    await act();
    for await (const facts of this.events(taskId, { type: 'TASK_COMMAND_FAILED', after })) return facts;
    return undefined;
  }

  async eventCursor(): Promise<string> {
    return (await this.ask<{ eventCursor: string }>('{ eventCursor }')).eventCursor;
  }

  /** Facts of the events of a task behind a place, as the subscription tells them. */
  async *events<T>(
    taskId: string,
    { type, after }: { readonly type: string; readonly after: string },
  ): AsyncGenerator<T, undefined> {
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      ...(this.token === null ? {} : { connectionParams: { token: this.token } }),
    });
    try {
      const query = `subscription($ids: [ID!], $types: [TaskEventType!], $after: String) {
        taskEvents(filter: { taskIds: $ids, types: $types }, after: $after) { facts } }`;
      const variables = { ids: [taskId], types: [type], after };
      for await (const { data, errors } of client.iterate<{ taskEvents: { facts: T } }>({ query, variables })) {
        if (!data) throw new Error(JSON.stringify(errors));
        yield data.taskEvents.facts;
      }
    } finally {
      await client.dispose();
    }
  }

  /** The number of the newest event of a task, by its key in the control database. */
  async lastEventOf(key: string): Promise<bigint> {
    const [row] = await this.#controlDatabase.sql<{ number: string }[]>`
      SELECT max(number)::text AS number FROM event WHERE task_id = ${key}`;
    return BigInt(row?.number ?? 0);
  }

  /** Waits until all that was asked for inside the task has been carried out; gives the codes of what could not be. */
  async untilCommandsAreDone(id: string): Promise<string[]> {
    const key = must(decodeId(id), 'an id').id;
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const rows = await this.#controlDatabase.sql<{ done: boolean; code: string | null }[]>`
        SELECT completed_at IS NOT NULL AS done, reason ->> 'code' AS code FROM task_command WHERE task_id = ${key} ORDER BY id`;
      if (rows.every(({ done }) => done)) return rows.flatMap(({ code }) => code ?? []);
      if (performance.now() > deadline) throw new Error('commands are not carried out');
      await pause(100);
    }
  }

  /** Those of the secrets that the control database keeps in a form that can be read. */
  secretsKept(secrets: readonly string[]): Promise<readonly string[]> {
    return secretsIn(this.#controlDatabase, secrets);
  }

  #connection(address: EndpointAddress): Record<string, unknown> {
    return { ...address, name: `endpoint ${(this.#numbers += 1)}` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service.end('SIGTERM');
    await this.#control?.[Symbol.asyncDispose]();
    rmSync(this.#options.dataDir, { recursive: true, force: true });
  }
}
