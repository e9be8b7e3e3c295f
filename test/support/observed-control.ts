/** A control database of its own with what reads it for people, and tasks whose components report only what a test says. */
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { LOCAL_ACTOR } from '../../server/core/actor.ts';
import { must } from '../../server/core/assert.ts';
import { randomId } from '../../server/core/ids.ts';
import { RecordedEndpoints } from '../../server/endpoint/recorded-endpoints.ts';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { DatabaseEndpoints } from '../../server/persistence/endpoint-repository.ts';
import { JobQueue } from '../../server/persistence/job-queue.ts';
import { DatabaseObservation } from '../../server/persistence/observation.ts';
import { DatabaseTaskRecords } from '../../server/persistence/task-repository.ts';
import { RecordedTasks } from '../../server/task/recorded-tasks.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

const command = { actor: LOCAL_ACTOR };

export class ObservedControl implements AsyncDisposable {
  readonly control: ControlDatabase;
  readonly seen: DatabaseObservation;
  readonly #database: TestDatabase;
  readonly #jobs: JobQueue;
  readonly #tasks: RecordedTasks;
  readonly #endpoints: RecordedEndpoints;
  #ends: Promise<readonly string[]> | null = null;

  private constructor(database: TestDatabase, control: ControlDatabase, jobs: JobQueue) {
    this.#database = database;
    this.control = control;
    this.#jobs = jobs;
    this.seen = new DatabaseObservation(control);
    this.#endpoints = new RecordedEndpoints({
      records: new DatabaseEndpoints(control),
      prober: { probe: () => Promise.reject(new Error('no database is contacted')) },
      catalog: { listTables: () => Promise.resolve([]) },
      key: randomBytes(32),
      newId: randomId,
    });
    this.#tasks = new RecordedTasks({
      records: new DatabaseTaskRecords(control, jobs),
      endpoints: this.#endpoints,
      checkRules: () => {},
      newId: randomId,
    });
  }

  static async open(): Promise<ObservedControl> {
    const database = await (await testPostgres()).createDatabase();
    const { user, password, host, port, database: name } = database.address;
    const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;
    await runMigrations(url);
    const control = new ControlDatabase(url);
    const jobs = await JobQueue.open(url, control, (error) => {
      throw new Error(`the job queue failed: ${String(error)}`);
    });
    return new ObservedControl(database, control, jobs);
  }

  /** A task with an Incr-Sync component and three compiled tables, the last one removed again. */
  async makeTask(name: string): Promise<{ readonly taskId: string; readonly componentId: string }> {
    this.#ends ??= Promise.all(['source', 'target'].map((side) => this.#endpoint(side)));
    const [sourceEndpointId, targetEndpointId] = await this.#ends;
    const { id: taskId } = await this.#tasks.create(
      {
        name,
        sourceEndpointId: must(sourceEndpointId, 'source'),
        targetEndpointId: must(targetEndpointId, 'target'),
        phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
        selection: { objects: [], include: [{ schema: '*', name: '*' }], exclude: [] },
      },
      command,
    );
    const componentId = randomId('c');
    await this.control.db.execute(sql`
      INSERT INTO component (id, task_id, kind, direction, status, desired, configuration, created_at, standing)
      VALUES (${componentId}, ${taskId}, 'INCR_SYNC', 'FORWARD', 'RUNNING', 'RUNNING', '{}', now(), '{"position": "0/1A", "committedAtMicros": 1234567}')`);
    await this.control.db.execute(sql`
      INSERT INTO task_table (task_id, id, ordinal, source_schema, source_name, target_schema, target_name, removed_at)
      VALUES (${taskId}, 't1', 1, 'shop', 'orders', 'store', 'orders', NULL), (${taskId}, 't2', 2, 'shop', 'items', 'store', 'lines', NULL),
        (${taskId}, 't3', 3, 'shop', 'old', 'store', 'old', now())`);
    return { taskId, componentId };
  }

  async #endpoint(side: string): Promise<string> {
    const secret = { user: 'u', password: 'p' };
    const made = await this.#endpoints.create(
      { name: side, kind: 'POSTGRESQL', host: side, database: 'd', ...secret },
      command,
    );
    return made.id;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs[Symbol.asyncDispose]();
    await this.control[Symbol.asyncDispose]();
    await this.#database[Symbol.asyncDispose]();
  }
}
