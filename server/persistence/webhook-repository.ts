/** Webhooks and their deliveries as rows (ports WebhookRecords and DeliveryRecords). */
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { alertDelivery, alertWebhook } from '../../drizzle/alert-tables.ts';
import type { DeliveryClaim, DeliveryRecords, DueDelivery, TryOutcome } from '../alert/delivery.ts';
import type { WebhookRecord, WebhookRecords, WebhookUnit } from '../alert/recorded-webhooks.ts';
import type { DeliveriesAsked, Delivery, DeliveryStatus, Webhook } from '../alert/webhook-service.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { toWebhook } from './alert-rows.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { keysetPage, keysetPages } from './keyset-page.ts';

const KEPT_DAYS = 30;

const toRecord = (row: typeof alertWebhook.$inferSelect): WebhookRecord => ({ ...toWebhook(row), secret: row.secret });

const toColumns = ({ levels, kinds, ...rest }: WebhookRecord) => ({ ...rest, levels: [...levels], kinds: [...kinds] });

function toDelivery(row: typeof alertDelivery.$inferSelect): Delivery {
  const { body: _, ...shown } = row;
  return {
    ...shown,
    change: row.change as Delivery['change'],
    status: row.status as DeliveryStatus,
    error: row.error as ErrorReason | null,
  };
}

export class DatabaseWebhooks implements WebhookRecords, DeliveryRecords {
  readonly #control: ControlDatabase;
  readonly #queue: DeliveryQueue;

  constructor(control: ControlDatabase, queue: DeliveryQueue) {
    this.#control = control;
    this.#queue = queue;
  }

  async webhook(id: string): Promise<WebhookRecord | null> {
    const [row] = await this.#control.db.select().from(alertWebhook).where(eq(alertWebhook.id, id));
    return row ? toRecord(row) : null;
  }

  webhooks(page: PageRequest): Promise<Page<Webhook>> {
    return keysetPage(this.#control.db, {
      table: alertWebhook,
      where: undefined,
      keys: [alertWebhook.name],
      page,
      items: (rows) => rows.map(toWebhook),
    });
  }

  deliveries(webhookIds: readonly string[], { filter, page }: DeliveriesAsked): Promise<readonly Page<Delivery>[]> {
    const query = {
      table: alertDelivery,
      where: filter.statuses ? inArray(alertDelivery.status, [...filter.statuses]) : undefined,
      keys: [alertDelivery.createdAt, alertDelivery.id],
      descending: true,
      page,
      items: (rows: (typeof alertDelivery.$inferSelect)[]) => rows.map(toDelivery),
    };
    return keysetPages(this.#control.db, query, { column: alertDelivery.webhookId, owners: webhookIds });
  }

  async due(deliveryId: string): Promise<DueDelivery | null> {
    const [row] = await this.#control.db
      .select({ delivery: alertDelivery, webhook: alertWebhook, now: sql<string>`now()` })
      .from(alertDelivery)
      .innerJoin(alertWebhook, eq(alertWebhook.id, alertDelivery.webhookId))
      .where(eq(alertDelivery.id, deliveryId));
    if (row === undefined) return null;
    const { id, change, body, attempts } = row.delivery;
    return {
      id,
      change,
      body,
      attempts,
      status: row.delivery.status as DeliveryStatus,
      webhook: row.webhook,
      now: new Date(row.now),
    };
  }

  settle(claim: DeliveryClaim, outcome: TryOutcome | null): Promise<void> {
    return this.#control.unit(async (tx) => {
      await this.#queue.finish(tx, claim);
      if (outcome === null) return;
      const { nextTrySeconds, ...ended } = outcome;
      const soon = nextTrySeconds === null ? null : sql`now() + make_interval(secs => ${nextTrySeconds}::int)`;
      const rows = await tx
        .update(alertDelivery)
        .set({ ...ended, nextTryAt: soon, endedAt: nextTrySeconds === null ? sql`now()` : null })
        .where(
          // another worker may have recorded its try, if ours was lost
          and(
            eq(alertDelivery.id, claim.deliveryId),
            eq(alertDelivery.status, 'PENDING'),
            lt(alertDelivery.attempts, Math.max(1, outcome.attempts)),
          ),
        )
        .returning({ id: alertDelivery.id });
      if (rows.length > 0 && nextTrySeconds !== null) await this.#queue.send(tx, [claim.deliveryId], nextTrySeconds);
    });
  }

  /** What ended long ago. */
  async prune(): Promise<void> {
    await this.#control.db.execute(sql`
      DELETE FROM alert_delivery WHERE created_at < now() - make_interval(days => ${KEPT_DAYS}) AND status <> 'PENDING'`);
  }

  /** Messages that wait for a try, and those given up, of all webhooks. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.#control.db.execute(sql`
      SELECT count(*) FILTER (WHERE status = 'PENDING')::int AS pending, count(*) FILTER (WHERE status = 'FAILED')::int AS failed
      FROM alert_delivery WHERE status IN ('PENDING', 'FAILED')`);
    return { PENDING: Number(rows[0]?.['pending']), FAILED: Number(rows[0]?.['failed']) };
  }

  unit<T>(work: (unit: WebhookUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, { event, audit, wake }) =>
      work({
        event,
        audit,
        wake,
        async lock(id) {
          const [row] = await tx.select().from(alertWebhook).where(eq(alertWebhook.id, id)).for('update');
          return row ? toRecord(row) : null;
        },
        async lockNames() {
          await tx.execute(sql`SELECT pg_advisory_xact_lock(727653, 0)`);
          return tx
            .select({ id: alertWebhook.id, name: alertWebhook.name })
            .from(alertWebhook)
            .orderBy(asc(alertWebhook.name));
        },
        now: () => nowOf(tx),
        insert: async (record) => void (await tx.insert(alertWebhook).values(toColumns(record))),
        update: async (record) =>
          void (await tx.update(alertWebhook).set(toColumns(record)).where(eq(alertWebhook.id, record.id))),
        delete: async (id) => void (await tx.delete(alertWebhook).where(eq(alertWebhook.id, id))),
        addEnded: async (delivery) => void (await tx.insert(alertDelivery).values(delivery)),
      }),
    );
  }
}

/** The control database's clock, as its transaction began. */
export async function nowOf(db: Queryable): Promise<Date> {
  const [row] = await db.execute(sql`SELECT now() AS now`);
  return new Date(String(row?.['now']));
}
