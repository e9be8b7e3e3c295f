/** The whole product for a test: service with child workers over a control database of its own, source with the shop under load, empty target. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DemoClient, type DemoTask } from '../../server/demo/demo-client.ts';
import { createShop } from '../../server/demo/shop-data.ts';
import { runShopWorkload, type WorkloadCounts } from '../../server/demo/shop-workload.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres, type TestDatabase, type TestServer } from '../setup/postgres.ts';
import { compareDatabases, type OracleDifference } from './oracle.ts';
import { ServiceProcess } from './service-process.ts';

export interface LiveOptions {
  readonly scale: number;
  readonly transactionsPerSecond: number;
  /** Made on the source beside the shop, before anything of ours comes. */
  readonly ddl?: string;
  /** Ports at which the service reaches the databases, when they are not those of the servers (a proxy). */
  readonly ports?: { readonly source?: number; readonly target?: number; readonly control?: number };
  /** Added to the environment of the service and its workers. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Servers of their own, so that they can be killed; default: one server of the test process for all. */
  readonly servers?: { readonly source: TestServer; readonly target: TestServer; readonly control: TestServer };
}

export interface LiveTaskOptions {
  /** Default: shop. */
  readonly schema?: string;
  /** Default: 256 MiB. */
  readonly logRetentionBytes?: number;
  readonly phases?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly value: unknown }[];
}

const WAIT_MS = 150_000;

async function oneServer(): Promise<NonNullable<LiveOptions['servers']>> {
  const server = await testPostgres();
  return { source: server, target: server, control: server };
}

/** Process ids of the worker processes of a service, newest last. */
export function workersOf(servicePid: number): number[] {
  const listed = spawnSync('ps', ['--ppid', String(servicePid), '-o', 'pid=,args='], { encoding: 'utf8' }).stdout;
  return listed.split('\n').flatMap((line) => (line.includes('server/worker.ts') ? [Number.parseInt(line, 10)] : []));
}

export class LiveService implements AsyncDisposable {
  readonly source: TestDatabase;
  readonly target: TestDatabase;
  readonly counts: WorkloadCounts = { acknowledged: 0, failed: 0, unknown: 0, slowestMs: 0, lastError: null };
  readonly control: TestDatabase;
  readonly #controlUrl: string;
  readonly #sourceUrl: string;
  readonly #options: Pick<LiveOptions, 'ports' | 'environment'>;
  readonly #dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-live-'));
  #service: ServiceProcess | null = null;
  #client: DemoClient | null = null;
  #workload: { stop: AbortController; ended: Promise<void> } | null = null;
  #url = '';

  private constructor(
    databases: { source: TestDatabase; target: TestDatabase; control: TestDatabase },
    urls: { control: string; source: string },
    options: Pick<LiveOptions, 'ports' | 'environment'>,
  ) {
    this.#options = options;
    this.source = databases.source;
    this.target = databases.target;
    this.control = databases.control;
    this.#controlUrl = urls.control;
    this.#sourceUrl = urls.source;
  }

  static async start(options: LiveOptions): Promise<LiveService> {
    const live = await LiveService.#over(options.servers ?? (await oneServer()), options);
    await createShop(live.source.sql, { scale: options.scale });
    if (options.ddl !== undefined) await live.source.sql.unsafe(options.ddl);
    await live.startService();
    live.startWorkload(options.transactionsPerSecond);
    return live;
  }

  /** Without the shop and its workload: both databases are empty, the caller fills the source. */
  static async startEmpty(servers: NonNullable<LiveOptions['servers']>): Promise<LiveService> {
    const live = await LiveService.#over(servers, {});
    await live.startService();
    return live;
  }

  static async #over(
    servers: NonNullable<LiveOptions['servers']>,
    options: Pick<LiveOptions, 'ports' | 'environment'>,
  ): Promise<LiveService> {
    const [source, target, control] = await Promise.all([
      servers.source.createDatabase(),
      servers.target.createDatabase(),
      servers.control.createDatabase(),
    ]);
    const controlUrl = new URL(servers.control.server.url(control.name));
    if (options.ports?.control !== undefined) controlUrl.port = String(options.ports.control);
    return new LiveService(
      { source, target, control },
      { control: controlUrl.href, source: servers.source.server.url(source.name) },
      options,
    );
  }

  get client(): DemoClient {
    if (this.#client === null) throw new Error('the service does not run');
    return this.#client;
  }

  /** Where the API answers. */
  get url(): string {
    return this.#url;
  }

  get servicePid(): number {
    return this.#service?.pid ?? 0;
  }

  async startService(): Promise<void> {
    const service = await ServiceProcess.start({
      dataDir: this.#dataDir,
      controlDatabaseUrl: this.#controlUrl,
      env: this.#options.environment ?? {},
    });
    this.#service = service;
    this.#url = service.url;
    this.#client = new DemoClient(service.url, null);
  }

  /** The control database, for further processes of the product. */
  get controlUrl(): string {
    return this.#controlUrl;
  }

  /** Where writers of the source connect, whatever the service goes through. */
  get sourceUrl(): string {
    return this.#sourceUrl;
  }

  /** One operation of the public API; throws what it refuses. */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T; errors?: unknown };
    if (answer.errors !== undefined || answer.data === undefined || JSON.stringify(answer.data).includes('"code"'))
      throw new Error(`the API answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  /** Starts or stops one component of a task, as a person would. */
  async component(verb: 'componentStart' | 'componentStop', taskId: string, kind: string): Promise<void> {
    const { task } = await this.ask<{ task: { components: { id: string; kind: string }[] } }>(
      'query($id: ID!) { task(id: $id) { components { id kind } } }',
      { id: taskId },
    );
    const id = task.components.find((component) => component.kind === kind)?.id;
    await this.ask(
      `mutation($id: ID!) { ${verb}(input: { componentId: $id }) { ... on UserError { code message } } }`,
      { id },
    );
  }

  /** SIGKILL to the service; its workers end with it. */
  async killService(): Promise<void> {
    await this.#service?.end('SIGKILL');
    this.#service = null;
  }

  startWorkload(transactionsPerSecond: number): void {
    const stop = new AbortController();
    this.#workload = {
      stop,
      ended: runShopWorkload(
        { url: this.#sourceUrl, transactionsPerSecond, sessions: 3, signal: stop.signal },
        this.counts,
      ),
    };
  }

  async stopWorkload(): Promise<void> {
    this.#workload?.stop.abort();
    await this.#workload?.ended;
    this.#workload = null;
  }

  async createTask(name: string, options: LiveTaskOptions = {}): Promise<string> {
    const address = (of: 'source' | 'target', database: TestDatabase) => ({
      name: `${name} ${of}`,
      host: '127.0.0.1',
      port: this.#options.ports?.[of] ?? database.address.port,
      database: database.name,
      user: database.address.user,
      password: database.address.password,
    });
    return this.client.createTask({
      name,
      sourceEndpointId: await this.client.endpoint(address('source', this.source)),
      targetEndpointId: await this.client.endpoint(address('target', this.target)),
      schema: 'shop',
      logRetentionBytes: 256 * 1024 * 1024,
      ...options,
    });
  }

  /** Waits for a fact about the task; a FAILED task ends the wait with its reason. */
  async until(taskId: string, fact: (task: DemoTask) => boolean, what: string): Promise<DemoTask> {
    const deadline = Date.now() + WAIT_MS;
    let last: DemoTask | null = null;
    while (Date.now() < deadline) {
      last = await this.client.task(taskId).catch(() => last);
      if (last !== null && fact(last)) return last;
      if (last?.status === 'FAILED') throw new Error(`waiting until ${what}: the task failed: ${last.reason?.message}`);
      await pause(200);
    }
    throw new Error(`waiting until ${what}: not within ${WAIT_MS / 1000} s; the task is ${JSON.stringify(last)}`);
  }

  subtaskIs(task: DemoTask, kind: string, ...statuses: string[]): boolean {
    return task.subtasks.some((subtask) => subtask.kind === kind && statuses.includes(subtask.status));
  }

  /** With the workload stopped: waits until the oracle finds both sides equal, or gives what still differs. */
  async differencesWhenQuiet(): Promise<OracleDifference[]> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const differences = await compareDatabases(this.source.sql, this.target.sql);
      if (differences.length === 0 || Date.now() > deadline) return differences;
      await pause(500);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopWorkload();
    await this.#service?.end('SIGTERM');
    for (const database of [this.source, this.target, this.control]) await database[Symbol.asyncDispose]();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
