/** A new name for a task. */
import { type SyntheticEvent, useState } from 'react';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../../parts/notice.tsx';

export function RenameDialog({
  name,
  close,
  rename,
}: {
  readonly name: string;
  readonly close: () => void;
  readonly rename: (name: string) => Promise<Problem | null>;
}) {
  const [value, setValue] = useState(name);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const found = await rename(value.trim());
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title={`Rename ${name}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label="Name"
          required
          maxLength={64}
          value={value}
          change={setValue}
          wrong={wrongAt(problem, 'name')}
          autoFocus
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={value.trim() === '' || value.trim() === name}>
          Rename
        </FormEnd>
      </form>
    </Dialog>
  );
}
