/** What people do in a switchover. Each mutation records what was asked for; the workflow of the task carries it out. */
import type { StepAction, StepKind } from '../server/switchover/steps.ts';
import type { Switchover } from '../server/switchover/switchover.ts';
import { builder, type SchemaTypes } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import type { RequestContext } from './context.ts';
import { requiredId, TASK } from './global-id.ts';
import { StepKindEnum, SwitchoverType } from './switchover.ts';

type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Parent>;
type InputFields = PothosSchemaTypes.InputFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  'InputObject'
>;

const payload = {
  description: 'The switchover as it is once that is recorded.',
  outputFields: (t: Fields<{ switchover: Switchover }>) => ({
    switchover: t.field({
      type: SwitchoverType,
      nullable: true,
      description: 'The switchover.',
      resolve: ({ switchover }) => switchover,
    }),
  }),
};

const ofTask = (t: InputFields) => ({
  taskId: t.id({ required: true, description: 'The task.' }),
  idempotencyKey: t.string({ description: IDEMPOTENCY }),
});

builder.relayMutationField(
  'switchoverStart',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      ...ofTask(t),
      allowWritesAutomatically: t.boolean({
        description: 'Allow writes at the other side as soon as everything is proven; default false: a person does.',
      }),
      acceptReason: t.string({
        description:
          'Why differences that full verification found, or one that did not end, are accepted; recorded. Default: they are not.',
      }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Begins a switchover: of the application to the target, or back. Nothing is stopped by it; see switchoverPlan for what will be done. Errors: SWITCHOVER_NOT_READY.',
    resolve: async (_root, { input }, context) => ({
      switchover: await context.ports.switchovers.start(
        requiredId(input.taskId, TASK),
        { allowWritesAutomatically: input.allowWritesAutomatically ?? false, acceptReason: input.acceptReason ?? null },
        commandOf(context, input),
      ),
    }),
  },
  payload,
);

interface ActInput {
  readonly taskId: string;
  readonly idempotencyKey?: string | null;
}

const act = async (
  input: ActInput,
  on: { readonly step: StepKind; readonly action: StepAction; readonly reason?: string | null },
  context: RequestContext,
): Promise<{ switchover: Switchover }> => ({
  switchover: await context.ports.switchovers.act(requiredId(input.taskId, TASK), on, commandOf(context, input)),
});

const ANSWERS = [
  {
    name: 'switchoverFence',
    on: { step: 'STOP_WRITES', action: 'FENCE' },
    description:
      'Has Godwit stop the writes itself (step 4): open transactions are waited for, then every write to a migrated table is refused, to superusers too, also after a restart of the server. The write pause begins.',
  },
  {
    name: 'switchoverConfirmWritesStopped',
    on: { step: 'STOP_WRITES', action: 'CONFIRM' },
    description: 'Confirms that the application writes no more (step 4). The write pause begins.',
  },
  {
    name: 'switchoverStartReverse',
    on: { step: 'START_REVERSE', action: 'CONFIRM' },
    description: 'Starts the reverse incremental synchronization and proves it (step 8).',
  },
  {
    name: 'switchoverAllowWrites',
    on: { step: 'ALLOW_WRITES', action: 'CONFIRM' },
    description: 'Allows writes at the side that takes over (step 9): the point of no return.',
  },
] as const;

for (const { name, on, description } of ANSWERS)
  builder.relayMutationField(
    name,
    { description: 'What to do it to.', inputFields: (t) => ofTask(t) },
    {
      errors: {},
      authScopes: { operator: true },
      description,
      resolve: (_root, { input }, context) => act(input, on, context),
    },
    payload,
  );

builder.relayMutationField(
  'switchoverStepComplete',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      ...ofTask(t),
      step: t.field({ type: StepKindEnum, required: true, description: 'MIGRATE_OBJECTS or DISABLE_TRIGGERS.' }),
      byGodwit: t.boolean({ description: 'Let Godwit do it, where `allowed` has LET_GODWIT; default false.' }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Marks what a person does in a step as completed; possible as soon as the precheck is over.',
    resolve: (_root, { input }, context) =>
      act(input, { step: input.step, action: input.byGodwit === true ? 'LET_GODWIT' : 'COMPLETE' }, context),
  },
  payload,
);

builder.relayMutationField(
  'switchoverStepRetry',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      ...ofTask(t),
      step: t.field({ type: StepKindEnum, required: true, description: 'The step that failed.' }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Carries a step out again that failed.',
    resolve: (_root, { input }, context) => act(input, { step: input.step, action: 'RETRY' }, context),
  },
  payload,
);

builder.relayMutationField(
  'switchoverStepSkip',
  {
    description: 'What to do it to.',
    inputFields: (t) => ({
      ...ofTask(t),
      step: t.field({ type: StepKindEnum, required: true, description: 'The step; see its skipWarning.' }),
      reason: t.string({ required: true, description: 'Why; recorded.' }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Goes on without a step. Its skipWarning says what that means.',
    resolve: (_root, { input }, context) =>
      act(input, { step: input.step, action: 'SKIP', reason: input.reason }, context),
  },
  payload,
);

builder.relayMutationField(
  'switchoverEndWriters',
  { description: 'What to do it to.', inputFields: (t) => ofTask(t) },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Ends the sessions whose open transactions hold step 4 up (`writers` of the step): what they have not committed is rolled back. Prepared transactions stay.',
    resolve: async (_root, { input }, context) => ({
      switchover: await context.ports.switchovers.endWriters(requiredId(input.taskId, TASK), commandOf(context, input)),
    }),
  },
  payload,
);

builder.relayMutationField(
  'switchoverCancel',
  { description: 'What to do it to.', inputFields: (t) => ofTask(t) },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Takes back what was begun, latest first: the way back, the stop of the stream, the fences. The task runs on as it was. Possible until writes are allowed at the other side. Errors: SWITCHOVER_PAST_RETURN.',
    resolve: async (_root, { input }, context) => ({
      switchover: await context.ports.switchovers.cancel(requiredId(input.taskId, TASK), commandOf(context, input)),
    }),
  },
  payload,
);
