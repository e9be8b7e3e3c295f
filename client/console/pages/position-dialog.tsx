/** Where a stopped Incr-Sync goes on in its change log. */
import { type SyntheticEvent, useState } from 'react';
import { ComponentResetPositionDocument } from '../../generated/graphql.ts';
import { useAct } from '../live/act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Notice, ProblemNotice, type Problem } from '../parts/notice.tsx';

interface PositionDialogProps {
  readonly componentId: string;
  readonly name: string;
  readonly checkpoint: string | null;
  readonly close: () => void;
}

export function PositionDialog({ componentId, name, checkpoint, close }: PositionDialogProps) {
  const [position, setPosition] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const input = { componentId, position: position.trim() };
    const found = await act(ComponentResetPositionDocument, { input }, `${name} will go on behind ${input.position}.`);
    setProblem(found);
    if (found === null) close();
  };
  return (
    <Dialog title={`Reset the position of ${name}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Notice tone="warn">
          Proceed with caution. Forward leaves out what lies between: those changes never reach the target. Back applies
          them again; it is refused where a table has no key or DDL was applied.
        </Notice>
        <Field
          label="Position"
          required
          value={position}
          change={setPosition}
          hint={`Within the change log. It would go on behind ${checkpoint ?? 'the beginning'}.`}
          autoFocus
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <footer>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button risky" disabled={position.trim() === ''}>
            Reset
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
