/** What can be done with one task: a mutation for each action, in the words of allowedActions. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { enumOf } from './enum-of.ts';
import { requiredId, ENDPOINT, TASK } from './global-id.ts';
import { rulesOf, SelectionInput } from './migrated-object.ts';
import { ParameterInput, parameterValuesOf } from './parameter.ts';
import { keptOverrides, parametersPayload } from './kept-overrides.ts';
import { taskPayload } from './payload.ts';
import { AlertLevelEnum, MigrationPhaseEnum } from './task-state.ts';

const FenceChoiceEnum = enumOf<'LIFT' | 'KEEP'>('FenceChoice', 'What becomes of a fence at release.', {
  LIFT: 'Writes are allowed again, on both sides.',
  KEEP: 'It stays; `dropped` of the task tells the statements that lift it.',
});

const EXPECTED_LABELS =
  'The labelsRevision of the task that was read: CONFLICT when name, tags or alert level have changed since. Default: whatever they are.';

builder.relayMutationField(
  'taskCreate',
  {
    description: 'The new task.',
    inputFields: (t) => ({
      name: t.string({ required: true, description: 'Unique, 1 to 64 characters.' }),
      sourceEndpointId: t.id({ required: true, description: 'Where the data comes from.' }),
      targetEndpointId: t.id({ required: true, description: 'Where the data goes.' }),
      phases: t.field({ type: [MigrationPhaseEnum], required: true, description: 'What it includes; at least one.' }),
      selection: t.field({ type: SelectionInput, required: true, description: 'Which objects.' }),
      parameters: t.field({ type: [ParameterInput], description: 'Parameters; those left out have their default.' }),
      tags: t.stringList({ description: 'Up to 8 tags of 1 to 32 characters.' }),
      alertLevel: t.field({ type: AlertLevelEnum, description: 'How soon alerts are raised; default LOW.' }),
      alertRepeatMinutes: t.int({ description: 'Minutes between two repetitions of an alert, 1 to 600; default 3.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Makes a task in the state NOT_STARTED.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.create(
        {
          name: input.name,
          sourceEndpointId: requiredId(input.sourceEndpointId, ENDPOINT),
          targetEndpointId: requiredId(input.targetEndpointId, ENDPOINT),
          phases: input.phases,
          selection: rulesOf(input.selection),
          parameters: parameterValuesOf(input.parameters ?? []),
          tags: input.tags ?? undefined,
          alertLevel: input.alertLevel ?? undefined,
          alertRepeatMinutes: input.alertRepeatMinutes ?? undefined,
        },
        commandOf(context, input),
      ),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskStart',
  {
    description: 'Which task.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Starts a task that is NOT_STARTED.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.start(requiredId(input.taskId, TASK), commandOf(context, input)),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskStop',
  {
    description: 'Which task.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Stops a task; what was done stays, and it can be resumed.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.stop(requiredId(input.taskId, TASK), commandOf(context, input)),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskResume',
  {
    description: 'Which task.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Goes on where the task stopped or failed.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.resume(requiredId(input.taskId, TASK), commandOf(context, input)),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskRelease',
  {
    description: 'Which task.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      fence: t.field({
        type: FenceChoiceEnum,
        description: 'What becomes of a fence that still stops writes; needed where one stands (FENCE_STANDS).',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description:
      'Ends the running parts and drops what was made on both databases; the record stays. Errors: FENCE_STANDS.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.release(requiredId(input.taskId, TASK), {
        ...commandOf(context, input),
        fence: input.fence,
      }),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskRename',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      name: t.string({ required: true, description: 'The new name: unique, 1 to 64 characters.' }),
      expectedRevision: t.int({ description: EXPECTED_LABELS }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Gives a task another name.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.rename(
        requiredId(input.taskId, TASK),
        { name: input.name, expectedRevision: input.expectedRevision },
        commandOf(context, input),
      ),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskClone',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      name: t.string({ description: 'The name of the new one; default a free one made from the old.' }),
      phases: t.field({ type: [MigrationPhaseEnum], description: 'What the new one includes; default the same.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Makes a NOT_STARTED task like this one, with its endpoints, objects, parameters, tags and alert level.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.clone(
        requiredId(input.taskId, TASK),
        { name: input.name, phases: input.phases },
        commandOf(context, input),
      ),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskSetTags',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      tags: t.stringList({ required: true, description: 'Up to 8 tags of 1 to 32 characters.' }),
      expectedRevision: t.int({ description: EXPECTED_LABELS }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Sets the tags of a task.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.setTags(
        requiredId(input.taskId, TASK),
        { tags: input.tags, expectedRevision: input.expectedRevision },
        commandOf(context, input),
      ),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskSetAlertLevel',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      alertLevel: t.field({ type: AlertLevelEnum, required: true, description: 'The level.' }),
      alertRepeatMinutes: t.int({
        description: 'Minutes between two repetitions of an alert, 1 to 600; default as it is.',
      }),
      expectedRevision: t.int({ description: EXPECTED_LABELS }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Sets how soon alerts are raised, and how often they are repeated.',
    resolve: async (_root, { input }, context) => ({
      task: await context.ports.tasks.setAlertLevel(
        requiredId(input.taskId, TASK),
        {
          alertLevel: input.alertLevel,
          alertRepeatMinutes: input.alertRepeatMinutes,
          expectedRevision: input.expectedRevision,
        },
        commandOf(context, input),
      ),
    }),
  },
  taskPayload,
);

builder.relayMutationField(
  'taskUpdateParameters',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      parameters: t.field({ type: [ParameterInput], required: true, description: 'The parameters that change.' }),
      expectedRevision: t.int({
        required: true,
        description: 'parametersRevision of the task that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Changes parameters; all of them, or none when one is refused. A component with a value of its own keeps that: see keptOverrides.',
    resolve: async (_root, { input }, context) => {
      const task = await context.ports.tasks.modifyParameters(
        requiredId(input.taskId, TASK),
        { values: parameterValuesOf(input.parameters), expectedRevision: input.expectedRevision },
        commandOf(context, input),
      );
      const names = input.parameters.map(({ name }) => name);
      return {
        task,
        keptOverrides: keptOverrides(
          task,
          await context.ports.components.componentsOf([task.id]),
          names,
          context.ports.parameters.ownValues,
        ),
      };
    },
  },
  parametersPayload,
);

builder.relayMutationField(
  'taskDelete',
  {
    description: 'Which task, confirmed by its name.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      confirmName: t.string({ required: true, description: 'The exact name of the task.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { admin: true },
    description: 'Removes the record of a task.',
    resolve: async (_root, { input }, context) => {
      await context.ports.tasks.delete(requiredId(input.taskId, TASK), input.confirmName, commandOf(context, input));
      return { deletedId: String(input.taskId) };
    },
  },
  {
    description: 'The task that is gone.',
    outputFields: (t) => ({
      deletedId: t.id({ nullable: true, description: 'Its id.', resolve: (payload) => payload.deletedId }),
    }),
  },
);
