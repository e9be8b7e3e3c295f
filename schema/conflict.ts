/** Rows at which source and target disagreed. Row values need the role OPERATOR. */
import type { Conflict } from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { SubtaskKindEnum } from './subtask.ts';
import { TableNameType } from './table-name.ts';

export const ConflictType = builder.objectRef<Conflict>('Conflict').implement({
  description: 'A row at which source and target disagreed. Its values need the role OPERATOR.',
  fields: (t) => ({
    phase: t.expose('phase', { type: SubtaskKindEnum, description: 'The phase in which it was met.' }),
    tableId: t.exposeString('tableId', { description: 'The table within the task.' }),
    table: t.expose('table', {
      type: TableNameType,
      nullable: true,
      description: 'Its name at the source; null when the task does not know the table any more.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was met.' }),
    operation: t.exposeString('operation', { description: 'What was to be done to the row.' }),
    done: t.exposeString('done', { description: 'What was done about it.' }),
    key: t.expose('key', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'The key of the row. Needs the role OPERATOR.',
    }),
    sourceRow: t.expose('sourceRow', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'The row at the source. Needs the role OPERATOR.',
    }),
    targetRow: t.expose('targetRow', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'The row at the target. Needs the role OPERATOR.',
    }),
  }),
});

export const ConflictFilterInput = builder.inputType('ConflictFilter', {
  description: 'Which conflicts; what is left out does not filter.',
  fields: (t) => ({
    tableId: t.string({ description: 'Only those of this table.' }),
    phase: t.field({ type: SubtaskKindEnum, description: 'Only those of this phase.' }),
  }),
});
