/** The batch bar: one action on the chosen tasks; each that was left is told with why. */
import { useState } from 'react';
import {
  TasksDeleteDocument,
  TasksReleaseDocument,
  TasksResumeDocument,
  TasksStartDocument,
  TasksStopDocument,
  type TaskFilter,
} from '../../generated/graphql.ts';
import { count, plural, words } from '../format/format.ts';
import { useAct } from '../live/act.ts';
import { Confirm, Dialog, type Question } from '../parts/dialog.tsx';
import type { Problem } from '../parts/notice.tsx';
import { CONSEQUENCES, type ActableTask, type Command } from './task-actions.tsx';

interface Outcome {
  readonly taskId: string;
  readonly name: string;
  readonly outcome: string;
  readonly error?: Problem | null;
}

export interface BatchReport {
  readonly action: Command;
  readonly outcomes: readonly Outcome[];
}

const COMMANDS: readonly Command[] = ['START', 'STOP', 'RESUME', 'RELEASE', 'DELETE'];

interface BatchBarProps {
  readonly tasks: readonly ActableTask[];
  /** How many tasks the filter of the list finds. */
  readonly matching: number;
  readonly filter: TaskFilter;
  /** The filter in words. */
  readonly conditions: readonly string[];
  readonly clear: () => void;
  readonly report: (report: BatchReport) => void;
}

export function BatchBar({ tasks, matching, filter, conditions, clear, report }: BatchBarProps) {
  const act = useAct();
  const [all, takeAll] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const many = all ? matching : tasks.length;
  const send = (action: Command): Promise<Problem | null> => {
    const variables = { input: all ? { filter } : { ids: tasks.map(({ id }) => id) } };
    const take = (payload: object): void => {
      if ('results' in payload && Array.isArray(payload.results))
        report({ action, outcomes: payload.results as readonly Outcome[] }); // the payload of every batch
    };
    switch (action) {
      case 'START':
        return act(TasksStartDocument, variables, (data) => take(data.tasksStart));
      case 'STOP':
        return act(TasksStopDocument, variables, (data) => take(data.tasksStop));
      case 'RESUME':
        return act(TasksResumeDocument, variables, (data) => take(data.tasksResume));
      case 'RELEASE':
        return act(TasksReleaseDocument, variables, (data) => take(data.tasksRelease));
      case 'DELETE': {
        const input = { ...variables.input, confirmNames: tasks.map(({ name }) => name) };
        return act(TasksDeleteDocument, { input }, (data) => take(data.tasksDelete));
      }
    }
  };
  const ask = (action: Command): void => {
    const risky = action === 'RELEASE' || action === 'DELETE';
    const only = all ? undefined : tasks.length === 1 ? tasks[0] : undefined;
    setQuestion({
      title: `${words(action)} ${plural(many, 'task')}?`,
      consequence: (
        <>
          <p>{CONSEQUENCES[action]}</p>
          <p className="muted">
            {!all
              ? tasks.map(({ name }) => name).join(', ')
              : conditions.length === 0
                ? 'All tasks, as they are when this is sent.'
                : `All tasks that match ${conditions.join(', ')} when this is sent.`}
          </p>
          <p className="muted">Each task for which it is not allowed is left as it is, and told with why.</p>
        </>
      ),
      verb: words(action),
      risky,
      ...(risky ? { typed: only?.name ?? String(many) } : {}),
      act: () => send(action),
    });
  };
  return (
    <div className="batch" role="region" aria-label="Chosen tasks">
      <strong className="number">{all ? `All ${count(many)} that match` : plural(many, 'task')}</strong>
      {COMMANDS.map((action) =>
        all && action === 'DELETE' ? null : ( // a deletion names each task
          <button
            key={action}
            type="button"
            className={`button small${action === 'RELEASE' || action === 'DELETE' ? ' risky' : ''}`}
            onClick={() => ask(action)}
          >
            {words(action)}…
          </button>
        ),
      )}
      {!all && matching > tasks.length ? (
        <button type="button" className="button small plain" onClick={() => takeAll(true)}>
          Take all {count(matching)} that match
        </button>
      ) : null}
      <button type="button" className="button small plain" onClick={clear}>
        Clear
      </button>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </div>
  );
}

/** It outlives the bar, since a task that was acted on may leave the list. */
export function BatchReportDialog({
  report: { action, outcomes },
  close,
}: {
  readonly report: BatchReport;
  readonly close: () => void;
}) {
  const done = outcomes.filter(({ outcome }) => outcome === 'DONE');
  const left = outcomes.filter(({ outcome }) => outcome !== 'DONE');
  const nameOf = ({ name }: Outcome): string => name || 'a task that is gone';
  return (
    <Dialog title="What came of it" close={close}>
      {outcomes.length === 0 ? <p>No task matches any more.</p> : null}
      {done.length === 0 ? null : (
        <section className="stack tight">
          <h3>{`${words(action)}: recorded for ${plural(done.length, 'task')}`}</h3>
          <p>{done.map(nameOf).join(', ')}</p>
        </section>
      )}
      {left.length === 0 ? null : (
        <section className="stack tight">
          <h3>{`Left as they are: ${plural(left.length, 'task')}`}</h3>
          <ul className="stack tight">
            {left.map((one) => (
              <li key={one.taskId}>
                <strong>{nameOf(one)}</strong>
                {one.error ? (
                  <p className="small">
                    {one.error.message} <span className="code muted">{one.error.code}</span>{' '}
                    <span className="muted">{one.error.remedy}</span>
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer>
        <button type="button" className="button main" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}
