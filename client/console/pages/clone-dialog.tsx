/** A new task like another one, under a name and with phases of one's choice. */
import { type SyntheticEvent, useState } from 'react';
import { TaskCloneDocument, type MigrationPhase } from '../../generated/graphql.ts';
import { words } from '../format/format.ts';
import { useAct } from '../live/act.ts';
import { Dialog, FormEnd } from '../parts/dialog.tsx';
import { Check, Field } from '../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../parts/notice.tsx';
import { go } from '../routing/router.tsx';
import { ALL_PHASES } from './new-task/draft.ts';
import type { ActableTask } from './task-actions.tsx';

export function CloneDialog({ task, close }: { readonly task: ActableTask; readonly close: () => void }) {
  const [name, setName] = useState('');
  const [phases, setPhases] = useState<readonly MigrationPhase[]>(task.phases);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const act = useAct();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const input = { taskId: task.id, name: name.trim() || null, phases: [...phases] };
    const found = await act(TaskCloneDocument, { input }, (data) => {
      close();
      if ('task' in data.taskClone && data.taskClone.task) go(`/tasks/${encodeURIComponent(data.taskClone.task.id)}`);
    });
    setBusy(false);
    setProblem(found);
  };
  return (
    <Dialog title={`Clone ${task.name}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">
          The new task has the same endpoints, objects, parameters, tags and alert level. Nothing of it runs before it
          is started.
        </p>
        <Field
          label="Name"
          maxLength={64}
          value={name}
          change={setName}
          wrong={wrongAt(problem, 'name')}
          hint="Left empty, it gets a free name made from this one."
          autoFocus
        />
        <fieldset className="stack tight">
          <legend>Phases</legend>
          {ALL_PHASES.map((phase) => (
            <Check
              key={phase}
              label={words(phase)}
              checked={phases.includes(phase)}
              change={(on) => setPhases(ALL_PHASES.filter((one) => (one === phase ? on : phases.includes(one))))}
            />
          ))}
        </fieldset>
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={phases.length === 0 || busy}>
          Clone
        </FormEnd>
      </form>
    </Dialog>
  );
}
