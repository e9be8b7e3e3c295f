/** Verification: runs, tables of a run, and the rows that differ. Row values need the role OPERATOR. */
import type {
  ResultCounts,
  VerificationResult,
  VerificationRunResult,
  VerificationVerdict,
} from '../server/core/verification-verdict.ts';
import type {
  DifferenceKind,
  VerificationDifference,
  VerificationRates,
  VerificationRun,
  VerificationRunStatus,
  VerificationTable,
} from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { TableNameType } from './table-name.ts';

const VerificationRunStatusEnum = enumOf<VerificationRunStatus>('VerificationRunStatus', 'Where a run stands.', {
  RUNNING: 'It compares.',
  STOPPED: 'It was stopped.',
  FAILED: 'It failed; see reason.',
  COMPLETED: 'It has gone through all tables; see result.',
  SKIPPED: 'It was skipped.',
});

export const VerificationScopeEnum = enumOf<VerificationRun['scope']>('VerificationScope', 'What a run compares.', {
  ALL: 'All tables.',
  ABNORMAL_TABLES: 'Tables that were not consistent in the last run.',
  INCONSISTENT_ROWS: 'Only the rows that differed in the last run.',
  CHANGED_ROWS: 'Only rows that changed since the last run over all tables or over changed rows began.',
  CUSTOM: 'Chosen tables, each with a row filter if wanted.',
});

const VerificationResultEnum = enumOf<VerificationResult>('VerificationResult', 'The judgement of a table.', {
  CONSISTENT: 'Both sides are equal.',
  INCONSISTENT: 'Rows differ.',
  SKIPPED: 'Not compared, because the run was skipped before its turn came.',
  NOT_COMPARABLE: 'Cannot be compared; see error.',
  FAILED: 'The comparison failed; see error.',
});

const DifferenceKindEnum = enumOf<DifferenceKind>('DifferenceKind', 'How a row differs.', {
  SOURCE_ONLY: 'The target lacks it.',
  TARGET_ONLY: 'The source lacks it.',
  MISMATCHED: 'Both have it, with different values.',
});

const DifferenceStatusEnum = enumOf<VerificationDifference['status']>(
  'DifferenceStatus',
  'What became of a difference.',
  {
    OPEN: 'It stands.',
    CORRECTED: 'It was corrected.',
    RESOLVED: 'A later run found the row equal.',
  },
);

const VerificationDifferenceType = builder.objectRef<VerificationDifference>('VerificationDifference').implement({
  description: 'A row that differs. Its values need the role OPERATOR.',
  fields: (t) => ({
    differenceId: t.exposeString('id', { description: 'For correctionApply.' }),
    tableId: t.exposeString('tableId', { description: 'The table within the task.' }),
    kind: t.expose('kind', { type: DifferenceKindEnum, description: 'How it differs.' }),
    status: t.expose('status', { type: DifferenceStatusEnum, description: 'What became of it.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was judged.' }),
    key: t.expose('key', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'The key of the row, by column. Needs the role OPERATOR.',
    }),
    sourceValues: t.expose('sourceValues', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'Values at the source of the columns that differ. Needs the role OPERATOR.',
    }),
    targetValues: t.expose('targetValues', {
      type: 'JSON',
      nullable: true,
      authScopes: { operator: true },
      description: 'Values at the target of the columns that differ. Needs the role OPERATOR.',
    }),
    correction: t.exposeString('correction', {
      nullable: true,
      authScopes: { operator: true },
      description: 'The statement that corrects the target. Needs the role OPERATOR.',
    }),
  }),
});

const VerificationTableType = builder.objectRef<VerificationTable>('VerificationTable').implement({
  description: 'A table in a verification run.',
  fields: (t) => ({
    tableId: t.exposeString('tableId', { description: 'The table within the task.' }),
    source: t.expose('source', { type: TableNameType, description: 'Its name at the source.' }),
    also: t.field({
      type: [TableNameType],
      description:
        'Further tables of the source that go into the same target: all of them are compared with it together, and the counts are of all their rows. The first 100.',
      resolve: (table) => table.also.slice(0, 100),
    }),
    target: t.expose('target', { type: TableNameType, description: 'Its name at the target.' }),
    rowFilter: t.exposeString('rowFilter', {
      nullable: true,
      description: 'The filter of a custom run: only these rows are compared, on either side; null for all.',
    }),
    progress: t.exposeFloat('progress', { description: 'How much is compared, 0 to 1.' }),
    result: t.expose('result', {
      type: VerificationResultEnum,
      nullable: true,
      description: 'The judgement; null until it is known.',
    }),
    estimatedRows: t.expose('estimatedRows', { type: 'BigInt', description: 'Rows, estimated.' }),
    verifiedRows: t.expose('verifiedRows', { type: 'BigInt', description: 'Rows compared.' }),
    sourceOnly: t.expose('sourceOnly', { type: 'BigInt', description: 'Rows that the target lacks.' }),
    targetOnly: t.expose('targetOnly', { type: 'BigInt', description: 'Rows that the source lacks.' }),
    mismatched: t.expose('mismatched', { type: 'BigInt', description: 'Rows with different values.' }),
    consistent: t.expose('consistent', { type: 'BigInt', description: 'Rows that are equal.' }),
    uncomparedColumns: t.stringList({
      description: 'Columns that only one side has and that are not compared.',
      resolve: (table) => [...table.uncomparedColumns],
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When its comparison started.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its comparison ended.',
    }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'What went wrong; null otherwise.' }),
  }),
});

const VerificationTableFilterInput = builder.inputType('VerificationTableFilter', {
  description: 'Which tables; what is left out does not filter.',
  fields: (t) => ({
    sourceSchema: t.string({ description: 'Only those in this schema (database) of the source.' }),
    targetSchema: t.string({ description: 'Only those in this schema (database) of the target.' }),
    keyword: t.string({ description: 'Part of the name, whatever the case.' }),
    onlyWithErrors: t.boolean({ description: 'Only those with an error.' }),
    onlySchemaCompleted: t.boolean({ description: 'Only those whose schema migration is completed.' }),
    results: t.field({ type: [VerificationResultEnum], description: 'Only these results.' }),
  }),
});

const DifferenceFilterInput = builder.inputType('VerificationDifferenceFilter', {
  description: 'Which differences; what is left out does not filter.',
  fields: (t) => ({
    tableId: t.string({ description: 'Only those of this table.' }),
    kinds: t.field({ type: [DifferenceKindEnum], description: 'Only these kinds.' }),
  }),
});

const VerificationRunResultEnum = enumOf<VerificationRunResult>(
  'VerificationRunResult',
  'What a verification proved.',
  {
    EQUAL: 'Every table was found equal (in the rows that were chosen, where a filter was given).',
    DIFFERENT: 'At least one table differs.',
    INCOMPLETE:
      'No difference was found, but at least one table was not judged (or there was none): nothing is proven of it.',
  },
);

const VerificationResultCountsType = builder.objectRef<ResultCounts>('VerificationResultCounts').implement({
  description: 'How many tables of a run have which result.',
  fields: (t) => ({
    consistent: t.exposeInt('consistent', { description: 'Found equal.' }),
    inconsistent: t.exposeInt('inconsistent', { description: 'With rows that differ.' }),
    skipped: t.exposeInt('skipped', { description: 'Not compared.' }),
    notComparable: t.exposeInt('notComparable', {
      description: 'That cannot be compared; see the error of the table.',
    }),
    failed: t.exposeInt('failed', { description: 'Whose comparison failed; see the error of the table.' }),
    unjudged: t.exposeInt('unjudged', { description: 'Without a result (yet).' }),
  }),
});

export const VerificationRatesType = builder.objectRef<VerificationRates>('VerificationRates').implement({
  description: 'What a running verification read in its newest second.',
  fields: (t) => ({
    sourceRowsPerSecond: t.exposeFloat('sourceRowsPerSecond', { description: 'Rows a second at the source.' }),
    targetRowsPerSecond: t.exposeFloat('targetRowsPerSecond', { description: 'Rows a second at the target.' }),
    sourceBytesPerSecond: t.exposeFloat('sourceBytesPerSecond', { description: 'Bytes a second at the source.' }),
    targetBytesPerSecond: t.exposeFloat('targetBytesPerSecond', { description: 'Bytes a second at the target.' }),
  }),
});

export const VerificationVerdictType = builder.objectRef<VerificationVerdict>('VerificationVerdict').implement({
  description:
    'What is proven of the task: every table by its newest judgement, whichever run made it; that chosen rows are equal proves nothing of their table. The next stage may rely on EQUAL alone; anything else a person has to accept with a reason.',
  fields: (t) => ({
    result: t.expose('result', {
      type: VerificationRunResultEnum,
      description: 'EQUAL only when every table is proven.',
    }),
    tables: t.exposeInt('tables', { description: 'Tables of the task.' }),
    proven: t.exposeInt('proven', { description: 'Found equal, or all of whose differences were corrected.' }),
    different: t.exposeInt('different', { description: 'With open differences.' }),
    notProven: t.exposeInt('notProven', { description: 'Never judged, or not to be judged.' }),
    openDifferences: t.exposeInt('openDifferences', {
      description: 'Rows that still differ, as far as is known: at least so many.',
    }),
  }),
});

const VerificationRunRef = builder.objectRef<VerificationRun>('VerificationRun');
export const VerificationRunType = VerificationRunRef;
builder.node(VerificationRunRef, {
  description: 'One comparison of both sides.',
  id: { resolve: (run) => run.id, description: 'The id.' },
  loadOne: (id, { ports }) => ports.observation.verificationRun(id),
  fields: (t) => ({
    scope: t.expose('scope', { type: VerificationScopeEnum, description: 'What it compares.' }),
    status: t.expose('status', { type: VerificationRunStatusEnum, description: 'Where it stands.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it started.' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    estimatedRows: t.expose('estimatedRows', { type: 'BigInt', description: 'Rows, estimated.' }),
    verifiedRows: t.expose('verifiedRows', { type: 'BigInt', description: 'Rows compared.' }),
    tablesTotal: t.exposeInt('tablesTotal', { description: 'Tables in it.' }),
    tablesFiltered: t.exposeInt('tablesFiltered', {
      description:
        'Of these, tables of which only the rows that a filter chose are compared: of their other rows nothing is proven.',
    }),
    tablesCompleted: t.exposeInt('tablesCompleted', { description: 'Tables judged.' }),
    result: t.expose('result', {
      type: VerificationRunResultEnum,
      nullable: true,
      description: 'What it proved of the tables in it; null until it is COMPLETED.',
    }),
    results: t.expose('results', {
      type: VerificationResultCountsType,
      description: 'How many of its tables have which result.',
    }),
    differences: t.expose('differences', { type: 'BigInt', description: 'Rows that it found to differ.' }),
    openDifferences: t.expose('openDifferences', {
      type: 'BigInt',
      description: 'Of these, rows that were neither corrected nor found equal by a later run.',
    }),
    correctableDifferences: t.expose('correctableDifferences', {
      type: 'BigInt',
      description:
        'Of the open ones, those that were recorded one by one (parameter verificationDifferencesKept) and that correctionApply corrects.',
    }),
    reason: t.expose('reason', { type: Reason, nullable: true, description: 'Why it failed; null otherwise.' }),
    tables: t.connection(
      {
        type: VerificationTableType,
        description: 'Its tables, first those that differ or could not be judged.',
        args: { filter: t.arg({ type: VerificationTableFilterInput, description: 'Which ones.' }) },
        resolve: async (run, given, { ports }) =>
          connectionOf(await ports.observation.verificationTables(run.id, given.filter ?? {}, pageRequest(given))),
      },
      connectionType('VerificationTable'),
      edgeType('VerificationTable'),
    ),
    rows: t.connection(
      {
        type: VerificationDifferenceType,
        description: 'The rows that differ.',
        args: { filter: t.arg({ type: DifferenceFilterInput, description: 'Which ones.' }) },
        resolve: async (run, given, { ports }) =>
          connectionOf(await ports.observation.verificationDifferences(run.id, given.filter ?? {}, pageRequest(given))),
      },
      connectionType('VerificationDifference'),
      edgeType('VerificationDifference'),
    ),
  }),
});
