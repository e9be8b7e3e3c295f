/** What can be done with verification: again, in part, corrected, skipped. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { requiredId, TASK } from './global-id.ts';
import { subtaskPayload } from './payload.ts';
import { VerificationScopeEnum } from './verification.ts';

const RUN = ['VerificationRun'];

const VerificationTableInput = builder.inputType('VerificationTableInput', {
  description: 'A table to verify.',
  fields: (t) => ({
    tableId: t.string({ required: true, description: 'The table within the task.' }),
    rowFilter: t.string({
      description:
        'Which rows, in the language of a row filter over migrated columns of the source: a row is compared when its values fulfil it on either side. Default: all. What is found equal proves nothing of the other rows. Errors: FILTER_INVALID.',
    }),
  }),
});

builder.relayMutationField(
  'verificationStart',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      scope: t.field({ type: VerificationScopeEnum, required: true, description: 'What to compare.' }),
      tables: t.field({ type: [VerificationTableInput], description: 'CUSTOM only: the tables.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Starts a run: everything, tables that were abnormal, rows that were inconsistent, or chosen tables. Chosen tables can be verified as soon as incremental synchronization runs; anything else once the first run of the phase has begun, which starts by itself.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.verificationStart(
        requiredId(input.taskId, TASK),
        { scope: input.scope, tables: input.tables ?? undefined },
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'correctionApply',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      runId: t.id({ required: true, description: 'The run that found them.' }),
      differenceIds: t.stringList({ description: 'The differences; default all of the run.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Corrects rows of the target by the statements that each difference shows in `correction`.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.verificationCorrect(
        requiredId(input.taskId, TASK),
        { runId: requiredId(input.runId, RUN), differenceIds: input.differenceIds ?? null },
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'verificationSkip',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      reason: t.string({ description: 'Why; recorded.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Skips verification while it runs or after it failed; starting it again undoes this.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.skip(
        requiredId(input.taskId, TASK),
        'FULL_VERIFICATION',
        input.reason ?? null,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);
