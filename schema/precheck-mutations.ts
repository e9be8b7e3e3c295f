/** Running the precheck again and skipping items of it. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { requiredId, TASK } from './global-id.ts';
import { subtaskPayload } from './payload.ts';

builder.relayMutationField(
  'precheckRun',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      items: t.stringList({ description: 'Ids or names of items; default all.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Looks again.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.precheckRun(
        requiredId(input.taskId, TASK),
        input.items ?? null,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'precheckItemsSkip',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      items: t.stringList({ required: true, description: 'Ids or names of items.' }),
      reason: t.string({ required: true, description: 'Why; recorded.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Skips items that may be skipped.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.precheckSkip(
        requiredId(input.taskId, TASK),
        input.items,
        input.reason,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);
