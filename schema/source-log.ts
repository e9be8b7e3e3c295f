/** What the source keeps of its own log for a task. */
import type { SourceLog } from '../server/task/observation.ts';
import { builder } from './builder.ts';

export const SourceLogType = builder.objectRef<SourceLog>('SourceLog').implement({
  description: 'The log that the source keeps for a task, as its Store measures it every ten seconds.',
  fields: (t) => ({
    retainedBytes: t.expose('retainedBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Bytes that it keeps; null before they are measured.',
    }),
    lostInMs: t.exposeFloat('lostInMs', {
      nullable: true,
      description:
        'Milliseconds until the source drops log that the task still needs, at the present rate, less what has passed since it was measured. A year at the most: also when the source sets no limit, or what it keeps does not grow. Null before it is measured.',
    }),
  }),
});
