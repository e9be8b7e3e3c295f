/**
 * The configuration of a component: which values are its own and hide those of the task, setting them, and resetting them to
 * the task's. Changes are saved together on the revision that was read.
 */
import { useState } from 'react';
import {
  ComponentConfigurationDocument,
  ComponentUpdateConfigurationDocument,
  type ComponentConfigurationQuery,
} from '../../generated/graphql.ts';
import { useAct } from '../live/act.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, ProblemNotice, type Problem } from '../parts/notice.tsx';
import { Table } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { ParameterInputField, parameterName, valueWords } from './task/parameter-field.tsx';

type Component = NonNullable<ComponentConfigurationQuery['component']>;
type Setting = Component['configuration'][number];

interface DialogProps {
  readonly componentId: string;
  readonly name: string;
  readonly close: () => void;
}

export function ConfigurationDialog({ componentId, name, close }: DialogProps) {
  const live = useLiveQuery({ query: ComponentConfigurationDocument, variables: { componentId } });
  return (
    <Dialog title={`Configuration of ${name}`} close={close} wide>
      <QueryView of={live} what="configuration">
        {({ component }) =>
          component ? (
            <Configuration component={component} name={name} saved={live.refresh} close={close} />
          ) : (
            <Empty title="There is no such component" />
          )
        }
      </QueryView>
    </Dialog>
  );
}

interface ConfigurationProps extends Omit<DialogProps, 'componentId'> {
  readonly component: Component;
  readonly saved: () => void;
}

function Configuration({ component, name, saved, close }: ConfigurationProps) {
  const [changes, setChanges] = useState<ReadonlyMap<string, unknown>>(new Map());
  const [revision, setRevision] = useState(component.configurationRevision);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const change = (setting: Setting, value: unknown): void => {
    if (changes.size === 0) setRevision(component.configurationRevision);
    const next = new Map(changes);
    if (JSON.stringify(value) === JSON.stringify(setting.value ?? null)) next.delete(setting.name);
    else next.set(setting.name, value);
    setChanges(next);
  };
  const save = async (
    input: { configuration?: { name: string; value: unknown }[]; reset?: string[] },
    says: string,
  ) => {
    const expectedRevision = changes.size === 0 ? component.configurationRevision : revision;
    const found = await act(
      ComponentUpdateConfigurationDocument,
      { input: { componentId: component.id, expectedRevision, ...input } },
      says,
    );
    setProblem(found);
    if (found !== null) return;
    setChanges(new Map());
    saved();
  };
  return (
    <div className="stack">
      <p className="muted small">
        A value set here is the component’s own: it hides the value of the task, and later changes of that, until it is
        reset.
      </p>
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      <Table
        label={`Configuration of ${name}`}
        rows={component.configuration}
        keyOf={(row) => row.name}
        columns={[
          {
            name: 'Parameter',
            title: true,
            width: '40%',
            cell: ({ parameter }) => (
              <div className="two-lines">
                <strong>{parameterName(parameter.name)}</strong>
                <span className="small muted">{parameter.description}</span>
              </div>
            ),
          },
          {
            name: 'Value',
            width: '26%',
            cell: (row) => (
              <ParameterInputField
                parameter={row.parameter}
                value={changes.has(row.name) ? changes.get(row.name) : (row.value ?? null)}
                change={(value) => change(row, value)}
                label={parameterName(row.name)}
              />
            ),
          },
          {
            name: 'Whose',
            cell: (row) => (
              <Whose
                row={row}
                reset={() =>
                  void save({ reset: [row.name] }, `${name} follows the task again: ${parameterName(row.name)}.`)
                }
              />
            ),
          },
        ]}
      />
      <History component={component} />
      <footer>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        <button
          type="button"
          className="button main"
          disabled={changes.size === 0}
          onClick={() =>
            void save(
              { configuration: [...changes].map(([changed, value]) => ({ name: changed, value })) },
              `The configuration of ${name} is changed.`,
            )
          }
        >
          Save
        </button>
      </footer>
    </div>
  );
}

function Whose({ row, reset }: { readonly row: Setting; readonly reset: () => void }) {
  if (!row.overridden) return <span className="small muted">The task’s</span>;
  const taskValue = valueWords(row.parameter.value, row.parameter.unit);
  return (
    <div className="two-lines small">
      <strong>Its own; the task has {taskValue}</strong>
      {row.parameter.changeable ? (
        <button type="button" className="button small" onClick={reset}>
          Reset to {taskValue}
          <span className="unseen">: {parameterName(row.name)}</span>
        </button>
      ) : null}
    </div>
  );
}

function History({ component }: { readonly component: Component }) {
  return component.configurationHistory.nodes.map((entry) => (
    <div key={entry.revision} className="change">
      <span className="small muted">
        {entry.changedBy} <Ago at={entry.changedAt} />
      </span>
      {entry.diff.map((one) => (
        <span key={one.name}>
          {parameterName(one.name)}: <span className="muted">{valueWords(one.before, null)}</span> →{' '}
          {valueWords(one.after, null)}
          {one.reset ? ', the task’s' : ''}
        </span>
      ))}
    </div>
  ));
}
