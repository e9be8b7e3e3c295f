/** The valid sets of phases of product.md section 2, as far as this version has them. */
import { expect, test } from 'vitest';
import { completeParameters } from './parameters.ts';
import { subtaskKinds, validPhases } from './task-plan.ts';
import { MIGRATION_PHASES, type MigrationPhase } from './task-types.ts';

const valid = (phases: readonly string[], parameters = {}): readonly MigrationPhase[] =>
  validPhases(phases as MigrationPhase[], completeParameters(parameters)); // also what is none

test('a task has at least one phase, and only such as there are', () => {
  const invalid = (detail: string): unknown =>
    expect.objectContaining({ code: 'PHASES_INVALID', message: expect.stringContaining(detail) as unknown });
  expect(() => valid([])).toThrow(invalid('at least one phase is needed'));
  expect(() => valid(['REVERSE_ENGINEERING'])).toThrow(invalid('there is no phase REVERSE_ENGINEERING'));
  const needing: readonly MigrationPhase[] = ['INCREMENTAL_SYNCHRONIZATION', 'REVERSE_INCREMENTAL'];
  for (const phase of MIGRATION_PHASES.filter((one) => !needing.includes(one))) expect(valid([phase])).toEqual([phase]);
  expect(() => valid(['FULL_MIGRATION', 'REVERSE_INCREMENTAL'])).toThrow(invalid('reverse incremental needs'));
});

test('phases are kept in their order and once, and a precheck comes before all', () => {
  const phases = valid(['FULL_VERIFICATION', 'FULL_MIGRATION', 'FULL_VERIFICATION']);
  expect(phases).toEqual(['FULL_MIGRATION', 'FULL_VERIFICATION']);
  expect(subtaskKinds(phases)).toEqual(['PRECHECK', 'FULL_MIGRATION', 'FULL_VERIFICATION']);
});

test('a task with a stream ends by its switchover', () => {
  const phases = valid(['FULL_MIGRATION', 'REVERSE_INCREMENTAL', 'INCREMENTAL_SYNCHRONIZATION']);
  expect(subtaskKinds(phases)).toEqual([
    'PRECHECK',
    'FULL_MIGRATION',
    'INCREMENTAL_SYNCHRONIZATION',
    'FORWARD_SWITCHOVER',
    'REVERSE_INCREMENTAL',
  ]);
});
