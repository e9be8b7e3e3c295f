/** A switchover that waits for a person inside the write pause, shaped as the schema's types: for the console's tests. */
import { definitionOf, STEPS, type StepAction, type StepKind } from '../../server/switchover/steps.ts';

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

const OVER: readonly StepKind[] = ['START', 'PRECHECK', 'PROTECT_TARGET', 'START_REVERSE_STORE', 'VERIFY_AHEAD'];

const stepOf = (kind: StepKind, more: object = {}) => {
  const { number, title, description, risk, actor, skipWarning } = definitionOf(kind);
  return {
    kind,
    number,
    title,
    description,
    risk,
    actor,
    skipWarning,
    status: OVER.includes(kind) ? 'COMPLETED' : 'PENDING',
    allowed: [] as StepAction[],
    startedAt: OVER.includes(kind) ? ago(90) : null,
    completedAt: OVER.includes(kind) ? ago(60) : null,
    durationMs: OVER.includes(kind) ? 30_000 : null,
    answeredBy: null,
    waiting: null,
    reason: null,
    skipReason: null,
    findings: OVER.includes(kind) ? ['The latency is 0.4 s.'] : [],
    objects: [],
    writers: [],
    lastWriteAt: null,
    position: null,
    appliedPosition: null,
    fenced: false,
    ...more,
  };
};

const MORE: Readonly<Partial<Record<StepKind, object>>> = {
  STOP_WRITES: {
    status: 'WAITING_FOR_PERSON',
    startedAt: ago(20),
    allowed: ['FENCE', 'CONFIRM'],
    waiting: 'The last write was seen at 2026-11-26T15:00:00.000Z.',
    writers: [{ id: '4711', prepared: false, user: 'shop', application: 'till', openSeconds: 12 }],
  },
  MIGRATE_OBJECTS: {
    status: 'WAITING_FOR_PERSON',
    startedAt: ago(20),
    allowed: ['COMPLETE'],
    waiting: '1 are not at the other side.',
    objects: [
      {
        kind: 'FUNCTION',
        schema: 'shop',
        name: 'total_of',
        ddl: 'CREATE FUNCTION shop.total_of(int) RETURNS numeric LANGUAGE sql AS $$ SELECT 1.0 $$',
        disable: null,
      },
    ],
  },
  DISABLE_TRIGGERS: { status: 'COMPLETED', startedAt: ago(20), completedAt: ago(20), findings: ['There are none.'] },
};

export const switchover = {
  __typename: 'Switchover',
  id: 'W1',
  number: 1,
  task: null,
  direction: 'FORWARD',
  status: 'RUNNING',
  reverse: true,
  allowWritesAutomatically: false,
  acceptReason: null,
  requestedBy: 'ann',
  requestedAt: ago(95),
  completedAt: null,
  pausedAt: null,
  pauseMs: null,
  pauseEndedAt: null,
  pointOfNoReturnAt: null,
  cancelable: true,
  steps: STEPS.map(({ kind }) => stepOf(kind, MORE[kind])),
};

export const switchoverPlan = {
  direction: 'FORWARD',
  reverse: true,
  steps: STEPS.map(({ kind, number, title, description, risk, actor }) => ({
    kind,
    number,
    title,
    description,
    risk,
    actor,
    sentences: kind === 'SET_SEQUENCES' ? ['3 sequences go 1000 steps beyond those of the source.'] : [],
    statements: [],
    concerns: kind === 'STOP_WRITES' ? ['process 4711 (shop) has a transaction open for 12 s'] : [],
  })),
};
