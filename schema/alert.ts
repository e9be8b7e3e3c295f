/** Alerts: what is wrong with a task, since when, and who has taken note of it. */
import type { Alert, AlertKind, AlertState, RaisedLevel } from '../server/alert/alert.ts';
import type { AlertFilter } from '../server/alert/alert-service.ts';
import type { CatchingUp } from '../server/alert/catching-up.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import type { RequestContext } from './context.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { encodeId, requiredIds, TASK } from './global-id.ts';
import { TaskType } from './task-ref.ts';

export const AlertKindEnum = enumOf<AlertKind>('AlertKind', 'What an alert is about.', {
  LATENCY: 'The target is further behind the source than the threshold of the level. From MONITORING on.',
  TASK_FAILED: 'The task has been FAILED for as long as the threshold for failures of the level.',
  COMPONENT_FAILED:
    'A part of the task, or a step of it, has not been able to go on for as long as the threshold for failures of the level.',
  LOG_RETENTION:
    'The log that the task needs could soon be lost at the source, or its own change log has little room left.',
});

/** Levels of alerts: a task at NONE has none. */
export const RaisedLevelEnum = enumOf<RaisedLevel>('RaisedLevel', 'The level of an alert: that of its task.', {
  HIGH: 'High protection.',
  MEDIUM: 'Medium protection.',
  LOW: 'Low protection.',
});

export const AlertStateEnum = enumOf<AlertState>('AlertState', 'Where an alert stands.', {
  RAISED: 'It holds and nobody has taken note of it: it is repeated.',
  ACKNOWLEDGED: 'It holds, and somebody has taken note of it: it is no longer repeated.',
  CLEARED: 'It is over.',
});

const TYPES: Readonly<Record<AlertKind, string>> = {
  LATENCY: 'LatencyAlert',
  TASK_FAILED: 'TaskFailedAlert',
  COMPONENT_FAILED: 'ComponentFailedAlert',
  LOG_RETENTION: 'LogRetentionAlert',
};
/** The types of the ids of alerts. */
export const ALERT = Object.values(TYPES);

export const AlertInterface = builder.interfaceRef<Alert>('Alert').implement({
  description: 'Something that is, or was, wrong with a task. A task has at most one of a kind that is not cleared.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: ({ kind }) => TYPES[kind],
  fields: (t) => ({
    id: t.id({ description: 'The id.', resolve: ({ kind, id }) => encodeId(TYPES[kind], id) }),
    kind: t.expose('kind', { type: AlertKindEnum, description: 'What it is about.' }),
    level: t.expose('level', {
      type: RaisedLevelEnum,
      description: 'The alert level of the task when it was raised, or since that was changed.',
    }),
    state: t.expose('state', { type: AlertStateEnum, description: 'Where it stands.' }),
    reason: t.expose('reason', { type: Reason, description: 'What is wrong, as of the latest repetition.' }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When it was raised.' }),
    repeatedAt: t.expose('repeatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last told again; null if never.',
    }),
    repeats: t.exposeInt('repeats', { description: 'How often it was repeated.' }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody took note of it; null if nobody did.',
    }),
    acknowledgedBy: t.exposeString('acknowledgedBy', { nullable: true, description: 'Who did.' }),
    acknowledgedNote: t.exposeString('acknowledgedNote', { nullable: true, description: 'What they said to it.' }),
    clearedAt: t.expose('clearedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it is not.',
    }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task.',
      resolve: ({ taskId }, _arguments, { loaders }) => loaders.task.load(taskId),
    }),
  }),
});

const nodeOf = (kind: AlertKind, description: string) => ({
  description,
  interfaces: [AlertInterface],
  id: { resolve: (alert: Alert) => alert.id, description: 'The id.' },
  loadOne: async (id: string, { ports }: RequestContext) => {
    const alert = await ports.alerts.alert(id);
    return alert?.kind === kind ? alert : null;
  },
  isTypeOf: (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind,
});

const factOf = ({ reason }: Alert, name: string): number | null => {
  const value = reason.facts[name];
  return typeof value === 'number' ? value : null;
};

builder.node(builder.objectRef<Alert>('LatencyAlert'), {
  ...nodeOf('LATENCY', 'The target is too far behind the source.'),
  fields: (t) => ({
    latencySeconds: t.float({
      nullable: true,
      description: 'Seconds that it was behind at the latest repetition.',
      resolve: (alert) => factOf(alert, 'seconds'),
    }),
    thresholdSeconds: t.float({
      nullable: true,
      description: 'Seconds that the level allowed.',
      resolve: (alert) => factOf(alert, 'limit'),
    }),
  }),
});
builder.node(builder.objectRef<Alert>('TaskFailedAlert'), nodeOf('TASK_FAILED', 'The task stands FAILED.'));
builder.node(
  builder.objectRef<Alert>('ComponentFailedAlert'),
  nodeOf('COMPONENT_FAILED', 'A part or a step of the task cannot go on.'),
);
builder.node(
  builder.objectRef<Alert>('LogRetentionAlert'),
  nodeOf('LOG_RETENTION', 'Log could be lost, or has no room.'),
);

/** One connection of the whole service and of a task. */
const AlertConnection = builder.connectionObject(
  { type: AlertInterface, ...connectionType('Alert') },
  { ...edgeType('Alert') },
);

export const AlertFilterInput = builder.inputType('AlertFilter', {
  description: 'Which alerts; what is left out does not filter.',
  fields: (t) => ({
    taskIds: t.idList({ description: 'Only of these tasks.' }),
    levels: t.field({ type: [RaisedLevelEnum], description: 'Only of these levels.' }),
    kinds: t.field({ type: [AlertKindEnum], description: 'Only of these kinds.' }),
    states: t.field({ type: [AlertStateEnum], description: 'Only in these states.' }),
    from: t.field({ type: 'DateTime', description: 'Only raised at or after.' }),
    to: t.field({ type: 'DateTime', description: 'Only raised before.' }),
  }),
});

/** The filter with the domain's ids. */
export const alertFilterOf = (input: typeof AlertFilterInput.$inferInput | null | undefined): AlertFilter =>
  input ? { ...input, taskIds: input.taskIds ? requiredIds(input.taskIds, TASK) : null } : {};

const CatchingUpType = builder.objectRef<CatchingUp>('CatchingUp').implement({
  description: 'How far a stream is that has not caught up yet; no latency alert is raised meanwhile.',
  fields: (t) => ({
    latencyMs: t.exposeFloat('latencyMs', { description: 'Milliseconds that the target is behind.' }),
    thresholdMs: t.exposeFloat('thresholdMs', {
      description: 'Milliseconds below which it counts as caught up, and latency alerts begin.',
    }),
    remainingMs: t.exposeFloat('remainingMs', {
      nullable: true,
      description:
        'Milliseconds that it still takes at the rate measured in the last two minutes; null while it does not get closer or too little was measured.',
    }),
  }),
});

builder.objectFields(TaskType, (t) => ({
  openAlerts: t.field({
    type: [AlertInterface],
    description: 'What is wrong with it now: its alerts that are not cleared, newest first, at most one of a kind.',
    resolve: async (task, _arguments, { loaders }) => [...(await loaders.openAlertsOf.load(task.id))],
  }),
  alerts: t.connection(
    {
      type: AlertInterface,
      description: 'Its alerts, newest first.',
      args: { filter: t.arg({ type: AlertFilterInput, description: 'Which ones; taskIds is left aside.' }) },
      resolve: async (task, given, { ports }) =>
        connectionOf(
          await ports.alerts.alerts(
            { ...alertFilterOf({ ...given.filter, taskIds: null }), taskIds: [task.id] },
            pageRequest(given),
          ),
        ),
    },
    AlertConnection,
  ),
  catchingUp: t.field({
    type: CatchingUpType,
    nullable: true,
    description:
      'How long it takes to catch up with the source; null when it has, without incremental synchronization, or before the first figure.',
    resolve: (task, _arguments, { loaders }) => loaders.catchingUpOf.load(task.id),
  }),
}));

builder.queryField('alerts', (t) =>
  t.connection(
    {
      type: AlertInterface,
      authScopes: { viewer: true },
      description: 'The alerts of all tasks, newest first.',
      args: { filter: t.arg({ type: AlertFilterInput, description: 'Which ones.' }) },
      resolve: async (_root, given, { ports }) =>
        connectionOf(await ports.alerts.alerts(alertFilterOf(given.filter), pageRequest(given))),
    },
    AlertConnection,
  ),
);
