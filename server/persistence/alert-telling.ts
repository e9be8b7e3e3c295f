/** What units that change alerts have in common: the webhooks that listen, and messages to them with their jobs. */
import { eq } from 'drizzle-orm';
import { alertDelivery, alertWebhook } from '../../drizzle/alert-tables.ts';
import type { NewDelivery, TellingUnit } from '../alert/messages.ts';
import { toWebhook } from './alert-rows.ts';
import type { Transaction } from './control-database.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { CollectedRecording } from './recording.ts';

export function tellingUnit(tx: Transaction, recording: CollectedRecording, queue: DeliveryQueue): TellingUnit {
  const { event, audit, wake } = recording;
  return {
    event,
    audit,
    wake,
    enabledWebhooks: async () =>
      (await tx.select().from(alertWebhook).where(eq(alertWebhook.enabled, true))).map(toWebhook),
    async addDeliveries(deliveries: readonly NewDelivery[]) {
      await tx
        .insert(alertDelivery)
        .values(deliveries.map((delivery) => ({ ...delivery, status: 'PENDING', nextTryAt: delivery.createdAt })));
      await queue.send(
        tx,
        deliveries.map(({ id }) => id),
      );
    },
  };
}
