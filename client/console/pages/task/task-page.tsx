/** The page of one task: its head with state and actions, the places within it, and the place of the address. */
import { useCallback, useState } from 'react';
import { TaskFrameDocument, TaskProgressDocument, type TaskProgressSubscription } from '../../../generated/graphql.ts';
import { words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useService } from '../../live/service.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { useStream } from '../../live/use-stream.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Empty, ProblemNotice } from '../../parts/notice.tsx';
import { PageHead, TabLinks } from '../../parts/page.tsx';
import { State } from '../../parts/state.tsx';
import { Ago } from '../../parts/time.tsx';
import { Link } from '../../routing/router.tsx';
import { AlertMark } from '../alerts/mark.tsx';
import { CloneDialog } from '../clone-dialog.tsx';
import { COMMAND_ICONS, commandWords, mainCommand, renameDocument, useTaskActions } from '../task-actions.tsx';
import { ComponentsTab } from './components-tab.tsx';
import { FullMigrationPage } from './full-migration.tsx';
import { IncrementalPage } from './incremental.tsx';
import { ObjectsPage } from './objects.tsx';
import { Overview } from './overview.tsx';
import { ParametersPage } from './parameters.tsx';
import { PrecheckPage } from './precheck.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SchemaMigrationPage } from './schema-migration.tsx';
import { PHASE_TABS, taskPath, type Standing, type Task } from './task.ts';
import { SwitchoverPage } from './switchover.tsx';
import { VerificationPage } from './verification.tsx';

const SHORT: Readonly<Record<string, string>> = {
  SCHEMA_MIGRATION: 'Schema',
  FULL_MIGRATION: 'Full',
  INCREMENTAL_SYNCHRONIZATION: 'Incremental',
  FULL_VERIFICATION: 'Verification',
  FORWARD_SWITCHOVER: 'Switchover',
  REVERSE_INCREMENTAL: 'Reverse',
};

export function TaskPage({ taskId, tab }: { readonly taskId: string; readonly tab: string }) {
  const live = useLiveQuery({ query: TaskFrameDocument, variables: { taskId }, everyMs: 10_000 });
  const [standing, setStanding] = useState<Standing | null>(null);
  const service = useService();
  const refresh = live.refresh;
  const take = useCallback(
    ({ taskProgress }: TaskProgressSubscription): void => {
      setStanding((before) => {
        if (before !== null && before.task.status !== taskProgress.task.status) refresh();
        return taskProgress;
      });
    },
    [refresh],
  );
  useStream(
    (signal) => service.samples(TaskProgressDocument, { variables: { taskId, intervalMs: 1_000 }, signal }),
    take,
    taskId,
  );
  return (
    <QueryView of={live} what="task">
      {({ task }) =>
        task ? (
          <TaskFrame task={task} standing={standing} tab={tab} />
        ) : (
          <>
            <PageHead title="There is no such task" />
            <Empty
              title="It may have been deleted"
              action={
                <Link to="/tasks" className="button">
                  To the tasks
                </Link>
              }
            />
          </>
        )
      }
    </QueryView>
  );
}

function TaskFrame({
  task,
  standing,
  tab,
}: {
  readonly task: Task;
  readonly standing: Standing | null;
  readonly tab: string;
}) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [renaming, setRenaming] = useState(false);
  const [cloning, setCloning] = useState(false);
  const { run, menuOf } = useTaskActions({
    ask: setQuestion,
    clone: () => setCloning(true),
    rename: () => setRenaming(true),
  });
  const act = useAct();
  const command = mainCommand(task);
  const icon = command === null ? undefined : COMMAND_ICONS[command];
  const status = standing?.task.status ?? task.status;
  const here = (name: string): boolean => name === tab;
  return (
    <>
      <PageHead
        title={task.name}
        above={
          <nav aria-label="Path" className="small muted">
            <Link to="/tasks" className="link">
              Tasks
            </Link>{' '}
            /
          </nav>
        }
      >
        <AlertMark taskId={task.id} taskName={task.name} alerts={task.openAlerts} />
        <State of={status} pill />
        {command === null ? null : (
          <button
            type="button"
            className={`button${command === 'STOP' ? '' : ' main'}`}
            disabled={Boolean(task.pendingAction)}
            onClick={() => run(task, command)}
          >
            {icon === undefined ? null : <Icon name={icon} size={14} />} {commandWords(command)}
            {command === 'STOP' ? '…' : ''}
          </button>
        )}
        <Menu label={`More actions of ${task.name}`} items={menuOf(task)} />
      </PageHead>
      {task.pendingAction ? (
        <p className="row muted" role="status">
          <span className="state busy">
            <Icon name="running" size={14} turning /> {words(task.pendingAction.action)}
          </span>
          asked for by {task.pendingAction.requestedBy} <Ago at={task.pendingAction.requestedAt} />
        </p>
      ) : null}
      {task.reason ? <ProblemNotice problem={task.reason} /> : null}
      <TabLinks
        label="Places of the task"
        tabs={[
          { to: taskPath(task.id), words: 'Overview', here: here('overview') },
          ...task.subtasks.map(({ kind }) => {
            const name = PHASE_TABS[kind] ?? kind.toLowerCase();
            return { to: taskPath(task.id, name), words: SHORT[kind] ?? words(kind), here: here(name) };
          }),
          { to: taskPath(task.id, 'objects'), words: 'Objects', here: here('objects') },
          { to: taskPath(task.id, 'components'), words: 'Components', here: here('components') },
          { to: taskPath(task.id, 'parameters'), words: 'Parameters', here: here('parameters') },
        ]}
      />
      <Place task={task} standing={standing} tab={tab} />
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
      {cloning ? <CloneDialog task={task} close={() => setCloning(false)} /> : null}
      {renaming ? (
        <RenameDialog
          name={task.name}
          close={() => setRenaming(false)}
          rename={(name) =>
            act(renameDocument, { input: { taskId: task.id, name, expectedRevision: task.labelsRevision } }, 'Renamed.')
          }
        />
      ) : null}
    </>
  );
}

function Place({
  task,
  standing,
  tab,
}: {
  readonly task: Task;
  readonly standing: Standing | null;
  readonly tab: string;
}) {
  switch (tab) {
    case 'overview':
      return <Overview task={task} standing={standing} />;
    case 'precheck':
      return <PrecheckPage taskId={task.id} />;
    case 'schema':
      return <SchemaMigrationPage taskId={task.id} />;
    case 'full':
      return <FullMigrationPage taskId={task.id} />;
    case 'incremental':
      return <IncrementalPage taskId={task.id} kind="INCREMENTAL_SYNCHRONIZATION" />;
    case 'switchover':
      return <SwitchoverPage taskId={task.id} />;
    case 'reverse':
      return <IncrementalPage taskId={task.id} kind="REVERSE_INCREMENTAL" />;
    case 'verification':
      return <VerificationPage taskId={task.id} />;
    case 'objects':
      return <ObjectsPage taskId={task.id} />;
    case 'components':
      return <ComponentsTab taskId={task.id} />;
    case 'parameters':
      return <ParametersPage taskId={task.id} />;
    default:
      return (
        <Empty
          title="There is no such page"
          action={
            <Link to={taskPath(task.id)} className="button">
              To the overview
            </Link>
          }
        />
      );
  }
}
