/** Tasks: what runs, what is stuck, what waits for me. The filters are in the address bar. */
import { useState } from 'react';
import {
  TasksPageDocument,
  type TasksPageQuery,
  type TasksPageQueryVariables,
  type TaskStatus,
} from '../../generated/graphql.ts';
import { SparkLine } from '../charts/spark-line.tsx';
import { useNow } from '../format/clock.ts';
import { percent, withUnit, words } from '../format/format.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Confirm, type Question } from '../parts/dialog.tsx';
import { SearchField, Segments } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { Progress } from '../parts/progress.tsx';
import { State, stateWords, toneOf } from '../parts/state.tsx';
import { Table } from '../parts/table.tsx';
import { Link, setSearch, useSearch } from '../routing/router.tsx';
import { commandWords, mainCommand, useTaskActions } from './task-actions.tsx';
import { AlertMark, catchingUpWords } from './alerts/mark.tsx';
import { BatchBar } from './task-batch.tsx';

export type TaskRow = TasksPageQuery['tasks']['nodes'][number];
const MINUTE_MS = 60_000;
const SPARK_MINUTES = 15;

function filterOf(search: URLSearchParams): NonNullable<TasksPageQueryVariables['filter']> {
  const list = (name: string): string[] | null => (search.has(name) ? search.getAll(name) : null);
  return {
    keyword: search.get('q'),
    statuses: list('status') as TaskStatus[] | null, // from the buttons; the API refuses what it does not know
    tags: list('tag'),
  };
}

export function TasksPage() {
  const search = useSearch();
  const filter = filterOf(search);
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const [page, turn] = usePaging(search.toString());
  const live = useLiveQuery({
    query: TasksPageDocument,
    variables: { filter, latencyFrom: new Date(minute - SPARK_MINUTES * MINUTE_MS).toISOString(), ...page },
    everyMs: 4_000,
  });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const status = search.get('status') ?? '';
  const tags = search.getAll('tag');
  return (
    <>
      <PageHead title="Tasks">
        <Link to="/tasks/new" className="button main">
          <Icon name="plus" size={14} /> New task
        </Link>
      </PageHead>
      <QueryView of={live} what="tasks">
        {({ tasks, taskCounts }) => {
          const all = taskCounts.reduce((sum, one) => sum + one.count, 0);
          const filtered = status !== '' || tags.length > 0 || search.has('q');
          return (
            <>
              <div className="row wide">
                <Segments
                  label="Status"
                  value={status}
                  change={(value) => setSearch({ status: value })}
                  options={[
                    ['', `All ${all}`],
                    ...taskCounts
                      .filter((one) => one.count > 0 || one.status === status)
                      .map((one) => [one.status, `${stateWords(one.status)} ${one.count}`] as const),
                  ]}
                />
                <SearchField label="Search tasks" value={search.get('q') ?? ''} change={(q) => setSearch({ q })} />
                {tags.map((tag) => (
                  <button
                    key={tag}
                    type="button"
                    className="tag"
                    onClick={() => setSearch({ tag: tags.filter((one) => one !== tag) })}
                  >
                    {tag}&nbsp;
                    <Icon name="close" size={11} />
                    <span className="unseen">: remove this filter</span>
                  </button>
                ))}
              </div>
              {chosen.size === 0 ? null : (
                <BatchBar tasks={tasks.nodes.filter(({ id }) => chosen.has(id))} clear={() => choose(new Set())} />
              )}
              <div className="card">
                {tasks.nodes.length === 0 ? (
                  <Empty
                    title={filtered ? 'No task matches' : 'No task yet'}
                    action={
                      filtered ? (
                        <button
                          type="button"
                          className="button"
                          onClick={() => setSearch({ status: null, tag: null, q: null })}
                        >
                          Show all tasks
                        </button>
                      ) : (
                        <Link to="/tasks/new" className="button main">
                          New task
                        </Link>
                      )
                    }
                  >
                    {filtered
                      ? 'Change the filter.'
                      : 'A task moves a live database to another one: structure, rows, changes, proof.'}
                  </Empty>
                ) : (
                  <TaskTable rows={tasks.nodes} chosen={chosen} choose={choose} ask={setQuestion} />
                )}
                <More page={tasks.pageInfo} total={tasks.totalCount} shown={tasks.nodes.length} go={turn} />
              </div>
            </>
          );
        }}
      </QueryView>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </>
  );
}

interface TaskTableProps {
  readonly rows: readonly TaskRow[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  readonly ask: (question: Question) => void;
}

function TaskTable({ rows, chosen, choose, ask }: TaskTableProps) {
  const { run, menuOf } = useTaskActions(ask);
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
        values={row.metrics[0]?.points.map(({ value }) => value) ?? []}
        label={`Latency of the last ${SPARK_MINUTES} minutes, now ${text}`}
      />
      <span className="number" style={{ minWidth: '7ch' }}>
        {text}
      </span>
    </div>
  );
}
