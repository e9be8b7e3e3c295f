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
import { flash } from '../../parts/flash.tsx';
import { Empty, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Section } from '../../parts/page.tsx';
import { stateWords } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { Link } from '../../routing/router.tsx';
import { componentName } from '../component-card.tsx';
import { taskPath } from './task.ts';
import { ParameterInputField, parameterName, valueWords } from './parameter-field.tsx';

type Task = NonNullable<ParametersPageQuery['task']>;
type Parameter = Task['parameters'][number];

const LIVENESS: Readonly<Record<string, string>> = {
  LIVE: 'within seconds',
  AFTER_RESTART: 'after a restart of its component',
  NEXT_RUN: 'with the next run',
  NEVER: 'fixed once started',
};

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
      (data) => {
        const kept =
          'keptOverrides' in data.taskUpdateParameters ? (data.taskUpdateParameters.keptOverrides ?? []) : [];
        flash(
          kept.length === 0
            ? 'The parameters are changed.'
            : `The parameters are changed, but not for ${kept.map(keptWords).join(', ')}: reset it there to follow the task.`,
        );
      },
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
                    <strong>{parameterName(row.name)}</strong>
                    <span className="small muted">{row.description}</span>
                    <Overrides task={task} row={row} />
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
                    label={parameterName(row.name)}
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
                  {parameterName(one.name)}: <span className="muted">{valueWords(one.before, null)}</span> →{' '}
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

const keptWords = ({
  component,
  name,
  value,
}: {
  component: { kind: string };
  name: string;
  value?: unknown;
}): string =>
  `${componentName(component.kind)}, which keeps ${parameterName(name)} ${valueWords(value, null)} of its own`;

/** Components that do not follow the task here. */
function Overrides({ task, row }: { readonly task: Task; readonly row: Parameter }) {
  const keeping = task.components.flatMap(({ id, kind, configuration }) =>
    configuration.filter(({ name, overridden }) => overridden && name === row.name).map((own) => ({ id, kind, own })),
  );
  return keeping.map(({ id, kind, own }) => (
    <span key={id} className="small state warn">
      {componentName(kind)} keeps {valueWords(own.value, row.unit)} of its own.{' '}
      <Link to={taskPath(task.id, 'components')} className="link">
        Reset it there
      </Link>
    </span>
  ));
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
