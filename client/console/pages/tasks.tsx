/** Tasks: what runs, what is stuck, what waits for me. The filters are in the address bar. */
import { useState } from 'react';
import { TasksPageDocument, type TasksPageQuery } from '../../generated/graphql.ts';
import { SparkLine } from '../charts/spark-line.tsx';
import { useNow } from '../format/clock.ts';
import { percent, withUnit, words } from '../format/format.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Confirm, type Question } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { Progress } from '../parts/progress.tsx';
import { State, toneOf } from '../parts/state.tsx';
import { Table } from '../parts/table.tsx';
import { Link, setSearch, useSearch } from '../routing/router.tsx';
import { commandWords, mainCommand, useTaskActions, type ActableTask } from './task-actions.tsx';
import { AlertMark, catchingUpWords } from './alerts/mark.tsx';
import { CloneDialog } from './clone-dialog.tsx';
import { BatchBar, BatchReportDialog, type BatchReport } from './task-batch.tsx';
import { filterOf, filterWords, isFiltered, orderOf, showAllTasks, TaskFilters } from './task-filters.tsx';

export type TaskRow = TasksPageQuery['tasks']['nodes'][number];
const MINUTE_MS = 60_000;
const SPARK_MINUTES = 15;

export function TasksPage() {
  const search = useSearch();
  const key = search.toString();
  const filter = filterOf(search);
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const [page, turn] = usePaging(key);
  const live = useLiveQuery({
    query: TasksPageDocument,
    variables: {
      filter,
      orderBy: orderOf(search),
      latencyFrom: new Date(minute - SPARK_MINUTES * MINUTE_MS).toISOString(),
      ...page,
    },
    everyMs: 4_000,
  });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const [cloned, clone] = useState<ActableTask | null>(null);
  const [report, tell] = useState<BatchReport | null>(null);
  const filtered = isFiltered(search);
  return (
    <>
      <PageHead title="Tasks">
        <Link to="/tasks/new" className="button main">
          <Icon name="plus" size={14} /> New task
        </Link>
      </PageHead>
      <TaskFilters search={search} counts={live.data?.taskCounts ?? null} />
      <QueryView of={live} what="tasks">
        {({ tasks }) => {
          const here = tasks.nodes.filter(({ id }) => chosen.has(id));
          return (
            <>
              {here.length === 0 ? null : (
                <BatchBar
                  key={key} // another filter is another "all that match"
                  tasks={here}
                  matching={tasks.totalCount}
                  filter={filter}
                  conditions={filterWords(search, tasks.nodes[0])}
                  clear={() => choose(new Set())}
                  report={tell}
                />
              )}
              <div className="card">
                {tasks.nodes.length === 0 ? (
                  <NoTask filtered={filtered} />
                ) : (
                  <TaskTable rows={tasks.nodes} chosen={chosen} choose={choose} ask={setQuestion} clone={clone} />
                )}
                <More page={tasks.pageInfo} total={tasks.totalCount} shown={tasks.nodes.length} go={turn} />
              </div>
            </>
          );
        }}
      </QueryView>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
      {report === null ? null : (
        <BatchReportDialog
          report={report}
          close={() => {
            tell(null);
            choose(new Set());
          }}
        />
      )}
      {cloned === null ? null : <CloneDialog task={cloned} close={() => clone(null)} />}
    </>
  );
}

function NoTask({ filtered }: { readonly filtered: boolean }) {
  if (!filtered)
    return (
      <Empty
        title="No task yet"
        action={
          <Link to="/tasks/new" className="button main">
            New task
          </Link>
        }
      >
        A task moves a live database to another one: structure, rows, changes, proof.
      </Empty>
    );
  return (
    <Empty
      title="No task matches"
      action={
        <button type="button" className="button" onClick={showAllTasks}>
          Show all tasks
        </button>
      }
    >
      Change the filter.
    </Empty>
  );
}

interface TaskTableProps {
  readonly rows: readonly TaskRow[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  readonly ask: (question: Question) => void;
  readonly clone: (task: ActableTask) => void;
}

function TaskTable({ rows, chosen, choose, ask, clone }: TaskTableProps) {
  const { run, menuOf } = useTaskActions({ ask, clone });
  return (
    <Table
      label="Tasks"
      rows={rows}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      ticks={{ chosen, change: choose }}
      columns={[
        { name: 'Task', title: true, width: '34%', cell: (row) => <TaskName row={row} /> },
        { name: 'Status', cell: (row) => <TaskState row={row} /> },
        { name: 'Phase', width: '20%', cell: (row) => <PhaseCell row={row} /> },
        { name: 'Latency', cell: (row) => <LatencyCell row={row} /> },
        {
          name: 'Actions',
          acts: true,
          right: true,
          cell: (row) => {
            const command = mainCommand(row);
            return (
              <div className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                {command === null ? null : (
                  <button type="button" className="button small" onClick={() => run(row, command)}>
                    {commandWords(command)}
                    {command === 'STOP' ? '…' : ''}
                    <span className="unseen"> {row.name}</span>
                  </button>
                )}
                <Menu label={`Actions of ${row.name}`} items={menuOf(row)} />
              </div>
            );
          },
        },
      ]}
    />
  );
}

function TaskName({ row }: { readonly row: TaskRow }) {
  return (
    <div className="two-lines">
      <span className="row">
        <Link to={`/tasks/${encodeURIComponent(row.id)}`} className="name">
          {row.name}
        </Link>
        {row.tags.map((tag) => (
          <button key={tag} type="button" className="tag" onClick={() => setSearch({ tag: [tag] })}>
            {tag}
            <span className="unseen">: only tasks with this tag</span>
          </button>
        ))}
      </span>
      <span className="small muted">
        {row.source?.name ?? 'unknown'} → {row.target?.name ?? 'unknown'}
      </span>
    </div>
  );
}

function TaskState({ row }: { readonly row: TaskRow }) {
  return (
    <div className="two-lines">
      <State of={row.status} />
      {row.reason ? (
        <span className="small" title={`${row.reason.message} ${row.reason.remedy}`}>
          {row.reason.message} <span className="code muted">{row.reason.code}</span>
        </span>
      ) : null}
      {row.pendingAction ? (
        <span className="small muted">
          {words(row.pendingAction.action)} asked for by {row.pendingAction.requestedBy}
        </span>
      ) : null}
      {row.waitingFor?.who === 'PERSON' && !row.reason ? (
        <span className="state warn small">
          <Icon name="person" size={13} /> Waits for you
        </span>
      ) : null}
      <AlertMark taskId={row.id} taskName={row.name} alerts={row.openAlerts} />
    </div>
  );
}

/** The phase that is open: the first that is neither completed nor skipped. */
export function openPhase<Phase extends { readonly status: string }>(phases: readonly Phase[]): Phase | undefined {
  const rest = phases.filter(({ status }) => status !== 'COMPLETED' && status !== 'SKIPPED');
  return rest.find(({ status }) => status === 'RUNNING' || status === 'FAILED') ?? rest[0] ?? phases.at(-1);
}

function PhaseCell({ row }: { readonly row: TaskRow }) {
  const open = openPhase(row.subtasks);
  if (open === undefined) return <span className="muted">–</span>;
  const place = row.subtasks.indexOf(open) + 1;
  if (open.status === 'MONITORING')
    return (
      <div className="two-lines">
        <span>{words(open.kind)}</span>
        <State of="MONITORING" />
      </div>
    );
  return (
    <div className="two-lines">
      <span>
        {words(open.kind)}{' '}
        <span className="small muted number" title={percent(open.progress)}>
          {place} of {row.subtasks.length}
        </span>
      </span>
      <Progress of={open.progress} label={`Progress of ${words(open.kind)}`} tone={toneOf(open.status)} />
      {row.catchingUp ? <span className="small muted">{catchingUpWords(row.catchingUp)}</span> : null}
    </div>
  );
}

function LatencyCell({ row }: { readonly row: TaskRow }) {
  const ms = row.latency?.latencyMs;
  if (ms === null || ms === undefined) return <span className="muted">–</span>;
  const text = withUnit(ms / 1000, 's');
  return (
    <div className={row.latency?.stale === true ? 'row stale' : 'row'} style={{ flexWrap: 'nowrap' }}>
      <SparkLine
        values={row.metrics[0]?.values ?? []}
        label={`Latency of the last ${SPARK_MINUTES} minutes, now ${text}`}
      />
      <span className="number" style={{ minWidth: '7ch' }}>
        {text}
      </span>
    </div>
  );
}
