/** What can be done with a component. */
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { COMPONENT, requiredId } from './global-id.ts';
import { ParameterInput, parameterValuesOf } from './parameter.ts';
import { componentPayload } from './payload.ts';

builder.relayMutationField(
  'componentStart',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      componentId: t.id({ required: true, description: 'The component.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Starts a component that does not run.',
    resolve: async (_root, { input }, context) => ({
      component: await context.ports.components.start(
        requiredId(input.componentId, COMPONENT),
        commandOf(context, input),
      ),
    }),
  },
  componentPayload,
);

builder.relayMutationField(
  'componentStop',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      componentId: t.id({ required: true, description: 'The component.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Stops a component; it stays stopped until it, or the task, is started.',
    resolve: async (_root, { input }, context) => ({
      component: await context.ports.components.stop(
        requiredId(input.componentId, COMPONENT),
        commandOf(context, input),
      ),
    }),
  },
  componentPayload,
);

builder.relayMutationField(
  'componentRerun',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      componentId: t.id({ required: true, description: 'The component.' }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Runs a component from the start. Full-Import, until its copy is completed or incremental has begun: what it has copied is taken back from the target and copied again. Full-Verification, while it does not run: everything is verified again.',
    resolve: async (_root, { input }, context) => ({
      component: await context.ports.components.rerun(
        requiredId(input.componentId, COMPONENT),
        commandOf(context, input),
      ),
    }),
  },
  componentPayload,
);

builder.relayMutationField(
  'componentResetPosition',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      componentId: t.id({ required: true, description: 'The component.' }),
      position: t.field({
        type: 'Position',
        required: true,
        description: 'A position of the source (PostgreSQL: X/Y) between the first and the last one of the change log.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Sets the position behind which Incr-Sync goes on, while a person has stopped it. Forward leaves out what lies between; back applies it again, which is refused where a table has no key or DDL was applied. Carried out soon; what refuses it is told as TASK_COMMAND_FAILED.',
    resolve: async (_root, { input }, context) => ({
      component: await context.ports.components.resetPosition(
        requiredId(input.componentId, COMPONENT),
        input.position,
        commandOf(context, input),
      ),
    }),
  },
  componentPayload,
);

builder.relayMutationField(
  'componentUpdateConfiguration',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      componentId: t.id({ required: true, description: 'The component.' }),
      configuration: t.field({
        type: [ParameterInput],
        description: 'Values that become its own: each hides the value of the task until it is reset.',
      }),
      reset: t.stringList({
        description: 'Names of parameters whose own value it gives up: it follows the task again.',
      }),
      expectedRevision: t.int({
        required: true,
        description: 'configurationRevision that the change is based on; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Changes what a component has of its own in its configuration, or resets it to the values of the task; it is restarted if need be.',
    resolve: async (_root, { input }, context) => ({
      component: await context.ports.components.updateConfiguration(
        requiredId(input.componentId, COMPONENT),
        {
          values: parameterValuesOf(input.configuration ?? []),
          reset: input.reset ?? [],
          expectedRevision: input.expectedRevision,
        },
        commandOf(context, input),
      ),
    }),
  },
  componentPayload,
);
