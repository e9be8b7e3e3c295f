/** Which phases make a task (product.md section 2, valid sets) and which subtasks it has. */
import { GodwitError } from '../core/errors.ts';
import {
  MIGRATION_PHASES,
  SUBTASK_KINDS,
  type MigrationPhase,
  type ParameterValues,
  type SubtaskKind,
} from './task-types.ts';

/** In the order of the product, without doubles; PHASES_INVALID with the reason. */
export function validPhases(phases: readonly MigrationPhase[], parameters: ParameterValues): readonly MigrationPhase[] {
  const has = (phase: MigrationPhase): boolean => phases.includes(phase);
  const invalid = (detail: string): GodwitError => new GodwitError('PHASES_INVALID', { detail });
  const unknown = phases.find((phase) => !MIGRATION_PHASES.includes(phase));
  if (unknown !== undefined) throw invalid(`there is no phase ${unknown}.`);
  if (phases.length === 0) throw invalid('at least one phase is needed.');
  const allDml = (name: string): boolean => {
    const dml = parameters[name];
    return Array.isArray(dml) && ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'].every((kind) => dml.includes(kind));
  };
  if (has('FULL_VERIFICATION') && has('INCREMENTAL_SYNCHRONIZATION') && !allDml('incrementalDmlKinds'))
    throw invalid('full verification with incremental synchronization needs all DML kinds.');
  if (has('FULL_VERIFICATION') && has('REVERSE_INCREMENTAL') && !allDml('reverseDmlKinds'))
    throw invalid('full verification with reverse incremental needs all DML kinds on the way back (reverseDmlKinds).');
  const start = parameters['incrementalStartPosition'] ?? null;
  if (has('INCREMENTAL_SYNCHRONIZATION') && !has('FULL_MIGRATION') && start === null)
    throw invalid('incremental synchronization without full migration needs incrementalStartPosition.');
  if (start !== null && (has('FULL_MIGRATION') || !has('INCREMENTAL_SYNCHRONIZATION')))
    throw invalid('a start position is only for incremental synchronization without full migration.');
  if (has('REVERSE_INCREMENTAL') && !has('INCREMENTAL_SYNCHRONIZATION'))
    throw invalid('reverse incremental needs incremental synchronization.');
  return MIGRATION_PHASES.filter(has);
}

/** Every task is prechecked first, and one with a stream ends by its switchover. */
export function subtaskKinds(phases: readonly MigrationPhase[]): readonly SubtaskKind[] {
  return SUBTASK_KINDS.filter((kind) => {
    if (kind === 'PRECHECK') return true;
    return phases.includes(kind === 'FORWARD_SWITCHOVER' ? 'INCREMENTAL_SYNCHRONIZATION' : kind);
  });
}
