/** Choosing the objects of a task. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { ENDPOINT, requiredId, TASK } from './global-id.ts';
import {
  ObjectRuleInput,
  ObjectTargetInput,
  rulesOf,
  SelectionInput,
  SelectionPreviewType,
} from './migrated-object.ts';
import { objectChangePayload, selectionPayload } from './payload.ts';

builder.queryField('objectsPreview', (t) =>
  t.field({
    type: SelectionPreviewType,
    nullable: true,
    authScopes: { operator: true },
    description: 'What rules mean against an endpoint now; contacts the database, changes nothing.',
    args: {
      endpointId: t.arg.id({ required: true, description: 'The source.' }),
      selection: t.arg({ type: SelectionInput, required: true, description: 'The rules.' }),
    },
    resolve: (_root, { endpointId, selection }, { ports }) =>
      ports.selection.preview(requiredId(endpointId, ENDPOINT), rulesOf(selection)),
  }),
);

builder.relayMutationField(
  'objectsSetSelection',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      selection: t.field({ type: SelectionInput, required: true, description: 'The rules.' }),
      expectedRevision: t.int({
        required: true,
        description: 'The revision of the selection that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Replaces the rules of a task that is NOT_STARTED.',
    resolve: async (_root, { input }, context) => ({
      selection: await context.ports.selection.setRules(
        requiredId(input.taskId, TASK),
        { rules: rulesOf(input.selection), expectedRevision: input.expectedRevision },
        commandOf(context, input),
      ),
    }),
  },
  selectionPayload,
);

builder.relayMutationField(
  'objectsMap',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task.' }),
      objects: t.field({ type: [ObjectTargetInput], required: true, description: 'Which, and where to.' }),
      expectedRevision: t.int({
        required: true,
        description: 'The revision of the selection that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Gives tables another name at the target, as the precheck wants it where a table stands there that does not fit. Possible in STOPPED and FAILED until the precheck has passed; it runs again with the resume.',
    resolve: async (_root, { input }, context) => ({
      selection: await context.ports.selection.mapObjects(
        requiredId(input.taskId, TASK),
        { objects: input.objects, expectedRevision: input.expectedRevision },
        commandOf(context, input),
      ),
    }),
  },
  selectionPayload,
);

const OBJECT_MUTATIONS = [
  [
    'objectsAdd',
    'ADD',
    'Adds objects to a task. One that was started records the change: a hidden sub-migration copies the tables beside the stream, then they are merged into it. Possible in the states of allowedActions (ADD_OBJECTS).',
  ],
  [
    'objectsRemove',
    'REMOVE',
    'Removes objects from a task. One that was started records the change and carries it out while it runs; what is at the target stays there. Possible in the states of allowedActions (REMOVE_OBJECTS).',
  ],
] as const;

for (const [name, kind, description] of OBJECT_MUTATIONS)
  builder.relayMutationField(
    name,
    {
      description: 'What to do it to.',
      inputFields: (t) => ({
        taskId: t.id({ required: true, description: 'The task.' }),
        objects: t.field({ type: [ObjectRuleInput], required: true, description: 'Which.' }),
        idempotencyKey: t.string({ description: IDEMPOTENCY }),
      }),
    },
    {
      errors: {},
      authScopes: { operator: true },
      description,
      resolve: async (_root, { input }, context) => ({
        change: await context.ports.selection.changeObjects(
          requiredId(input.taskId, TASK),
          { kind, objects: input.objects },
          commandOf(context, input),
        ),
      }),
    },
    objectChangePayload,
  );

const CHANGE_MUTATIONS = [
  ['objectChangeCancel', 'Cancels a change that is PENDING.', 'cancelObjectChange'],
  [
    'objectChangeAbort',
    'Ends a change that adds tables while it is MODIFYING or RUNNING, or FAILED: what it made is dropped (aborting), then it is ABORTED.',
    'abortObjectChange',
  ],
  ['objectChangeRetry', 'Lets a change that is FAILED go on where it stopped.', 'retryObjectChange'],
] as const;

for (const [name, description, method] of CHANGE_MUTATIONS)
  builder.relayMutationField(
    name,
    {
      description: 'What to do it to.',
      inputFields: (t) => ({
        changeId: t.id({ required: true, description: 'The change.' }),
        idempotencyKey: t.string({ description: IDEMPOTENCY }),
      }),
    },
    {
      errors: {},
      authScopes: { operator: true },
      description,
      resolve: async (_root, { input }, context) => ({
        change: await context.ports.selection[method](
          requiredId(input.changeId, ['ObjectChange']),
          commandOf(context, input),
        ),
      }),
    },
    objectChangePayload,
  );
