/** What a change of the task's parameters does not reach: values that components have of their own. */
import type { Component, ParameterValue, Task } from '../server/task/task-types.ts';
import { builder, type SchemaTypes } from './builder.ts';
import { ComponentInterface } from './component.ts';
import { taskPayload } from './payload.ts';
import type { Ports } from './ports.ts';

interface KeptOverride {
  readonly component: Component;
  readonly name: string;
  readonly value: ParameterValue;
  readonly taskValue: ParameterValue;
}

const KeptOverrideType = builder.objectRef<KeptOverride>('KeptOverride').implement({
  description: 'A component that keeps a value of its own for a parameter of the task that was changed.',
  fields: (t) => ({
    component: t.field({
      type: ComponentInterface,
      description: 'The component; componentUpdateConfiguration resets the value.',
      resolve: ({ component }) => component,
    }),
    name: t.exposeString('name', { description: 'The name of the parameter.' }),
    value: t.expose('value', { type: 'JSON', nullable: true, description: 'The value that it keeps; null is off.' }),
    taskValue: t.expose('taskValue', {
      type: 'JSON',
      nullable: true,
      description: 'The value of the task, which it does not follow; null is off.',
    }),
  }),
});

/** Of the parameters `names`, those that a component has of its own. */
export const keptOverrides = (
  task: Task,
  components: readonly Component[],
  names: readonly string[],
  ownValues: Ports['parameters']['ownValues'],
): readonly KeptOverride[] =>
  components.flatMap((component) => {
    const own = ownValues(component);
    return names.flatMap((name) => {
      const value = own[name];
      if (value === undefined || component.kind === 'WORKFLOW') return [];
      return { component, name, value, taskValue: task.parameters[name] ?? null };
    });
  });

type Payload = { readonly task: Task; readonly keptOverrides: readonly KeptOverride[] };

export const parametersPayload = {
  description: 'The task with its parameters as they are now, and where they do not take effect.',
  outputFields: (
    t: PothosSchemaTypes.ObjectFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Payload>,
  ) => ({
    ...taskPayload.outputFields(t),
    keptOverrides: t.field({
      type: [KeptOverrideType],
      nullable: true,
      description: 'Components that keep a value of their own for one of these parameters.',
      resolve: (payload) => [...payload.keptOverrides],
    }),
  }),
};
