/**
 * Messages to webhooks as jobs of pg-boss: one job is one try. How often and when it is tried again is the domain's (the
 * next try is a new job, sent in the transaction that records the last one); pg-boss only brings back a job whose worker
 * was lost, and then the receiver can get the same message twice: it tells them apart by the delivery's id.
 */
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { DeliveryClaim, DeliveryClaims } from '../alert/delivery.ts';
import { parsed, within } from './boss-session.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';

export const DELIVERY_QUEUE = 'alert-delivery';
const QUEUE = DELIVERY_QUEUE;
/** Above the longest try. */
const LOST_SECONDS = 20;

interface DeliveryJob {
  readonly deliveryId: string;
  /** Who has it, since it was claimed. */
  readonly worker?: string;
}

export async function installDeliveries(boss: PgBoss): Promise<void> {
  await boss.createQueue(QUEUE, {
    policy: 'standard',
    expireInSeconds: 120,
    heartbeatSeconds: LOST_SECONDS,
    retryLimit: 100,
    retryDelay: 0,
  });
}

export class DeliveryQueue implements DeliveryClaims {
  readonly #control: ControlDatabase;
  readonly #boss: PgBoss;

  constructor(control: ControlDatabase, boss: PgBoss) {
    this.#control = control;
    this.#boss = boss;
  }

  /** One statement for all. */
  async send(tx: Queryable, deliveryIds: readonly string[], afterSeconds = 0): Promise<void> {
    const jobs = deliveryIds.map((deliveryId) => ({ data: { deliveryId }, startAfter: afterSeconds }));
    await this.#boss.insert(QUEUE, jobs, { db: within(tx) });
  }

  async claim(limit: number): Promise<readonly DeliveryClaim[]> {
    const [open] = await this.#control.db.execute<{ ready: boolean; lost: boolean }>(sql`
      SELECT coalesce(bool_or(state < 'active' AND start_after <= now()), false) AS ready,
        coalesce(bool_or(state = 'active' AND heartbeat_on + make_interval(secs => heartbeat_seconds) < now()), false) AS lost
      FROM pgboss.job WHERE name = ${QUEUE} AND state < 'completed'`);
    if (open?.lost === true) await this.#boss.supervise(QUEUE);
    if (open?.lost !== true && open?.ready !== true) return [];
    const jobs = await this.#control.db.transaction(async (tx) => {
      const fetched = await this.#boss.fetch<string | DeliveryJob>(QUEUE, { batchSize: limit, db: within(tx) });
      const worker = JSON.stringify({ worker: this.#control.worker });
      if (fetched.length > 0)
        await tx.execute(sql`
          UPDATE pgboss.job SET data = data || ${worker}::text::jsonb
          WHERE name = ${QUEUE} AND id IN (${sql.join(
            fetched.map(({ id }) => sql`${id}`),
            sql`, `,
          )})`);
      return fetched;
    });
    return jobs.map(({ id, retryCount, data }) => ({
      jobId: id,
      attempt: retryCount,
      deliveryId: parsed<DeliveryJob>(data).deliveryId,
    }));
  }

  /** In the transaction that records how the try ended. */
  async finish(tx: Queryable, { jobId, attempt }: DeliveryClaim): Promise<void> {
    await this.#boss.complete(QUEUE, { id: jobId, retryCount: attempt }, undefined, { db: within(tx) });
  }
}
