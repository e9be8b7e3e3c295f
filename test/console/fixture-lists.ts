/** The filters of the lists over the fixed data, and what a batch answers: as the service does, in a few words. */
import { components, endpoints, tasks } from './fixture-data.ts';
import { connection, reason } from './fixture-phases.ts';

type Task = (typeof tasks)[number];
type List = readonly string[] | null | undefined;

export interface TaskFilter {
  readonly statuses?: List;
  readonly keyword?: string | null;
  readonly tags?: List;
  readonly phases?: List;
  readonly alertLevels?: List;
  readonly createdBy?: string | null;
  readonly endpointId?: string | null;
}

const within = (wanted: List, has: string): boolean => !wanted || wanted.includes(has);
const allOf = (wanted: List, has: readonly string[]): boolean => !wanted || wanted.every((one) => has.includes(one));

export const filteredTasks = (from: readonly Task[], filter: TaskFilter, order?: { readonly field: string } | null) =>
  from
    .filter(
      (task) =>
        within(filter.statuses, task.status) &&
        (!filter.keyword || task.name.includes(filter.keyword)) &&
        allOf(filter.tags, task.tags) &&
        allOf(filter.phases, task.phases) &&
        within(filter.alertLevels, task.alertLevel) &&
        (!filter.createdBy || task.createdBy === filter.createdBy) &&
        (!filter.endpointId || [task.source?.id, task.target?.id].includes(filter.endpointId)),
    )
    .toSorted((a, b) => (order?.field === 'NAME' ? a.name.localeCompare(b.name) : 0));

export const taskFilterChoices = {
  tags: [...new Set(tasks.flatMap(({ tags }) => tags))].sort(),
  createdBy: [...new Set(tasks.map(({ createdBy }) => createdBy))].sort(),
  endpoints,
};

interface ComponentFilter {
  readonly statuses?: List;
  readonly kinds?: List;
  readonly host?: string | null;
  readonly taskIds?: List;
}

export function filteredComponents({ statuses, kinds, host, taskIds }: ComponentFilter) {
  const all = components.map((component) => ({ ...component, task: tasks[0] }));
  return connection(
    all.filter(
      (one) =>
        within(statuses, one.status) &&
        within(kinds, one.kind) &&
        (!host || one.host === host) &&
        within(taskIds, one.task?.id ?? ''),
    ),
  );
}

/** What a batch answers: done for the tasks that allow it. */
export function batchPayload(
  action: string,
  { ids, filter }: { readonly ids?: List; readonly filter?: TaskFilter | null },
): object {
  const results = filteredTasks(tasks, filter ?? {})
    .filter(({ id }) => !ids || ids.includes(id))
    .map((task) => {
      const allowed = task.allowedActions.some((one) => one.action === action && one.allowed);
      const message = `The action ${action} is not allowed while the task is ${task.status}.`;
      return {
        taskId: task.id,
        name: task.name,
        outcome: allowed ? 'DONE' : 'LEFT',
        error: allowed ? null : reason('ACTION_NOT_ALLOWED', message, 'See allowedActions of the task.'),
      };
    });
  return { results };
}
