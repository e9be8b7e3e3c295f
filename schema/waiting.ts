/** What a component or a task waits for: the same in both, and of a task also who must act. */
import type { Waiting } from '../server/core/stage.ts';
import type { WaitingFor } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { forReaderOfRows, ROW_DETAIL } from './row-detail.ts';

const WaitInterface = builder.interfaceRef<Waiting>('Wait').implement({
  description: 'What something waits for.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'What, in words, without values of rows.' }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description:
        'The error that it comes from, with its stable code and remedy; null when it waits for something else, e.g. a lock.',
      resolve: (waiting) => waiting.reason ?? null,
    }),
    rowDetail: t.string({
      nullable: true,
      description: ROW_DETAIL,
      resolve: (waiting, _arguments, { actor }) => forReaderOfRows(actor, waiting.rowDetail),
    }),
  }),
});

export const WaitingType = builder.objectRef<Waiting>('Waiting').implement({
  description: 'What a component waits for.',
  interfaces: [WaitInterface],
});

const WaitedForEnum = enumOf<WaitingFor['who']>('WaitedFor', 'Who must act.', {
  PERSON: 'A person.',
  GODWIT: 'Godwit itself.',
  DATABASE: 'One of the databases.',
});

export const WaitingForType = builder.objectRef<WaitingFor>('WaitingFor').implement({
  description: 'What the task waits for.',
  interfaces: [WaitInterface],
  fields: (t) => ({
    who: t.expose('who', { type: WaitedForEnum, description: 'Who must act.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
    action: t.exposeString('action', {
      nullable: true,
      description: 'The mutation that ends the wait, e.g. taskResume.',
    }),
  }),
});
