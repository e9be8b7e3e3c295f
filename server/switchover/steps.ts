/**
 * The steps of a switchover (product.md 3.6) as the one ordered list: who acts, when retry and skip are offered, what skipping
 * risks. `switchoverPlan` and the run read the same list; what a step does is a Switcher's (switcher.ts).
 *
 * SW1  A step begins when all before it are COMPLETED or SKIPPED; those that may be prepared take the answer of a person
 *      from the end of the precheck on, so that no person's work lies inside the write pause (C23).
 * SW2  Writes are accepted on one side at most: the side that takes over is fenced from PROTECT_TARGET on, until
 *      ALLOW_WRITES has recorded the point of no return.
 * SW3  Before that record everything can be undone, in the reverse order; after it nothing is.
 */
export const STEP_KINDS = [
  'START',
  'PRECHECK',
  'PROTECT_TARGET',
  'START_REVERSE_STORE',
  'VERIFY_AHEAD',
  'STOP_WRITES',
  'LEVEL_CHECKPOINT',
  'VERIFY_CHANGES',
  'STOP_FORWARD',
  'MIGRATE_OBJECTS',
  'DISABLE_TRIGGERS',
  'SET_SEQUENCES',
  'CLEAN_UP',
  'START_REVERSE',
  'ALLOW_WRITES',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const STEP_STATUSES = [
  'PENDING',
  'RUNNING',
  'WAITING_FOR_PERSON',
  'FAILED',
  'SKIPPED',
  'COMPLETED',
  'UNDONE',
] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What a person can do with a step. */
export const STEP_ACTIONS = ['CONFIRM', 'FENCE', 'COMPLETE', 'LET_GODWIT', 'RETRY', 'SKIP'] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export type StepActor = 'PERSON' | 'GODWIT';

export interface StepDefinition {
  readonly kind: StepKind;
  /** As the product page counts. */
  readonly number: string;
  readonly title: string;
  readonly actor: StepActor;
  /** What it is for, and what it means for the application. */
  readonly description: string;
  /** What can go wrong here, and what then. */
  readonly risk: string;
  /** Only with a way back. */
  readonly reverseOnly: boolean;
  /** May be answered from the end of the precheck on, whatever the other steps are. */
  readonly prepared: boolean;
  /** Answers that the waiting step takes, the usual one first. */
  readonly answers: readonly StepAction[];
  readonly retry: boolean;
  /** Statuses in which it may be skipped; empty: never. */
  readonly skipIn: readonly StepStatus[];
  /** Skipped only once what it stops is stopped, as its findings say (`stopped`). */
  readonly skipOnceStopped: boolean;
  /** What skipping means; null where it may not be skipped. */
  readonly skipWarning: string | null;
}

const FAILED: readonly StepStatus[] = ['FAILED'];
const NEVER: readonly StepStatus[] = [];

type Given = Omit<
  StepDefinition,
  'actor' | 'reverseOnly' | 'prepared' | 'answers' | 'retry' | 'skipIn' | 'skipOnceStopped' | 'skipWarning'
> &
  Partial<StepDefinition>;
const step = (given: Given): StepDefinition => ({
  actor: 'GODWIT',
  reverseOnly: false,
  prepared: false,
  answers: [],
  retry: true,
  skipIn: NEVER,
  skipOnceStopped: false,
  skipWarning: null,
  ...given,
});

export const STEPS: readonly StepDefinition[] = [
  step({
    kind: 'START',
    number: '1',
    title: 'Start the switchover',
    actor: 'PERSON',
    description: 'Confirms that the application is to be moved. Nothing is changed on either side.',
    risk: 'None: it can be cancelled.',
    retry: false,
  }),
  step({
    kind: 'PRECHECK',
    number: '2',
    title: 'Precheck',
    description:
      'Latency of 15 seconds or less; with a way back also the rights and the change log that it needs on both sides.',
    risk: 'Nothing is changed. What fails is shown with the statement that mends it.',
    skipIn: FAILED,
    skipWarning: 'Data can be missing at the target, or the way back can fail. Proceed with caution.',
  }),
  step({
    kind: 'PROTECT_TARGET',
    number: '2b',
    title: 'Protect the side that takes over',
    description:
      'A fence on the migrated tables there refuses writes of everybody but Godwit until the last step allows them.',
    risk: 'An application that already writes there gets an error from now on.',
  }),
  step({
    kind: 'START_REVERSE_STORE',
    number: '3',
    title: 'Start the Store of the way back',
    description:
      'Makes publication and slot at the side that takes over and starts to pull its change log; its Incr-Sync starts too, so that step 8 need not wait for it. Transactions that are open there are waited for.',
    risk: 'A transaction that stays open there holds this up; it is named.',
    reverseOnly: true,
    skipIn: NEVER,
  }),
  step({
    kind: 'VERIFY_AHEAD',
    number: '3b',
    title: 'Verify what has changed so far',
    description:
      'Compares what was written since the last verification while the application goes on, and again as long as step 4 waits, so that little is left to compare inside the write pause.',
    risk: 'None for the application but the reading. Differences are found here, before anything is stopped.',
    skipIn: ['RUNNING', 'FAILED'],
    skipWarning: 'Differences will be found inside the write pause only, which lasts longer. Proceed with caution.',
  }),
  step({
    kind: 'STOP_WRITES',
    number: '4',
    title: 'Confirm that writes have stopped',
    actor: 'PERSON',
    description:
      'The write pause begins. Either the application has been stopped and that is confirmed, or Godwit fences the tables: what changed is compared once more unless it was seconds ago, open transactions are waited for, then every write is refused.',
    risk: 'A transaction that stays open holds the fence up; it is named and can be ended. Cancel lifts the fence.',
    answers: ['FENCE', 'CONFIRM'],
  }),
  step({
    kind: 'LEVEL_CHECKPOINT',
    number: '5',
    title: 'Confirm that the checkpoint is level',
    description: 'The other side has applied everything up to the position at which writes stopped.',
    risk: 'It lasts as long as the latency. With writes that were confirmed but go on it never ends.',
    skipIn: ['RUNNING', 'FAILED'],
    skipWarning:
      'The two sides can be different: what is not applied yet is missing at the target. Proceed with caution.',
  }),
  step({
    kind: 'VERIFY_CHANGES',
    number: '5b',
    title: 'Verify the rows that changed since the last verification',
    description: 'Compares both sides once more, row by row, where anything was written since they were found equal.',
    risk: 'It lasts the longer the longer ago the last verification is.',
    skipIn: ['RUNNING', 'FAILED'],
    skipWarning: 'Rows that changed since the last verification are not proven to be equal. Proceed with caution.',
  }),
  step({
    kind: 'STOP_FORWARD',
    number: '6',
    title: 'Stop the synchronization',
    description: 'Changes of the side that was live so far are carried no longer.',
    risk: 'Cancel starts it again where it stopped.',
    skipIn: FAILED,
    skipOnceStopped: true,
    skipWarning:
      'It is stopped, but not where writes had stopped: what it had not applied is missing at the other side. Proceed with caution.',
  }),
  step({
    kind: 'MIGRATE_OBJECTS',
    number: '7a',
    title: 'Bring triggers, functions and procedures to the other side',
    actor: 'PERSON',
    description:
      'What Godwit does not move is listed with its DDL. Can be done and marked completed at any time before.',
    risk: 'What is left out is missing for the application.',
    prepared: true,
    answers: ['COMPLETE'],
    retry: false,
  }),
  step({
    kind: 'DISABLE_TRIGGERS',
    number: '7b',
    title: 'Disable triggers that fire for replicated rows too',
    actor: 'PERSON',
    description:
      'The way back writes with session_replication_role = replica: ordinary triggers and foreign keys are silent then. Those enabled as REPLICA or ALWAYS are listed; a person disables them, or Godwit does on request and enables them again on the return.',
    risk: 'One that fires would change rows that come back.',
    reverseOnly: true,
    prepared: true,
    answers: ['LET_GODWIT', 'COMPLETE'],
    retry: true,
  }),
  step({
    kind: 'SET_SEQUENCES',
    number: '7c',
    title: 'Set sequences and identities',
    description:
      'Sequences, identities and serials go beyond those of the side that was live, with a margin. Constraints need nothing here: those that the copy left out were added and validated when it ended.',
    risk: 'Without it new rows can take keys that are taken.',
    skipIn: FAILED,
    skipWarning: 'New rows can take keys that exist. Set the sequences by hand before writes are allowed.',
  }),
  step({
    kind: 'CLEAN_UP',
    number: '7d',
    title: 'Remove what was added for the migration',
    description: 'Temporary indexes by which rows without a key were found.',
    risk: 'None for the data; each is a short lock on its table.',
    skipIn: FAILED,
    skipWarning: 'They stay until the task is released, or are to be dropped by hand.',
  }),
  step({
    kind: 'START_REVERSE',
    number: '8',
    title: 'Start the reverse incremental synchronization',
    actor: 'PERSON',
    description:
      'Changes are applied the other way from now on, and the way back is proven: a heartbeat travels from the side that takes over to the one that was live.',
    risk: 'Cancel stops it again.',
    reverseOnly: true,
    answers: ['CONFIRM'],
  }),
  step({
    kind: 'ALLOW_WRITES',
    number: '9',
    title: 'Allow writes at the other side',
    actor: 'PERSON',
    description: 'The point of no return is recorded first, then the fence there is lifted: the write pause ends.',
    risk: 'From here on there is only forward; back is another switchover, without a new copy.',
    answers: ['CONFIRM'],
  }),
];

const BY_KIND = new Map(STEPS.map((definition) => [definition.kind, definition]));

export function definitionOf(kind: StepKind): StepDefinition {
  const found = BY_KIND.get(kind);
  if (found === undefined) throw new Error(`no step ${kind}`);
  return found;
}

/** The steps of a switchover, in order. */
export const stepsOf = ({ reverse }: { readonly reverse: boolean }): readonly StepDefinition[] =>
  STEPS.filter(({ reverseOnly }) => reverse || !reverseOnly);

export interface StepState {
  readonly kind: StepKind;
  readonly status: StepStatus;
  /** What a person answered and no run has taken up yet. */
  readonly answer: StepAction | null;
  readonly findings?: { readonly stopped?: boolean };
}

const isOver = ({ status }: StepState): boolean => status === 'COMPLETED' || status === 'SKIPPED';

/** The first that is not over: the one that the switchover stands at; null when all are. */
export const currentStep = <S extends StepState>(steps: readonly S[]): S | null =>
  steps.find((one) => !isOver(one)) ?? null;

/** Steps that a person can prepare now, ahead of the one that it stands at (SW1). */
export function preparable<S extends StepState>(steps: readonly S[]): readonly S[] {
  const prechecked = steps.some((one) => one.kind === 'PRECHECK' && isOver(one));
  return prechecked ? steps.filter((one) => definitionOf(one.kind).prepared && !isOver(one)) : [];
}

/** What a person can do with a step now; empty while the switchover is not open. */
export function allowedOf(state: StepState, steps: readonly StepState[]): readonly StepAction[] {
  const { retry, skipIn, skipOnceStopped, answers } = definitionOf(state.kind);
  const here = currentStep(steps)?.kind === state.kind || preparable(steps).some(({ kind }) => kind === state.kind);
  if (!here || isOver(state)) return [];
  const waiting = state.status === 'WAITING_FOR_PERSON' && state.answer === null;
  return [
    ...(waiting ? answers : []),
    ...(retry && state.status === 'FAILED' ? (['RETRY'] as const) : []),
    ...(skipIn.includes(state.status) && (!skipOnceStopped || state.findings?.stopped === true)
      ? (['SKIP'] as const)
      : []),
  ];
}

/** Steps that a cancel undoes, in its order: those that were begun, latest first (SW3). */
export const toUndo = <S extends StepState>(steps: readonly S[]): readonly S[] =>
  steps.filter(({ status }) => status !== 'PENDING' && status !== 'UNDONE').toReversed();
