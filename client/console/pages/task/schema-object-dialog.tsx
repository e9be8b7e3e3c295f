/** One object: the statement of the source beside the one for the target, what was converted, what the target answered. */
import { useEffect, useState } from 'react';
import { SchemaObjectDetailsDocument, SchemaObjectModifyAndRetryDocument } from '../../../generated/graphql.ts';
import { tableWords, words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { State } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';

export function SchemaObjectDialog({
  taskId,
  id,
  close,
}: {
  readonly taskId: string;
  readonly id: string;
  readonly close: () => void;
}) {
  const live = useLiveQuery({ query: SchemaObjectDetailsDocument, variables: { id } });
  const object = live.data?.node && 'sourceDdl' in live.data.node ? live.data.node : null;
  /** What was typed, and the revision that it was typed over. */
  const [typed, setTyped] = useState<{ readonly ddl: string; readonly revision: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  useEffect(() => setTyped(null), [id]);
  const failed = object?.status.startsWith('FAILED') === true;
  const edited = typed?.ddl ?? object?.convertedDdl ?? '';
  const expectedRevision = typed?.revision ?? object?.revision ?? 0;
  const retry = async (): Promise<void> => {
    const found = await act(
      SchemaObjectModifyAndRetryDocument,
      { input: { taskId, objectId: id, convertedDdl: edited, expectedRevision } },
      'The statement is kept and tried again.',
    );
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog
      title={object === null ? 'Object' : `${words(object.kind)} ${tableWords(object.source)}`}
      close={close}
      wide
    >
      <QueryView of={live} what="object" lines={8}>
        {() =>
          object === null ? (
            <p>This object is no longer part of the task.</p>
          ) : (
            <>
              <State of={object.status} pill />
              {object.error ? <ProblemNotice problem={object.error} /> : null}
              <div className="sides">
                <div className="stack tight">
                  <h3>At the source</h3>
                  <Statement text={object.sourceDdl ?? 'Not read yet.'} label="Statement at the source" />
                </div>
                <div className="stack tight">
                  <h3>For the target</h3>
                  {failed ? (
                    <textarea
                      className="input"
                      rows={9}
                      aria-label="Statement for the target"
                      spellCheck={false}
                      value={edited}
                      onChange={(event) => setTyped({ ddl: event.target.value, revision: expectedRevision })}
                    />
                  ) : (
                    <Statement
                      text={object.ran ?? object.convertedDdl ?? 'Not converted yet.'}
                      label="Statement for the target"
                    />
                  )}
                  {object.answered ? <p className="small muted">The target answered: {object.answered}</p> : null}
                </div>
              </div>
              {object.conversions.length === 0 ? null : (
                <ul className="stack tight">
                  {object.conversions.map((one) => (
                    <li key={`${one.what} ${one.from}`} className="row">
                      <span className="tag">{words(one.fidelity)}</span>
                      {one.what}: <span className="mono">{one.from}</span> → <span className="mono">{one.to}</span>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )
        }
      </QueryView>
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      <footer>
        {failed ? (
          <button type="button" className="button main" disabled={edited.trim() === ''} onClick={() => void retry()}>
            Keep and retry
          </button>
        ) : null}
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}
