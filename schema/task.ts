/** The task: one migration from a source to a target, and everything that can be seen of it. */
import { builder } from './builder.ts';
import { ObjectChangeType } from './object-change.ts';
import { ChangeLogType } from './change-log.ts';
import { ComponentInterface } from './component.ts';
import { ConflictFilterInput, ConflictType } from './conflict.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { EndpointInterface } from './endpoint.ts';
import { Reason } from './errors.ts';
import { Latency } from './latency.ts';
import { metricSeries, MetricSeriesType } from './metric.ts';
import { MigratedObjectType, SelectionType } from './migrated-object.ts';
import { ParameterChangeType, parametersOf, ParameterType } from './parameter.ts';
import { SubtaskInterface, SubtaskKindEnum } from './subtask.ts';
import { TaskType } from './task-ref.ts';
import {
  AlertLevelEnum,
  AllowedActionType,
  MigrationPhaseEnum,
  PendingActionType,
  TaskActionEnum,
  TaskStatusEnum,
} from './task-state.ts';
import { WaitingForType } from './waiting.ts';

builder.node(TaskType, {
  description: 'One migration from a source to a target.',
  id: { resolve: (task) => task.id, description: 'The id.' },
  loadMany: async (ids, { ports }) => [...(await ports.tasks.tasksByIds(ids))],
  fields: (t) => ({
    key: t.exposeString('id', {
      description: 'The id as it stands in names on the databases: slot and publication godwit_KEY.',
    }),
    name: t.exposeString('name', { description: 'Unique, 1 to 64 characters.' }),
    status: t.expose('status', { type: TaskStatusEnum, description: 'Its state.' }),
    reason: t.expose('reason', { type: Reason, nullable: true, description: 'Why it is FAILED; null otherwise.' }),
    phases: t.field({
      type: [MigrationPhaseEnum],
      description: 'Its migration type: the phases it includes.',
      resolve: (task) => [...task.phases],
    }),
    plan: t.field({
      type: [SubtaskKindEnum],
      description: 'Its phases in the order in which they run.',
      resolve: (task) => ['PRECHECK' as const, ...task.phases],
    }),
    source: t.field({
      type: EndpointInterface,
      nullable: true,
      description: 'Where the data comes from.',
      resolve: (task, _arguments, { loaders }) => loaders.endpoint.load(task.sourceEndpointId),
    }),
    target: t.field({
      type: EndpointInterface,
      nullable: true,
      description: 'Where the data goes.',
      resolve: (task, _arguments, { loaders }) => loaders.endpoint.load(task.targetEndpointId),
    }),
    alertLevel: t.expose('alertLevel', { type: AlertLevelEnum, description: 'How soon alerts are raised.' }),
    alertRepeatMinutes: t.exposeInt('alertRepeatMinutes', {
      description: 'Minutes between two repetitions of an alert, 1 to 600.',
    }),
    tags: t.stringList({ description: 'Up to 8 tags.', resolve: (task) => [...task.tags] }),
    pendingAction: t.expose('pendingAction', {
      type: PendingActionType,
      nullable: true,
      description: 'What was asked for and has not happened yet.',
    }),
    waitingFor: t.expose('waitingFor', {
      type: WaitingForType,
      nullable: true,
      description: 'What it waits for; null when it waits for nothing.',
    }),
    allowedActions: t.field({
      type: [AllowedActionType],
      description: 'Every action: possible now, or why not.',
      args: { actions: t.arg({ type: [TaskActionEnum], description: 'Only these; default all.' }) },
      resolve: (task, { actions }, { ports }) => [...ports.tasks.allowedActions(task, actions ?? null)],
    }),
    revision: t.exposeInt('revision', { description: 'Grows with every change of the record.' }),
    parametersRevision: t.exposeInt('parametersRevision', {
      description: 'For expectedRevision of taskUpdateParameters.',
    }),
    labelsRevision: t.exposeInt('labelsRevision', {
      description:
        'Grows when name, tags or alert level change; for expectedRevision of the mutations that change them.',
    }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it was first started.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it was completed.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its record last changed.' }),
    changeLog: t.field({
      type: ChangeLogType,
      nullable: true,
      description:
        'Where the change log lies of the stream that carries changes now: after a forward switchover that of the way back. Null before it is begun, and without incremental synchronization.',
      resolve: (task, _arguments, { loaders }) => loaders.changeLogOf.load(task.id),
    }),
    latency: t.field({
      type: Latency,
      nullable: true,
      description:
        'How old the newest change is that the target has; null without incremental synchronization or before the first figure.',
      resolve: (task, _arguments, { loaders }) => loaders.latencyOf.load(task.id),
    }),
    subtasks: t.field({
      type: [SubtaskInterface],
      description: 'Its phases, in order; those not chosen are absent.',
      resolve: async (task, _arguments, { loaders }) => [...(await loaders.subtasksOf.load(task.id))],
    }),
    subtask: t.field({
      type: SubtaskInterface,
      nullable: true,
      description: 'One phase; null when it was not chosen.',
      args: { kind: t.arg({ type: SubtaskKindEnum, required: true, description: 'Which.' }) },
      resolve: async (task, { kind }, { loaders }) =>
        (await loaders.subtasksOf.load(task.id)).find((subtask) => subtask.kind === kind) ?? null,
    }),
    components: t.field({
      type: [ComponentInterface],
      description: 'Its running parts, at most one of a kind.',
      resolve: async (task, _arguments, { loaders }) =>
        (await loaders.componentsOf.load(task.id)).filter((component) => component.kind !== 'WORKFLOW'),
    }),
    objects: t.connection(
      {
        type: MigratedObjectType,
        description: 'The tables it migrates; empty before the selection was compiled, at the start.',
        args: { keyword: t.arg.string({ description: 'Part of the schema or table name.' }) },
        resolve: async (task, given, { ports }) =>
          connectionOf(await ports.selection.tables(task.id, { keyword: given.keyword }, pageRequest(given))),
      },
      connectionType('MigratedObject'),
      edgeType('MigratedObject'),
    ),
    selection: t.field({
      type: SelectionType,
      nullable: true,
      description: 'The rules that choose its objects.',
      resolve: (task, _arguments, { ports }) => ports.selection.rules(task.id),
    }),
    dropped: t.stringList({
      nullable: true,
      description:
        'What its release dropped on both databases, and its log, in the order in which it was done, the first 1 000; null before it is RELEASED.',
      resolve: async (task, _arguments, { loaders }) =>
        task.status === 'RELEASED' ? ((await loaders.releasedOf.load(task.id))?.dropped.slice(0, 1_000) ?? null) : null,
    }),
    objectChanges: t.connection(
      {
        type: ObjectChangeType,
        description: 'Changes of its objects, newest first.',
        resolve: async (task, given, { ports }) =>
          connectionOf(await ports.selection.objectChanges(task.id, pageRequest(given))),
      },
      connectionType('ObjectChange'),
      edgeType('ObjectChange'),
    ),
    parameters: t.field({
      type: [ParameterType],
      description: 'Its parameters.',
      resolve: (task, _arguments, context) => parametersOf(task, context),
    }),
    parameterHistory: t.connection(
      {
        type: ParameterChangeType,
        description: 'Changes of its parameters, newest first.',
        resolve: async (task, given, { ports }) =>
          connectionOf(await ports.tasks.parameterHistory(task.id, pageRequest(given))),
      },
      connectionType('ParameterChange'),
      edgeType('ParameterChange'),
    ),
    conflicts: t.connection(
      {
        type: ConflictType,
        description: 'Rows at which source and target disagreed, and what was done, newest first.',
        args: { filter: t.arg({ type: ConflictFilterInput, description: 'Which ones.' }) },
        resolve: async (task, given, { ports }) =>
          connectionOf(await ports.observation.conflicts(task.id, given.filter ?? {}, pageRequest(given))),
      },
      connectionType('Conflict'),
      edgeType('Conflict'),
    ),
    metrics: t.field({
      type: [MetricSeriesType],
      description: 'The history of figures, for charts.',
      args: {
        names: t.arg.stringList({ required: true, description: 'Names of metricCatalogue.' }),
        from: t.arg({ type: 'DateTime', description: 'The start; default 15 minutes ago.' }),
        to: t.arg({ type: 'DateTime', description: 'The end; default now.' }),
        maxPoints: t.arg.int({ defaultValue: 300, description: 'Points of a series at most, 1 to 2 000.' }),
      },
      resolve: (task, request, context) => metricSeries(task.id, request, context),
    }),
  }),
});
