/**
 * The rows of one table that differ: key, both values of the columns that differ, and the statement that corrects it. Chosen
 * rows are corrected after all of their statements have been shown once more.
 */
import { useState } from 'react';
import { CorrectionApplyDocument, DifferencesDocument, type DifferencesQuery } from '../../../generated/graphql.ts';
import { plural } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, Dialog } from '../../parts/dialog.tsx';
import { Check } from '../../parts/field.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State, stateWords } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';
import { Ago } from '../../parts/time.tsx';
import { RowValues } from './row-values.tsx';

type Row = Extract<NonNullable<DifferencesQuery['node']>, { rows: unknown }>['rows']['nodes'][number];

export function DifferencesDialog({
  taskId,
  run,
  tableId,
  name,
  close,
}: {
  readonly taskId: string;
  readonly run: { readonly id: string; readonly status: string };
  readonly tableId: string;
  readonly name: string;
  readonly close: () => void;
}) {
  const [page, turn] = usePaging(tableId, 20);
  const live = useLiveQuery({ query: DifferencesDocument, variables: { runId: run.id, tableId, ...page } });
  /** By id, also of pages that are not shown any more. */
  const [chosen, choose] = useState<ReadonlyMap<string, Row>>(new Map());
  const [asking, ask] = useState(false);
  const act = useAct();
  const toggle = (row: Row, on: boolean): void => {
    const next = new Map(chosen);
    if (on) next.set(row.differenceId, row);
    else next.delete(row.differenceId);
    choose(next);
  };
  const correct = async () => {
    const input = { taskId, runId: run.id, differenceIds: [...chosen.keys()] };
    const problem = await act(CorrectionApplyDocument, { input }, 'The corrections are being applied.');
    if (problem === null) {
      choose(new Map());
      live.refresh();
    }
    return problem;
  };
  return (
    <Dialog title={`Rows of ${name} that differ`} close={close} wide>
      <QueryView of={live} what="differences">
        {({ node }) => {
          const rows = node && 'rows' in node ? node.rows : null;
          if (rows === null || rows.nodes.length === 0)
            return <Empty title="No row differs">They may have been corrected meanwhile.</Empty>;
          return (
            <>
              <ul className="stack">
                {rows.nodes.map((row) => (
                  <li key={row.differenceId} className="card padded stack tight">
                    <div className="row spread">
                      <span className="row wide">
                        <State of={row.status} /> <span className="tag">{stateWords(row.kind)}</span>{' '}
                        <RowValues of={row.key} />
                      </span>
                      <Ago at={row.at} />
                    </div>
                    <div className="sides">
                      <div>
                        <h3 className="small muted">Source</h3>
                        <RowValues of={row.sourceValues} />
                      </div>
                      <div>
                        <h3 className="small muted">Target</h3>
                        <RowValues of={row.targetValues} />
                      </div>
                    </div>
                    {row.correction ? (
                      <Statement text={row.correction} label="Statement that corrects the target" />
                    ) : null}
                    {row.correction && row.status === 'OPEN' ? (
                      <Check
                        label={
                          <>
                            Choose for correction<span className="unseen"> {keyWords(row.key)}</span>
                          </>
                        }
                        checked={chosen.has(row.differenceId)}
                        disabled={run.status === 'RUNNING'}
                        change={(on) => toggle(row, on)}
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
              <More page={rows.pageInfo} total={rows.totalCount} shown={rows.nodes.length} go={turn} />
            </>
          );
        }}
      </QueryView>
      <footer>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        <button
          type="button"
          className="button main"
          disabled={chosen.size === 0 || run.status === 'RUNNING'}
          onClick={() => ask(true)}
        >
          Correct {plural(chosen.size, 'chosen row')}…
        </button>
      </footer>
      {asking ? (
        <Confirm
          question={{
            title: `Correct ${plural(chosen.size, 'row')} of ${name} at the target?`,
            consequence: <Preview rows={[...chosen.values()]} />,
            verb: 'Apply',
            risky: true,
            act: correct,
          }}
          close={() => ask(false)}
        />
      ) : null}
    </Dialog>
  );
}

/** What is about to be run, statement by statement. */
function Preview({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <>
      <p>
        Each row is judged once more, and what still differs is corrected. A row that only the target has is deleted
        there. Refused if the source has no data.
      </p>
      <ol className="stack tight">
        {rows.map(({ differenceId, correction }) => (
          <li key={differenceId}>
            <code className="mono small">{correction}</code>
          </li>
        ))}
      </ol>
    </>
  );
}

const keyWords = (key: unknown): string =>
  typeof key === 'object' && key !== null ? Object.values(key).map(String).join(', ') : '';
