/**
 * The configuration of a component: the parameters of its phase and those of the whole task. What it was given itself hides
 * the task's value until that is reset; everything else follows the task.
 */
import { GodwitError } from '../core/errors.ts';
import { goesBack } from '../core/ids.ts';
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

type Place = Pick<Component, 'kind' | 'taskId'>;

function phaseOf({ kind, taskId }: Place): MigrationPhase | null {
  const phase = PHASE_OF[kind];
  return phase === 'INCREMENTAL_SYNCHRONIZATION' && goesBack(taskId) ? 'REVERSE_INCREMENTAL' : phase;
}

const isOwn = ({ phase }: ParameterDefinition, place: Place): boolean => phase === null || phase === phaseOf(place);

/** The parameters of the task that a component has. */
export const parametersOfComponent = (place: Place): readonly ParameterDefinition[] =>
  PARAMETERS.filter((definition) => isOwn(definition, place));

/**
 * The values that a component has of its own by the names of the task: a stream that goes back works with the reverse ones, which
 * are its incremental ones (parametersOfLeg).
 */
export const ownValues = ({ configuration, taskId }: Pick<Component, 'configuration' | 'taskId'>): ParameterValues =>
  goesBack(taskId) ? renamed(configuration, (name) => name.replace(/^incremental/v, 'reverse')) : configuration;

const keptValues = (own: ParameterValues, { taskId }: Place): ParameterValues =>
  goesBack(taskId) ? renamed(own, (name) => name.replace(/^reverse/v, 'incremental')) : own;

const renamed = (values: ParameterValues, rename: (name: string) => string): ParameterValues =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value]));

export interface ConfigurationChange {
  /** Become its own. */
  readonly values: ParameterValues;
  /** Names of values that it no longer has of its own. */
  readonly reset: readonly string[];
}

/** What a change makes of the configuration, and how it is told. Throws for the first name that is refused. */
export function planConfiguration(
  component: Pick<Component, 'kind' | 'taskId' | 'configuration'>,
  taskValues: ParameterValues,
  change: ConfigurationChange,
  situation: ParameterSituation,
): { readonly configuration: ParameterValues; readonly diff: readonly ValueChange[] } {
  for (const [name, value] of Object.entries(change.values))
    requireOwn(component, name, validateParameter(name, value));
  const own = { ...ownValues(component) };
  const resets: ValueChange[] = [];
  for (const name of new Set(change.reset)) {
    const definition = parametersOfComponent(component).find((one) => one.name === name);
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
  return { configuration: keptValues(own, component), diff: [...resets, ...changes] };
}

/** A component has the parameters of its phase and those of the task as a whole; another's would do nothing here. */
function requireOwn(place: Place, name: string, definition: ParameterDefinition): void {
  if (!isOwn(definition, place)) throw notOwn(name);
}

const notOwn = (name: string): GodwitError =>
  new GodwitError('BAD_INPUT', { detail: `${name} is no parameter of this component.`, path: 'configuration' });
