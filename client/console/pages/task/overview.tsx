/**
 * The overview: the one action that is mine now, the phases as one line with the present one open, latency and RPS moving,
 * basic information and both ends.
 */
import { type ReactNode, useState } from 'react';
import { SubtaskAdvanceDocument } from '../../../generated/graphql.ts';
import { MetricGraphs, type Graph } from '../../charts/metric-graphs.tsx';
import { words } from '../../format/format.ts';
import { useActAndTell } from '../../live/act.ts';
import { Icon } from '../../parts/icon.tsx';
import { RowDetail } from '../../parts/notice.tsx';
import { Facts, Section } from '../../parts/page.tsx';
import { Progress } from '../../parts/progress.tsx';
import { State, toneOf } from '../../parts/state.tsx';
import { Ago, Took } from '../../parts/time.tsx';
import { Link } from '../../routing/router.tsx';
import { openPhase } from '../tasks.tsx';
import { CatchingUpLine } from '../alerts/mark.tsx';
import { concurrencyWords } from './concurrency-words.ts';
import { LabelsDialog } from './labels-dialog.tsx';
import { LatencyLine } from './latency-line.tsx';
import { PHASE_TABS, refusal, taskPath, type Standing, type Task } from './task.ts';
import { FULL_GRAPHS } from './full-migration.tsx';
import { INCREMENTAL_GRAPHS } from './incremental.tsx';
import { VERIFY_GRAPHS } from './verification.tsx';

type Phase = Task['subtasks'][number];

/** The graphs that say most now: of the copy while it runs, else of the stream. */
function graphsOf(task: Task, open: Phase | undefined): readonly Graph[] {
  const stream = INCREMENTAL_GRAPHS.slice(0, 3);
  if (open?.kind === 'FULL_MIGRATION') return FULL_GRAPHS.slice(0, 2);
  if (open?.kind === 'FULL_VERIFICATION') return [...stream.slice(0, 2), ...VERIFY_GRAPHS.slice(0, 1)];
  return task.phases.includes('INCREMENTAL_SYNCHRONIZATION') ? stream : FULL_GRAPHS.slice(0, 2);
}

export function Overview({ task, standing }: { readonly task: Task; readonly standing: Standing | null }) {
  const phases = standing?.subtasks ?? task.subtasks;
  const open = openPhase(phases);
  const latency = standing?.latency ?? task.latency;
  const [labelling, label] = useState(false);
  const noTags = refusal(task, 'TAGS');
  return (
    <>
      <Mine task={task} open={open} />
      <ol className="phases" aria-label="Phases">
        {phases.map((phase) => (
          <PhaseStep key={phase.id} phase={phase} taskId={task.id} here={phase.id === open?.id} />
        ))}
      </ol>
      {latency ? (
        <Section
          title="Latency"
          end={
            <Link to={taskPath(task.id, 'incremental')} className="link small">
              Incremental synchronization
            </Link>
          }
        >
          <LatencyLine latency={latency} large />
          <CatchingUpLine of={task.catchingUp} />
        </Section>
      ) : null}
      {task.startedAt ? (
        <MetricGraphs taskId={task.id} graphs={graphsOf(task, open)} startedAt={task.startedAt} />
      ) : null}
      <Section title="Connection details">
        <div className="ends">
          <End name="Source" end={task.source} />
          <Icon name="arrow" size={20} />
          <End name="Target" end={task.target} />
        </div>
      </Section>
      <Section
        title="Basic information"
        end={
          <button
            type="button"
            className="button small"
            disabled={noTags !== null}
            title={noTags ?? undefined}
            onClick={() => label(true)}
          >
            Change tags and alert level
          </button>
        }
      >
        <Facts
          facts={[
            ['ID', <code key="id">{task.key}</code>],
            ['Migration type', task.phases.map(words).join(', ')],
            ...(task.phases.includes('FULL_MIGRATION')
              ? [['Concurrency of full migration', concurrencyWords('full', task.parameters)] as const]
              : []),
            ...(task.phases.includes('FULL_VERIFICATION')
              ? [['Concurrency of full verification', concurrencyWords('verification', task.parameters)] as const]
              : []),
            ['Alert level', `${words(task.alertLevel)}, at most every ${task.alertRepeatMinutes} min`],
            ['Created by', task.createdBy],
            ['Created', <Ago key="created" at={task.createdAt} />],
            ['Started', <Ago key="started" at={task.startedAt} />],
            ['Completed', <Ago key="completed" at={task.completedAt} />],
            ['Tags', task.tags.length === 0 ? '–' : <Tags key="tags" tags={task.tags} />],
          ]}
        />
      </Section>
      {task.dropped ? <Dropped what={task.dropped} /> : null}
      {labelling ? <LabelsDialog task={task} close={() => label(false)} /> : null}
    </>
  );
}

/** What a release dropped on both databases. */
export function Dropped({ what }: { readonly what: readonly string[] }) {
  return (
    <Section title="Dropped at the release">
      {what.length === 0 ? (
        <p className="muted">There was nothing to drop.</p>
      ) : (
        <ul className="stack tight">
          {what.map((one) => (
            <li key={one} className="mono small">
              {one}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <span className="row">
      {tags.map((tag) => (
        <Link key={tag} className="tag" to={`/tasks?tag=${encodeURIComponent(tag)}`}>
          {tag}
        </Link>
      ))}
    </span>
  );
}

/** What the task waits for; large when it waits for a person. */
function Mine({ task, open }: { readonly task: Task; readonly open: Phase | undefined }) {
  const waiting = task.waitingFor;
  if (!waiting) return null;
  if (waiting.who !== 'PERSON')
    return (
      <div className="stack tight muted" role="group" aria-label="Waits">
        <p className="row">
          <Icon name="waiting" size={15} /> Waits for {waiting.who === 'DATABASE' ? 'a database' : 'Godwit'}:{' '}
          {waiting.what} {waiting.reason ? <span className="code">{waiting.reason.code}</span> : null}{' '}
          <Ago at={waiting.since} />
        </p>
        {waiting.reason ? <p className="small">{waiting.reason.remedy}</p> : null}
        <RowDetail of={waiting.rowDetail ?? waiting.reason?.rowDetail} />
      </div>
    );
  const tab = open === undefined ? '' : (PHASE_TABS[open.kind] ?? '');
  return (
    <section className="mine" aria-label="Waits for you">
      <Icon name="person" size={22} />
      <div>
        <strong>
          {waiting.what} {waiting.reason ? <span className="code">{waiting.reason.code}</span> : null}
        </strong>
        <span className="muted">
          Waits for you since <Ago at={waiting.since} />
        </span>
      </div>
      {open?.status === 'FAILED' ? (
        <Link to={taskPath(task.id, tab)} className="button main large">
          See what is to be mended
        </Link>
      ) : null}
      {waiting.action === 'subtaskAdvance' ? <Advance taskId={task.id} /> : null}
      {waiting.action === 'componentStart' ? (
        <Link to={taskPath(task.id, 'components')} className="button main large">
          See the components
        </Link>
      ) : null}
    </section>
  );
}

/** Only schema migration is advanced by hand. */
function Advance({ taskId }: { readonly taskId: string }) {
  const tell = useActAndTell();
  const input = { taskId, kind: 'SCHEMA_MIGRATION' } as const;
  return (
    <button
      type="button"
      className="button main large"
      onClick={() => void tell(SubtaskAdvanceDocument, { input }, 'It goes on.')}
    >
      <Icon name="play" size={14} /> Go on to the next phase
    </button>
  );
}

const PHASE_NAMES: Readonly<Record<string, string>> = { INCREMENTAL_SYNCHRONIZATION: 'Incremental' };

function PhaseStep({
  phase,
  taskId,
  here,
}: {
  readonly phase: Phase;
  readonly taskId: string;
  readonly here: boolean;
}) {
  const started = phase.status !== 'NOT_STARTED';
  const name = words(phase.kind);
  return (
    <li className={here ? 'here' : undefined} aria-current={here ? 'step' : undefined}>
      <Link to={taskPath(taskId, PHASE_TABS[phase.kind])}>
        <span className="phase-name" title={name}>
          {PHASE_NAMES[phase.kind] ?? name}
        </span>
        <State of={phase.status} />
        {phase.status === 'MONITORING' ? (
          <span className="small muted phase-end">Caught up, follows the source</span>
        ) : (
          <Progress of={phase.progress} label={`Progress of ${name}`} tone={started ? toneOf(phase.status) : 'idle'} />
        )}
        <span className="small muted phase-end">{started ? <PhaseTook phase={phase} /> : 'Not started'}</span>
      </Link>
    </li>
  );
}

function PhaseTook({ phase }: { readonly phase: Phase }): ReactNode {
  if (phase.status === 'SKIPPED') return 'Skipped';
  return (
    <>
      {phase.completedAt ? 'took ' : 'for '}
      <Took from={phase.startedAt} to={phase.completedAt} />
    </>
  );
}

function End({ name, end }: { readonly name: string; readonly end: Task['source'] }) {
  if (!end) return <p className="muted">{name}: this endpoint no longer exists.</p>;
  return (
    <div className="stack tight">
      <div>
        <span className="small muted">{name}</span>
        <h3>{end.name}</h3>
      </div>
      <Facts
        facts={[
          ['Address', <span key="address" className="mono">{`${end.host}:${end.port}`}</span>],
          [
            'Database',
            <span key="database" className="mono">
              {end.database}
            </span>,
          ],
          [
            'User',
            <span key="user" className="mono">
              {end.user}
            </span>,
          ],
          ['TLS', words(end.tlsMode)],
          ['Version', end.version ?? 'not tested'],
        ]}
      />
    </div>
  );
}
