/** Takes note of an alert: it is no longer told again. */
import { type SyntheticEvent, useState } from 'react';
import { AlertAcknowledgeDocument } from '../../../generated/graphql.ts';
import { useAct } from '../../live/act.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../../parts/notice.tsx';

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly message: string;
}

export function AcknowledgeDialog({ alert, close }: { readonly alert: Asked; readonly close: () => void }) {
  const act = useAct();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const input = { alertId: alert.id, note: note.trim() || null };
    const found = await act(AlertAcknowledgeDocument, { input }, `${alert.title}: acknowledged.`);
    setBusy(false);
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title={`Acknowledge: ${alert.title}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p>{alert.message}</p>
        <p className="muted">It is no longer repeated. It stays in the list, and its end is told.</p>
        <Field
          label="Note"
          autoFocus
          maxLength={1_000}
          value={note}
          change={setNote}
          wrong={wrongAt(problem, 'note')}
          hint="What you know or do about it; everyone sees it."
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={busy}>
          Acknowledge
        </FormEnd>
      </form>
    </Dialog>
  );
}
