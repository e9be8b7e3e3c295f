/** The indexes and constraints of the tables: errors first, when each was made, its creation syntax, and taking one out. */
import { useState } from 'react';
import { SchemaObjectsRemoveDocument, TableIndexesDocument } from '../../../generated/graphql.ts';
import { tableWords, words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/field.tsx';
import { Empty, ProblemNotice } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago, Took } from '../../parts/time.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { SchemaObjectDialog } from './schema-object-dialog.tsx';

export function TableIndexes({ taskId }: { readonly taskId: string }) {
  const keyword = useSearch().get('q') ?? '';
  const [page, turn] = usePaging(keyword);
  const live = useLiveQuery({
    query: TableIndexesDocument,
    variables: { taskId, filter: { keyword: keyword || null }, ...page },
    everyMs: 3_000,
  });
  const [shown, show] = useState<string | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const remove = (row: { readonly id: string; readonly source: { schema: string; name: string } }): void =>
    setQuestion({
      title: `Remove ${tableWords(row.source)}?`,
      consequence: 'It leaves the task and is not made at the target. One that is made already stays there.',
      verb: 'Remove',
      risky: true,
      act: () => act(SchemaObjectsRemoveDocument, { input: { taskId, objectIds: [row.id] } }, 'Removed.'),
    });
  return (
    <div className="stack">
      <SearchField label="Search indexes" value={keyword} change={(q) => setSearch({ q })} />
      <div className="card">
        <QueryView of={live} what="indexes">
          {({ task }) => {
            const indexes = task?.subtask && 'indexes' in task.subtask ? task.subtask.indexes : null;
            if (indexes === null || indexes.nodes.length === 0)
              return (
                <Empty title={keyword === '' ? 'No index here' : 'No index matches'}>
                  {keyword === '' ? 'Indexes and constraints of the tables appear here.' : 'Try another word.'}
                </Empty>
              );
            return (
              <>
                <Table
                  label="Indexes and constraints"
                  rows={indexes.nodes}
                  keyOf={({ id }) => id}
                  below={(row) => (row.error ? <ProblemNotice problem={row.error} /> : null)}
                  columns={[
                    {
                      name: 'Name',
                      title: true,
                      cell: (row) => (
                        <span className="mono">
                          <button type="button" className="name-button mono" onClick={() => show(row.id)}>
                            {tableWords(row.source)}
                          </button>
                          {tableWords(row.source) === tableWords(row.target) ? null : (
                            <span className="muted"> → {tableWords(row.target)}</span>
                          )}
                        </span>
                      ),
                    },
                    { name: 'Kind', cell: (row) => words(row.kind) },
                    {
                      name: 'Table',
                      cell: (row) => <span className="mono">{row.table ? tableWords(row.table) : '–'}</span>,
                    },
                    { name: 'Status', cell: (row) => <State of={row.status} /> },
                    { name: 'Created', right: true, cell: (row) => <Ago at={row.startedAt} /> },
                    { name: 'Ended', right: true, cell: (row) => <Ago at={row.completedAt} /> },
                    {
                      name: 'Time taken',
                      right: true,
                      cell: (row) => <Took from={row.startedAt} to={row.completedAt} />,
                    },
                    {
                      name: 'Actions',
                      acts: true,
                      right: true,
                      cell: (row) => (
                        <button type="button" className="button small risky" onClick={() => remove(row)}>
                          Remove…<span className="unseen"> {tableWords(row.source)}</span>
                        </button>
                      ),
                    },
                  ]}
                />
                <More page={indexes.pageInfo} total={indexes.totalCount} shown={indexes.nodes.length} go={turn} />
              </>
            );
          }}
        </QueryView>
      </div>
      {shown === null ? null : <SchemaObjectDialog taskId={taskId} id={shown} close={() => show(null)} />}
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </div>
  );
}
