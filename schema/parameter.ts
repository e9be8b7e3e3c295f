/** Parameters of a task: value, default, range, whether each may be changed now, and their history. */
import type { Liveness, ParameterDefinition } from '../server/task/parameters.ts';
import type { ParameterChange, ParameterValue, ParameterValues, Task } from '../server/task/task-types.ts';
import { codesOf, GodwitError } from '../server/core/errors.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { enumOf } from './enum-of.ts';
import type { JsonValue } from './scalars.ts';
import { ValueChangeType } from './value-change.ts';

export interface Parameter {
  readonly definition: ParameterDefinition;
  readonly value: ParameterValue;
  readonly changeable: boolean;
}

const ParameterTypeEnum = enumOf<ParameterDefinition['type']['kind']>('ParameterType', 'What a parameter holds.', {
  BOOLEAN: 'true or false.',
  ENUM: 'One of choices.',
  SET: 'Any of choices.',
  INTEGER: 'A whole number from minimum to maximum.',
  TEXT: 'A text.',
});

const LivenessEnum = enumOf<Liveness>('Liveness', 'When a change takes effect.', {
  LIVE: 'Within seconds.',
  AFTER_RESTART: 'After its component has been restarted, which Godwit does.',
  NEXT_RUN: 'With the next run.',
  NEVER: 'It is fixed once the task has started.',
});

export const ParameterType = builder.objectRef<Parameter>('Parameter').implement({
  description: 'A parameter of a task.',
  fields: (t) => ({
    name: t.string({ description: 'Its stable name.', resolve: ({ definition }) => definition.name }),
    description: t.string({ description: 'What it does.', resolve: ({ definition }) => definition.description }),
    phase: t.string({
      nullable: true,
      description: 'The phase it belongs to; null for the whole task.',
      resolve: ({ definition }) => definition.phase,
    }),
    type: t.field({
      type: ParameterTypeEnum,
      description: 'What it holds.',
      resolve: ({ definition }) => definition.type.kind,
    }),
    unit: t.string({ nullable: true, description: 'Its unit.', resolve: ({ definition }) => definition.unit }),
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'Its value; null is off.' }),
    default: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Its default.',
      resolve: ({ definition }) => definition.default,
    }),
    choices: t.stringList({
      nullable: true,
      description: 'What can be chosen; null for numbers and texts.',
      resolve: ({ definition: { type } }) => ('values' in type ? [...type.values] : null),
    }),
    minimum: t.float({
      nullable: true,
      description: 'The smallest number.',
      resolve: ({ definition: { type } }) => (type.kind === 'INTEGER' ? type.min : null),
    }),
    maximum: t.float({
      nullable: true,
      description: 'The greatest number.',
      resolve: ({ definition: { type } }) => (type.kind === 'INTEGER' ? type.max : null),
    }),
    optional: t.boolean({
      description: 'Whether it may be null.',
      resolve: ({ definition: { type } }) => 'optional' in type && type.optional,
    }),
    changeable: t.exposeBoolean('changeable', { description: 'Whether it may be changed now.' }),
    states: t.stringList({
      description: 'The states of the task in which it may be changed.',
      resolve: ({ definition }) => [...definition.states],
    }),
    liveness: t.field({
      type: LivenessEnum,
      description: 'When a change takes effect.',
      resolve: ({ definition }) => definition.liveness,
    }),
  }),
});

export const ParameterChangeType = builder.objectRef<ParameterChange>('ParameterChange').implement({
  description: 'A change of the parameters of a task.',
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'The revision that it made.' }),
    changedBy: t.exposeString('changedBy', { description: 'Who changed them.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'When.' }),
    changes: t.field({
      type: [ValueChangeType],
      description: 'What changed.',
      resolve: (change) => [...change.changes],
    }),
  }),
});

export const ParameterInput = builder.inputType('ParameterInput', {
  description: 'A value for a parameter.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the parameter.' }),
    value: t.field({ type: 'JSON', description: 'The value: text, number, boolean, list of texts, or null.' }),
  }),
});

/** The parameters of a task with what may be done with each now. */
export async function parametersOf(task: Task, { ports, loaders }: RequestContext): Promise<Parameter[]> {
  const subtasks = await loaders.subtasksOf.load(task.id);
  const situation = {
    status: task.status,
    failedFor: codesOf(task.reason),
    phaseStatus: (phase: string) => subtasks.find((subtask) => subtask.kind === phase)?.status ?? null,
  };
  return ports.parameters.definitions.map((definition) => ({
    definition,
    value: task.parameters[definition.name] ?? definition.default,
    changeable: ports.parameters.isChangeable(definition, situation),
  }));
}

/** BAD_INPUT for a value that no parameter can hold; ranges are checked by the service. */
export function parameterValuesOf(input: readonly { name: string; value?: JsonValue | null }[]): ParameterValues {
  return Object.fromEntries(input.map(({ name, value }) => [name, parameterValue(name, value ?? null)]));
}

function parameterValue(name: string, value: JsonValue): ParameterValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const texts = value.filter((item): item is string => typeof item === 'string');
    if (texts.length === value.length) return texts;
  }
  throw new GodwitError('BAD_INPUT', {
    detail: `${name} must be a text, a number, a boolean, a list of texts, or null.`,
    path: 'parameters',
  });
}
