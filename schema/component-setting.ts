/** A value of a component's configuration: its own, or the task's. */
import type { Component, ParameterValue, Task } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { parametersOf, ParameterType, type Parameter } from './parameter.ts';

interface ComponentSetting {
  readonly parameter: Parameter;
  readonly own: ParameterValue | undefined;
}

export const ComponentSettingType = builder.objectRef<ComponentSetting>('ComponentSetting').implement({
  description: 'A value of the configuration of a component.',
  fields: (t) => ({
    name: t.string({
      description: 'The name of the parameter.',
      resolve: ({ parameter }) => parameter.definition.name,
    }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The value that the component works with; null is off.',
      resolve: ({ parameter, own }) => (own === undefined ? parameter.value : own),
    }),
    overridden: t.boolean({
      description:
        'Whether the value is its own, set by componentUpdateConfiguration: it hides the value of the task, and later changes of that, until it is reset.',
      resolve: ({ own }) => own !== undefined,
    }),
    parameter: t.field({
      type: ParameterType,
      description: 'The parameter of the task, with the value of the task.',
      resolve: ({ parameter }) => parameter,
    }),
  }),
});

export async function configurationOf(component: Component, context: RequestContext): Promise<ComponentSetting[]> {
  const task = await context.loaders.task.load(component.taskId);
  if (task === null) return [];
  return (await ofComponent(component, task, context)).map((parameter) => ({
    parameter,
    own: component.configuration[parameter.definition.name],
  }));
}

async function ofComponent({ kind }: Component, task: Task, context: RequestContext): Promise<Parameter[]> {
  const names = new Set(context.ports.parameters.ofComponent(kind).map(({ name }) => name));
  return (await parametersOf(task, context)).filter(({ definition }) => names.has(definition.name));
}
