/** Changes of the objects of a task, and how far the hidden sub-migration is that brings new tables. */
import type { ObjectChange, ObjectChangeStatus } from '../server/selection/selection-service.ts';
import type { Subtask } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { encodeId } from './global-id.ts';
import type { Loaders } from './loaders.ts';
import { ObjectRuleType } from './migrated-object.ts';
import { SubtaskKindEnum } from './subtask.ts';

const ObjectChangeKindEnum = enumOf<ObjectChange['kind']>('ObjectChangeKind', 'What is done to the objects.', {
  ADD: 'They are added.',
  REMOVE: 'They are removed.',
});

const ObjectChangeStatusEnum = enumOf<ObjectChangeStatus>(
  'ObjectChangeStatus',
  'Where a change of the objects stands.',
  {
    PENDING: 'It waits and may be cancelled.',
    CANCELED: 'It was cancelled.',
    MODIFYING: 'It is being prepared.',
    RUNNING: 'Its tables are copied; it may be aborted.',
    ABORTED: 'It was aborted.',
    INTEGRATING: 'Its tables are merged into the stream of the task.',
    SUCCEEDED: 'It is done.',
    FAILED: 'It failed; see reason.',
  },
);

export const ObjectChangeType = builder.objectRef<ObjectChange>('ObjectChange').implement({
  description: 'A change of the objects of a task.',
  fields: (t) => ({
    id: t.id({
      description: 'For objectChangeCancel, objectChangeAbort and objectChangeRetry.',
      resolve: (change) => encodeId('ObjectChange', change.id),
    }),
    kind: t.expose('kind', { type: ObjectChangeKindEnum, description: 'Added or removed.' }),
    objects: t.field({
      type: [ObjectRuleType],
      description: 'Which; the first 100.',
      resolve: (change) => change.objects.slice(0, 100),
    }),
    objectsTotal: t.int({ description: 'How many.', resolve: (change) => change.objects.length }),
    status: t.expose('status', { type: ObjectChangeStatusEnum, description: 'Where it stands.' }),
    reason: t.expose('reason', { type: Reason, nullable: true, description: 'Why it failed; null otherwise.' }),
    aborting: t.exposeBoolean('aborting', {
      description: 'A person wants it to end: what it made is being dropped, then it is ABORTED.',
    }),
    phase: t.field({
      type: SubtaskKindEnum,
      nullable: true,
      description: 'The phase in which its tables are; null before they are copied and when it has ended.',
      resolve: async (change, _, { loaders }) => openPhase(await phasesOf(change, loaders))?.kind ?? null,
    }),
    progress: t.float({
      nullable: true,
      description: 'Of the phase, 0..1; null where phase is.',
      resolve: async (change, _, { loaders }) => openPhase(await phasesOf(change, loaders))?.progress ?? null,
    }),
    dropped: t.stringList({
      nullable: true,
      description:
        "What of the sub-migration was dropped on both databases when it ended, in that order, the first 1 000; null before. When its tables did not become the task's, what it made at the target is dropped too; a table that was there before stays, with the rows that it was given.",
      resolve: async ({ childId }, _, { loaders }) =>
        childId === null ? null : ((await loaders.releasedOf.load(childId))?.dropped.slice(0, 1_000) ?? null),
    }),
    requestedBy: t.exposeString('requestedBy', { description: 'Who asked for it.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
  }),
});

const OPEN: ReadonlySet<ObjectChangeStatus> = new Set(['MODIFYING', 'RUNNING', 'INTEGRATING']);

async function phasesOf({ childId, status }: ObjectChange, loaders: Loaders): Promise<readonly Subtask[]> {
  return childId === null || !OPEN.has(status) ? [] : loaders.subtasksOf.load(childId);
}

/** The first that is neither done nor follows. */
const openPhase = (subtasks: readonly Subtask[]): Subtask | undefined =>
  subtasks.find(({ status }) => status !== 'COMPLETED' && status !== 'MONITORING' && status !== 'SKIPPED') ??
  subtasks.at(-1);
