/** The mark of a task that has open alerts, and how far one is whose stream has not caught up yet. */
import type { AlertKind, AlertState } from '../../../generated/graphql.ts';
import { Icon } from '../../parts/icon.tsx';
import { Link } from '../../routing/router.tsx';
import { kindWords } from './words.ts';

interface Marked {
  readonly kind: AlertKind;
  readonly state: AlertState;
}

/** Loud while somebody must take note of one, quiet when somebody has. */
export function AlertMark({
  taskId,
  taskName,
  alerts,
}: {
  readonly taskId: string;
  readonly taskName: string;
  readonly alerts: readonly Marked[];
}) {
  if (alerts.length === 0) return null;
  const raised = alerts.some(({ state }) => state === 'RAISED');
  return (
    <Link to={`/alerts?task=${encodeURIComponent(taskId)}`} className={`state small ${raised ? 'bad' : 'warn'}`}>
      <Icon name="alerts" size={13} />
      <span className="unseen">Alerts of {taskName}: </span>
      {alerts.map(({ kind }) => kindWords(kind)).join(', ')}
      {raised ? '' : ' (acknowledged)'}
    </Link>
  );
}

export interface CatchingUp {
  readonly remainingMs?: number | null;
}

const MINUTE_MS = 60_000;

export function catchingUpWords({ remainingMs }: CatchingUp): string {
  if (remainingMs === null || remainingMs === undefined) return 'Catching up; how long it takes is not known yet';
  if (remainingMs < MINUTE_MS) return 'Catching up, less than a minute left';
  const minutes = Math.round(remainingMs / MINUTE_MS);
  return `Catching up, about ${minutes.toLocaleString('en-US')} ${minutes === 1 ? 'minute' : 'minutes'} left`;
}

export function CatchingUpLine({ of }: { readonly of: CatchingUp | null | undefined }) {
  if (!of) return null;
  return (
    <p className="state busy" style={{ margin: 0 }}>
      <Icon name="running" size={14} turning /> {catchingUpWords(of)}
    </p>
  );
}
