/** The same action on many tasks: acts on those that are eligible and tells for each other one why it was left. */
import { GodwitError } from '../server/core/errors.ts';
import type { BatchAction, BatchResult } from '../server/task/task-service.ts';
import { builder } from './builder.ts';
import { capitalized, commandOf, IDEMPOTENCY } from './command.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { encodeId, requiredIds, TASK } from './global-id.ts';
import { TaskFilterInput, taskFilterOf } from './task-queries.ts';
import { TaskType } from './task-ref.ts';

const BatchOutcomeEnum = enumOf<BatchResult['outcome']>('BatchOutcome', 'What became of one task of a batch.', {
  DONE: 'The command is recorded.',
  LEFT: 'It was left as it is; see error.',
});

const BatchResultType = builder.objectRef<BatchResult>('TaskBatchResult').implement({
  description: 'What became of one task of a batch.',
  fields: (t) => ({
    taskId: t.id({ description: 'The task.', resolve: (result) => encodeId('Task', result.taskId) }),
    name: t.exposeString('name', { description: 'Its name.' }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task as it is now; null when it is gone.',
      resolve: (result, _arguments, { loaders }) => loaders.task.load(result.taskId),
    }),
    outcome: t.expose('outcome', { type: BatchOutcomeEnum, description: 'Done or left.' }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'Why it was left; null when done.' }),
  }),
});

const ACTIONS: Readonly<Record<BatchAction, { field: string; scope: 'operator' | 'admin'; description: string }>> = {
  START: { field: 'tasksStart', scope: 'operator', description: 'Starts each task that can be started.' },
  STOP: { field: 'tasksStop', scope: 'operator', description: 'Stops each task that can be stopped.' },
  RESUME: { field: 'tasksResume', scope: 'operator', description: 'Resumes each task that can be resumed.' },
  RELEASE: { field: 'tasksRelease', scope: 'admin', description: 'Releases each task that can be released.' },
  DELETE: {
    field: 'tasksDelete',
    scope: 'admin',
    description: 'Deletes each task that can be deleted and whose name is confirmed.',
  },
};

for (const action of ['START', 'STOP', 'RESUME', 'RELEASE', 'DELETE'] as const) {
  const { field, scope, description } = ACTIONS[action];
  builder.relayMutationField(
    field,
    {
      name: `${capitalized(field)}Input`,
      description: 'Which tasks: by ids or by filter, at most 1 000.',
      inputFields: (t) => ({
        ids: t.idList({ description: 'These tasks.' }),
        filter: t.field({ type: TaskFilterInput, description: 'The tasks that this filter finds.' }),
        confirmNames: t.stringList({ description: 'tasksDelete only: the exact name of each task.' }),
        idempotencyKey: t.string({ description: IDEMPOTENCY }),
      }),
    },
    {
      errors: {},
      authScopes: { [scope]: true },
      description,
      resolve: async (_root, { input }, context) => {
        if ((input.ids && input.filter) || (!input.ids && !input.filter))
          throw new GodwitError('BAD_INPUT', { detail: 'Give either ids or filter.', path: 'ids' });
        const scopeOfBatch = input.ids ? { ids: requiredIds(input.ids, TASK) } : { filter: taskFilterOf(input.filter) };
        const command = { ...commandOf(context, input), confirmNames: input.confirmNames ?? [] };
        return { results: [...(await context.ports.tasks.batch(action, scopeOfBatch, command))] };
      },
    },
    {
      name: `${capitalized(field)}Payload`,
      description: 'What became of each task.',
      outputFields: (t) => ({
        results: t.field({
          type: [BatchResultType],
          description: 'One for each task, at most 1 000.',
          resolve: (payload) => payload.results,
        }),
      }),
    },
  );
}
