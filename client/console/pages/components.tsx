/** The components of all tasks, by status and kind. */
import { ComponentsPageDocument, type ComponentStatus } from '../../generated/graphql.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Segments } from '../parts/field.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { stateWords } from '../parts/state.tsx';
import { Link, setSearch, useSearch } from '../routing/router.tsx';
import { ComponentCard } from './component-card.tsx';

const STATUSES: readonly ComponentStatus[] = ['RUNNING', 'STARTING', 'STOPPING', 'STOPPED', 'FAILED', 'COMPLETED'];

export function ComponentsPage() {
  const status = STATUSES.find((one) => one === useSearch().get('status')) ?? null;
  const [page, turn] = usePaging(status ?? '', 24);
  const live = useLiveQuery({
    query: ComponentsPageDocument,
    variables: { filter: { statuses: status === null ? null : [status] }, ...page },
    everyMs: 3_000,
  });
  return (
    <>
      <PageHead title="Components" />
      <Segments
        label="Status"
        value={status ?? ''}
        change={(value) => setSearch({ status: value })}
        options={[['', 'All'], ...STATUSES.map((one) => [one, stateWords(one)] as const)]}
      />
      <QueryView of={live} what="components">
        {({ components }) =>
          components.nodes.length === 0 ? (
            <Empty title="No component here">Components appear when a task is started.</Empty>
          ) : (
            <>
              <div className="component-cards">
                {components.nodes.map((component) => (
                  <ComponentCard
                    key={component.id}
                    component={component}
                    task={
                      component.task ? (
                        <Link className="link small" to={`/tasks/${encodeURIComponent(component.task.id)}/components`}>
                          {component.task.name}
                        </Link>
                      ) : null
                    }
                  />
                ))}
              </div>
              <More
                page={components.pageInfo}
                total={components.totalCount}
                shown={components.nodes.length}
                go={turn}
              />
            </>
          )
        }
      </QueryView>
    </>
  );
}
