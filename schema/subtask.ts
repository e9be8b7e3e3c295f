/** Subtasks: the phases of a task, an interface for what all share and one type for each kind with what only it has. */
import type {
  DdlSeen,
  ObjectFilter,
  PrecheckResult,
  SchemaObjectFilter,
  SchemaObjectStatus,
  SubtaskSkip,
  TableStatistics,
} from '../server/task/observation.ts';
import type { Subtask, SubtaskKind, SubtaskStatus } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { encodeId } from './global-id.ts';
import { Latency } from './latency.ts';
import type { Loaders } from './loaders.ts';
import { ObjectFilterInput } from './object-filter.ts';
import { parametersOf } from './parameter.ts';
import { PrecheckItemCount, PrecheckItemFilterInput, PrecheckItemType } from './precheck.ts';
import { SchemaObjectFilterInput, SchemaObjectStatusEnum, SchemaObjectType } from './schema-object.ts';
import { SourceLogType } from './source-log.ts';
import {
  DdlSeenType,
  StatisticsSwitchType,
  StatisticsTotalType,
  TableStatisticsFilterInput,
  TableStatisticsType,
} from './statistics.ts';
import { LiveSideEnum, SwitchoverType } from './switchover.ts';
import { TableProgressType } from './table-progress.ts';
import { VerificationRatesType, VerificationRunType, VerificationVerdictType } from './verification.ts';

export const SubtaskKindEnum = enumOf<SubtaskKind>('SubtaskKind', 'The phases of a task.', {
  PRECHECK: 'Looks at both databases before anything is changed.',
  SCHEMA_MIGRATION: 'Moves schemas, tables, indexes, constraints, comments, views, sequences.',
  FULL_MIGRATION: 'Copies the rows that existed at a consistent point.',
  INCREMENTAL_SYNCHRONIZATION: 'Replays every change that happens meanwhile.',
  FULL_VERIFICATION: 'Proves that both sides are equal.',
  FORWARD_SWITCHOVER: 'Moves the application to the target, step by step.',
  REVERSE_INCREMENTAL: 'Replays the changes of the target at the source, after the switchover.',
});

export const SubtaskStatusEnum = enumOf<SubtaskStatus>('SubtaskStatus', 'Where a phase stands.', {
  NOT_STARTED: 'It has not begun.',
  RUNNING: 'It works.',
  MONITORING: 'Incremental only: it has caught up and follows.',
  STOPPED: 'It was stopped and can be resumed.',
  FAILED: 'It failed; see reason.',
  COMPLETED: 'It is done.',
  SKIPPED: 'It was skipped.',
});

const TYPES: Readonly<Record<SubtaskKind, string>> = {
  PRECHECK: 'PrecheckSubtask',
  SCHEMA_MIGRATION: 'SchemaMigrationSubtask',
  FULL_MIGRATION: 'FullMigrationSubtask',
  INCREMENTAL_SYNCHRONIZATION: 'IncrementalSubtask',
  FULL_VERIFICATION: 'FullVerificationSubtask',
  FORWARD_SWITCHOVER: 'ForwardSwitchoverSubtask',
  REVERSE_INCREMENTAL: 'ReverseIncrementalSubtask',
};

export const SubtaskInterface = builder.interfaceRef<Subtask>('Subtask').implement({
  description: 'One phase of a task.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: (subtask) => TYPES[subtask.kind],
  fields: (t) => ({
    id: t.id({ description: 'The id.', resolve: (subtask) => encodeId(TYPES[subtask.kind], subtask.id) }),
    kind: t.expose('kind', { type: SubtaskKindEnum, description: 'Which phase.' }),
    status: t.expose('status', { type: SubtaskStatusEnum, description: 'Where it stands.' }),
    progress: t.exposeFloat('progress', { description: 'How much is done, 0 to 1.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it started.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    durationMs: t.exposeFloat('durationMs', {
      nullable: true,
      description: 'Milliseconds from its start to its end, or to now; null before the start.',
    }),
    reason: t.expose('reason', { type: Reason, nullable: true, description: 'Why it failed; null otherwise.' }),
  }),
});

/** What builder.node needs for each kind: only a subtask of that kind answers to an id of that type. */
const nodeOf = (kind: SubtaskKind, description: string) => ({
  description,
  interfaces: [SubtaskInterface],
  id: { resolve: (subtask: Subtask) => subtask.id, description: 'The id.' },
  isTypeOf: (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind,
  loadOne: async (id: string, { ports }: RequestContext) => {
    const subtask = await ports.tasks.subtask(id);
    return subtask?.kind === kind ? subtask : null;
  },
});

const ref = (kind: SubtaskKind) => builder.objectRef<Subtask>(TYPES[kind]);

builder.node(ref('PRECHECK'), {
  ...nodeOf('PRECHECK', 'The precheck: named items, each with what was found, what is wanted and what mends it.'),
  fields: (t) => ({
    counts: t.field({
      type: [PrecheckItemCount],
      description: 'How many items of the newest run have which result.',
      resolve: async (subtask, _arguments, { ports }) =>
        Object.entries(await ports.observation.precheckCounts(subtask.taskId)).map(([result, count]) => ({
          result: result as PrecheckResult, // the keys of the record
          count,
        })),
    }),
    items: t.connection(
      {
        type: PrecheckItemType,
        description: 'The items of the newest run: those that FAILED first, then in their order.',
        args: { filter: t.arg({ type: PrecheckItemFilterInput, description: 'Which ones.' }) },
        resolve: async (subtask, given, { ports }) =>
          connectionOf(await ports.observation.precheckItems(subtask.taskId, given.filter ?? {}, pageRequest(given))),
      },
      connectionType('PrecheckItem'),
      edgeType('PrecheckItem'),
    ),
  }),
});

const SchemaObjectCount = builder
  .objectRef<{ status: SchemaObjectStatus; count: number }>('SchemaObjectCount')
  .implement({
    description: 'How many objects have a status.',
    fields: (t) => ({
      status: t.expose('status', { type: SchemaObjectStatusEnum, description: 'The status.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

builder.node(ref('SCHEMA_MIGRATION'), {
  ...nodeOf('SCHEMA_MIGRATION', 'Schema migration: each object with its source DDL and what became of it.'),
  fields: (t) => ({
    counts: t.field({
      type: [SchemaObjectCount],
      description: 'How many objects have which status.',
      resolve: async (subtask, _arguments, { ports }) =>
        Object.entries(await ports.observation.schemaObjectCounts(subtask.taskId)).map(([status, count]) => ({
          status: status as SchemaObjectStatus, // the keys of the record
          count,
        })),
    }),
    objects: t.connection(
      {
        type: SchemaObjectType,
        description: 'The objects, in the order in which they are made.',
        args: { filter: t.arg({ type: SchemaObjectFilterInput, description: 'Which ones.' }) },
        resolve: async (subtask, given, { ports }) => {
          const filter: SchemaObjectFilter = given.filter ?? {};
          return connectionOf(await ports.observation.schemaObjects(subtask.taskId, filter, pageRequest(given)));
        },
      },
      connectionType('SchemaObject'),
      edgeType('SchemaObject'),
    ),
  }),
});

const MOST_SCHEMAS = 1_000;

const TableSchemasType = builder
  .objectRef<{ readonly source: readonly string[]; readonly target: readonly string[] }>('TableSchemas')
  .implement({
    description: 'The schemas (databases) that the tables of a task lie in.',
    fields: (t) => ({
      source: t.stringList({
        description: 'At the source, by name; the first 1 000.',
        resolve: ({ source }) => source.slice(0, MOST_SCHEMAS),
      }),
      target: t.stringList({
        description: 'At the target, by name; the first 1 000.',
        resolve: ({ target }) => target.slice(0, MOST_SCHEMAS),
      }),
    }),
  });

builder.node(ref('FULL_MIGRATION'), {
  ...nodeOf(
    'FULL_MIGRATION',
    'Full migration: each table with how far its copy is, and the indexes and constraints of the tables. COMPLETED only after both.',
  ),
  fields: (t) => ({
    schemas: t.field({
      type: TableSchemasType,
      description: 'What the tables can be filtered by.',
      resolve: (subtask, _arguments, { ports }) => ports.observation.tableSchemas(subtask.taskId),
    }),
    tables: t.connection(
      {
        type: TableProgressType,
        description: 'The tables: those with an error first, then in their order within the task.',
        args: { filter: t.arg({ type: ObjectFilterInput, description: 'Which ones.' }) },
        resolve: async (subtask, given, { ports }) => {
          const filter: ObjectFilter = given.filter ?? {};
          return connectionOf(await ports.observation.tableProgress(subtask.taskId, filter, pageRequest(given)));
        },
      },
      connectionType('TableProgress'),
      edgeType('TableProgress'),
    ),
    indexes: t.connection(
      {
        type: SchemaObjectType,
        description:
          'The indexes and constraints of the tables, whenever they are made: those with an error first, then in the order in which they are made. Empty without schema migration. schemaObjectsRemove takes one out.',
        args: { filter: t.arg({ type: ObjectFilterInput, description: 'Which ones.' }) },
        resolve: async (subtask, given, { ports }) => {
          const filter: SchemaObjectFilter = { ...given.filter, kinds: ['INDEX', 'CONSTRAINT'], errorsFirst: true };
          return connectionOf(await ports.observation.schemaObjects(subtask.taskId, filter, pageRequest(given)));
        },
      },
      connectionType('TableIndex'),
      edgeType('TableIndex'),
    ),
  }),
});

const StatisticsConnection = builder.connectionObject(
  { type: TableStatisticsType, ...connectionType('TableStatistics') },
  edgeType('TableStatistics'),
);
const DdlSeenConnection = builder.connectionObject(
  { type: DdlSeenType, ...connectionType('DdlSeen') },
  edgeType('DdlSeen'),
);

/** What streams in either direction show. */
const StreamInterface = builder.interfaceRef<Subtask>('StreamSubtask').implement({
  description: 'A phase that carries changes, in either direction.',
  interfaces: [SubtaskInterface, builder.nodeInterfaceRef()],
  resolveType: (subtask) => TYPES[subtask.kind],
  fields: (t) => ({
    latency: t.field({
      type: Latency,
      nullable: true,
      description: 'The latency; null before the first figure, and while changes go the other way.',
      resolve: (subtask, _arguments, { loaders }) =>
        // of the stream that is live; a phase that has begun and is not over is that
        subtask.status === 'NOT_STARTED' || subtask.status === 'COMPLETED'
          ? null
          : loaders.latencyOf.load(subtask.taskId),
    }),
    statistics: t.connection(
      {
        type: TableStatisticsType,
        description: 'Changes per table, at the source and at the target, those with the most first.',
        args: { filter: t.arg({ type: TableStatisticsFilterInput, description: 'Which ones.' }) },
        resolve: async (subtask, given, { ports, loaders }) =>
          connectionOf<TableStatistics>(
            await ports.observation.statistics(
              await streamOf(subtask, loaders),
              given.filter ?? {},
              pageRequest(given),
            ),
          ),
      },
      StatisticsConnection,
    ),
    statisticsTotals: t.field({
      type: [StatisticsTotalType],
      description: 'The four sums of statistics, at the source and at the target.',
      resolve: async (subtask, _arguments, { ports, loaders }) => [
        ...(await ports.observation.statisticsTotals(await streamOf(subtask, loaders))),
      ],
    }),
    statisticsSwitch: t.field({
      type: StatisticsSwitchType,
      description: 'Whether statistics are collected.',
      resolve: async (subtask, _arguments, context) => {
        const [found, task] = await Promise.all([
          context.ports.observation.statisticsSwitch(await streamOf(subtask, context.loaders)),
          context.loaders.task.load(subtask.taskId),
        ]);
        const parameters = task === null ? [] : await parametersOf(task, context);
        const parameter = parameters.find(({ definition }) => definition.name === statisticsParameter(subtask));
        return { ...found, changeable: parameter?.changeable ?? false };
      },
    }),
    sourceLog: t.field({
      type: SourceLogType,
      description: 'What the source keeps of its log for this task, and for how long it will.',
      resolve: async (subtask, _arguments, { ports, loaders }) =>
        ports.observation.sourceLog(await streamOf(subtask, loaders)),
    }),
    ddl: t.connection(
      {
        type: DdlSeenType,
        description: 'DDL statements that were seen in the stream, newest first.',
        resolve: async (subtask, given, { ports, loaders }) =>
          connectionOf<DdlSeen>(await ports.observation.ddlSeen(await streamOf(subtask, loaders), pageRequest(given))),
      },
      DdlSeenConnection,
    ),
  }),
});

/** Whose verification it is: of the stream that carries the changes now. */
const liveOf = async ({ taskId }: Subtask, loaders: Loaders): Promise<string> =>
  (await loaders.streamsOf.load(taskId))?.live ?? taskId;

const statisticsParameter = ({ kind }: Subtask): string =>
  kind === 'REVERSE_INCREMENTAL' ? 'reverseStatistics' : 'incrementalStatistics';

/** Whose figures they are: since a switchover another stream carries the changes of the phase (server/core/ids.ts). */
async function streamOf({ taskId, kind }: Subtask, loaders: Loaders): Promise<string> {
  const streams = await loaders.streamsOf.load(taskId);
  if (kind === 'REVERSE_INCREMENTAL') return streams?.reverse ?? '';
  return streams?.forward ?? taskId;
}

builder.node(ref('INCREMENTAL_SYNCHRONIZATION'), {
  ...nodeOf(
    'INCREMENTAL_SYNCHRONIZATION',
    'Incremental synchronization: how old the newest change is that the target has.',
  ),
  interfaces: [SubtaskInterface, StreamInterface],
});

builder.node(ref('REVERSE_INCREMENTAL'), {
  ...nodeOf(
    'REVERSE_INCREMENTAL',
    'Reverse incremental synchronization: how old the newest change is that the source has, once the target has taken over.',
  ),
  interfaces: [SubtaskInterface, StreamInterface],
});

builder.node(ref('FORWARD_SWITCHOVER'), {
  ...nodeOf('FORWARD_SWITCHOVER', 'The switchover: its steps, and those that were made or cancelled before.'),
  fields: (t) => ({
    switchover: t.field({
      type: SwitchoverType,
      nullable: true,
      description: 'The one that is open, else the newest; null before the first.',
      resolve: async ({ taskId }, _arguments, { ports }) => (await ports.switchovers.switchovers(taskId))[0] ?? null,
    }),
    liveSide: t.field({
      type: LiveSideEnum,
      description: 'Which side the application is to write to.',
      resolve: async ({ taskId }, _arguments, { loaders }) =>
        (await loaders.streamsOf.load(taskId))?.liveSide ?? 'SOURCE',
    }),
    switchovers: t.field({
      type: [SwitchoverType],
      description: 'Those of the task, newest first: at most 100.',
      resolve: async ({ taskId }, _arguments, { ports }) => (await ports.switchovers.switchovers(taskId)).slice(0, 100),
    }),
  }),
});

const SubtaskSkipType = builder.objectRef<SubtaskSkip>('SubtaskSkip').implement({
  description: 'Who does without a phase, and why.',
  fields: (t) => ({
    by: t.exposeString('by', { description: 'Who skipped it.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why; null when no reason was given.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});

builder.node(ref('FULL_VERIFICATION'), {
  ...nodeOf('FULL_VERIFICATION', 'Full verification: runs, and in each the tables and the rows that differ.'),
  fields: (t) => ({
    verdict: t.field({
      type: VerificationVerdictType,
      description: 'What is proven of the whole task. COMPLETED says only that the run has ended.',
      resolve: async (subtask, _arguments, { ports, loaders }) =>
        ports.observation.verificationVerdict(await liveOf(subtask, loaders)),
    }),
    schemas: t.field({
      type: TableSchemasType,
      description: 'What the tables of a run can be filtered by.',
      resolve: (subtask, _arguments, { ports }) => ports.observation.tableSchemas(subtask.taskId),
    }),
    skipped: t.field({
      type: SubtaskSkipType,
      nullable: true,
      description: 'Who skipped it, and why, until it is started again; null otherwise.',
      resolve: (subtask, _arguments, { ports }) => ports.observation.verificationSkip(subtask.taskId),
    }),
    rates: t.field({
      type: VerificationRatesType,
      nullable: true,
      description: 'What it reads now; null while no verification runs.',
      resolve: async (subtask, _arguments, { ports, loaders }) =>
        ports.observation.verificationRates(await liveOf(subtask, loaders)),
    }),
    latestRun: t.field({
      type: VerificationRunType,
      nullable: true,
      description: 'The newest run; null before the first.',
      resolve: async (subtask, _arguments, { ports, loaders }) =>
        (await ports.observation.verificationRuns(await liveOf(subtask, loaders), { first: 1 })).items[0] ?? null,
    }),
    runs: t.connection(
      {
        type: VerificationRunType,
        description: 'All runs, newest first.',
        resolve: async (subtask, given, { ports, loaders }) =>
          connectionOf(await ports.observation.verificationRuns(await liveOf(subtask, loaders), pageRequest(given))),
      },
      connectionType('VerificationRun'),
      edgeType('VerificationRun'),
    ),
  }),
});
