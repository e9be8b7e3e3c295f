/** What went through the stream: changes per table, and DDL statements. */
import type { DdlSeen, StatisticsSwitch, StatisticsTotal, TableStatistics } from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { forReaderOfRows } from './row-detail.ts';
import { TableNameType } from './table-name.ts';

const StatisticsSideEnum = enumOf<TableStatistics['side']>('StatisticsSide', 'Where changes were counted.', {
  SOURCE: 'As they came from the source.',
  TARGET: 'As they reached the target.',
});

export const TableStatisticsType = builder.objectRef<TableStatistics>('TableStatistics').implement({
  description:
    'How many changes a table had since they are counted (statisticsSwitch). Figures: a worker that dies takes what it counted in its last second with it.',
  fields: (t) => ({
    tableId: t.exposeString('tableId', { description: 'The table within the task.' }),
    source: t.expose('source', { type: TableNameType, description: 'Its name at the source.' }),
    target: t.expose('target', { type: TableNameType, description: 'Its name at the target.' }),
    side: t.expose('side', { type: StatisticsSideEnum, description: 'Where they were counted.' }),
    inserts: t.expose('inserts', { type: 'BigInt', description: 'Rows inserted.' }),
    updates: t.expose('updates', { type: 'BigInt', description: 'Rows updated.' }),
    deletes: t.expose('deletes', { type: 'BigInt', description: 'Rows deleted.' }),
    sum: t.expose('sum', { type: 'BigInt', description: 'All of them.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was counted.' }),
  }),
});

export const TableStatisticsFilterInput = builder.inputType('TableStatisticsFilter', {
  description: 'Which ones; what is left out does not filter.',
  fields: (t) => ({
    side: t.field({ type: StatisticsSideEnum, description: 'Only what was counted there.' }),
    sourceSchema: t.string({ description: 'Only tables in this schema (database) of the source.' }),
    targetSchema: t.string({ description: 'Only tables in this schema (database) of the target.' }),
    keyword: t.string({ description: 'Part of the name of a table, whatever the case.' }),
  }),
});

export const StatisticsTotalType = builder.objectRef<StatisticsTotal>('StatisticsTotal').implement({
  description: 'The sums over the tables of the task.',
  fields: (t) => ({
    side: t.expose('side', { type: StatisticsSideEnum, description: 'Where they were counted.' }),
    inserts: t.expose('inserts', { type: 'BigInt', description: 'Rows inserted.' }),
    updates: t.expose('updates', { type: 'BigInt', description: 'Rows updated.' }),
    deletes: t.expose('deletes', { type: 'BigInt', description: 'Rows deleted.' }),
    sum: t.expose('sum', { type: 'BigInt', description: 'All of them: the change sum.' }),
  }),
});

export const StatisticsSwitchType = builder
  .objectRef<StatisticsSwitch & { readonly changeable: boolean }>('StatisticsSwitch')
  .implement({
    description: 'Whether the changes of each table are counted.',
    fields: (t) => ({
      on: t.exposeBoolean('on', {
        description:
          'The parameter incrementalStatistics, which may be changed in NOT_STARTED, STOPPED and FAILED; Incr-Sync follows it when it starts.',
      }),
      changeable: t.exposeBoolean('changeable', { description: 'Whether it may be changed now.' }),
      since: t.expose('since', {
        type: 'DateTime',
        nullable: true,
        description:
          'Since when they are counted, from zero; null while they are not. What was counted before it was turned off stays to be seen until it is turned on again.',
      }),
    }),
  });

const DdlStatusEnum = enumOf<DdlSeen['status']>('DdlStatus', 'What became of a DDL statement.', {
  SEEN: 'Seen and not applied: not among the chosen kinds, or about nothing that the target has of this task.',
  APPLYING: 'Being applied on the target.',
  APPLIED: 'Applied on the target.',
  SKIPPED: 'Skipped by a person.',
  FAILED: 'It cannot be applied, or the target refused it: the stream stands until it is mended or skipped.',
});

export const DdlSeenType = builder.objectRef<DdlSeen>('DdlSeen').implement({
  description: 'A DDL statement in the stream.',
  fields: (t) => ({
    ddlId: t.exposeString('id', { description: 'For ddlSkip.' }),
    position: t.expose('position', { type: 'Position', description: 'Where in the log of the source.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was seen.' }),
    table: t.expose('table', { type: TableNameType, nullable: true, description: 'The table it is about.' }),
    statement: t.string({
      nullable: true,
      description:
        'The statement as the application sent it, where the log tells it. It can hold values of rows (of other statements in one text, of arguments): null for the role VIEWER.',
      resolve: (ddl, _arguments, { actor }) => forReaderOfRows(actor, ddl.statement),
    }),
    convertedStatement: t.string({
      nullable: true,
      description: 'The statement for the target; null for the role VIEWER, as statement.',
      resolve: (ddl, _arguments, { actor }) => forReaderOfRows(actor, ddl.convertedStatement),
    }),
    status: t.expose('status', { type: DdlStatusEnum, description: 'What became of it.' }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'What went wrong; null otherwise.' }),
  }),
});
