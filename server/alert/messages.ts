/**
 * What a change of an alert tells: the event of the outbox, and a message to each webhook that wants it. Both are written in
 * the transaction of the change. The body of a message is made once; every try sends the same bytes (docs/alerts.md).
 */
import { ERROR_CATALOGUE } from '../core/error-codes.ts';
import type { NewId } from '../core/ids.ts';
import type { Recording } from '../events/recording.ts';
import { stateOf, type Alert, type AlertChange } from './alert.ts';
import type { Webhook } from './webhook-service.ts';

export interface AlertNotice {
  readonly change: AlertChange;
  readonly alert: Alert;
  readonly taskName: string;
  readonly at: Date;
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly alertId: string | null;
  readonly change: AlertChange | 'TEST';
  readonly body: string;
  readonly createdAt: Date;
}

/** What both units offer that change alerts. */
export interface TellingUnit extends Recording {
  enabledWebhooks(): Promise<readonly Webhook[]>;
  /** Rows and their jobs. */
  addDeliveries(deliveries: readonly NewDelivery[]): Promise<void>;
}

export interface MessageDeps {
  readonly newId: NewId;
  /** The id of the API for a type and an id of the domain. */
  readonly publicId: (type: string, id: string) => string;
}

export async function tell(unit: TellingUnit, notices: readonly AlertNotice[], deps: MessageDeps): Promise<void> {
  if (notices.length === 0) return;
  for (const { change, alert } of notices)
    unit.event({
      type: 'ALERT_CHANGED',
      taskId: alert.taskId,
      subjectId: alert.id,
      facts: { change, kind: alert.kind, level: alert.level, code: alert.reason.code },
    });
  const webhooks = await unit.enabledWebhooks();
  const deliveries = notices.flatMap((notice) =>
    webhooks.filter((webhook) => wants(webhook, notice.alert)).map((webhook) => message(webhook, notice, deps)),
  );
  if (deliveries.length === 0) return;
  await unit.addDeliveries(deliveries);
  unit.wake();
}

const wants = ({ levels, kinds }: Webhook, { level, kind }: Alert): boolean =>
  levels.includes(level) && kinds.includes(kind);

function message(webhook: Webhook, { change, alert, taskName, at }: AlertNotice, deps: MessageDeps): NewDelivery {
  const id = deps.newId('d');
  const { reason } = alert;
  const body = {
    version: 1,
    id,
    change,
    at: at.toISOString(),
    alert: {
      id: deps.publicId(ALERT_TYPES[alert.kind], alert.id),
      kind: alert.kind,
      level: alert.level,
      state: stateOf(alert),
      // what can hold values of rows (rowDetail) leaves the service for nobody
      reason: {
        code: reason.code,
        action: ERROR_CATALOGUE[reason.code].action,
        message: reason.message,
        remedy: reason.remedy,
      },
      raisedAt: alert.raisedAt.toISOString(),
      repeats: alert.repeats,
      acknowledgedAt: alert.acknowledgedAt?.toISOString() ?? null,
      acknowledgedBy: alert.acknowledgedBy,
      acknowledgedNote: alert.acknowledgedNote,
      clearedAt: alert.clearedAt?.toISOString() ?? null,
    },
    task: { id: deps.publicId('Task', alert.taskId), key: alert.taskId, name: taskName },
  };
  return { id, webhookId: webhook.id, alertId: alert.id, change, body: JSON.stringify(body), createdAt: at };
}

/** The API's type of each kind. */
export const ALERT_TYPES: Readonly<Record<Alert['kind'], string>> = {
  LATENCY: 'LatencyAlert',
  TASK_FAILED: 'TaskFailedAlert',
  COMPONENT_FAILED: 'ComponentFailedAlert',
  LOG_RETENTION: 'LogRetentionAlert',
};
