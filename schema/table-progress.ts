/** How far the copy of each table is. */
import type { TableProgress, TableProgressStatus } from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { TableNameType } from './table-name.ts';

const TableProgressStatusEnum = enumOf<TableProgressStatus>(
  'TableProgressStatus',
  'Where the copy of a table stands.',
  {
    WAITING: 'Its turn has not come.',
    COPYING: 'Ranges are being copied.',
    COPIED: 'All rows are on the target.',
    FAILED: 'It failed; see error.',
  },
);

export const TableProgressType = builder.objectRef<TableProgress>('TableProgress').implement({
  description: 'How far the copy of a table is.',
  fields: (t) => ({
    tableId: t.exposeString('tableId', { description: 'The table within the task; stable over restarts.' }),
    source: t.expose('source', { type: TableNameType, description: 'Its name at the source.' }),
    target: t.expose('target', { type: TableNameType, description: 'Its name at the target.' }),
    status: t.expose('status', { type: TableProgressStatusEnum, description: 'Where it stands.' }),
    estimatedRows: t.expose('estimatedRows', { type: 'BigInt', description: 'Rows at the source, estimated.' }),
    estimatedBytes: t.expose('estimatedBytes', { type: 'BigInt', description: 'Bytes at the source, estimated.' }),
    migratedRows: t.expose('migratedRows', { type: 'BigInt', description: 'Rows committed on the target.' }),
    migratedBytes: t.expose('migratedBytes', { type: 'BigInt', description: 'Bytes committed on the target.' }),
    rangesTotal: t.exposeInt('rangesTotal', { description: 'Ranges that the table is cut into.' }),
    rangesCompleted: t.exposeInt('rangesCompleted', { description: 'Ranges that are copied.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When its copy started.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When its copy ended.' }),
    progress: t.exposeFloat('progress', {
      description: 'How much is copied, 0 to 1; by its ranges, or by its rows while it is one range.',
    }),
    timeLeftMs: t.exposeFloat('timeLeftMs', {
      nullable: true,
      description:
        'Milliseconds that its copy still needs, estimated by its pace since startedAt; null unless it is COPYING, and before 2 % of it are copied.',
    }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'What went wrong; null otherwise.' }),
  }),
});
