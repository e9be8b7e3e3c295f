/** The switchover as a list of steps: what is done, who must act, what is waited for and since when, what can go wrong; and how
 * long writes were paused. */
import { useState } from 'react';
import {
  SwitchoverAllowWritesDocument,
  SwitchoverCancelDocument,
  SwitchoverConfirmWritesStoppedDocument,
  SwitchoverEndWritersDocument,
  SwitchoverFenceDocument,
  SwitchoverPageDocument,
  SwitchoverStartReverseDocument,
  SwitchoverStepCompleteDocument,
  SwitchoverStepRetryDocument,
  SwitchoverStepSkipDocument,
  type SwitchoverFieldsFragment,
} from '../../../generated/graphql.ts';
import { duration, words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { Empty, Notice, ProblemNotice } from '../../parts/notice.tsx';
import { Facts } from '../../parts/page.tsx';
import { State } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';
import { Ago, Took } from '../../parts/time.tsx';
import { SwitchoverStartDialog } from './switchover-start.tsx';

type Step = SwitchoverFieldsFragment['steps'][number];

export function SwitchoverPage({ taskId }: { readonly taskId: string }) {
  const live = useLiveQuery({ query: SwitchoverPageDocument, variables: { taskId }, everyMs: 1_000 });
  const [question, setQuestion] = useState<Question | null>(null);
  const [starting, setStarting] = useState(false);
  const act = useAct();
  return (
    <QueryView of={live} what="switchover">
      {({ task }) => {
        const subtask = task?.subtask;
        if (!subtask || !('switchover' in subtask))
          return (
            <Empty title="Not part of this task">
              A task without incremental synchronization ends by itself: there is nothing to switch over.
            </Empty>
          );
        const { switchover, liveSide } = subtask;
        const open = switchover?.status === 'RUNNING' || switchover?.status === 'CANCELING';
        const back = liveSide === 'TARGET';
        const ended = back && switchover?.reverse === false; // the one that moved the application: none follows
        return (
          <>
            <section className="card padded stack" aria-label="State of the switchover">
              <div className="row spread">
                <span className="row wide">
                  <State of={switchover?.status ?? subtask.status} pill />
                  <span>
                    The application is to write to the <strong>{liveSide.toLowerCase()}</strong>.
                    {ended ? ' The task was made without a way back.' : null}
                  </span>
                </span>
                {open ? (
                  <button
                    type="button"
                    className="button risky"
                    disabled={!switchover.cancelable}
                    onClick={() =>
                      setQuestion({
                        title: 'Cancel the switchover?',
                        consequence:
                          'What was begun is taken back, latest first: the way back, the stop of the stream, the fences. Writes are allowed where they were, and the task runs on.',
                        verb: 'Cancel the switchover',
                        act: () => act(SwitchoverCancelDocument, { input: { taskId } }, 'It is being cancelled.'),
                      })
                    }
                  >
                    Cancel…
                  </button>
                ) : ended ? null : (
                  <button type="button" className="button main" onClick={() => setStarting(true)}>
                    {back ? 'Switch back…' : 'Start the switchover…'}
                  </button>
                )}
              </div>
              {switchover ? <Head of={switchover} /> : null}
            </section>
            {switchover ? (
              <ol className="card checks">
                {switchover.steps.map((step) => (
                  <StepItem key={step.kind} step={step} taskId={taskId} ask={setQuestion} />
                ))}
              </ol>
            ) : null}
            {starting ? <SwitchoverStartDialog taskId={taskId} back={back} close={() => setStarting(false)} /> : null}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}

function Head({ of }: { readonly of: SwitchoverFieldsFragment }) {
  const direction = of.direction === 'FORWARD' ? 'to the target' : 'back to the source';
  return (
    <>
      {of.pausedAt && !of.pauseEndedAt ? (
        <Notice tone="warn" spoken>
          Writes are paused since <Took from={of.pausedAt} to={null} />.
        </Notice>
      ) : null}
      <Facts
        facts={[
          [`Switchover ${of.number}`, direction],
          ['Begun', <Ago key="begun" at={of.requestedAt} />],
          ['By', of.requestedBy],
          ['Took', <Took key="took" from={of.requestedAt} to={of.completedAt} />],
          ['Pause of writes', of.pauseMs === null || of.pauseMs === undefined ? '–' : duration(Math.round(of.pauseMs))],
          ['Way back', of.reverse ? 'prepared before writes are allowed' : 'none'],
        ]}
      />
      {of.acceptReason ? <p className="small muted">Differences are accepted: {of.acceptReason}</p> : null}
    </>
  );
}

function StepItem({
  step,
  taskId,
  ask,
}: {
  readonly step: Step;
  readonly taskId: string;
  readonly ask: (question: Question) => void;
}) {
  const open = step.status === 'RUNNING' || step.status === 'WAITING_FOR_PERSON' || step.status === 'FAILED';
  return (
    <li>
      <details open={open}>
        <summary>
          <State of={step.status} />
          <span className="check-name">
            <span className="number muted">{step.number}</span> {step.title}
          </span>
          <span className="small muted">
            {step.status === 'WAITING_FOR_PERSON' ? 'waits for you' : step.actor === 'PERSON' ? 'a person' : 'Godwit'}
            {step.startedAt ? (
              <>
                {' '}
                · <Took from={step.startedAt} to={step.completedAt} />
              </>
            ) : null}
          </span>
        </summary>
        <div className="stack tight check-body">
          <p>{step.description}</p>
          <p className="small muted">What can go wrong: {step.risk}</p>
          {step.waiting ? <p role="status">{step.waiting}</p> : null}
          {step.reason ? <ProblemNotice problem={step.reason} /> : null}
          {step.findings.length > 0 ? (
            <ul className="small muted">
              {step.findings.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          ) : null}
          {step.writers.map((writer) => (
            <p key={writer.id} className="small">
              {writer.prepared ? 'Prepared transaction' : 'Process'} <span className="mono">{writer.id}</span> of{' '}
              {writer.user}
              {writer.application ? ` (${writer.application})` : ''}, open for{' '}
              <span className="number">{Math.round(writer.openSeconds)} s</span>
            </p>
          ))}
          {step.objects.map((object) => (
            <Statement
              key={`${object.kind} ${object.name}`}
              text={object.disable ?? object.ddl}
              label={`${words(object.kind)} ${object.schema}.${object.name}`}
            />
          ))}
          {step.skipReason ? (
            <p className="small muted">
              Skipped by {step.answeredBy}: {step.skipReason}
            </p>
          ) : null}
          <StepActions step={step} taskId={taskId} ask={ask} />
        </div>
      </details>
    </li>
  );
}

function StepActions({
  step,
  taskId,
  ask,
}: {
  readonly step: Step;
  readonly taskId: string;
  readonly ask: (question: Question) => void;
}) {
  const act = useAct();
  const input = { taskId };
  const on = { taskId, step: step.kind };
  const button = (label: string, question: Omit<Question, 'verb'> & { readonly verb?: string }, main = false) => (
    <button
      key={label}
      type="button"
      className={`button small${main ? ' main' : ''}${question.risky === true ? ' risky' : ''}`}
      onClick={() => ask({ verb: label.replace('…', ''), ...question })}
    >
      {label}
      <span className="unseen">: {step.title}</span>
    </button>
  );
  const confirm = (): React.JSX.Element => {
    switch (step.kind) {
      case 'STOP_WRITES':
        return button('The application has stopped…', {
          title: 'Have all writes stopped?',
          consequence:
            'Make sure that nothing writes to the side that was live. What is written after this is not carried over. Proceed with caution.',
          risky: true,
          act: () => act(SwitchoverConfirmWritesStoppedDocument, { input }, 'Confirmed.'),
        });
      case 'START_REVERSE':
        return button(
          'Start the way back…',
          {
            title: 'Start the reverse incremental synchronization?',
            consequence:
              'Changes of the other side are applied here from now on, and a heartbeat proves the whole way.',
            act: () => act(SwitchoverStartReverseDocument, { input }, 'The way back is being started.'),
          },
          true,
        );
      default:
        return button(
          'Allow writes…',
          {
            title: 'Allow writes at the other side?',
            consequence:
              'This is the point of no return: it cannot be cancelled any more. Point the application at the other side once it is done.',
            act: () => act(SwitchoverAllowWritesDocument, { input }, 'Writes are being allowed.'),
          },
          true,
        );
    }
  };
  const buttons = step.allowed.map((action) => {
    switch (action) {
      case 'FENCE':
        return button(
          'Let Godwit stop writes…',
          {
            title: 'Stop all writes now?',
            consequence:
              'Open transactions are waited for, then every write to a migrated table is refused, to superusers too. The pause of writes begins.',
            act: () => act(SwitchoverFenceDocument, { input }, 'Writes are being stopped.'),
          },
          true,
        );
      case 'CONFIRM':
        return confirm();
      case 'COMPLETE':
        return button('Mark as completed…', {
          title: `Mark “${step.title}” as completed?`,
          consequence: 'Godwit does not look whether it is done.',
          act: () => act(SwitchoverStepCompleteDocument, { input: on }, 'Marked as completed.'),
        });
      case 'LET_GODWIT':
        return button(
          'Let Godwit do it…',
          {
            title: `${step.title}?`,
            consequence: 'The statements below are run, and taken back on a cancel and on the return.',
            act: () => act(SwitchoverStepCompleteDocument, { input: { ...on, byGodwit: true } }, 'It is being done.'),
          },
          true,
        );
      case 'RETRY':
        return button(
          'Retry…',
          {
            title: `Retry “${step.title}”?`,
            consequence: 'It is carried out again.',
            act: () => act(SwitchoverStepRetryDocument, { input: on }, 'It is tried again.'),
          },
          true,
        );
      case 'SKIP':
        return button('Skip…', {
          title: `Skip “${step.title}”?`,
          consequence: step.skipWarning ?? '',
          risky: true,
          asksReason: true,
          act: (reason) => act(SwitchoverStepSkipDocument, { input: { ...on, reason } }, 'Skipped.'),
        });
    }
  });
  const holding = step.kind === 'STOP_WRITES' && step.status === 'RUNNING';
  if (buttons.length === 0 && !holding) return null;
  return (
    <div className="row">
      {buttons}
      {holding
        ? button('End these sessions…', {
            title: 'End the sessions that still write?',
            consequence: 'What they have not committed is rolled back. Prepared transactions stay.',
            risky: true,
            act: () => act(SwitchoverEndWritersDocument, { input }, 'They are being ended.'),
          })
        : null}
    </div>
  );
}
