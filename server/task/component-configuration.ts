/**
 * The configuration of a component: the parameters of its phase and those of the whole task. What it was given itself hides
 * the task's value until that is reset; everything else follows the task.
 */
import { GodwitError } from '../core/errors.ts';
import {
  PARAMETERS,
  planParameterChange,
  validateParameter,
  type ParameterDefinition,
  type ParameterSituation,
} from './parameters.ts';
import type { Component, MigrationPhase, ParameterValues, ValueChange } from './task-types.ts';

const PHASE_OF: Readonly<Record<Component['kind'], MigrationPhase | null>> = {
  WORKFLOW: null,
  STORE: 'INCREMENTAL_SYNCHRONIZATION',
  INCR_SYNC: 'INCREMENTAL_SYNCHRONIZATION',
  FULL_IMPORT: 'FULL_MIGRATION',
  FULL_VERIFICATION: 'FULL_VERIFICATION',
};

const isOwn = ({ phase }: ParameterDefinition, kind: Component['kind']): boolean =>
  phase === null || phase === PHASE_OF[kind];

/** The parameters that a component of this kind has. */
export const parametersOfComponent = (kind: Component['kind']): readonly ParameterDefinition[] =>
  PARAMETERS.filter((definition) => isOwn(definition, kind));

export interface ConfigurationChange {
  /** Become its own. */
  readonly values: ParameterValues;
  /** Names of values that it no longer has of its own. */
  readonly reset: readonly string[];
}

/** What a change makes of the component's own values, and how it is told. Throws for the first name that is refused. */
export function planConfiguration(
  component: Pick<Component, 'kind' | 'configuration'>,
  taskValues: ParameterValues,
  change: ConfigurationChange,
  situation: ParameterSituation,
): { readonly own: ParameterValues; readonly diff: readonly ValueChange[] } {
  for (const [name, value] of Object.entries(change.values))
    requireOwn(component.kind, name, validateParameter(name, value));
  const own = { ...component.configuration };
  const resets: ValueChange[] = [];
  for (const name of new Set(change.reset)) {
    const definition = parametersOfComponent(component.kind).find((one) => one.name === name);
    if (definition === undefined) throw notOwn(name);
    if (name in change.values)
      throw new GodwitError('BAD_INPUT', { detail: `${name} is both given and reset.`, path: 'reset' });
    const before = own[name];
    if (before === undefined) continue;
    const after = taskValues[name] ?? definition.default;
    planParameterChange({ [name]: before }, { [name]: after }, situation); // refuses what may not be changed now
    delete own[name];
    resets.push({ name, before, after, reset: true });
  }
  const changes = planParameterChange({ ...taskValues, ...own }, change.values, situation);
  for (const { name, after } of changes) own[name] = after;
  return { own, diff: [...resets, ...changes] };
}

/** A component has the parameters of its phase and those of the task as a whole; another's would do nothing here. */
function requireOwn(kind: Component['kind'], name: string, definition: ParameterDefinition): void {
  if (!isOwn(definition, kind)) throw notOwn(name);
}

const notOwn = (name: string): GodwitError =>
  new GodwitError('BAD_INPUT', { detail: `${name} is no parameter of this component.`, path: 'configuration' });
