/** Tags and alert level of a task, changed together; each is sent only when it differs. */
import { type SyntheticEvent, useState } from 'react';
import { type AlertLevel, TaskSetAlertLevelDocument, TaskSetTagsDocument } from '../../../generated/graphql.ts';
import { useAct } from '../../live/act.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../../parts/notice.tsx';
import type { Task } from './task.ts';

export const ALERT_LEVELS: readonly (readonly [AlertLevel, string])[] = [
  ['NONE', 'No protection'],
  ['HIGH', 'High protection'],
  ['MEDIUM', 'Medium protection'],
  ['LOW', 'Low protection'],
];

const tagsOf = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

export function LabelsDialog({ task, close }: { readonly task: Task; readonly close: () => void }) {
  const act = useAct();
  const [tags, setTags] = useState(task.tags.join(', '));
  const [alertLevel, setAlertLevel] = useState<AlertLevel>(task.alertLevel);
  const [repeat, setRepeat] = useState(String(task.alertRepeatMinutes));
  const [problem, setProblem] = useState<Problem | null>(null);
  const mayLevel = task.allowedActions.some(({ action, allowed }) => action === 'ALERT_LEVEL' && allowed);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const wanted = tagsOf(tags);
    const differs = wanted.join('\n') !== task.tags.join('\n');
    const aboutTags = differs
      ? await act(
          TaskSetTagsDocument,
          { input: { taskId: task.id, tags: wanted, expectedRevision: task.labelsRevision } },
          'The tags are changed.',
        )
      : null;
    const aboutLevel =
      aboutTags === null && (alertLevel !== task.alertLevel || Number(repeat) !== task.alertRepeatMinutes)
        ? await act(
            TaskSetAlertLevelDocument,
            {
              input: {
                taskId: task.id,
                alertLevel,
                alertRepeatMinutes: Number(repeat),
                expectedRevision: task.labelsRevision + (differs ? 1 : 0), // the tags made one of their own
              },
            },
            'The alert level is changed.',
          )
        : null;
    const found = aboutTags ?? aboutLevel;
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title={`Tags and alert level of ${task.name}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label="Tags"
          autoFocus
          value={tags}
          change={setTags}
          wrong={wrongAt(problem, 'tags')}
          hint="Up to 8, separated by commas."
        />
        <Choice
          label="Alert level"
          value={alertLevel}
          // the options are the levels
          change={(level) => setAlertLevel(level as AlertLevel)}
          options={ALERT_LEVELS}
          disabled={!mayLevel}
          {...(mayLevel ? {} : { hint: 'It cannot be changed in this state.' })}
        />
        <Field
          label="Repeat an alert every, minutes"
          inputMode="numeric"
          pattern="[0-9]{1,3}"
          required
          disabled={!mayLevel}
          value={repeat}
          change={setRepeat}
          wrong={wrongAt(problem, 'alertRepeatMinutes')}
          hint="1 to 600, until somebody acknowledges it."
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close}>Save</FormEnd>
      </form>
    </Dialog>
  );
}
