/** A modal dialog over the browser's own: it traps the focus, closes by Escape and gives the focus back. */
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { ProblemNotice, type Problem } from './notice.tsx';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

export function Dialog({ title, close, children, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // its end comes before the element is gone: only then the focus goes back to where it was
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'wide' : undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="dialog">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

/** The end of a form in a dialog: leave it, or do it. */
export function FormEnd({
  close,
  disabled = false,
  risky = false,
  children,
}: {
  readonly close: () => void;
  readonly disabled?: boolean;
  readonly risky?: boolean;
  /** The verb. */
  readonly children: ReactNode;
}) {
  return (
    <footer>
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
      <button type="submit" className={`button main${risky ? ' risky' : ''}`} disabled={disabled}>
        {children}
      </button>
    </footer>
  );
}

export interface Question {
  readonly title: string;
  /** What will happen, and what it cannot undo. */
  readonly consequence: ReactNode;
  readonly verb: string;
  readonly risky?: boolean;
  /** The person must type this to go on. */
  readonly typed?: string;
  /** The person must give a reason, which is recorded. */
  readonly asksReason?: boolean;
  /** Answers null when done, else the problem, which the dialog shows and stays open for. */
  readonly act: (reason: string) => Promise<Problem | null>;
}

export function Confirm({ question, close }: { readonly question: Question; readonly close: () => void }) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useId();
  const ready =
    (question.typed === undefined || typed === question.typed) &&
    (question.asksReason !== true || reason.trim() !== '');
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await question.act(question.typed === undefined ? reason.trim() : typed);
    setBusy(false);
    if (answer === null) close();
    else setProblem(answer);
  };
  return (
    <Dialog title={question.title} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <div className="prose">{question.consequence}</div>
        {question.typed === undefined ? null : (
          <div className="field">
            <label htmlFor={field}>
              Type <strong>{question.typed}</strong> to confirm
            </label>
            <input
              id={field}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
        {question.asksReason === true ? (
          <div className="field">
            <label htmlFor={`${field}-reason`}>Reason, kept in the audit trail</label>
            <input
              id={`${field}-reason`}
              className="input"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        ) : null}
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={!ready || busy} risky={question.risky === true}>
          {busy ? 'Working…' : question.verb}
        </FormEnd>
      </form>
    </Dialog>
  );
}
