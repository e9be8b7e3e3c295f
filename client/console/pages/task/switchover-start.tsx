/** What a switchover will do, on which server and with what could go wrong now, before it is begun. */
import { type SyntheticEvent, useState } from 'react';
import { SwitchoverPlanDocument, SwitchoverStartDocument } from '../../../generated/graphql.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Statement } from '../../parts/statement.tsx';

export function SwitchoverStartDialog({
  taskId,
  back,
  close,
}: {
  readonly taskId: string;
  readonly back: boolean;
  readonly close: () => void;
}) {
  const plan = useLiveQuery({ query: SwitchoverPlanDocument, variables: { taskId }, everyMs: 600_000 });
  const act = useAct();
  const [reason, setReason] = useState('');
  const [automatic, setAutomatic] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const found = await act(
      SwitchoverStartDocument,
      { input: { taskId, allowWritesAutomatically: automatic, acceptReason: reason.trim() || null } },
      'The switchover has begun.',
    );
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title={back ? 'Switch back to the source' : 'Switch over to the target'} close={close} wide>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Notice tone="warn">
          It does not move the connections of the application: it makes moving them safe. Begin when the data migration
          is completed and the application is to be moved. Nothing is stopped before you say so in step 4.
        </Notice>
        <QueryView of={plan} what="plan of the switchover">
          {({ switchoverPlan }) => (
            <ol className="checks">
              {(switchoverPlan?.steps ?? []).map((step) => (
                <li key={step.kind}>
                  <details open={step.concerns.length > 0}>
                    <summary>
                      <span className="check-name">
                        <span className="number muted">{step.number}</span> {step.title}
                      </span>
                      <span className="small muted">{step.actor === 'PERSON' ? 'a person' : 'Godwit'}</span>
                    </summary>
                    <div className="stack tight check-body">
                      <p className="small muted">{step.description}</p>
                      {step.concerns.map((concern) => (
                        <Notice key={concern} tone="warn">
                          {concern}
                        </Notice>
                      ))}
                      {step.sentences.map((sentence) => (
                        <p key={sentence}>{sentence}</p>
                      ))}
                      {step.statements.slice(0, 5).map(({ side, statement }) => (
                        <Statement key={statement} text={statement} label={`At the ${side.toLowerCase()}`} />
                      ))}
                      {step.statements.length > 5 ? (
                        <p className="small muted">and {step.statements.length - 5} more statements</p>
                      ) : null}
                    </div>
                  </details>
                </li>
              ))}
            </ol>
          )}
        </QueryView>
        <label className="row">
          <input type="checkbox" checked={automatic} onChange={(event) => setAutomatic(event.target.checked)} />
          Allow writes at the other side by itself, as soon as everything is proven
        </label>
        <Field
          label="Why differences are accepted"
          value={reason}
          change={setReason}
          hint="Only if full verification found differences, or did not end, and you go on all the same. It is recorded."
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close}>{back ? 'Begin the way back' : 'Begin the switchover'}</FormEnd>
      </form>
    </Dialog>
  );
}
