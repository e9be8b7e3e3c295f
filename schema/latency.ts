/** Latency, as "X seconds (updated Y seconds ago)". */
import type { TaskLatency } from '../server/task/observation.ts';
import { builder } from './builder.ts';

export const Latency = builder.objectRef<TaskLatency>('Latency').implement({
  description: 'How old the newest source change is that the target has.',
  fields: (t) => ({
    latencyMs: t.exposeFloat('latencyMs', {
      nullable: true,
      description:
        'Milliseconds between now and the newest source change that the target has; null before the first figure.',
    }),
    updatedAgoMs: t.exposeFloat('updatedAgoMs', {
      nullable: true,
      description: 'Milliseconds since the figure was reported.',
    }),
    stale: t.exposeBoolean('stale', { description: 'Whether the figure is older than 20 s.' }),
    position: t.field({
      type: 'Position',
      nullable: true,
      description: 'The source position that the target has reached.',
      resolve: (latency) => latency.position,
    }),
    sourceTimestamp: t.expose('sourceTimestamp', {
      type: 'DateTime',
      nullable: true,
      description:
        'The source timestamp reached: when the change at position was committed, by the clock of the source; null before the first.',
    }),
  }),
});
