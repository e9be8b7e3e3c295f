import { describe, expect, test } from 'vitest';
import type { TaskSituation } from './task-progress.ts';
import type { MigrationPhase, SubtaskStatus } from './task-types.ts';
import { FACT } from './facts.ts';
import { componentsOf, nextStep, type Step } from './next-step.ts';

const ALL: readonly MigrationPhase[] = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
];

interface Given {
  readonly phases?: readonly MigrationPhase[];
  readonly facts?: readonly string[];
  readonly verification?: SubtaskStatus;
  readonly compiled?: boolean;
  readonly parameters?: Record<string, boolean>;
}

/** Only what nextStep reads. */
function situation(given: Given): TaskSituation {
  return {
    task: { phases: given.phases ?? ALL, parameters: given.parameters ?? {} },
    tables: given.compiled === false ? [] : [{ id: 't1' }],
    subtasks: [{ kind: 'FULL_VERIFICATION', status: given.verification ?? 'NOT_STARTED' }],
    facts: Object.fromEntries((given.facts ?? []).map((fact) => [fact, {}])),
  } as unknown as TaskSituation; // a partial stand-in: the function is pure over these fields
}

/** Walks from nothing, recording the fact that each step leaves, until a step repeats. */
function walk(phases: readonly MigrationPhase[], latencyMs: number | null): Step[] {
  const left: Partial<Record<Step, string>> = {
    PRECHECK: FACT.prechecked,
    CREATE_STRUCTURE: FACT.structure,
    PREPARE_SOURCE: FACT.prepared,
    COPY: FACT.copied,
    CREATE_KEYS: FACT.keys,
    PASS_OVERLAP: FACT.overlap,
    CREATE_CONSTRAINTS: FACT.constraints,
  };
  const steps: Step[] = [];
  const facts: string[] = [];
  let verification: SubtaskStatus = 'NOT_STARTED';
  let compiled = false;
  for (;;) {
    const step = nextStep(situation({ phases, facts, verification, compiled }), latencyMs);
    if (steps.at(-1) === step) return steps;
    steps.push(step);
    if (step === 'COMPILE') compiled = true;
    if (step === 'VERIFY') verification = 'COMPLETED';
    const fact = left[step];
    if (fact !== undefined) facts.push(fact);
  }
}

/** Everything that a task can have recorded before a switchover. */
const BEFORE_SWITCH = Object.values(FACT).filter((fact) => fact !== FACT.live);

describe('the next step of a task', () => {
  test('a full migration goes through every phase in the order of correctness.md C5', () => {
    expect(walk(ALL, 0)).toEqual([
      'COMPILE',
      'PRECHECK',
      'CREATE_STRUCTURE',
      'PREPARE_SOURCE',
      'COPY',
      'CREATE_KEYS',
      'PASS_OVERLAP',
      'CREATE_CONSTRAINTS',
      'VERIFY',
      'WATCH',
    ]);
  });

  test('without incremental there is no log, no overlap, and an end', () => {
    expect(walk(['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'FULL_VERIFICATION'], null)).toEqual([
      'COMPILE',
      'PRECHECK',
      'CREATE_STRUCTURE',
      'COPY',
      'CREATE_KEYS',
      'CREATE_CONSTRAINTS',
      'VERIFY',
      'COMPLETE',
    ]);
  });

  test('verification waits until latency is at most 15 s', () => {
    const ready = { facts: BEFORE_SWITCH };
    expect(nextStep(situation(ready), null)).toBe('CATCH_UP');
    expect(nextStep(situation(ready), 15_001)).toBe('CATCH_UP');
    expect(nextStep(situation(ready), 15_000)).toBe('VERIFY');
  });

  test('a verification that has begun goes on when latency rises', () => {
    expect(nextStep(situation({ facts: BEFORE_SWITCH, verification: 'RUNNING' }), 60_000)).toBe('VERIFY');
  });

  test('with automatic advance off a person goes on after the structure', () => {
    const given = { facts: [FACT.prechecked, FACT.structure], parameters: { schemaAutomaticAdvance: false } };
    expect(nextStep(situation(given), null)).toBe('AWAIT_ADVANCE');
    expect(nextStep(situation({ ...given, facts: [...given.facts, FACT.advanced] }), null)).toBe('PREPARE_SOURCE');
  });

  test('a copy that is to begin again waits for the end of the one that runs', () => {
    const of = (run: number, status: string): TaskSituation =>
      ({
        task: { phases: ALL },
        facts: { [FACT.copyAgain]: { run: 3 } },
        components: [{ kind: 'FULL_IMPORT', status, run }],
      }) as unknown as TaskSituation; // only what componentsOf reads
    expect(componentsOf('COPY', of(3, 'RUNNING'))).toEqual(['STORE']);
    expect(componentsOf('COPY', of(3, 'STOPPED'))).toEqual(['STORE', 'FULL_IMPORT']);
    expect(componentsOf('COPY', of(4, 'RUNNING'))).toEqual(['STORE', 'FULL_IMPORT']);
  });
});
