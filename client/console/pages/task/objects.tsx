/** The objects of a task: the tables that are migrated, with their names at the target, columns and row filter, and the rules. */
import { TaskObjectsDocument, type TaskObjectsQuery } from '../../../generated/graphql.ts';
import { plural, tableWords } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { SearchField } from '../../parts/field.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More, Section } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Table } from '../../parts/table.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';

type Selection = NonNullable<NonNullable<TaskObjectsQuery['task']>['selection']>;

export function ObjectsPage({ taskId }: { readonly taskId: string }) {
  const keyword = useSearch().get('q') ?? '';
  const [page, turn] = usePaging(keyword);
  const live = useLiveQuery({ query: TaskObjectsDocument, variables: { taskId, keyword: keyword || null, ...page } });
  return (
    <QueryView of={live} what="objects">
      {({ task }) =>
        task ? (
          <>
            <Section
              title={plural(task.objects.totalCount, 'table')}
              end={<SearchField label="Search tables" value={keyword} change={(q) => setSearch({ q })} />}
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
            {task.selection ? <Rules selection={task.selection} /> : null}
          </>
        ) : (
          <Empty title="There is no such task" />
        )
      }
    </QueryView>
  );
}

function Rules({ selection }: { readonly selection: Selection }) {
  const { objects, include, exclude } = selection;
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
    <Section title="Rules">
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
    </Section>
  );
}
