/** What can be done about alerts: acknowledge one, and say from when on something is one. */
import { RAISED_LEVELS, type RaisedLevel } from '../server/alert/alert.ts';
import {
  DEFAULT_THRESHOLDS,
  THRESHOLD_BOUNDS,
  type Threshold,
  type ThresholdSettings,
} from '../server/alert/thresholds.ts';
import { ALERT, AlertInterface, RaisedLevelEnum } from './alert.ts';
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { requiredId } from './global-id.ts';

builder.relayMutationField(
  'alertAcknowledge',
  {
    description: 'Which alert.',
    inputFields: (t) => ({
      alertId: t.id({ required: true, description: 'The alert.' }),
      note: t.string({ description: 'What you have to say to it, up to 1 000 characters.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Takes note of a raised alert: it is no longer repeated. It stays until it is over.',
    resolve: async (_root, { input }, context) => ({
      alert: await context.ports.alerts.acknowledge(
        requiredId(input.alertId, ALERT),
        input.note ?? null,
        commandOf(context, input),
      ),
    }),
  },
  {
    description: 'The alert.',
    outputFields: (t) => ({
      alert: t.field({
        type: AlertInterface,
        nullable: true,
        description: 'The alert.',
        resolve: (payload) => payload.alert,
      }),
    }),
  },
);

interface LevelThreshold extends Threshold {
  readonly level: RaisedLevel;
}

const AlertThresholdType = builder.objectRef<LevelThreshold>('AlertThreshold').implement({
  description: 'From when on something is an alert at one level.',
  fields: (t) => ({
    level: t.expose('level', { type: RaisedLevelEnum, description: 'The level.' }),
    latencySeconds: t.exposeInt('latencySeconds', { description: 'Seconds of latency.' }),
    failureSeconds: t.exposeInt('failureSeconds', { description: 'Seconds that a failure lasts.' }),
    defaultSeconds: t.int({
      description: 'What both are unless somebody changed them.',
      resolve: ({ level }) => DEFAULT_THRESHOLDS[level].latencySeconds,
    }),
    leastSeconds: t.int({ description: 'The least of both.', resolve: ({ level }) => THRESHOLD_BOUNDS[level][0] }),
    mostSeconds: t.int({ description: 'The most of both.', resolve: ({ level }) => THRESHOLD_BOUNDS[level][1] }),
  }),
});

const AlertThresholdsType = builder.objectRef<ThresholdSettings>('AlertThresholds').implement({
  description: 'From when on something is an alert, for all tasks. A higher level never waits longer than a lower one.',
  fields: (t) => ({
    levels: t.field({
      type: [AlertThresholdType],
      description: 'HIGH, MEDIUM and LOW.',
      resolve: ({ thresholds }) => RAISED_LEVELS.map((level) => ({ level, ...thresholds[level] })),
    }),
    revision: t.exposeInt('revision', { description: 'For expectedRevision; 0 until somebody has changed them.' }),
    updatedBy: t.exposeString('updatedBy', { nullable: true, description: 'Who changed them last.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When.' }),
  }),
});

builder.queryField('alertThresholds', (t) =>
  t.field({
    type: AlertThresholdsType,
    authScopes: { viewer: true },
    description: 'From when on something is an alert.',
    resolve: (_root, _arguments, { ports }) => ports.alerts.thresholds(),
  }),
);

const AlertThresholdInput = builder.inputType('AlertThresholdInput', {
  description: 'From when on something is an alert at one level.',
  fields: (t) => ({
    latencySeconds: t.int({ required: true, description: 'Seconds of latency.' }),
    failureSeconds: t.int({ required: true, description: 'Seconds that a failure lasts.' }),
  }),
});

builder.relayMutationField(
  'alertThresholdsUpdate',
  {
    description: 'All thresholds, within the bounds of their levels and HIGH <= MEDIUM <= LOW.',
    inputFields: (t) => ({
      high: t.field({ type: AlertThresholdInput, required: true, description: '1 s to 5 min.' }),
      medium: t.field({ type: AlertThresholdInput, required: true, description: '30 s to 10 min.' }),
      low: t.field({ type: AlertThresholdInput, required: true, description: '5 min to 3 h.' }),
      expectedRevision: t.int({
        required: true,
        description: 'revision that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Changes from when on something is an alert; it counts for every task at once.',
    resolve: async (_root, { input }, context) => ({
      thresholds: await context.ports.alerts.updateThresholds(
        {
          thresholds: { HIGH: input.high, MEDIUM: input.medium, LOW: input.low },
          expectedRevision: input.expectedRevision,
        },
        commandOf(context, input),
      ),
    }),
  },
  {
    description: 'The thresholds.',
    outputFields: (t) => ({
      thresholds: t.field({
        type: AlertThresholdsType,
        nullable: true,
        description: 'The thresholds.',
        resolve: (payload) => payload.thresholds,
      }),
    }),
  },
);
