/**
 * Jobs of tasks over pg-boss, in its own schema of the control database (port JobClaims). What belongs to a unit runs in
 * the unit's transaction; pg-boss's own upkeep has a session of its own, because its scripts open transactions themselves.
 * pg-boss names a claim by job and attempt; a claim that was lost settles nothing.
 */
import { sql } from 'drizzle-orm';
import { PgBoss, type JobAttempt } from 'pg-boss';
import type postgres from 'postgres';
import { GodwitError, reasonOf } from '../core/errors.ts';
import { JOB_LOST_MS, type JobClaim, type JobClaims, type TaskJob, type TaskWork } from '../task/jobs.ts';
import type { StepOutcome } from '../task/phase-work.ts';
import { FOREIGN, oneSession, over, parsed, within } from './boss-session.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import { DELIVERY_QUEUE, DeliveryQueue, installDeliveries } from './delivery-queue.ts';

const QUEUE = 'task-work';
/** A job whose worker was lost is begun again this often. */
const RETRY_LIMIT = 20;
const EXPIRE_SECONDS = 24 * 3_600;
const LOST_SECONDS = JOB_LOST_MS / 1_000;

interface JobData {
  readonly taskId: string;
  readonly work: TaskWork;
  /** Who has it, since it was claimed. */
  readonly worker?: string;
}

type JobRow = {
  readonly id: string;
  readonly data: string | JobData;
  readonly state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  readonly output: string | { readonly outcome?: StepOutcome } | null;
  readonly retry_count: number;
  readonly held: boolean;
};

/** Makes or migrates pg-boss's schema and the queue, on a client of one session: that of the migration lock. */
export async function installJobs(client: postgres.Sql): Promise<void> {
  const boss = new PgBoss({ ...FOREIGN, db: over(client), migrate: true, supervise: false });
  await boss.start();
  await boss.createQueue(QUEUE, {
    policy: 'exclusive',
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: LOST_SECONDS,
    retryLimit: RETRY_LIMIT,
    retryDelay: 0,
  });
  await installDeliveries(boss);
  await boss.stop({ graceful: false });
}

export class JobQueue implements JobClaims, AsyncDisposable {
  readonly #control: ControlDatabase;
  readonly #client: postgres.Sql;
  readonly #boss: PgBoss;
  /** The other queue of the same schema: messages to webhooks. */
  readonly deliveries: DeliveryQueue;

  private constructor(control: ControlDatabase, client: postgres.Sql, boss: PgBoss) {
    this.#control = control;
    this.#client = client;
    this.#boss = boss;
    this.deliveries = new DeliveryQueue(control, boss);
  }

  static async open(url: string, control: ControlDatabase, onTrouble: (error: Error) => void): Promise<JobQueue> {
    const client = oneSession(url, control.worker);
    const boss = new PgBoss({ ...FOREIGN, db: over(client), migrate: false });
    boss.on('error', onTrouble);
    await boss.start();
    return new JobQueue(control, client, boss);
  }

  /** `location`: only its workers may claim the job; null: any. */
  async send(tx: Queryable, taskId: string, work: TaskWork, location: string | null = null): Promise<void> {
    const data: JobData = { taskId, work };
    const group = location === null ? {} : { group: { id: location } };
    await this.#boss.send(QUEUE, data, { singletonKey: taskId, ...group, db: within(tx) });
  }

  async cancel(tx: Queryable, jobId: string): Promise<void> {
    await this.#boss.cancel(QUEUE, jobId, { db: within(tx) });
  }

  async claim(location: string): Promise<JobClaim | null> {
    const [open] = await this.#control.db.execute<{ ready: boolean; elsewhere: unknown; lost: boolean }>(sql`
      SELECT coalesce(bool_or(state < 'active' AND start_after <= now() AND coalesce(group_id = ${location}, true)), false) AS ready,
        coalesce(json_agg(DISTINCT group_id) FILTER (WHERE group_id <> ${location}), '[]') AS elsewhere,
        coalesce(bool_or(state = 'active' AND heartbeat_on + make_interval(secs => heartbeat_seconds) < now()), false) AS lost
      FROM pgboss.job WHERE name = ${QUEUE} AND state < 'completed'`);
    if (open?.lost === true) await this.#boss.supervise(QUEUE);
    if (open?.lost !== true && open?.ready !== true) return null;
    return this.#control.db.transaction(async (tx) => {
      const [job] = await this.#boss.fetch<string | JobData>(QUEUE, {
        ignoreGroups: parsed<string[]>(open.elsewhere),
        db: within(tx),
      });
      if (job === undefined) return null;
      const [next] = await tx.execute<{ epoch: string }>(sql`SELECT nextval('job_epoch')::text AS epoch`);
      const { taskId, work } = parsed<JobData>(job.data);
      await tx.execute(sql`
        UPDATE pgboss.job SET data = data || jsonb_build_object('worker', ${this.#control.worker}::text) WHERE name = ${QUEUE} AND id = ${job.id}`);
      return { jobId: job.id, attempt: job.retryCount, epoch: Number(next?.epoch), taskId, work };
    });
  }

  async renew(claim: JobClaim): Promise<boolean> {
    const answer = await this.#boss.touch(QUEUE, attemptOf(claim), { db: within(this.#control.db) });
    return (answer as { readonly affected: number }).affected === 1; // documented, missing in its types
  }

  finish(claim: JobClaim, outcome: StepOutcome): Promise<void> {
    return this.#control.unit(async (tx, recording) => {
      await this.#boss.complete(QUEUE, attemptOf(claim), { outcome }, { db: within(tx) });
      recording.wake();
    });
  }

  giveBack(claim: JobClaim): Promise<void> {
    return this.#control.unit(async (tx, recording) => {
      await tx.execute(
        sql`DELETE FROM pgboss.job WHERE name = ${QUEUE} AND id = ${claim.jobId} AND retry_count = ${claim.attempt} AND state = 'cancelled'`,
      );
      await this.#boss.fail(QUEUE, attemptOf(claim), null, { db: within(tx) });
      recording.wake();
    });
  }

  freeJobsOf(workerId: string): Promise<void> {
    return this.#control.unit(async (tx, recording) => {
      // as if its heartbeat had stopped long ago: the next claim finds it lost
      await tx.execute(sql`
        UPDATE pgboss.job SET heartbeat_on = now() - make_interval(secs => 2 * heartbeat_seconds)
        WHERE name IN (${QUEUE}, ${DELIVERY_QUEUE}) AND state IN ('active', 'cancelled') AND data->>'worker' = ${workerId}`);
      recording.wake();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#boss.stop({ graceful: false });
    await this.#client.end({ timeout: 5 });
  }
}

/** The one job of a task, in whichever transaction. */
export async function readJob(tx: Queryable, taskId: string): Promise<TaskJob | null> {
  const [row] = await tx.execute<JobRow>(sql`
    SELECT id, data, state, output, retry_count,
      heartbeat_on IS NOT NULL AND heartbeat_on + make_interval(secs => ${LOST_SECONDS}) > now() AS held
    FROM pgboss.job WHERE name = ${QUEUE} AND singleton_key = ${taskId} ORDER BY created_on LIMIT 1`);
  return row === undefined ? null : { id: row.id, work: parsed<JobData>(row.data).work, state: stateOf(row) };
}

/** Lets the workers of another location claim the task's job, if it is bound to one. */
export async function placeJob(tx: Queryable, taskId: string, location: string): Promise<void> {
  await tx.execute(sql`
    UPDATE pgboss.job SET group_id = ${location} WHERE name = ${QUEUE} AND singleton_key = ${taskId} AND state < 'completed' AND group_id IS NOT NULL`);
}

/** Answers whether it was there. */
export async function removeJob(tx: Queryable, jobId: string): Promise<boolean> {
  const rows = await tx.execute(sql`DELETE FROM pgboss.job WHERE name = ${QUEUE} AND id = ${jobId} RETURNING id`);
  return rows.length > 0;
}

/** Keeps the claim to the end of the transaction, or refuses: what a lost claim recorded would stand over newer things. */
export async function holdClaim(tx: Queryable, claim: JobClaim): Promise<void> {
  const rows = await tx.execute(sql`
    SELECT FROM pgboss.job WHERE name = ${QUEUE} AND id = ${claim.jobId} AND retry_count = ${claim.attempt} AND state = 'active' FOR SHARE`);
  if (rows.length === 0) throw lost(claim);
}

export const lost = ({ epoch }: JobClaim): GodwitError => new GodwitError('FENCED', { component: 'a step', epoch });

function stateOf(row: JobRow): TaskJob['state'] {
  switch (row.state) {
    case 'created':
    case 'retry':
    case 'active':
      return { kind: 'OPEN' };
    case 'cancelled':
      return { kind: 'CANCELLED', held: row.held };
    case 'completed':
      return { kind: 'ENDED', outcome: parsed<{ readonly outcome: StepOutcome }>(row.output ?? '{}').outcome ?? null };
    case 'failed':
      return { kind: 'ENDED', outcome: reasonOf(new GodwitError('JOB_GIVEN_UP', { times: row.retry_count + 1 })) };
  }
}

const attemptOf = ({ jobId, attempt }: JobClaim): JobAttempt => ({ id: jobId, retryCount: attempt });
