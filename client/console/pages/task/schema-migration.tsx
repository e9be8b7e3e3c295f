/** Schema migration: objects by status, the DDL of both ends side by side, and what can be done about those that failed. */
import { useState } from 'react';
import {
  SchemaMigrationPageDocument,
  SchemaObjectsRemoveDocument,
  SchemaObjectsRetryDocument,
  SchemaObjectsSkipDocument,
  SubtaskAdvanceDocument,
  type SchemaMigrationPageQuery,
  type SchemaObjectStatus,
} from '../../../generated/graphql.ts';
import { plural, tableWords, words } from '../../format/format.ts';
import { useAct, useActAndTell } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useDownload } from '../../live/use-download.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { SearchField, Segments } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Empty, ProblemNotice } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State, stateWords } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { PhaseHead } from './phase-head.tsx';
import { SchemaObjectDialog } from './schema-object-dialog.tsx';

type Subtask = Extract<NonNullable<NonNullable<SchemaMigrationPageQuery['task']>['subtask']>, { objects: unknown }>;
type SchemaObject = Subtask['objects']['nodes'][number];

const CONSEQUENCE = {
  skip: 'What is skipped is not made at the target, and its indexes neither; a table leaves the task with its rows, unless it stands at the target. Proceed with caution.',
  remove:
    'What is removed leaves the task, and its indexes too: neither its structure nor its rows are migrated any more.',
} as const;

export function SchemaMigrationPage({ taskId }: { readonly taskId: string }) {
  const search = useSearch();
  const status = search.get('status') ?? '';
  const keyword = search.get('q') ?? '';
  const [page, turn] = usePaging(`${status} ${keyword}`);
  const filter = { keyword: keyword || null, statuses: status === '' ? null : [status as SchemaObjectStatus] }; // from the buttons below
  const live = useLiveQuery({
    query: SchemaMigrationPageDocument,
    variables: { taskId, filter, ...page },
    everyMs: 3_000,
  });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, show] = useState<string | null>(null);
  const act = useAct();
  const tell = useActAndTell();
  const download = useDownload();
  const retry = (objectIds: string[] | null): void =>
    void tell(SchemaObjectsRetryDocument, { input: { taskId, objectIds } }, 'They are tried again.');
  const ask = (verb: 'skip' | 'remove', objectIds: string[]): void =>
    setQuestion({
      title: `${words(verb)} ${plural(objectIds.length, 'object')}?`,
      consequence: CONSEQUENCE[verb],
      verb: words(verb),
      risky: true,
      act: async () => {
        const input = { taskId, objectIds };
        const problem =
          verb === 'skip'
            ? await act(SchemaObjectsSkipDocument, { input }, 'Skipped.')
            : await act(SchemaObjectsRemoveDocument, { input }, 'Removed.');
        if (problem === null) choose(new Set());
        return problem;
      },
    });
  return (
    <QueryView of={live} what="schema migration">
      {({ task }) => {
        const subtask = task?.subtask;
        if (!subtask || !('objects' in subtask))
          return <Empty title="Not part of this task">Schema migration was not chosen when the task was made.</Empty>;
        const { counts, objects } = subtask;
        const all = counts.reduce((sum, { count }) => sum + count, 0);
        const failed = counts
          .filter((one) => one.status.startsWith('FAILED'))
          .reduce((sum, { count }) => sum + count, 0);
        return (
          <>
            <PhaseHead
              phase={subtask}
              end={
                <div className="row">
                  {failed > 0 ? (
                    <button type="button" className="button" onClick={() => retry(null)}>
                      <Icon name="again" size={14} /> Retry all failed
                    </button>
                  ) : null}
                  <Menu
                    label="More of this phase"
                    items={[
                      {
                        label: 'Go on to the next phase',
                        act: () =>
                          void tell(
                            SubtaskAdvanceDocument,
                            { input: { taskId, kind: 'SCHEMA_MIGRATION' } },
                            'It goes on.',
                          ),
                      },
                      {
                        label: 'Download conversion information',
                        act: () => void download({ schemaConversions: { taskId, form: 'CONVERSIONS' } }),
                      },
                      {
                        label: 'Download conversion information and complete DDL',
                        act: () => void download({ schemaConversions: { taskId, form: 'CONVERSIONS_AND_DDL' } }),
                      },
                    ]}
                  />
                </div>
              }
            />
            <div className="row wide">
              <Segments
                label="Status"
                value={status}
                change={(value) => setSearch({ status: value })}
                options={[
                  ['', `All ${all}`],
                  ...counts
                    .filter(({ count }) => count > 0)
                    .map((one) => [one.status, `${stateWords(one.status)} ${one.count}`] as const),
                ]}
              />
              <SearchField label="Search objects" value={keyword} change={(q) => setSearch({ q })} />
            </div>
            {chosen.size === 0 ? null : (
              <div className="batch" role="region" aria-label="Chosen objects">
                <strong className="number">{plural(chosen.size, 'object')}</strong>
                <button type="button" className="button small" onClick={() => retry([...chosen])}>
                  Retry
                </button>
                <button type="button" className="button small" onClick={() => ask('skip', [...chosen])}>
                  Skip…
                </button>
                <button type="button" className="button small risky" onClick={() => ask('remove', [...chosen])}>
                  Remove…
                </button>
                <button type="button" className="button small plain" onClick={() => choose(new Set())}>
                  Clear
                </button>
              </div>
            )}
            <div className="card">
              {objects.nodes.length === 0 ? (
                <Empty title={all === 0 ? 'No object yet' : 'No object matches'}>
                  {all === 0 ? 'They appear when the phase begins.' : 'Choose another status or word.'}
                </Empty>
              ) : (
                <Table
                  label="Objects"
                  rows={objects.nodes}
                  keyOf={({ id }) => id}
                  nameOf={(row) => tableWords(row.source)}
                  ticks={{ chosen, change: choose }}
                  below={(row) => (row.error ? <ProblemNotice problem={row.error} /> : null)}
                  columns={[
                    { name: 'Object', title: true, cell: (row) => <ObjectName row={row} show={() => show(row.id)} /> },
                    { name: 'Kind', cell: (row) => words(row.kind) },
                    { name: 'Target', cell: (row) => <span className="mono muted">{tableWords(row.target)}</span> },
                    {
                      name: 'Made',
                      cell: (row) => (row.stage === 'AFTER_COPY' ? 'After the copy' : 'Before the copy'),
                    },
                    { name: 'Status', cell: (row) => <State of={row.status} /> },
                  ]}
                />
              )}
              <More page={objects.pageInfo} total={objects.totalCount} shown={objects.nodes.length} go={turn} />
            </div>
            {shown === null ? null : <SchemaObjectDialog taskId={taskId} id={shown} close={() => show(null)} />}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}

function ObjectName({ row, show }: { readonly row: SchemaObject; readonly show: () => void }) {
  return (
    <button type="button" className="name-button mono" onClick={show}>
      {tableWords(row.source)}
    </button>
  );
}
