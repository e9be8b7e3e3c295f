/** A value of a component's configuration: its own, or the task's. */
import { shownTaskId } from '../server/core/ids.ts';
import type { Component, ParameterValue } from '../server/task/task-types.ts';
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
  const { ports, loaders } = context;
  const task = await loaders.task.load(shownTaskId(component.taskId));
  if (task === null) return [];
  const names = new Set(ports.parameters.ofComponent(component).map(({ name }) => name));
  const own = ports.parameters.ownValues(component);
  return (await parametersOf(task, context))
    .filter(({ definition }) => names.has(definition.name))
    .map((parameter) => ({ parameter, own: own[parameter.definition.name] }));
}
