/** A value before and after a change of parameters or of a component's configuration. */
import type { ValueChange } from '../server/task/task-types.ts';
import { builder } from './builder.ts';

export const ValueChangeType = builder.objectRef<ValueChange>('ValueChange').implement({
  description: 'A value before and after a change.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the parameter.' }),
    before: t.expose('before', { type: 'JSON', nullable: true, description: 'The value before.' }),
    after: t.expose('after', { type: 'JSON', nullable: true, description: 'The value after.' }),
    reset: t.boolean({
      description: 'Whether a component gave up a value of its own: after is that of the task, which it follows again.',
      resolve: (change) => change.reset ?? false,
    }),
  }),
});
