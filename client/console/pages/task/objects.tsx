/** The objects of a task: the tables that are migrated, with their names at the target, columns and row filter, and the rules. */
import { useState } from 'react';
import {
  ObjectsRemoveDocument,
  TaskObjectsDocument,
  type TaskAction,
  type TaskObjectsQuery,
} from '../../../generated/graphql.ts';
import { plural, tableWords } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useDownload } from '../../live/use-download.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/field.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More, Section } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Table } from '../../parts/table.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { ImportObjectsDialog } from './import-objects.tsx';
import { AddTableDialog, ObjectChanges } from './object-changes.tsx';

type Task = NonNullable<TaskObjectsQuery['task']>;
type Selection = NonNullable<Task['selection']>;

const mayDo = (task: Task, action: TaskAction): boolean =>
  task.allowedActions.some((one) => one.action === action && one.allowed);

export function ObjectsPage({ taskId }: { readonly taskId: string }) {
  const keyword = useSearch().get('q') ?? '';
  const [page, turn] = usePaging(keyword);
  const live = useLiveQuery({ query: TaskObjectsDocument, variables: { taskId, keyword: keyword || null, ...page } });
  const [adding, add] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const remove = (table: { readonly schema: string; readonly name: string }): void =>
    setQuestion({
      title: `Remove ${tableWords(table)}?`,
      consequence:
        'It leaves the task: its rows and changes are no longer migrated. What is at the target already stays there.',
      verb: 'Remove',
      risky: true,
      act: () =>
        act(
          ObjectsRemoveDocument,
          { input: { taskId, objects: [{ schema: table.schema, name: table.name }] } },
          'The table is being removed.',
        ),
    });
  return (
    <QueryView of={live} what="objects">
      {({ task }) =>
        task ? (
          <>
            <Section
              title={plural(task.objects.totalCount, 'table')}
              end={
                <>
                  <SearchField label="Search tables" value={keyword} change={(q) => setSearch({ q })} />
                  {mayDo(task, 'ADD_OBJECTS') ? (
                    <button type="button" className="button" onClick={() => add(true)}>
                      Add a table…
                    </button>
                  ) : null}
                </>
              }
              padded={false}
            >
              {task.objects.nodes.length === 0 ? (
                <Empty title={keyword === '' ? 'Not compiled yet' : 'No table matches'}>
                  {keyword === ''
                    ? 'The rules below are matched against the source when the task starts.'
                    : 'Try another word.'}
                </Empty>
              ) : (
                <Table
                  label="Tables"
                  rows={task.objects.nodes}
                  keyOf={({ tableId }) => tableId}
                  columns={[
                    {
                      name: 'Source',
                      title: true,
                      cell: (row) => <span className="mono">{tableWords(row.source)}</span>,
                    },
                    { name: 'Target', cell: (row) => <span className="mono">{tableWords(row.target)}</span> },
                    {
                      name: 'Columns',
                      cell: (row) =>
                        row.columns
                          ? row.columns
                              .map(({ source, target }) => (source === target ? source : `${source} → ${target}`))
                              .join(', ')
                          : 'All',
                    },
                    {
                      name: 'Row filter',
                      cell: (row) =>
                        row.rowFilter ? <code>{row.rowFilter}</code> : <span className="muted">All rows</span>,
                    },
                    {
                      name: 'Actions',
                      acts: true,
                      right: true,
                      cell: (row) =>
                        mayDo(task, 'REMOVE_OBJECTS') ? (
                          <button type="button" className="button small risky" onClick={() => remove(row.source)}>
                            Remove…<span className="unseen"> {tableWords(row.source)}</span>
                          </button>
                        ) : null,
                    },
                  ]}
                />
              )}
              <More
                page={task.objects.pageInfo}
                total={task.objects.totalCount}
                shown={task.objects.nodes.length}
                go={turn}
              />
            </Section>
            <ObjectChanges changes={task.objectChanges.nodes} />
            {task.selection ? <Rules taskId={taskId} status={task.status} selection={task.selection} /> : null}
            {adding ? <AddTableDialog taskId={taskId} close={() => add(false)} /> : null}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </>
        ) : (
          <Empty title="There is no such task" />
        )
      }
    </QueryView>
  );
}

function Rules({
  taskId,
  status,
  selection,
}: {
  readonly taskId: string;
  readonly status: string;
  readonly selection: Selection;
}) {
  const { objects, include, exclude } = selection;
  const [importing, setImporting] = useState(false);
  const download = useDownload();
  const get = (format: 'CSV' | 'JSON'): void => void download({ objectConfiguration: { taskId, format } });
  const renamed = (rule: {
    schema: string;
    name: string;
    targetSchema?: string | null;
    targetName?: string | null;
  }): string =>
    rule.targetSchema || rule.targetName
      ? ` → ${rule.targetSchema ?? rule.schema}.${rule.targetName ?? rule.name}`
      : '';
  return (
    <Section
      title="Rules"
      end={
        <Menu
          label="Files of the rules"
          items={[
            { label: 'Download as CSV', act: () => get('CSV') },
            { label: 'Download as JSON', act: () => get('JSON') },
            {
              label: 'Import…',
              act: () => setImporting(true),
              refused: status === 'NOT_STARTED' ? null : 'Only before the task is started.',
            },
          ]}
        />
      }
    >
      <ul className="stack tight">
        {objects.map((rule) => (
          <li key={`object ${tableWords(rule)}`} className="row">
            <span className="tag">Table</span> <span className="mono">{tableWords(rule) + renamed(rule)}</span>
          </li>
        ))}
        {include.map((rule) => (
          <li key={`include ${tableWords(rule)}`} className="row">
            <span className="tag">Include</span> <span className="mono">{tableWords(rule) + renamed(rule)}</span>
          </li>
        ))}
        {exclude.map((rule) => (
          <li key={`exclude ${tableWords(rule)}`} className="row">
            <span className="tag">Exclude</span> <span className="mono">{tableWords(rule)}</span>
          </li>
        ))}
      </ul>
      {importing ? (
        <ImportObjectsDialog taskId={taskId} revision={selection.revision} close={() => setImporting(false)} />
      ) : null}
    </Section>
  );
}
