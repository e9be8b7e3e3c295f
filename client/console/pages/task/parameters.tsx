/** Parameters: value, default, when each may be changed; changes are made together on the revision that was read. */
import { useState } from 'react';
import {
  ParametersPageDocument,
  TaskUpdateParametersDocument,
  type ParametersPageQuery,
} from '../../../generated/graphql.ts';
import { plural, words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Empty, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Section } from '../../parts/page.tsx';
import { stateWords } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { ParameterInputField, valueWords } from './parameter-field.tsx';

type Task = NonNullable<ParametersPageQuery['task']>;
export type Parameter = Task['parameters'][number];

const LIVENESS: Readonly<Record<string, string>> = {
  LIVE: 'within seconds',
  AFTER_RESTART: 'after a restart of its component',
  NEXT_RUN: 'with the next run',
  NEVER: 'fixed once started',
};

const camelWords = (name: string): string => words(name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase());

export function ParametersPage({ taskId }: { readonly taskId: string }) {
  const live = useLiveQuery({ query: ParametersPageDocument, variables: { taskId } });
  return (
    <QueryView of={live} what="parameters">
      {({ task }) => (task ? <Parameters task={task} saved={live.refresh} /> : <Empty title="There is no such task" />)}
    </QueryView>
  );
}

function Parameters({ task, saved }: { readonly task: Task; readonly saved: () => void }) {
  const [changes, setChanges] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [revision, setRevision] = useState(task.parametersRevision);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const base = changes.size === 0 ? task.parametersRevision : revision;
  const change = (parameter: Parameter, value: unknown): void => {
    if (changes.size === 0) setRevision(task.parametersRevision);
    const next = new Map(changes);
    if (JSON.stringify(value) === JSON.stringify(parameter.value ?? null)) next.delete(parameter.name);
    else next.set(parameter.name, value);
    setChanges(next);
  };
  const save = async (): Promise<void> => {
    const parameters = [...changes].map(([name, value]) => ({ name, value }));
    const found = await act(
      TaskUpdateParametersDocument,
      { input: { taskId: task.id, expectedRevision: base, parameters } },
      'The parameters are changed.',
    );
    setProblem(found);
    if (found !== null) return;
    setChanges(new Map());
    saved();
  };
  const groups = Map.groupBy(task.parameters, ({ phase }) => phase ?? 'TASK');
  return (
    <>
      {changes.size === 0 ? null : (
        <div className="batch" role="region" aria-label="Changes">
          <strong>{plural(changes.size, 'change')}</strong>
          <button type="button" className="button main small" onClick={() => void save()}>
            Save
          </button>
          <button type="button" className="button small" onClick={() => setChanges(new Map())}>
            Discard
          </button>
        </div>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      {[...groups].map(([phase, parameters]) => (
        <Section key={phase} title={phase === 'TASK' ? 'Whole task' : words(phase)} padded={false}>
          <Table
            label={`Parameters of ${words(phase)}`}
            rows={parameters}
            keyOf={({ name }) => name}
            columns={[
              {
                name: 'Parameter',
                title: true,
                width: '36%',
                cell: (row) => (
                  <div className="two-lines">
                    <strong>{camelWords(row.name)}</strong>
                    <span className="small muted">{row.description}</span>
                  </div>
                ),
              },
              {
                name: 'Value',
                width: '24%',
                cell: (row) => (
                  <ParameterInputField
                    parameter={row}
                    value={changes.has(row.name) ? changes.get(row.name) : (row.value ?? null)}
                    change={(value) => change(row, value)}
                    label={camelWords(row.name)}
                  />
                ),
              },
              { name: 'Default', cell: (row) => <span className="muted">{valueWords(row.default, row.unit)}</span> },
              { name: 'Changeable', cell: (row) => <Changeable row={row} /> },
            ]}
          />
        </Section>
      ))}
      <Section title="History" padded={false}>
        {task.parameterHistory.nodes.length === 0 ? (
          <Empty title="No change yet" />
        ) : (
          task.parameterHistory.nodes.map((entry) => (
            <div key={entry.revision} className="change">
              <span className="small muted">
                {entry.changedBy} <Ago at={entry.changedAt} />
              </span>
              {entry.changes.map((one) => (
                <span key={one.name}>
                  {camelWords(one.name)}: <span className="muted">{valueWords(one.before, null)}</span> →{' '}
                  {valueWords(one.after, null)}
                </span>
              ))}
            </div>
          ))
        )}
      </Section>
    </>
  );
}

function Changeable({ row }: { readonly row: Parameter }) {
  return (
    <div className="two-lines small">
      <span>{row.changeable ? 'Now' : 'Not now'}</span>
      <span className="muted" title={row.states.map(stateWords).join(', ')}>
        {LIVENESS[row.liveness] ?? words(row.liveness)}
      </span>
    </div>
  );
}
