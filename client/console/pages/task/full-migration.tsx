/** Full migration: tables with bars and time left, errors first; indexes; the performance graphs. */
import { FullMigrationPageDocument, type FullMigrationPageQuery } from '../../../generated/graphql.ts';
import { MetricGraphs, type Graph } from '../../charts/metric-graphs.tsx';
import { bytes, count, duration, tableWords } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { DownloadButton } from '../../parts/download.tsx';
import { Check, Choice, SearchField, Segments, withCurrent } from '../../parts/field.tsx';
import { Empty, ProblemNotice } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Progress } from '../../parts/progress.tsx';
import { State, toneOf } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Took } from '../../parts/time.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { Conflicts } from './conflicts.tsx';
import { PhaseHead } from './phase-head.tsx';
import { TableIndexes } from './table-indexes.tsx';

type Subtask = Extract<NonNullable<NonNullable<FullMigrationPageQuery['task']>['subtask']>, { tables: unknown }>;
type TableRow = Subtask['tables']['nodes'][number];

export const FULL_GRAPHS: readonly Graph[] = [
  {
    title: 'Rows',
    lines: [
      ['full_source_rows', 'Source'],
      ['full_target_rows', 'Target'],
    ],
  },
  {
    title: 'Traffic',
    lines: [
      ['full_source_bytes', 'Source'],
      ['full_target_bytes', 'Target'],
    ],
  },
  { title: 'Average read time', lines: [['full_read_time', 'Source']] },
  { title: 'Average slicing time', lines: [['full_slice_time', 'Source']] },
  { title: 'Average write time', lines: [['full_write_time', 'Target']] },
];

export function FullMigrationPage({ taskId }: { readonly taskId: string }) {
  const search = useSearch();
  const view = search.get('view') ?? 'tables';
  const keyword = search.get('q') ?? '';
  const onlyWithErrors = search.has('errors');
  const [sourceSchema, targetSchema] = [search.get('source'), search.get('target')];
  const filtered = keyword !== '' || onlyWithErrors || sourceSchema !== null || targetSchema !== null;
  const filter = { keyword: keyword || null, onlyWithErrors: onlyWithErrors || null, sourceSchema, targetSchema };
  const [page, turn] = usePaging(JSON.stringify(filter));
  const live = useLiveQuery({
    query: FullMigrationPageDocument,
    variables: { taskId, filter, ...page },
    everyMs: 2_000,
  });
  return (
    <QueryView of={live} what="full migration">
      {({ task }) => {
        const subtask = task?.subtask;
        if (!subtask || !('tables' in subtask))
          return <Empty title="Not part of this task">Full migration was not chosen when the task was made.</Empty>;
        const { nodes, totalCount, pageInfo } = subtask.tables;
        return (
          <>
            <PhaseHead
              phase={subtask}
              end={<DownloadButton file={{ conflicts: { taskId, phase: 'FULL_MIGRATION' } }} label="Conflict log" />}
            />
            <div className="row wide">
              <Segments
                label="View"
                value={view}
                change={(value) => setSearch({ view: value === 'tables' ? null : value })}
                options={[
                  ['tables', `Tables ${totalCount}`],
                  ['indexes', 'Indexes'],
                  ['performance', 'Performance'],
                  ['conflicts', 'Conflicts'],
                ]}
              />
              {view === 'tables' ? (
                <>
                  <SchemaChoice name="source" names={subtask.schemas.source} value={sourceSchema} />
                  <SchemaChoice name="target" names={subtask.schemas.target} value={targetSchema} />
                  <SearchField label="Search tables" value={keyword} change={(q) => setSearch({ q })} />
                  <Check
                    label="Only with errors"
                    checked={onlyWithErrors}
                    change={(on) => setSearch({ errors: on ? '1' : null })}
                  />
                </>
              ) : null}
            </div>
            {view === 'performance' ? (
              <MetricGraphs taskId={taskId} graphs={FULL_GRAPHS} startedAt={subtask.startedAt} />
            ) : null}
            {view === 'conflicts' ? <Conflicts taskId={taskId} phase="FULL_MIGRATION" /> : null}
            {view === 'indexes' ? <TableIndexes taskId={taskId} /> : null}
            {view === 'tables' ? (
              <div className="card">
                {nodes.length === 0 ? (
                  <Empty title={filtered ? 'No table matches' : 'No table yet'}>
                    {filtered ? 'Change the filter.' : 'Tables appear when the copy begins.'}
                  </Empty>
                ) : (
                  <Tables rows={nodes} />
                )}
                <More page={pageInfo} total={totalCount} shown={nodes.length} go={turn} />
              </div>
            ) : null}
          </>
        );
      }}
    </QueryView>
  );
}

/** Nothing to choose where all tables lie in one. */
export function SchemaChoice({
  name,
  names,
  value,
}: {
  readonly name: 'source' | 'target';
  readonly names: readonly string[];
  readonly value: string | null;
}) {
  if (names.length < 2 && value === null) return null;
  return (
    <Choice
      label={name === 'source' ? 'Source schema' : 'Target schema'}
      value={value ?? ''}
      change={(schema) => setSearch({ [name]: schema })}
      options={[['', 'All'], ...withCurrent(names, value)]}
    />
  );
}

function Tables({ rows }: { readonly rows: readonly TableRow[] }) {
  return (
    <Table
      label="Tables"
      rows={rows}
      keyOf={({ tableId }) => tableId}
      below={(row) => (row.error ? <ProblemNotice problem={row.error} /> : null)}
      columns={[
        { name: 'Table', title: true, cell: (row) => <TableNames row={row} /> },
        { name: 'Status', cell: (row) => <State of={row.status} /> },
        {
          name: 'Progress',
          width: '22%',
          cell: (row) => (
            <Progress
              of={row.progress}
              label={`Progress of ${tableWords(row.source)}`}
              tone={row.status === 'WAITING' ? 'idle' : toneOf(row.status)}
            />
          ),
        },
        {
          name: 'Rows',
          right: true,
          cell: (row) => (
            <span className="number">
              {count(row.migratedRows)} <span className="muted">/ ~{count(row.estimatedRows)}</span>
            </span>
          ),
        },
        {
          name: 'Size',
          right: true,
          cell: (row) => (
            <span className="number">
              {bytes(row.migratedBytes)} <span className="muted">/ ~{bytes(row.estimatedBytes)}</span>
            </span>
          ),
        },
        { name: 'Time left', right: true, cell: (row) => <TimeLeft row={row} /> },
      ]}
    />
  );
}

export function TableNames({
  row,
}: {
  readonly row: {
    readonly source: { schema: string; name: string };
    readonly target: { schema: string; name: string };
    /** Further tables that go into the same target. */
    readonly also?: readonly { schema: string; name: string }[];
  };
}) {
  const source = tableWords(row.source);
  const target = tableWords(row.target);
  return (
    <span className="mono">
      {[source, ...(row.also ?? []).map(tableWords)].join(' + ')}
      {source === target ? null : <span className="muted"> → {target}</span>}
    </span>
  );
}

function TimeLeft({ row }: { readonly row: TableRow }) {
  if (row.status === 'COPIED')
    return (
      <span className="muted">
        took <Took from={row.startedAt} to={row.completedAt} />
      </span>
    );
  return row.timeLeftMs === null || row.timeLeftMs === undefined ? (
    <span className="muted">–</span>
  ) : (
    <span className="number">{duration(row.timeLeftMs)}</span>
  );
}
