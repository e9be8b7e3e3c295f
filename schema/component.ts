/** Components: the running parts that do the work of a task. */
import { z } from 'zod';
import { goesBack, shownTaskId } from '../server/core/ids.ts';
import type { LogLevel, LogLine } from '../server/task/observation.ts';
import type {
  Component,
  ComponentConfigurationChange,
  ComponentKind,
  ComponentStatus,
  Direction,
  DesiredStatus,
} from '../server/task/task-types.ts';
import type { RequestContext } from './context.ts';
import { builder } from './builder.ts';
import { ComponentSettingType, configurationOf } from './component-setting.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { COMPONENT, encodeId, idOf, requiredIds, TASK } from './global-id.ts';
import { forReaderOfRows, ROW_DETAIL } from './row-detail.ts';
import { TaskType } from './task-ref.ts';
import { ValueChangeType } from './value-change.ts';
import { WaitingType } from './waiting.ts';

export type ShownComponentKind = Exclude<ComponentKind, 'WORKFLOW'>;

export const ComponentKindEnum = enumOf<ShownComponentKind>('ComponentKind', 'The kinds of components.', {
  STORE: 'Pulls the change log of the source and keeps it.',
  INCR_SYNC: 'Replays the log on the target.',
  FULL_IMPORT: 'Copies the rows.',
  FULL_VERIFICATION: 'Compares both sides.',
});

export const ComponentStatusEnum = enumOf<ComponentStatus>('ComponentStatus', 'Where a component stands.', {
  CREATED: 'It has not run yet.',
  STARTING: 'A worker is taking it.',
  RUNNING: 'It works.',
  STOPPING: 'It drains.',
  STOPPED: 'It does not run.',
  FAILED: 'It failed; see reason.',
  COMPLETED: 'Its work is done.',
});

const DesiredStatusEnum = enumOf<DesiredStatus>('DesiredStatus', 'How a component should be.', {
  RUNNING: 'Running.',
  STOPPED: 'Stopped.',
});

export const LogLevelEnum = enumOf<LogLevel>('LogLevel', 'How grave a log line is.', {
  DEBUG: 'For the makers of Godwit.',
  INFO: 'What happens.',
  WARN: 'What should be looked at.',
  ERROR: 'What failed.',
});

const DirectionEnum = enumOf<Direction>('Direction', 'Which way changes go.', {
  FORWARD: 'From the source to the target.',
  REVERSE: 'From the target to the source.',
});

const TYPES: Readonly<Record<ShownComponentKind, string>> = {
  STORE: 'StoreComponent',
  INCR_SYNC: 'IncrSyncComponent',
  FULL_IMPORT: 'FullImportComponent',
  FULL_VERIFICATION: 'FullVerificationComponent',
};

const shown = (component: Component): ShownComponentKind => (component.kind === 'WORKFLOW' ? 'STORE' : component.kind); // lists never hold a WORKFLOW, and byId() drops it

export const componentId = (component: Pick<Component, 'id' | 'kind'>): string =>
  encodeId(component.kind === 'WORKFLOW' ? 'StoreComponent' : TYPES[component.kind], component.id);

const ConfigurationChangeType = builder.objectRef<ComponentConfigurationChange>('ConfigurationChange').implement({
  description: 'A change of the configuration of a component.',
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'The revision that it made.' }),
    changedBy: t.exposeString('changedBy', { description: 'Who changed it.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When.' }),
    diff: t.field({ type: [ValueChangeType], description: 'What changed.', resolve: (change) => [...change.diff] }),
  }),
});

export const LogLineType = builder.objectRef<LogLine>('LogLine').implement({
  description: 'A line of the log of a component.',
  fields: (t) => ({
    sequence: t.expose('sequence', {
      type: 'BigInt',
      description: 'Grows within the component; the cursor of a tail.',
    }),
    run: t.exposeInt('run', { description: 'Which run of the component wrote it.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
    level: t.expose('level', { type: LogLevelEnum, description: 'How grave it is.' }),
    message: t.exposeString('message', { description: 'The sentence, without values of rows.' }),
    facts: t.expose('facts', { type: 'JSON', nullable: true, description: 'Facts beside it, by name.' }),
    rowDetail: t.string({
      nullable: true,
      description: ROW_DETAIL,
      resolve: (line, _arguments, { actor }) => forReaderOfRows(actor, line.rowDetail),
    }),
  }),
});

export const ComponentInterface = builder.interfaceRef<Component>('Component').implement({
  description: 'A running part of a task.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: (component) => TYPES[shown(component)],
  fields: (t) => ({
    id: t.id({ description: 'The id.', resolve: componentId }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Which way the changes go that it carries; FORWARD for the others.',
      resolve: ({ taskId }): Direction => (goesBack(taskId) ? 'REVERSE' : 'FORWARD'),
    }),
    kind: t.field({ type: ComponentKindEnum, description: 'Which part.', resolve: shown }),
    status: t.expose('status', { type: ComponentStatusEnum, description: 'Where it stands.' }),
    desired: t.expose('desired', { type: DesiredStatusEnum, description: 'How it should be.' }),
    stoppedByPerson: t.exposeBoolean('stoppedByPerson', {
      description: 'Whether a person stopped it: it stays stopped until it, or the task, is started.',
    }),
    reason: t.expose('reason', { type: Reason, nullable: true, description: 'Why it failed; null otherwise.' }),
    run: t.exposeInt('run', {
      description: 'The number of its latest run, 0 before the first; the lines of its log carry it.',
    }),
    host: t.exposeString('host', { nullable: true, description: 'The machine that runs it.' }),
    workerId: t.exposeString('workerId', { nullable: true, description: 'The worker that runs it.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its present run started.',
    }),
    uptimeMs: t.exposeFloat('uptimeMs', { nullable: true, description: 'Milliseconds since it started.' }),
    cpu: t.exposeFloat('cpu', { nullable: true, description: 'Cores in use by its process; 1 is one core.' }),
    memoryBytes: t.expose('memoryBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Resident bytes of its process.',
    }),
    queueBytes: t.expose('queueBytes', {
      type: 'BigInt',
      nullable: true,
      description:
        'Bytes that wait inside it: what Incr-Sync has read from the log and not committed on the target yet. Null for the others, which hand on what comes, and before the first report.',
    }),
    position: t.expose('position', { type: 'Position', nullable: true, description: 'The source position reached.' }),
    checkpoint: t.expose('checkpoint', {
      type: 'Position',
      nullable: true,
      description: 'The source position that a restart would begin at.',
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'How much is done, 0 to 1, where the end is known.',
    }),
    waiting: t.expose('waiting', {
      type: WaitingType,
      nullable: true,
      description: 'What it waits for; null when it waits for nothing.',
    }),
    configuration: t.field({
      type: [ComponentSettingType],
      description: 'The parameters of its phase and of the whole task, as it has them.',
      resolve: (component, _arguments, context) => configurationOf(component, context),
    }),
    configurationRevision: t.exposeInt('configurationRevision', { description: 'For expectedRevision.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its figures were last reported.',
    }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task it works for.',
      resolve: (component, _arguments, { loaders }) => loaders.task.load(shownTaskId(component.taskId)),
    }),
    configurationHistory: t.connection(
      {
        type: ConfigurationChangeType,
        description: 'Changes of its configuration, newest first.',
        resolve: async (component, given, { ports }) =>
          connectionOf(await ports.components.configurationHistory(component.id, pageRequest(given))),
      },
      connectionType('ConfigurationChange'),
      edgeType('ConfigurationChange'),
    ),
    logs: t.field({
      type: [LogLineType],
      description: 'Lines of its latest run, in order; none while that run has written none.',
      args: {
        after: t.arg({ type: 'BigInt', description: 'Only lines with a greater sequence.' }),
        limit: t.arg.int({
          defaultValue: 200,
          validate: z.number().int().min(1).max(1000),
          description: 'At most so many, 1 to 1 000.',
        }),
        search: t.arg.string({
          description: 'Only lines whose message contains this; facts and rowDetail are not searched.',
        }),
        levels: t.arg({ type: [LogLevelEnum], description: 'Only these levels.' }),
      },
      resolve: async (component, { after, limit, search, levels }, { ports }) => [
        ...(await ports.observation.logLines(component.id, {
          after: after ?? 0n,
          limit: limit ?? 200,
          search,
          levels,
        })),
      ],
    }),
  }),
});

const nodeOf = (kind: ShownComponentKind, description: string) => ({
  description,
  interfaces: [ComponentInterface],
  id: { resolve: (component: Component) => component.id, description: 'The id.' },
  loadOne: async (id: string, { ports }: RequestContext) => {
    const component = await ports.components.component(id);
    return component?.kind === kind ? component : null;
  },
  isTypeOf: (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind,
});

builder.node(
  builder.objectRef<Component>('StoreComponent'),
  nodeOf('STORE', 'Pulls the change log of the source and keeps it.'),
);
builder.node(builder.objectRef<Component>('IncrSyncComponent'), nodeOf('INCR_SYNC', 'Replays the log on the target.'));
builder.node(builder.objectRef<Component>('FullImportComponent'), nodeOf('FULL_IMPORT', 'Copies the rows.'));
builder.node(
  builder.objectRef<Component>('FullVerificationComponent'),
  nodeOf('FULL_VERIFICATION', 'Compares both sides.'),
);

const ComponentFilterInput = builder.inputType('ComponentFilter', {
  description: 'Which components; what is left out does not filter.',
  fields: (t) => ({
    taskIds: t.idList({ description: 'Only those of these tasks.' }),
    kinds: t.field({ type: [ComponentKindEnum], description: 'Only these kinds.' }),
    statuses: t.field({ type: [ComponentStatusEnum], description: 'Only these statuses.' }),
    host: t.string({ description: 'Only those on this machine.' }),
  }),
});

builder.queryFields((t) => ({
  component: t.field({
    type: ComponentInterface,
    nullable: true,
    authScopes: { viewer: true },
    description: 'One component; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (_root, { id }, { ports }) => {
      const own = idOf(id, COMPONENT);
      const component = own === null ? null : await ports.components.component(own);
      return component?.kind === 'WORKFLOW' ? null : component;
    },
  }),
  components: t.connection(
    {
      type: ComponentInterface,
      authScopes: { viewer: true },
      description: 'The components of all tasks.',
      args: { filter: t.arg({ type: ComponentFilterInput, description: 'Which ones.' }) },
      resolve: async (_root, given, { ports }) => {
        const { taskIds, ...filter } = given.filter ?? {};
        const own = taskIds ? requiredIds(taskIds, TASK) : null;
        return connectionOf(await ports.components.components({ ...filter, taskIds: own }, pageRequest(given)));
      },
    },
    connectionType('Component'),
    edgeType('Component'),
  ),
}));
