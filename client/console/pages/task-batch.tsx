/** The batch bar: one action on the chosen tasks; each that was left is told with why. */
import { useState } from 'react';
import {
  TasksDeleteDocument,
  TasksReleaseDocument,
  TasksResumeDocument,
  TasksStartDocument,
  TasksStopDocument,
} from '../../generated/graphql.ts';
import { plural, words } from '../format/format.ts';
import { useAct } from '../live/act.ts';
import { Confirm, Dialog, type Question } from '../parts/dialog.tsx';
import type { Problem } from '../parts/notice.tsx';
import { State } from '../parts/state.tsx';
import { CONSEQUENCES, type ActableTask, type Command } from './task-actions.tsx';

interface Outcome {
  readonly name: string;
  readonly outcome: string;
  readonly error?: Problem | null;
}

const COMMANDS: readonly Command[] = ['START', 'STOP', 'RESUME', 'RELEASE', 'DELETE'];

export function BatchBar({ tasks, clear }: { readonly tasks: readonly ActableTask[]; readonly clear: () => void }) {
  const act = useAct();
  const [question, setQuestion] = useState<Question | null>(null);
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null);
  const ids = tasks.map(({ id }) => id);
  const take = (payload: object): void => {
    if ('results' in payload && Array.isArray(payload.results)) setOutcomes(payload.results as readonly Outcome[]); // the payload of every batch
  };
  const send = (action: Command): Promise<Problem | null> => {
    const variables = { input: { ids } };
    switch (action) {
      case 'START':
        return act(TasksStartDocument, variables, (data) => take(data.tasksStart));
      case 'STOP':
        return act(TasksStopDocument, variables, (data) => take(data.tasksStop));
      case 'RESUME':
        return act(TasksResumeDocument, variables, (data) => take(data.tasksResume));
      case 'RELEASE':
        return act(TasksReleaseDocument, variables, (data) => take(data.tasksRelease));
      case 'DELETE':
        return act(TasksDeleteDocument, { input: { ids, confirmNames: tasks.map(({ name }) => name) } }, (data) =>
          take(data.tasksDelete),
        );
    }
  };
  const ask = (action: Command): void => {
    const risky = action === 'RELEASE' || action === 'DELETE';
    setQuestion({
      title: `${words(action)} ${plural(tasks.length, 'task')}?`,
      consequence: (
        <>
          <p>{CONSEQUENCES[action]}</p>
          <p className="muted">{tasks.map(({ name }) => name).join(', ')}</p>
        </>
      ),
      verb: words(action),
      risky,
      ...(risky ? { typed: tasks.length === 1 ? (tasks[0]?.name ?? '') : String(tasks.length) } : {}),
      act: () => send(action),
    });
  };
  return (
    <div className="batch" role="region" aria-label="Chosen tasks">
      <strong className="number">{plural(tasks.length, 'task')}</strong>
      {COMMANDS.map((action) => (
        <button
          key={action}
          type="button"
          className={`button small${action === 'RELEASE' || action === 'DELETE' ? ' risky' : ''}`}
          onClick={() => ask(action)}
        >
          {words(action)}…
        </button>
      ))}
      <button type="button" className="button small plain" onClick={clear}>
        Clear
      </button>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
      {outcomes === null ? null : (
        <Dialog
          title="What came of it"
          close={() => {
            setOutcomes(null);
            clear();
          }}
        >
          <ul className="stack tight">
            {outcomes.map((one) => (
              <li key={one.name} className="row">
                <State of={one.outcome === 'DONE' ? 'COMPLETED' : 'SKIPPED'} /> {one.name}
                {one.error ? <span className="small muted">{one.error.message}</span> : null}
              </li>
            ))}
          </ul>
          <footer>
            <button
              type="button"
              className="button main"
              onClick={() => {
                setOutcomes(null);
                clear();
              }}
            >
              Close
            </button>
          </footer>
        </Dialog>
      )}
    </div>
  );
}
