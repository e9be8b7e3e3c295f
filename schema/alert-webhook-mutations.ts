/** What can be done with webhooks: made, changed, disabled, tried and removed, by an ADMIN. */
import type { Webhook, WebhookTestResult } from '../server/alert/webhook-service.ts';
import { AlertKindEnum, RaisedLevelEnum } from './alert.ts';
import { WEBHOOK, WebhookType } from './alert-webhook.ts';
import { builder, type SchemaTypes } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { Reason } from './errors.ts';
import { requiredId } from './global-id.ts';

type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Parent>;

const webhookPayload = {
  description: 'The webhook.',
  outputFields: (t: Fields<{ webhook: Webhook }>) => ({
    webhook: t.field({
      type: WebhookType,
      nullable: true,
      description: 'The webhook.',
      resolve: ({ webhook }) => webhook,
    }),
  }),
};

const SECRET = 'Signs every message; 16 to 256 characters, kept encrypted and never given back.';
const URL_TEXT = 'An https or http URL without a user or a password in it.';

builder.relayMutationField(
  'alertWebhookCreate',
  {
    description: 'The new webhook.',
    inputFields: (t) => ({
      name: t.string({ required: true, description: 'Unique, 1 to 64 characters.' }),
      url: t.field({ type: 'URL', required: true, description: URL_TEXT }),
      secret: t.string({ required: true, description: SECRET }),
      levels: t.field({ type: [RaisedLevelEnum], description: 'Only alerts of these levels; default all.' }),
      kinds: t.field({ type: [AlertKindEnum], description: 'Only alerts of these kinds; default all.' }),
      enabled: t.boolean({ description: 'Whether it gets messages; default true.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Makes a receiver of alerts; there are 20 at most.',
    resolve: async (_root, { input }, context) => {
      const { idempotencyKey: _, ...given } = input;
      return { webhook: await context.ports.webhooks.create(given, commandOf(context, input)) };
    },
  },
  webhookPayload,
);

builder.relayMutationField(
  'alertWebhookUpdate',
  {
    description: 'What changes; what is left out stays.',
    inputFields: (t) => ({
      webhookId: t.id({ required: true, description: 'The webhook.' }),
      expectedRevision: t.int({
        required: true,
        description: 'revision that the change is based on; a stale one is CONFLICT.',
      }),
      name: t.string({ description: 'Unique, 1 to 64 characters.' }),
      url: t.field({ type: 'URL', description: URL_TEXT }),
      secret: t.string({ description: `${SECRET} From the next try on.` }),
      levels: t.field({ type: [RaisedLevelEnum], description: 'Only alerts of these levels.' }),
      kinds: t.field({ type: [AlertKindEnum], description: 'Only alerts of these kinds.' }),
      enabled: t.boolean({ description: 'Whether it gets messages; those that wait are cancelled when it does not.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Changes, enables or disables a webhook.',
    resolve: async (_root, { input }, context) => {
      const { idempotencyKey: _, webhookId, ...change } = input;
      const id = requiredId(webhookId, WEBHOOK);
      return { webhook: await context.ports.webhooks.update(id, change, commandOf(context, input)) };
    },
  },
  webhookPayload,
);

const which = {
  description: 'Which webhook.',
  inputFields: (
    t: PothosSchemaTypes.InputFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, 'InputObject'>,
  ) => ({
    webhookId: t.id({ required: true, description: 'The webhook.' }),
    idempotencyKey: t.string({ description: IDEMPOTENCY }),
  }),
};

builder.relayMutationField(
  'alertWebhookDelete',
  which,
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Removes a webhook and the list of its messages.',
    resolve: async (_root, { input }, context) => {
      await context.ports.webhooks.delete(requiredId(input.webhookId, WEBHOOK), commandOf(context, input));
      return { deletedId: String(input.webhookId) };
    },
  },
  {
    description: 'The webhook that is gone.',
    outputFields: (t) => ({
      deletedId: t.id({ nullable: true, description: 'Its id.', resolve: (payload) => payload.deletedId }),
    }),
  },
);

const WebhookTestType = builder.objectRef<WebhookTestResult>('AlertWebhookTest').implement({
  description: 'What came of trying a webhook.',
  fields: (t) => ({
    ok: t.exposeBoolean('ok', { description: 'Whether the receiver answered with a status of 2xx.' }),
    httpStatus: t.exposeInt('httpStatus', {
      nullable: true,
      description: 'The status of its answer; null when none came.',
    }),
    durationMs: t.exposeInt('durationMs', { description: 'Milliseconds until the answer, or until it failed.' }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'Why it failed; null when it did not.' }),
  }),
});

builder.relayMutationField(
  'alertWebhookTest',
  which,
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Sends one message with the change TEST now, whether the webhook is enabled or not.',
    resolve: async (_root, { input }, context) => ({
      test: await context.ports.webhooks.test(requiredId(input.webhookId, WEBHOOK), commandOf(context, input)),
    }),
  },
  {
    description: 'What came of it.',
    outputFields: (t) => ({
      test: t.field({
        type: WebhookTestType,
        nullable: true,
        description: 'The result.',
        resolve: (payload) => payload.test,
      }),
    }),
  },
);
