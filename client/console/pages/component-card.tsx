/** One component: state, host, position, queue, CPU, memory; start, stop, logs. Figures that are old look old. */
import { useState } from 'react';
import {
  ComponentRerunDocument,
  ComponentStartDocument,
  ComponentStopDocument,
  type ComponentFieldsFragment,
} from '../../generated/graphql.ts';
import { useNow } from '../format/clock.ts';
import { bytes, withUnit, words } from '../format/format.ts';
import { useAct, useActAndTell } from '../live/act.ts';
import { Confirm, type Question } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice, ProblemNotice, RowDetail } from '../parts/notice.tsx';
import { Facts } from '../parts/page.tsx';
import { Progress } from '../parts/progress.tsx';
import { State, stateWords } from '../parts/state.tsx';
import { Ago, Took } from '../parts/time.tsx';
import { ConfigurationDialog } from './component-configuration.tsx';
import { parameterName, valueWords } from './task/parameter-field.tsx';
import { LogDialog } from './component-log.tsx';
import { PositionDialog } from './position-dialog.tsx';

const NAMES: Readonly<Record<string, string>> = {
  STORE: 'Store',
  INCR_SYNC: 'Incr-Sync',
  FULL_IMPORT: 'Full-Import',
  FULL_VERIFICATION: 'Full-Verification',
};
export const componentName = (kind: string): string => NAMES[kind] ?? words(kind);

/** What it waits for: of an error its code and remedy too. */
function Waits({ of }: { readonly of: NonNullable<ComponentFieldsFragment['waiting']> }) {
  return (
    <div className="stack tight small muted">
      <p>
        Waits: {of.what} {of.reason ? <span className="code">{of.reason.code}</span> : null}
      </p>
      {of.reason ? <p>{of.reason.remedy}</p> : null}
      <RowDetail of={of.rowDetail ?? of.reason?.rowDetail} />
    </div>
  );
}

const OLD_MS = 20_000;
const RUNNING = new Set(['RUNNING', 'STARTING']);

const STOP_CONSEQUENCE: Readonly<Record<string, string>> = {
  STORE:
    'Changes are no longer pulled. The source keeps its log for this task meanwhile, and its disk can fill: proceed with caution.',
  INCR_SYNC:
    'Changes are no longer applied, so the latency grows by one second a second. Nothing is lost: the Store keeps them.',
  FULL_IMPORT: 'The copy pauses after the ranges in hand. It goes on from there.',
  FULL_VERIFICATION: 'The comparison pauses. It goes on from there.',
};

const RERUN_CONSEQUENCE: Readonly<Record<string, string>> = {
  FULL_IMPORT:
    'The target tables that the copy has filled are emptied, and everything is copied again from the start. Refused once the copy is completed or incremental has begun.',
  FULL_VERIFICATION: 'Every table is compared again. What was found before stays listed with its run.',
};

export function ComponentCard({
  component,
  task,
}: {
  readonly component: ComponentFieldsFragment;
  readonly task?: React.ReactNode;
}) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [logs, showLogs] = useState(false);
  const [configuring, configure] = useState(false);
  const [positioning, position] = useState(false);
  const act = useAct();
  const tell = useActAndTell();
  const now = useNow();
  const name = componentName(component.kind);
  const runs = RUNNING.has(component.status);
  const old =
    runs &&
    component.updatedAt !== null &&
    component.updatedAt !== undefined &&
    now - new Date(component.updatedAt).getTime() > OLD_MS;
  const input = { componentId: component.id };
  const stop = (): void =>
    setQuestion({
      title: `Stop ${name}?`,
      consequence: `${STOP_CONSEQUENCE[component.kind] ?? ''} It stays stopped until it, or the task, is started again.`,
      verb: 'Stop',
      risky: component.kind === 'STORE',
      act: () => act(ComponentStopDocument, { input }, `${name} is being stopped.`),
    });
  const rerun = (): void =>
    setQuestion({
      title: `Run ${name} again from the start?`,
      consequence: RERUN_CONSEQUENCE[component.kind] ?? '',
      verb: 'Run again',
      risky: component.kind === 'FULL_IMPORT',
      act: () => act(ComponentRerunDocument, { input }, `${name} begins again.`),
    });
  return (
    <article className="card" aria-label={name}>
      <header>
        <h2>{name}</h2>
        {task}
        <State of={component.status} />
      </header>
      <div className="stack" style={{ padding: 'var(--gap-4)' }}>
        {component.configuration.some(({ overridden }) => overridden) ? (
          <Notice tone="idle">
            Of its own, not the task’s:{' '}
            {component.configuration
              .filter(({ overridden }) => overridden)
              .map(({ name: own, value }) => `${parameterName(own)} ${valueWords(value, null)}`)
              .join(', ')}
          </Notice>
        ) : null}
        {component.reason ? <ProblemNotice problem={component.reason} /> : null}
        {component.stoppedByPerson ? (
          <Notice tone="warn">Stopped by a person; the task runs on without it.</Notice>
        ) : null}
        {component.waiting ? <Waits of={component.waiting} /> : null}
        {component.progress === null || component.progress === undefined ? null : (
          <Progress of={component.progress} label={`Progress of ${name}`} />
        )}
        <div className={old ? 'stale' : undefined}>
          <Facts
            facts={[
              ['Desired', stateWords(component.desired)],
              ['Host', component.host ?? '–'],
              ['Running for', runs ? <Took key="up" from={component.startedAt} to={null} /> : '–'],
              ['CPU', withUnit(component.cpu, 'ratio')],
              ['Memory', bytes(component.memoryBytes)],
              ['Queue', bytes(component.queueBytes)],
              ['Reported', <Ago key="at" at={component.updatedAt} />],
              [
                'Position',
                <span key="position" className="mono">
                  {component.position ?? '–'}
                </span>,
              ],
              [
                'Checkpoint',
                <span key="checkpoint" className="mono">
                  {component.checkpoint ?? '–'}
                </span>,
              ],
            ]}
          />
        </div>
        <div className="row">
          {runs ? (
            <button type="button" className="button" onClick={stop}>
              <Icon name="stop" size={14} /> Stop…<span className="unseen"> {name}</span>
            </button>
          ) : (
            <button
              type="button"
              className="button"
              disabled={component.status === 'COMPLETED' || component.status === 'STOPPING'}
              onClick={() => void tell(ComponentStartDocument, { input }, `${name} is being started.`)}
            >
              <Icon name="play" size={14} /> Start<span className="unseen"> {name}</span>
            </button>
          )}
          {component.kind in RERUN_CONSEQUENCE ? (
            <button type="button" className="button" onClick={rerun}>
              Run again…<span className="unseen"> {name}</span>
            </button>
          ) : null}
          {component.kind === 'INCR_SYNC' && component.status === 'STOPPED' && component.stoppedByPerson ? (
            <button type="button" className="button" onClick={() => position(true)}>
              Reset position…<span className="unseen"> of {name}</span>
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => showLogs(true)}>
            View logs<span className="unseen"> of {name}</span>
          </button>
          <button type="button" className="button" onClick={() => configure(true)}>
            Configuration<span className="unseen"> of {name}</span>
          </button>
        </div>
      </div>
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
      {positioning ? (
        <PositionDialog
          componentId={component.id}
          name={name}
          checkpoint={component.checkpoint ?? null}
          close={() => position(false)}
        />
      ) : null}
      {configuring ? (
        <ConfigurationDialog componentId={component.id} name={name} close={() => configure(false)} />
      ) : null}
      {logs ? <LogDialog componentId={component.id} name={name} close={() => showLogs(false)} /> : null}
    </article>
  );
}
