/** The frame: who is asking, the places, and the page of the address. One subscription to the events keeps all of it current. */
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { StartDocument, TaskEventsDocument, type StartQuery } from '../generated/graphql.ts';
import { useNow } from './format/clock.ts';
import { duration, exact } from './format/format.ts';
import { tellChange } from './live/changes.ts';
import { useConnection, useService } from './live/service.ts';
import { useStream } from './live/use-stream.ts';
import { flash, Flashes } from './parts/flash.tsx';
import { Icon, Mark, type IconName } from './parts/icon.tsx';
import { Empty, Loading, problemOf, ProblemNotice, type Problem } from './parts/notice.tsx';
import { PageHead } from './parts/page.tsx';
import { AlertsPage } from './pages/alerts/alerts.tsx';
import { AlertSettingsPage } from './pages/alerts/settings.tsx';
import { AuditPage } from './pages/audit.tsx';
import { ComponentsPage } from './pages/components.tsx';
import { EndpointsPage } from './pages/endpoints.tsx';
import { NewTaskPage } from './pages/new-task/new-task.tsx';
import { SignIn, signOut } from './pages/sign-in.tsx';
import { TaskPage } from './pages/task/task-page.tsx';
import { TasksPage } from './pages/tasks.tsx';
import { TokensPage } from './pages/tokens.tsx';
import { match } from './routing/match.ts';
import { go, Link, usePath } from './routing/router.tsx';

const PLACES: readonly (readonly [to: string, words: string, icon: IconName])[] = [
  ['/tasks', 'Tasks', 'tasks'],
  ['/alerts', 'Alerts', 'alerts'],
  ['/components', 'Components', 'components'],
  ['/endpoints', 'Endpoints', 'endpoints'],
  ['/tokens', 'Tokens', 'tokens'],
  ['/audit', 'Audit', 'audit'],
];

export function App() {
  const [{ data, error }, again] = useQuery({ query: StartDocument, requestPolicy: 'network-only' });
  if (data !== undefined) return <Frame start={data} />;
  if (error === undefined) return <Loading what="Godwit" lines={3} />;
  const problem = problemOf(error);
  if (problem.code === 'UNAUTHENTICATED') return <SignIn />;
  return (
    <main className="sign-in">
      <div className="card padded stack">
        <h1>Godwit does not answer</h1>
        <ProblemNotice problem={problem} spoken />
        <button type="button" className="button main" onClick={() => again({ requestPolicy: 'network-only' })}>
          Try again
        </button>
      </div>
    </main>
  );
}

/** The facts of a command that could not be carried out. */
function problemIn(facts: unknown): Problem | null {
  if (typeof facts !== 'object' || facts === null || !('code' in facts) || !('message' in facts)) return null;
  return {
    code: String(facts.code),
    message: String(facts.message),
    remedy: 'remedy' in facts ? String(facts.remedy) : null,
    rowDetail: 'rowDetail' in facts ? String(facts.rowDetail) : null,
  };
}

function Frame({ start }: { readonly start: StartQuery }) {
  const path = usePath();
  const service = useService();
  const [from, setFrom] = useState({ cursor: start.eventCursor, attempt: 0 });
  useStream(
    (signal) =>
      service.events(TaskEventsDocument, {
        variables: { after: from.cursor || null },
        cursorOf: (data) => data.taskEvents.cursor,
        signal,
      }),
    ({ taskEvents }) => {
      tellChange({ taskId: taskEvents.taskId ?? null });
      const failed = taskEvents.type === 'TASK_COMMAND_FAILED' ? problemIn(taskEvents.facts) : null;
      if (failed !== null && path.startsWith(`/tasks/${encodeURIComponent(taskEvents.taskId ?? '')}`)) flash(failed);
    },
    `${from.cursor} ${from.attempt}`,
    () => {
      // the cursor is no longer kept: what is shown is read anew, and watched from now on
      tellChange({ taskId: null });
      setTimeout(() => setFrom(({ attempt }) => ({ cursor: '', attempt: attempt + 1 })), 2_000);
    },
  );
  useEffect(() => {
    if (path === '/') go('/tasks', 'replace');
  }, [path]);
  const { viewer, serverInfo } = start;
  return (
    <>
      <a className="skip" href="#page">
        To the content
      </a>
      <div className="frame">
        <header className="side">
          <Link to="/tasks" className="brand" aria-label="Godwit, to the tasks">
            <Mark /> <span>Godwit</span>
          </Link>
          <nav className="places" aria-label="Places">
            {PLACES.map(([to, words, icon]) => (
              <Link key={to} to={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
                <Icon name={icon} /> {words}
              </Link>
            ))}
          </nav>
          <div className="side-end">
            <span>
              {viewer.name} · {viewer.role.toLowerCase()}
            </span>
            {serverInfo.openMode ? (
              <span className="state warn">
                <Icon name="warning" size={13} /> Runs open, no token
              </span>
            ) : (
              <button
                type="button"
                className="button small plain"
                style={{ justifySelf: 'start', marginLeft: -8 }}
                onClick={() => void signOut()}
              >
                <Icon name="leave" size={13} /> Sign out
              </button>
            )}
            <span>Version {serverInfo.version}</span>
          </div>
        </header>
        <div>
          <ConnectionBar />
          <main id="page" className="page" tabIndex={-1}>
            <Page path={path} role={viewer.role} open={serverInfo.openMode} />
          </main>
        </div>
      </div>
      <Flashes />
    </>
  );
}

function Page({ path, role, open }: { readonly path: string; readonly role: string; readonly open: boolean }) {
  if (path === '/' || match('/tasks', path)) return <TasksPage />;
  if (match('/tasks/new', path)) return <NewTaskPage />;
  const task = match('/tasks/:id', path) ?? match('/tasks/:id/:tab', path);
  if (task?.['id'] !== undefined)
    return <TaskPage key={task['id']} taskId={task['id']} tab={task['tab'] ?? 'overview'} />;
  if (match('/alerts', path)) return <AlertsPage mayAct={role !== 'VIEWER'} maySet={role === 'ADMIN'} />;
  if (match('/alerts/settings', path)) return <AlertSettingsPage maySet={role === 'ADMIN'} />;
  if (match('/components', path)) return <ComponentsPage />;
  if (match('/endpoints', path)) return <EndpointsPage />;
  if (match('/tokens', path)) return <TokensPage mayChange={role === 'ADMIN'} first={open} />;
  if (match('/audit', path)) return <AuditPage />;
  return (
    <>
      <PageHead title="There is no such page" />
      <Empty
        title="Nothing is here"
        action={
          <Link className="button" to="/tasks">
            To the tasks
          </Link>
        }
      />
    </>
  );
}

/** Quiet while all is well; says since when the figures are old, and that it is being tried again. */
function ConnectionBar() {
  const state = useConnection();
  const now = useNow();
  if (state.kind === 'refused')
    return (
      <div className="lost" role="status">
        <Icon name="lost" size={14} /> The service refused the live connection ({state.code}). Sign in again to see
        figures move.
      </div>
    );
  if (state.kind !== 'lost') return null;
  return (
    <div className="lost" role="status">
      <Icon name="lost" size={14} />
      <span title={exact(new Date(state.since))}>
        Connection lost. What you see is <span className="number">{duration(Math.max(1_000, now - state.since))}</span>{' '}
        old; it is tried again by itself.
      </span>
    </div>
  );
}
