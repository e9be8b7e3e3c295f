/** The rows of one table that differ: key, both values of the columns that differ, and the statement that corrects it. */
import { DifferencesDocument } from '../../../generated/graphql.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State, stateWords } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';
import { Ago } from '../../parts/time.tsx';
import { RowValues } from './row-values.tsx';

export function DifferencesDialog({
  runId,
  tableId,
  name,
  close,
}: {
  readonly runId: string;
  readonly tableId: string;
  readonly name: string;
  readonly close: () => void;
}) {
  const [page, turn] = usePaging(tableId, 20);
  const live = useLiveQuery({ query: DifferencesDocument, variables: { runId, tableId, ...page } });
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
      </footer>
    </Dialog>
  );
}
