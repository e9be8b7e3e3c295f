/** Finding tasks: one, a list of them with filter and order, and how many are in each state. */
import type { SortDirection } from '../server/core/page.ts';
import type { TaskFilter, TaskFilterChoices, TaskSortField } from '../server/task/task-service.ts';
import type { TaskStatus } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { EndpointInterface } from './endpoint.ts';
import { enumOf } from './enum-of.ts';
import { ENDPOINT, idOf, requiredId, requiredIds, TASK } from './global-id.ts';
import { askTogether } from './loaders.ts';
import { TaskType } from './task-ref.ts';
import { AlertLevelEnum, MigrationPhaseEnum, TaskStatusEnum } from './task-state.ts';

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

const TaskFilterChoicesType = builder.objectRef<TaskFilterChoices>('TaskFilterChoices').implement({
  description: 'What the tasks there are can be searched by.',
  fields: (t) => ({
    tags: t.stringList({ description: 'Their tags, by name; the first 1 000.', resolve: ({ tags }) => [...tags] }),
    createdBy: t.stringList({
      description: 'Who made them, by name; the first 1 000.',
      resolve: ({ createdBy }) => [...createdBy],
    }),
    endpoints: t.field({
      type: [EndpointInterface],
      description: 'Their sources and targets, by name; the first 1 000.',
      resolve: async ({ endpointIds }, _arguments, { ports }) =>
        (await ports.endpoints.endpointsByIds(endpointIds)).filter((endpoint) => endpoint !== null),
    }),
  }),
});

builder.queryFields((t) => ({
  task: t.field({
    type: TaskType,
    nullable: true,
    authScopes: { viewer: true },
    description: 'One task; null when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, context, info) => {
      const own = idOf(id, TASK);
      return own === null ? null : askTogether(own, context, info);
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
  taskFilterChoices: t.field({
    type: TaskFilterChoicesType,
    authScopes: { viewer: true },
    description: 'The tags, makers and endpoints of all tasks: the choices of a filter.',
    resolve: (_root, _arguments, { ports }) => ports.tasks.taskFilterChoices(),
  }),
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
