/** Webhooks: receivers of alerts outside of Godwit, and what became of each message. Only ADMIN sees them. */
import type { AlertChange } from '../server/alert/alert.ts';
import type { Delivery, DeliveryStatus, Webhook } from '../server/alert/webhook-service.ts';
import { AlertKindEnum, RaisedLevelEnum } from './alert.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';

export const WEBHOOK = ['AlertWebhook'];

export const DeliveryStatusEnum = enumOf<DeliveryStatus>('DeliveryStatus', 'What became of a message to a webhook.', {
  PENDING: 'It is to be tried, or tried again; see nextTryAt.',
  DELIVERED: 'The receiver answered with a status of 2xx.',
  FAILED: 'It was given up; see error.',
  CANCELLED: 'The webhook was disabled before it was delivered.',
});

const DeliveryChangeEnum = enumOf<AlertChange | 'TEST'>('DeliveryChange', 'What a message tells.', {
  RAISED: 'An alert was raised.',
  REPEATED: 'It still holds and nobody has acknowledged it.',
  LEVEL_CHANGED: 'The alert level of its task changed, and it holds at the new one too.',
  ACKNOWLEDGED: 'Somebody took note of it.',
  CLEARED: 'It is over.',
  TEST: 'Nothing: somebody tries the webhook.',
});

const DeliveryType = builder.objectRef<Delivery>('AlertDelivery').implement({
  description: 'A message to a webhook. It is tried up to 12 times in about an hour, and listed for 30 days.',
  authScopes: { admin: true },
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'As in the header Godwit-Delivery and in the body, the same at every try: tells a repeated message.',
    }),
    change: t.expose('change', { type: DeliveryChangeEnum, description: 'What it tells.' }),
    status: t.expose('status', { type: DeliveryStatusEnum, description: 'What became of it.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
    httpStatus: t.exposeInt('httpStatus', {
      nullable: true,
      description: 'The status of the last answer; null when none came.',
    }),
    error: t.expose('error', {
      type: Reason,
      nullable: true,
      description: 'Why the last try failed; null when it did not.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    nextTryAt: t.expose('nextTryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next; null when it is not.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered or given up; null while it is not.',
    }),
  }),
});

const DeliveryFilterInput = builder.inputType('AlertDeliveryFilter', {
  description: 'Which messages; what is left out does not filter.',
  fields: (t) => ({
    statuses: t.field({ type: [DeliveryStatusEnum], description: 'Only these statuses.' }),
  }),
});

export const WebhookType = builder.objectRef<Webhook>('AlertWebhook');
builder.node(WebhookType, {
  description: `A receiver of alerts. Each message is a POST with a JSON body:

{ version: 1, id, change, at, alert: { id kind level state reason { code action message remedy } raisedAt repeats acknowledgedAt acknowledgedBy acknowledgedNote clearedAt }, task: { id key name } }

(of a TEST only the first four). Headers: Godwit-Delivery (id of the message, the same at every try), Godwit-Change, and Godwit-Signature: t=SECONDS,v1=HEX, where HEX is HMAC-SHA256 with the secret over SECONDS, a dot and the body. Messages can arrive twice and in another order; go by id and at. The receiver answers 2xx within 10 s; redirects are not followed. Private addresses are allowed, link-local ones and those of clouds' metadata services are refused.`,
  authScopes: { admin: true },
  id: { resolve: (webhook) => webhook.id, description: 'The id.' },
  loadOne: (id, { ports }) => ports.webhooks.webhook(id),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique, 1 to 64 characters.' }),
    url: t.expose('url', { type: 'URL', description: 'Where messages go.' }),
    levels: t.field({
      type: [RaisedLevelEnum],
      description: 'Only alerts of these levels.',
      resolve: ({ levels }) => [...levels],
    }),
    kinds: t.field({
      type: [AlertKindEnum],
      description: 'Only alerts of these kinds.',
      resolve: ({ kinds }) => [...kinds],
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it gets messages.' }),
    revision: t.exposeInt('revision', { description: 'For expectedRevision; grows with every change.' }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    deliveries: t.connection(
      {
        type: DeliveryType,
        description: 'Messages to it, newest first.',
        args: { filter: t.arg({ type: DeliveryFilterInput, description: 'Which ones.' }) },
        resolve: async ({ id }, given, { loaders }) => {
          const asked = { filter: given.filter ?? {}, page: pageRequest(given) };
          return connectionOf(await loaders.deliveriesOf.load({ webhookId: id, asked }));
        },
      },
      connectionType('AlertDelivery'),
      edgeType('AlertDelivery'),
    ),
  }),
});

builder.queryField('alertWebhooks', (t) =>
  t.connection(
    {
      type: WebhookType,
      authScopes: { admin: true },
      description: 'The webhooks, by name.',
      resolve: async (_root, given, { ports }) => connectionOf(await ports.webhooks.webhooks(pageRequest(given))),
    },
    connectionType('AlertWebhook'),
    edgeType('AlertWebhook'),
  ),
);
