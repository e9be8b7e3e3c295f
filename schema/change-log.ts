/** Where the change log of a task lies, and when the source may forget what is in it. */
import type { ChangeLogState } from '../server/task/observation.ts';
import type { AcknowledgeKind } from '../server/task/change-log-place.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';

const AcknowledgeEnum = enumOf<AcknowledgeKind>('Acknowledge', 'When the source may forget a change.', {
  LOG_DURABLE: 'Once it is durable in the change log: the log must not be lost.',
  TARGET_APPLIED: 'Once it is durable on the target: the source keeps its own log until then.',
});

export const ChangeLogType = builder.objectRef<ChangeLogState>('ChangeLog').implement({
  description:
    'The changes that were pulled from the side that is live, on the disk of one machine. Store, Incr-Sync and Full-Verification run there.',
  fields: (t) => ({
    machine: t.exposeString('machine', {
      description: 'The machine and data folder where it lies, as Worker.machine names it.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it lies there.' }),
    generation: t.exposeInt('generation', {
      description: '1, and one more for each time that it began anew from the checkpoint of the target.',
    }),
    acknowledge: t.expose('acknowledge', {
      type: AcknowledgeEnum,
      description:
        'The policy in force; the parameter incrementalAcknowledge sets it, of the way back reverseAcknowledge.',
    }),
    acknowledgeSince: t.expose('acknowledgeSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when that policy is in force; null for that of the beginning.',
    }),
    losable: t.exposeBoolean('losable', {
      description:
        'Whether it may be lost: the source still has all that the target lacks. Then it begins anew on another machine when its own is gone. Always false under LOG_DURABLE.',
    }),
    awaySince: t.expose('awaySince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when no worker of its machine is heard of; null while one is.',
    }),
  }),
});
