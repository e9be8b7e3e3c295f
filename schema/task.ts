/** The task: one migration from a source to a target, and everything that can be seen of it. */
import type { AlertLevel } from '../server/core/alert-level.ts';
import type { TaskFilter, TaskSortField } from '../server/task/task-service.ts';
import type {
  AllowedAction,
  CommandAction,
  MigrationPhase,
  PendingAction,
  TaskAction,
  TaskStatus,
  WaitingFor,
} from '../server/task/task-types.ts';
import type { SortDirection } from '../server/core/page.ts';
import { builder } from './builder.ts';
import { ChangeLogType } from './change-log.ts';
import { ComponentInterface } from './component.ts';
import { ConflictFilterInput, ConflictType } from './conflict.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { EndpointInterface } from './endpoint.ts';
import { enumOf } from './enum-of.ts';
import { ErrorCodeEnum, Reason } from './errors.ts';
import { ENDPOINT, idOf, requiredId, requiredIds, TASK } from './global-id.ts';
import { Latency } from './latency.ts';
import { metricSeries, MetricSeriesType } from './metric.ts';
import { MigratedObjectType, ObjectChangeType, SelectionType } from './migrated-object.ts';
import { askTogether } from './loaders.ts';
import { ParameterChangeType, parametersOf, ParameterType } from './parameter.ts';
import { SubtaskInterface, SubtaskKindEnum } from './subtask.ts';
import { forReaderOfRows, ROW_DETAIL } from './row-detail.ts';
import { TaskType } from './task-ref.ts';
import { WAITING_REASON } from './waiting.ts';

export const TaskStatusEnum = enumOf<TaskStatus>('TaskStatus', 'The states of a task.', {
  NOT_STARTED: 'It was made and has not been started.',
  RUNNING: 'Its phases run.',
  MODIFYING: 'A change of its objects is being carried out.',
  INTEGRATING: 'Added objects are merged into its stream.',
  STOPPED: 'It was stopped and can be resumed.',
  FAILED: 'It failed; see reason. It can be resumed.',
  COMPLETED: 'Every phase is completed or skipped.',
  RELEASING: 'What was made on both databases is being dropped.',
  RELEASED: 'Only its record is left.',
});

export const MigrationPhaseEnum = enumOf<MigrationPhase>('MigrationPhase', 'What a migration can include.', {
  SCHEMA_MIGRATION: 'The structure.',
  FULL_MIGRATION: 'The rows.',
  INCREMENTAL_SYNCHRONIZATION: 'The changes.',
  FULL_VERIFICATION: 'The proof.',
});

export const AlertLevelEnum = enumOf<AlertLevel>('AlertLevel', 'How soon an alert is raised.', {
  NONE: 'Never.',
  HIGH: 'Soon: by default after 30 s.',
  MEDIUM: 'By default after 300 s.',
  LOW: 'Late: by default after 900 s.',
});

const TaskActionEnum = enumOf<TaskAction>('TaskAction', 'What may be done with a task.', {
  START: 'Start it.',
  STOP: 'Stop it.',
  RESUME: 'Go on where it stopped.',
  RELEASE: 'End it and drop what it made on both databases.',
  DELETE: 'Remove its record.',
  RENAME: 'Give it another name.',
  VIEW_PARAMETERS: 'See its parameters.',
  MODIFY_PARAMETERS: 'Change its parameters.',
  ADD_OBJECTS: 'Add objects.',
  REMOVE_OBJECTS: 'Remove objects.',
  ALERT_LEVEL: 'Change its alert level.',
  CLONE: 'Make a new one like it.',
});

const CommandActionEnum = enumOf<CommandAction>('CommandAction', 'Actions that take time.', {
  START: 'Starting.',
  STOP: 'Stopping.',
  RESUME: 'Resuming.',
  RELEASE: 'Releasing.',
});

const WaitedForEnum = enumOf<WaitingFor['who']>('WaitedFor', 'Who must act.', {
  PERSON: 'A person.',
  GODWIT: 'Godwit itself.',
  DATABASE: 'One of the databases.',
});

const AllowedActionType = builder.objectRef<AllowedAction>('AllowedAction').implement({
  description: 'Whether an action is possible now, and if not, why.',
  fields: (t) => ({
    action: t.expose('action', { type: TaskActionEnum, description: 'The action.' }),
    allowed: t.exposeBoolean('allowed', { description: 'Whether it is possible now.' }),
    code: t.expose('code', {
      type: ErrorCodeEnum,
      nullable: true,
      description: 'The error that the mutation would answer with; null when allowed.',
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'Why not, or under which condition.' }),
  }),
});

const PendingActionType = builder.objectRef<PendingAction>('PendingAction').implement({
  description: 'An action that was asked for and has not happened yet.',
  fields: (t) => ({
    action: t.expose('action', { type: CommandActionEnum, description: 'The action.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    requestedBy: t.exposeString('requestedBy', { description: 'By whom.' }),
  }),
});

const WaitingForType = builder.objectRef<WaitingFor>('WaitingFor').implement({
  description: 'What the task waits for.',
  fields: (t) => ({
    who: t.expose('who', { type: WaitedForEnum, description: 'Who must act.' }),
    what: t.exposeString('what', { description: 'What, as a sentence, without values of rows.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
    action: t.exposeString('action', {
      nullable: true,
      description: 'The mutation that ends the wait, e.g. taskResume.',
    }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description: WAITING_REASON,
      resolve: (waiting) => waiting.reason ?? null,
    }),
    rowDetail: t.string({
      nullable: true,
      description: ROW_DETAIL,
      resolve: (waiting, _arguments, { actor }) => forReaderOfRows(actor, waiting.rowDetail),
    }),
  }),
});

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
      resolve: (task, _arguments, { ports }) => [...ports.tasks.allowedActions(task)],
    }),
    revision: t.exposeInt('revision', { description: 'Grows with every change of the record.' }),
    parametersRevision: t.exposeInt('parametersRevision', {
      description: 'For expectedRevision of taskUpdateParameters.',
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
        'Where its change log lies; null before the source is prepared, and without incremental synchronization.',
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
      description: 'Its running parts.',
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

export const TaskFilterInput = builder.inputType('TaskFilter', {
  description: 'Which tasks; what is left out does not filter.',
  fields: (t) => ({
    ids: t.idList({ description: 'Only these.' }),
    statuses: t.field({ type: [TaskStatusEnum], description: 'Only these states.' }),
    tags: t.stringList({ description: 'Only those that have all of these tags.' }),
    phases: t.field({ type: [MigrationPhaseEnum], description: 'Only those that include all of these phases.' }),
    keyword: t.string({
      description: 'Part of the name, of the key or of the name of an endpoint, whatever the case.',
    }),
    alertLevels: t.field({ type: [AlertLevelEnum], description: 'Only these alert levels.' }),
    createdBy: t.string({ description: 'Only those made by this person.' }),
    endpointId: t.id({ description: 'Only those with this endpoint as source or target.' }),
  }),
});

/** The filter with the domain's ids. */
export function taskFilterOf(input: typeof TaskFilterInput.$inferInput | null | undefined): TaskFilter {
  if (!input) return {};
  return {
    ...input,
    ids: input.ids ? requiredIds(input.ids, TASK) : null,
    endpointId: input.endpointId ? requiredId(input.endpointId, ENDPOINT) : null,
  };
}

const SortDirectionEnum = enumOf<SortDirection>('SortDirection', 'Which way a list goes.', {
  ASC: 'Smallest first.',
  DESC: 'Greatest first.',
});

const TaskSortFieldEnum = enumOf<TaskSortField>('TaskSortField', 'What a list of tasks is ordered by.', {
  NAME: 'By name.',
  STATUS: 'By state.',
  CREATED_AT: 'By the time it was made.',
  UPDATED_AT: 'By the time it last changed.',
});

const TaskOrderInput = builder.inputType('TaskOrder', {
  description: 'The order of a list of tasks.',
  fields: (t) => ({
    field: t.field({ type: TaskSortFieldEnum, required: true, description: 'By what.' }),
    direction: t.field({ type: SortDirectionEnum, required: true, description: 'Which way.' }),
  }),
});

const TaskCountType = builder.objectRef<{ status: TaskStatus; count: number }>('TaskCount').implement({
  description: 'How many tasks are in a state.',
  fields: (t) => ({
    status: t.expose('status', { type: TaskStatusEnum, description: 'The state.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
});

builder.queryFields((t) => ({
  task: t.field({
    type: TaskType,
    nullable: true,
    authScopes: { viewer: true },
    description: 'One task; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, { ports, loaders }, info) => {
      const own = idOf(id, TASK);
      if (own === null) return null;
      askTogether(own, loaders, info);
      return ports.tasks.task(own);
    },
  }),
  tasks: t.connection(
    {
      type: TaskType,
      authScopes: { viewer: true },
      description: 'The tasks, newest first unless ordered otherwise.',
      args: {
        filter: t.arg({ type: TaskFilterInput, description: 'Which ones.' }),
        orderBy: t.arg({ type: TaskOrderInput, description: 'In which order.' }),
      },
      resolve: async (_root, given, { ports }) =>
        connectionOf(
          await ports.tasks.tasks(taskFilterOf(given.filter), pageRequest(given), given.orderBy ?? undefined),
        ),
    },
    connectionType('Task'),
    edgeType('Task'),
  ),
  taskCounts: t.field({
    type: [TaskCountType],
    authScopes: { viewer: true },
    description: 'How many tasks are in each state; statuses of the filter are left aside.',
    args: { filter: t.arg({ type: TaskFilterInput, description: 'Which ones.' }) },
    resolve: async (_root, { filter }, { ports }) =>
      Object.entries(await ports.tasks.taskCounts(taskFilterOf(filter))).map(([status, count]) => ({
        status: status as TaskStatus, // the keys of the record
        count,
      })),
  }),
}));
