/** The components of all tasks, by status, kind, machine and task; the filters are in the address bar. */
import { ComponentsPageDocument, type ComponentKind, type ComponentStatus } from '../../generated/graphql.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Choice, Segments, withCurrent } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { stateWords } from '../parts/state.tsx';
import { Link, setSearch, useSearch } from '../routing/router.tsx';
import { ComponentCard, componentName } from './component-card.tsx';

const STATUSES: readonly ComponentStatus[] = ['RUNNING', 'STARTING', 'STOPPING', 'STOPPED', 'FAILED', 'COMPLETED'];
const KINDS: readonly ComponentKind[] = ['STORE', 'INCR_SYNC', 'FULL_IMPORT', 'FULL_VERIFICATION'];

export function ComponentsPage() {
  const search = useSearch();
  const status = STATUSES.find((one) => one === search.get('status')) ?? null;
  const kind = KINDS.find((one) => one === search.get('kind')) ?? null;
  const [host, task] = [search.get('host'), search.get('task')];
  const filtered = status !== null || kind !== null || host !== null || task !== null;
  const [page, turn] = usePaging(search.toString(), 24);
  const live = useLiveQuery({
    query: ComponentsPageDocument,
    variables: {
      filter: {
        statuses: status === null ? null : [status],
        kinds: kind === null ? null : [kind],
        host,
        taskIds: task === null ? null : [task],
      },
      ...page,
    },
    everyMs: 3_000,
  });
  return (
    <>
      <PageHead title="Components" />
      <div className="row wide">
        <Segments
          label="Status"
          value={status ?? ''}
          change={(value) => setSearch({ status: value })}
          options={[['', 'All'], ...STATUSES.map((one) => [one, stateWords(one)] as const)]}
        />
        {task === null ? null : (
          <button type="button" className="tag" onClick={() => setSearch({ task: null })}>
            One task only&nbsp;
            <Icon name="close" size={11} />
            <span className="unseen">: remove this filter</span>
          </button>
        )}
        <Choice
          label="Kind"
          value={kind ?? ''}
          change={(value) => setSearch({ kind: value })}
          options={[['', 'All kinds'], ...KINDS.map((one) => [one, componentName(one)] as const)]}
        />
        <Choice
          label="Host"
          value={host ?? ''}
          change={(value) => setSearch({ host: value })}
          options={[['', 'All hosts'], ...withCurrent(live.data?.workers.nodes.map((one) => one.host) ?? [], host)]}
        />
      </div>
      <QueryView of={live} what="components">
        {({ components }) =>
          components.nodes.length === 0 ? (
            <Empty title={filtered ? 'No component matches' : 'No component here'}>
              {filtered ? 'Change the filter.' : 'Components appear when a task is started.'}
            </Empty>
          ) : (
            <>
              <div className="component-cards">
                {components.nodes.map((component) => (
                  <ComponentCard
                    key={component.id}
                    component={component}
                    task={component.task ? <TaskOfComponent task={component.task} only={task !== null} /> : null}
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

function TaskOfComponent({
  task,
  only,
}: {
  readonly task: { readonly id: string; readonly name: string };
  readonly only: boolean;
}) {
  return (
    <span className="row">
      <Link className="link small" to={`/tasks/${encodeURIComponent(task.id)}/components`}>
        {task.name}
      </Link>
      {only ? null : (
        <button type="button" className="tag" onClick={() => setSearch({ task: task.id })}>
          Only this task<span className="unseen">: {task.name}</span>
        </button>
      )}
    </span>
  );
}
