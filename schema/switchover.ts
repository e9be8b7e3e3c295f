/** Switchovers: the steps, who must act, what each has found, and the dry run that the same list of steps makes. */
import {
  allowedOf,
  definitionOf,
  type StepAction,
  type StepActor,
  type StepKind,
  type StepStatus,
} from '../server/switchover/steps.ts';
import type {
  FoundWriter,
  ListedObject,
  PlannedStep,
  SwitchDirection,
  Switchover,
  SwitchoverPlan,
  SwitchoverStatus,
  SwitchoverStep,
} from '../server/switchover/switchover.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { requiredId, TASK } from './global-id.ts';
import { TaskType } from './task-ref.ts';

export const StepKindEnum = enumOf<StepKind>('SwitchoverStepKind', 'The steps of a switchover, in order.', {
  START: 'A person confirms it.',
  PRECHECK: 'Latency, and what the way back needs.',
  PROTECT_TARGET: 'The side that takes over refuses writes of others.',
  START_REVERSE_STORE: 'The Store of the way back starts.',
  VERIFY_AHEAD: 'What changed since the last verification is compared, while writes go on.',
  STOP_WRITES: 'A person confirms that writes have stopped, or has Godwit fence the tables.',
  LEVEL_CHECKPOINT: 'Everything up to that position is applied.',
  VERIFY_CHANGES: 'Rows that changed since the last verification are compared.',
  STOP_FORWARD: 'The stream that carried changes so far is stopped.',
  MIGRATE_OBJECTS: 'A person brings over what Godwit does not move.',
  DISABLE_TRIGGERS: 'Triggers that fire for replicated rows are disabled.',
  SET_SEQUENCES: 'Sequences go beyond those of the other side.',
  CLEAN_UP: 'What was added for the migration is removed.',
  START_REVERSE: 'The way back applies changes, and is proven.',
  ALLOW_WRITES: 'The point of no return; then writes are allowed at the side that takes over.',
});

const StepStatusEnum = enumOf<StepStatus>('SwitchoverStepStatus', 'Where a step stands.', {
  PENDING: 'Its turn has not come.',
  RUNNING: 'Godwit works on it.',
  WAITING_FOR_PERSON: 'A person must act; see allowed.',
  FAILED: 'It failed; see reason.',
  SKIPPED: 'A person skipped it; see skipReason.',
  COMPLETED: 'It is done.',
  UNDONE: 'It was taken back when the switchover was cancelled.',
});

const StepActionEnum = enumOf<StepAction>('SwitchoverStepAction', 'What a person can do with a step.', {
  CONFIRM: 'switchoverConfirmWritesStopped, switchoverStartReverse or switchoverAllowWrites, as the step is.',
  FENCE: 'switchoverFence: Godwit has the tables refuse writes.',
  COMPLETE: 'switchoverStepComplete: a person has done it.',
  LET_GODWIT: 'switchoverStepComplete with byGodwit: Godwit does it.',
  RETRY: 'switchoverStepRetry.',
  SKIP: 'switchoverStepSkip.',
});

const StepActorEnum = enumOf<StepActor>('SwitchoverStepActor', 'Who acts.', {
  PERSON: 'A person.',
  GODWIT: 'Godwit, by itself.',
});

const SwitchoverStatusEnum = enumOf<SwitchoverStatus>('SwitchoverStatus', 'Where a switchover stands.', {
  RUNNING: 'It goes on, or waits at a step.',
  CANCELING: 'What was begun is being taken back.',
  CANCELED: 'It was cancelled; writes are allowed where they were.',
  COMPLETED: 'Writes are allowed at the other side.',
});

const SwitchDirectionEnum = enumOf<SwitchDirection>('SwitchDirection', 'Which side takes over.', {
  FORWARD: 'The target, from the source.',
  REVERSE: 'The source, back from the target.',
});

export const LiveSideEnum = enumOf<'SOURCE' | 'TARGET'>('LiveSide', 'Which side the application is to write to.', {
  SOURCE: 'The source: no switchover was completed, or it has taken over again.',
  TARGET: 'The target: it has taken over.',
});

const ListedObjectKindEnum = enumOf<ListedObject['kind']>('ListedObjectKind', 'What Godwit does not move.', {
  TRIGGER: 'A trigger of a migrated table.',
  FUNCTION: 'A function of a schema with migrated tables.',
  PROCEDURE: 'A procedure of such a schema.',
});

const ListedObjectType = builder.objectRef<ListedObject>('ListedObject').implement({
  description: 'An object that a person brings to the other side, or disables.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ListedObjectKindEnum, description: 'What it is.' }),
    schema: t.exposeString('schema', { description: 'Its schema where it is now.' }),
    name: t.exposeString('name', { description: 'Its name; of a trigger with its table.' }),
    ddl: t.exposeString('ddl', { description: 'What makes it, in the names of the side where it is.' }),
    disable: t.exposeString('disable', {
      nullable: true,
      description: 'What disables it; null where it is to be brought over.',
    }),
  }),
});

const OpenWriterType = builder.objectRef<FoundWriter>('OpenWriter').implement({
  description: 'A transaction that wrote to a migrated table and is still open.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'The process of the server, or the name of the prepared transaction.' }),
    prepared: t.boolean({
      description: 'Whether it is a prepared transaction, which only a person can end.',
      resolve: ({ kind }) => kind === 'PREPARED',
    }),
    user: t.exposeString('user', { description: 'Whose it is.' }),
    application: t.exposeString('application', { nullable: true, description: 'What the session calls itself.' }),
    openSeconds: t.exposeFloat('openSeconds', { description: 'How long it is open, seconds.' }),
  }),
});

interface ShownStep {
  readonly step: SwitchoverStep;
  readonly switchover: Switchover;
}

const StepType = builder.objectRef<ShownStep>('SwitchoverStep').implement({
  description: 'A step of a switchover.',
  fields: (t) => ({
    kind: t.field({ type: StepKindEnum, description: 'Which.', resolve: ({ step }) => step.kind }),
    number: t.string({ description: 'Its number, such as 5b.', resolve: ({ step }) => definitionOf(step.kind).number }),
    title: t.string({ description: 'What it does.', resolve: ({ step }) => definitionOf(step.kind).title }),
    description: t.string({
      description: 'What it is for.',
      resolve: ({ step }) => definitionOf(step.kind).description,
    }),
    risk: t.string({ description: 'What can go wrong in it.', resolve: ({ step }) => definitionOf(step.kind).risk }),
    actor: t.field({
      type: StepActorEnum,
      description: 'Who acts.',
      resolve: ({ step }) => definitionOf(step.kind).actor,
    }),
    status: t.field({ type: StepStatusEnum, description: 'Where it stands.', resolve: ({ step }) => step.status }),
    allowed: t.field({
      type: [StepActionEnum],
      description: 'What a person can do with it now.',
      resolve: ({ step, switchover }) =>
        switchover.status === 'RUNNING' ? [...allowedOf(step, switchover.steps)] : [],
    }),
    skipWarning: t.string({
      nullable: true,
      description: 'What skipping it means; null where it cannot be skipped.',
      resolve: ({ step }) => definitionOf(step.kind).skipWarning,
    }),
    startedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it began.',
      resolve: ({ step }) => step.startedAt,
    }),
    completedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was done, skipped or taken back.',
      resolve: ({ step }) => step.completedAt,
    }),
    durationMs: t.float({
      nullable: true,
      description: 'Milliseconds from its start to its end, or to now; null before the start.',
      resolve: ({ step }) =>
        step.startedAt === null ? null : (step.completedAt ?? new Date()).getTime() - step.startedAt.getTime(),
    }),
    answeredBy: t.string({
      nullable: true,
      description: 'Who answered it last.',
      resolve: ({ step }) => step.answeredBy,
    }),
    waiting: t.string({
      nullable: true,
      description: 'What it waits for, in words; null when it waits for nothing.',
      resolve: ({ step }) => step.waiting,
    }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description: 'Why it failed; null otherwise.',
      resolve: ({ step }) => step.reason,
    }),
    skipReason: t.string({
      nullable: true,
      description: 'Why it was skipped.',
      resolve: ({ step }) => step.skipReason,
    }),
    findings: t.stringList({
      description: 'What was done or found, a sentence each: at most 100.',
      resolve: ({ step }) => (step.findings.sentences ?? []).slice(0, 100),
    }),
    objects: t.field({
      type: [ListedObjectType],
      description: 'Objects for a person, at most 500 (findings say how many there are); empty in other steps.',
      resolve: ({ step }) => [...(step.findings.objects ?? [])],
    }),
    writers: t.field({
      type: [OpenWriterType],
      description: 'Transactions that could still write: the oldest, at most 20; empty in other steps.',
      resolve: ({ step }) => [...(step.findings.writers ?? [])],
    }),
    lastWriteAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        "When the last write of others was seen, by the server's own count, which it brings up to date within seconds; null: none since it is watched.",
      resolve: ({ step }) => (step.findings.lastWriteAt ? new Date(step.findings.lastWriteAt) : null),
    }),
    position: t.field({
      type: 'Position',
      nullable: true,
      description: 'The position at which writes had stopped, or that a heartbeat had to pass.',
      resolve: ({ step }) => step.findings.position ?? null,
    }),
    appliedPosition: t.field({
      type: 'Position',
      nullable: true,
      description: 'How far the other side is.',
      resolve: ({ step }) => step.findings.appliedPosition ?? null,
    }),
    fenced: t.boolean({
      description: 'Whether Godwit has the tables refuse writes.',
      resolve: ({ step }) => step.findings.fenced === true,
    }),
  }),
});

export const SwitchoverType = builder.objectRef<Switchover>('Switchover');
builder.node(SwitchoverType, {
  description: 'A switch of the application from one side to the other.',
  id: { resolve: ({ id }) => id, description: 'The id.' },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'pointOfNoReturnAt' in value,
  loadOne: (id: string, { ports }) => ports.switchovers.switchover(id),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Counts those of the task, from 1.' }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task.',
      resolve: ({ taskId }, _arguments, { loaders }) => loaders.task.load(taskId),
    }),
    direction: t.expose('direction', { type: SwitchDirectionEnum, description: 'Which side takes over.' }),
    status: t.expose('status', { type: SwitchoverStatusEnum, description: 'Where it stands.' }),
    reverse: t.boolean({ description: 'Whether there is a way back.', resolve: ({ options }) => options.reverse }),
    allowWritesAutomatically: t.boolean({
      description: 'Whether writes are allowed at the other side without asking.',
      resolve: ({ options }) => options.allowWritesAutomatically,
    }),
    acceptReason: t.string({
      nullable: true,
      description: 'Why open differences were accepted; null: they were not.',
      resolve: ({ options }) => options.acceptReason,
    }),
    requestedBy: t.exposeString('requestedBy', { description: 'Who began it.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    pausedAt: t.expose('pausedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the write pause began: the first table refused writes, or a person confirmed.',
    }),
    pauseMs: t.float({
      nullable: true,
      description: 'Milliseconds of the write pause, up to now while it lasts; null before it.',
      resolve: ({ pausedAt, pauseEndedAt }) =>
        pausedAt === null ? null : (pauseEndedAt ?? new Date()).getTime() - pausedAt.getTime(),
    }),
    pauseEndedAt: t.expose('pauseEndedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When writes were allowed, at the other side or after a cancel at this one.',
    }),
    pointOfNoReturnAt: t.expose('pointOfNoReturnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it cannot be cancelled; null: it can.',
    }),
    cancelable: t.boolean({
      description: 'Whether switchoverCancel is possible.',
      resolve: ({ status, pointOfNoReturnAt }) => status === 'RUNNING' && pointOfNoReturnAt === null,
    }),
    steps: t.field({
      type: [StepType],
      description: 'Its steps, in order: at most fourteen.',
      resolve: (switchover) => switchover.steps.map((step) => ({ step, switchover })),
    }),
  }),
});

const PlannedStatementType = builder.objectRef<PlannedStep['statements'][number]>('PlannedStatement').implement({
  description: 'A statement that a step would run, or a person should.',
  fields: (t) => ({
    side: t.expose('side', { type: LiveSideEnum, description: 'On which server.' }),
    statement: t.exposeString('statement', { description: 'The statement.' }),
  }),
});

const PlannedStepType = builder.objectRef<PlannedStep>('PlannedSwitchoverStep').implement({
  description: 'A step of the dry run.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StepKindEnum, description: 'Which.' }),
    number: t.string({ description: 'Its number, such as 5b.', resolve: ({ kind }) => definitionOf(kind).number }),
    title: t.string({ description: 'What it does.', resolve: ({ kind }) => definitionOf(kind).title }),
    description: t.string({ description: 'What it is for.', resolve: ({ kind }) => definitionOf(kind).description }),
    risk: t.string({ description: 'What can go wrong in it.', resolve: ({ kind }) => definitionOf(kind).risk }),
    actor: t.field({ type: StepActorEnum, description: 'Who acts.', resolve: ({ kind }) => definitionOf(kind).actor }),
    sentences: t.stringList({
      description: 'What would be done now, a sentence each.',
      resolve: ({ sentences }) => [...sentences],
    }),
    statements: t.field({
      type: [PlannedStatementType],
      description: 'Statements: of many the first 100.',
      resolve: ({ statements }) => statements.slice(0, 100),
    }),
    concerns: t.stringList({
      description: 'What would stop or hurt it now: at most 100.',
      resolve: ({ concerns }) => concerns.slice(0, 100),
    }),
  }),
});

const SwitchoverPlanType = builder.objectRef<SwitchoverPlan>('SwitchoverPlan').implement({
  description: 'What a switchover would do now; nothing is changed by asking.',
  fields: (t) => ({
    direction: t.expose('direction', { type: SwitchDirectionEnum, description: 'Which side would take over.' }),
    reverse: t.exposeBoolean('reverse', { description: 'Whether there would be a way back.' }),
    steps: t.field({
      type: [PlannedStepType],
      description: 'Its steps, in order.',
      resolve: ({ steps }) => [...steps],
    }),
  }),
});

builder.queryField('switchoverPlan', (t) =>
  t.field({
    type: SwitchoverPlanType,
    nullable: true,
    description: 'The dry run of a switchover. Both databases are asked, so it can take seconds.',
    args: { taskId: t.arg.id({ required: true, description: 'The task.' }) },
    resolve: (_root, { taskId }, { ports }) => ports.switchovers.plan(requiredId(taskId, TASK)),
  }),
);
