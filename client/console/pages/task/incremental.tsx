/** Incremental synchronization: the latency in the words of the product, the graphs, statistics per table with their sums,
 * DDL that was seen, conflicts. */
import { useState } from 'react';
import { DdlSkipDocument, IncrementalPageDocument, type IncrementalPageQuery } from '../../../generated/graphql.ts';
import { MetricGraphs, type Graph } from '../../charts/metric-graphs.tsx';
import { tableWords } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { DownloadButton } from '../../parts/download.tsx';
import { Segments } from '../../parts/field.tsx';
import { Empty, ProblemNotice } from '../../parts/notice.tsx';
import { State } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';
import { Ago } from '../../parts/time.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { CatchingUpLine } from '../alerts/mark.tsx';
import { Conflicts } from './conflicts.tsx';
import { LatencyLine } from './latency-line.tsx';
import { PhaseHead } from './phase-head.tsx';
import { StatisticsView } from './statistics.tsx';
import { streamFacts } from './stream-facts.tsx';

type Subtask = Extract<
  NonNullable<NonNullable<IncrementalPageQuery['task']>['subtask']>,
  { statisticsTotals: unknown }
>;

export const INCREMENTAL_GRAPHS: readonly Graph[] = [
  { title: 'Latency', lines: [['incr_latency', 'Latency']] },
  { title: 'RPS', lines: [['incr_applied_rows', 'Target']] },
  { title: 'Migration traffic', lines: [['incr_applied_traffic', 'Traffic']] },
  { title: 'Average execution time', lines: [['incr_execute_time', 'Statement']] },
  { title: 'Average commit time', lines: [['incr_commit_time', 'Transaction']] },
];

type StreamKind = 'INCREMENTAL_SYNCHRONIZATION' | 'REVERSE_INCREMENTAL';

export function IncrementalPage({ taskId, kind }: { readonly taskId: string; readonly kind: StreamKind }) {
  const view = useSearch().get('view') ?? 'performance';
  const live = useLiveQuery({ query: IncrementalPageDocument, variables: { taskId, kind }, everyMs: 2_000 });
  return (
    <QueryView of={live} what="incremental synchronization">
      {({ task }) => {
        const subtask = task?.subtask;
        if (!subtask || !('statisticsTotals' in subtask))
          return (
            <Empty title="Not part of this task">
              {kind === 'REVERSE_INCREMENTAL' ? 'The way back' : 'Incremental synchronization'} was not chosen when the
              task was made.
            </Empty>
          );
        return (
          <>
            <PhaseHead
              phase={subtask}
              end={<DownloadButton file={{ conflicts: { taskId, phase: kind } }} label="Conflict log" />}
              lead={
                <>
                  <LatencyLine latency={subtask.latency} large />
                  <CatchingUpLine of={task.catchingUp} />
                </>
              }
              facts={streamFacts(subtask)}
            />
            <Segments
              label="View"
              value={view}
              change={(value) => setSearch({ view: value })}
              options={[
                ['performance', 'Performance'],
                ['statistics', 'Object statistics'],
                ['ddl', `DDL seen ${subtask.ddl.totalCount}`],
                ['conflicts', 'Conflicts'],
              ]}
            />
            {view === 'performance' ? (
              <MetricGraphs taskId={taskId} graphs={INCREMENTAL_GRAPHS} startedAt={subtask.startedAt} />
            ) : null}
            {view === 'statistics' ? (
              <StatisticsView task={task} kind={kind} of={subtask} changed={live.refresh} />
            ) : null}
            {view === 'ddl' ? <DdlView taskId={taskId} rows={subtask.ddl.nodes} /> : null}
            {view === 'conflicts' ? <Conflicts taskId={taskId} phase={kind} /> : null}
          </>
        );
      }}
    </QueryView>
  );
}

function DdlView({ taskId, rows }: { readonly taskId: string; readonly rows: Subtask['ddl']['nodes'] }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  if (rows.length === 0)
    return (
      <div className="card">
        <Empty title="No DDL seen">
          Statements that change the structure of the source appear here, with what became of each.
        </Empty>
      </div>
    );
  return (
    <>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.ddlId} className="card padded stack tight">
            <div className="row spread">
              <span className="row wide">
                <State of={row.status} /> {row.table ? <span className="mono">{tableWords(row.table)}</span> : null}
              </span>
              <span className="row">
                <Ago at={row.at} />
                {row.status === 'FAILED' ? (
                  <button
                    type="button"
                    className="button small risky"
                    onClick={() =>
                      setQuestion({
                        title: 'Skip this DDL statement?',
                        consequence:
                          'Be cautious: the schemas of source and target may be inconsistent afterwards, and later changes of the table may fail.',
                        verb: 'Skip',
                        risky: true,
                        act: () =>
                          act(
                            DdlSkipDocument,
                            { input: { taskId, ddlId: row.ddlId } },
                            'Skipped. Resume the task, and the stream goes on behind it.',
                          ),
                      })
                    }
                  >
                    Skip…
                  </button>
                ) : null}
              </span>
            </div>
            {row.statement ? (
              <Statement text={row.convertedStatement ?? row.statement} label="DDL statement" />
            ) : (
              <p className="muted">
                The statement is not shown: the log of the source does not tell it, or your role may not read it.
              </p>
            )}
            {row.error ? <ProblemNotice problem={row.error} /> : null}
          </li>
        ))}
      </ul>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </>
  );
}
