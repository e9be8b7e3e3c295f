/** Verification: tables by result, the rows that differ with both values and the statement that corrects them. */
import { useState } from 'react';
import {
  CorrectionApplyDocument,
  VerificationSkipDocument,
  VerificationPageDocument,
  VerificationStartDocument,
  type VerificationPageQuery,
  type VerificationResult,
  type VerificationScope,
} from '../../../generated/graphql.ts';
import { MetricGraphs, type Graph } from '../../charts/metric-graphs.tsx';
import { bytes, count, tableWords, words } from '../../format/format.ts';
import { useAct, useActAndTell } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useDownload } from '../../live/use-download.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { Check, SearchField, Segments } from '../../parts/field.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Empty, Notice, ProblemNotice } from '../../parts/notice.tsx';
import { Figure, More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { stateWords } from '../../parts/state.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { DifferencesDialog } from './differences-dialog.tsx';
import { SchemaChoice } from './full-migration.tsx';
import { PhaseHead } from './phase-head.tsx';
import { proofOf } from './verification-proof.ts';
import { VerifyChosenDialog } from './verify-chosen-dialog.tsx';
import { VerifiedTables } from './verified-tables.tsx';

type Subtask = Extract<NonNullable<NonNullable<VerificationPageQuery['task']>['subtask']>, { latestRun?: unknown }>;
type Run = NonNullable<Subtask['latestRun']>;
export type TableRow = Run['tables']['nodes'][number];

export const VERIFY_GRAPHS: readonly Graph[] = [
  {
    title: 'Rows',
    lines: [
      ['verify_source_rows', 'Source'],
      ['verify_target_rows', 'Target'],
    ],
  },
  {
    title: 'Traffic',
    lines: [
      ['verify_source_bytes', 'Source'],
      ['verify_target_bytes', 'Target'],
    ],
  },
];
const RESULTS: readonly VerificationResult[] = ['INCONSISTENT', 'FAILED', 'NOT_COMPARABLE', 'SKIPPED', 'CONSISTENT'];

export function VerificationPage({ taskId }: { readonly taskId: string }) {
  const search = useSearch();
  const view = search.get('view') ?? 'tables';
  const keyword = search.get('q') ?? '';
  const result = RESULTS.find((one) => one === search.get('result')) ?? null;
  const onlySchemaCompleted = search.has('completed');
  const [sourceSchema, targetSchema] = [search.get('source'), search.get('target')];
  const filter = {
    keyword: keyword || null,
    results: result === null ? null : [result],
    sourceSchema,
    targetSchema,
    onlySchemaCompleted: onlySchemaCompleted || null,
  };
  const [page, turn] = usePaging(JSON.stringify(filter));
  const live = useLiveQuery({
    query: VerificationPageDocument,
    variables: { taskId, filter, ...page },
    everyMs: 3_000,
  });
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, show] = useState<TableRow | null>(null);
  const [choosing, chooseTables] = useState(false);
  const act = useAct();
  const tell = useActAndTell();
  const download = useDownload();
  const start = (scope: VerificationScope, tables?: { tableId: string }[]): void =>
    void tell(VerificationStartDocument, { input: { taskId, scope, tables } }, 'Verification begins.');
  return (
    <QueryView of={live} what="verification">
      {({ task }) => {
        const subtask = task?.subtask;
        if (!subtask || !('latestRun' in subtask))
          return <Empty title="Not part of this task">Full verification was not chosen when the task was made.</Empty>;
        const run = subtask.latestRun;
        const running = run?.status === 'RUNNING';
        return (
          <>
            <PhaseHead
              phase={subtask}
              end={
                <Menu
                  label="Verify again and more"
                  items={[
                    {
                      label: 'Restart full verification',
                      act: () => start('ALL'),
                      refused: running ? 'A run is under way.' : null,
                    },
                    {
                      label: 'Reverify abnormal tables',
                      act: () => start('ABNORMAL_TABLES'),
                      refused: running ? 'A run is under way.' : run ? null : 'There is no run yet.',
                    },
                    {
                      label: 'Reverify only inconsistent records',
                      act: () => start('INCONSISTENT_ROWS'),
                      refused: running ? 'A run is under way.' : run ? null : 'There is no run yet.',
                    },
                    {
                      label: 'Verify chosen tables…',
                      act: () => chooseTables(true),
                      refused: running ? 'A run is under way.' : null,
                    },
                    {
                      label: 'Correct the differences…',
                      refused:
                        run && run.correctableDifferences !== '0' && !running
                          ? null
                          : 'There is no open difference of a finished run.',
                      act: () =>
                        run &&
                        setQuestion(
                          correction(run, (runId) =>
                            act(
                              CorrectionApplyDocument,
                              { input: { taskId, runId } },
                              'The corrections are being applied.',
                            ),
                          ),
                        ),
                    },
                    {
                      label: 'Download the differences',
                      act: () => run && void download({ differences: run.id }),
                      refused: run ? null : 'There is no run yet.',
                    },
                    {
                      label: 'Download the correction SQL',
                      act: () => run && void download({ corrections: run.id }),
                      refused: run ? null : 'There is no run yet.',
                    },
                    {
                      label: 'Skip full verification…',
                      risky: true,
                      refused:
                        subtask.status === 'RUNNING' || subtask.status === 'FAILED'
                          ? null
                          : 'Only while it is running or failed.',
                      act: () =>
                        setQuestion({
                          title: 'Skip full verification?',
                          consequence:
                            'Nothing then proves that both sides are equal. Proceed with caution. It can be started again later.',
                          verb: 'Skip',
                          risky: true,
                          asksReason: true,
                          act: (reason) => act(VerificationSkipDocument, { input: { taskId, reason } }, 'Skipped.'),
                        }),
                    },
                  ]}
                />
              }
            />
            {subtask.skipped ? (
              <Notice tone="warn">
                Skipped by {subtask.skipped.by}
                {subtask.skipped.reason ? `: ${subtask.skipped.reason}` : ', without a reason'}. Nothing proves that
                both sides are equal; it can be started again.
              </Notice>
            ) : null}
            {run ? (
              <RunFigures run={run} rates={subtask.rates} />
            ) : (
              <Empty title="No run yet">Verification starts by itself once full and incremental have caught up.</Empty>
            )}
            {run ? (
              <div className="row wide">
                <Segments
                  label="View"
                  value={view}
                  change={(value) => setSearch({ view: value === 'tables' ? null : value })}
                  options={[
                    ['tables', `Verified objects ${run.tablesTotal}`],
                    ['performance', 'Performance'],
                  ]}
                />
                {view === 'tables' ? (
                  <>
                    <Segments
                      label="Result"
                      value={result ?? ''}
                      change={(value) => setSearch({ result: value })}
                      options={[['', 'All'], ...RESULTS.map((one) => [one, stateWords(one)] as const)]}
                    />
                    <SchemaChoice name="source" names={subtask.schemas.source} value={sourceSchema} />
                    <SchemaChoice name="target" names={subtask.schemas.target} value={targetSchema} />
                    <SearchField label="Search tables" value={keyword} change={(q) => setSearch({ q })} />
                    <Check
                      label="View completed objects only"
                      hint="whose schema migration is completed"
                      checked={onlySchemaCompleted}
                      change={(on) => setSearch({ completed: on ? '1' : null })}
                    />
                  </>
                ) : null}
              </div>
            ) : null}
            {view === 'performance' ? (
              <MetricGraphs taskId={taskId} graphs={VERIFY_GRAPHS} startedAt={subtask.startedAt} />
            ) : null}
            {run && view === 'tables' ? (
              <div className="card">
                {run.tables.nodes.length === 0 ? (
                  <Empty title="No table matches">Change the filter.</Empty>
                ) : (
                  <VerifiedTables
                    rows={run.tables.nodes}
                    show={show}
                    again={running ? null : ({ tableId }) => start('CUSTOM', [{ tableId }])}
                  />
                )}
                <More
                  page={run.tables.pageInfo}
                  total={run.tables.totalCount}
                  shown={run.tables.nodes.length}
                  go={turn}
                />
              </div>
            ) : null}
            {run && shown !== null ? (
              <DifferencesDialog
                taskId={taskId}
                run={run}
                tableId={shown.tableId}
                name={tableWords(shown.source)}
                close={() => show(null)}
              />
            ) : null}
            {choosing ? <VerifyChosenDialog taskId={taskId} close={() => chooseTables(false)} /> : null}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}

const correction = (run: Run, act: (runId: string) => ReturnType<Question['act']>): Question => ({
  title: `Correct ${count(run.correctableDifferences)} rows at the target?`,
  consequence:
    'The statements that each difference shows are run on the target. Rows that only the target has are deleted there. Refused if the source has no data.',
  verb: 'Correct',
  risky: true,
  act: () => act(run.id),
});

function RunFigures({ run, rates }: { readonly run: Run; readonly rates: Subtask['rates'] }) {
  const proof = proofOf(run);
  return (
    <>
      {run.reason ? <ProblemNotice problem={run.reason} /> : null}
      {proof ? <Notice tone={proof.tone}>{proof.words}</Notice> : null}
      <section className="card padded figures" aria-label="The newest run">
        <Figure name="Scope" value={words(run.scope)} />
        <Figure name="Verified rows" value={count(run.verifiedRows)} unit={`of ~${count(run.estimatedRows)}`} />
        <Figure name="Tables judged" value={count(run.tablesCompleted)} unit={`of ${count(run.tablesTotal)}`} />
        <Figure
          name="Rows that differ"
          value={count(run.openDifferences)}
          unit={`of ${count(run.differences)} found`}
        />
        {rates ? (
          <>
            <Figure
              name="RPS, source / target"
              value={`${count(rates.sourceRowsPerSecond)} / ${count(rates.targetRowsPerSecond)}`}
              unit="rows/s"
            />
            <Figure
              name="Traffic, source / target"
              value={`${bytes(rates.sourceBytesPerSecond)}/s / ${bytes(rates.targetBytesPerSecond)}/s`}
            />
          </>
        ) : null}
      </section>
    </>
  );
}
