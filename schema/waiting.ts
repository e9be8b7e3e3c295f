/** What a component waits for; the task's own WaitingFor says the same and who must act. */
import type { Waiting } from '../server/core/stage.ts';
import { builder } from './builder.ts';
import { Reason } from './errors.ts';
import { forReaderOfRows, ROW_DETAIL } from './row-detail.ts';

export const WAITING_REASON =
  'The error that it comes from, with its stable code and remedy; null when it waits for something else, e.g. a lock.';

export const WaitingType = builder.objectRef<Waiting>('Waiting').implement({
  description: 'What a component waits for.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'What, in words, without values of rows.' }),
    reason: t.field({
      type: Reason,
      nullable: true,
      description: WAITING_REASON,
      resolve: (waiting) => waiting.reason ?? null,
    }),
    rowDetail: t.string({
      nullable: true,
      description: ROW_DETAIL,
      resolve: (waiting, _arguments, { actor }) => forReaderOfRows(actor, waiting.rowDetail),
    }),
  }),
});
