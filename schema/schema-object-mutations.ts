/** What can be done with objects of the schema migration, and going on to the next phase by hand. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { requiredId, requiredIds, TASK } from './global-id.ts';
import { subtaskPayload } from './payload.ts';
import { SubtaskKindEnum } from './subtask.ts';

const SCHEMA_OBJECT = ['SchemaObject'];

builder.relayMutationField(
  'schemaObjectModifyAndRetry',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      objectId: t.id({ required: true, description: 'The object.' }),
      convertedDdl: t.string({ required: true, description: 'The statement; relations are named with their schema.' }),
      expectedRevision: t.int({
        required: true,
        description: 'The revision of the object that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Sets the statement that the target is to run for an object, and tries it. What it needs is no longer checked before: the target says what it lacks.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.schemaObjectModify(
        requiredId(input.taskId, TASK),
        {
          objectId: requiredId(input.objectId, SCHEMA_OBJECT),
          convertedDdl: input.convertedDdl,
          expectedRevision: input.expectedRevision,
        },
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'schemaObjectsRetry',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      objectIds: t.idList({ description: 'The objects; default all that failed.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Tries objects again.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.schemaObjectsRetry(
        requiredId(input.taskId, TASK),
        input.objectIds ? requiredIds(input.objectIds, SCHEMA_OBJECT) : null,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'schemaObjectsSkip',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      objectIds: t.idList({ required: true, description: 'The objects.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Skips objects, and their indexes. A table that does not stand at the target leaves the task with its rows (an ObjectChange REMOVE); it stays listed as SKIPPED.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.schemaObjectsSkip(
        requiredId(input.taskId, TASK),
        requiredIds(input.objectIds, SCHEMA_OBJECT),
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'schemaObjectsRemove',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      objectIds: t.idList({ required: true, description: 'The objects.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Removes objects, and their indexes, from the task: a table with its rows (an ObjectChange REMOVE). Nothing is dropped at the target.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.schemaObjectsRemove(
        requiredId(input.taskId, TASK),
        requiredIds(input.objectIds, SCHEMA_OBJECT),
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'subtaskAdvance',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      kind: t.field({ type: SubtaskKindEnum, required: true, description: 'The phase to leave.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Goes on to the next phase by hand.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.advance(
        requiredId(input.taskId, TASK),
        input.kind,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);

builder.relayMutationField(
  'ddlSkip',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      ddlId: t.string({ required: true, description: 'The statement.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Skips a DDL statement at which the stream stands.',
    resolve: async (_root, { input }, context) => ({
      subtask: await context.ports.phases.ddlSkip(
        requiredId(input.taskId, TASK),
        input.ddlId,
        commandOf(context, input),
      ),
    }),
  },
  subtaskPayload,
);
