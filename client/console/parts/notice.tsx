/** What a page says besides its data: loading, empty with the next step, an error with code and remedy. */
import type { ReactNode } from 'react';
import { CombinedError } from 'urql';
import { Icon, type IconName } from './icon.tsx';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | null;
  /** What the database said where it can hold values of rows; a viewer gets none. */
  readonly rowDetail?: string | null;
  /** The input field that it is about, from the outside in. */
  readonly path?: readonly string[] | null;
}

/** What a form says at one of its fields. */
export const wrongAt = (problem: Problem | null, field: string): string | null =>
  problem?.path?.at(-1) === field ? problem.message : null;

type NoticeTone = 'bad' | 'warn' | 'busy' | 'good' | 'idle';
const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  bad: 'failed',
  warn: 'warning',
  busy: 'running',
  good: 'done',
  idle: 'waiting',
};

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly children: ReactNode;
  readonly end?: ReactNode;
  /** Spoken by a screen reader when it appears. */
  readonly spoken?: boolean;
}

export function Notice({ tone, children, end, spoken = false }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={spoken ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={ICONS[tone]} turning={tone === 'busy'} />
      <div>{children}</div>
      {end}
    </div>
  );
}

export function ProblemNotice({
  problem,
  end,
  spoken,
}: {
  readonly problem: Problem;
  readonly end?: ReactNode;
  readonly spoken?: boolean;
}) {
  return (
    <Notice tone="bad" end={end} spoken={spoken ?? false}>
      <span>
        {problem.message} <span className="code">{problem.code}</span>
      </span>
      {problem.remedy ? <span className="muted">{problem.remedy}</span> : null}
      <RowDetail of={problem.rowDetail} />
    </Notice>
  );
}

/** The database's own words, which can hold values of rows. */
export function RowDetail({ of }: { readonly of: string | null | undefined }) {
  return of ? <span className="row-detail mono small">{of}</span> : null;
}

/** The words for what the transport answered instead of data. */
export function problemOf(error: Error): Problem {
  if (error instanceof CombinedError) {
    const [first] = error.graphQLErrors;
    if (first !== undefined) {
      const code = first.extensions['code'];
      const remedy = first.extensions['remedy'];
      return {
        code: typeof code === 'string' ? code : 'INTERNAL_ERROR',
        message: first.message,
        remedy: typeof remedy === 'string' ? remedy : null,
      };
    }
    return {
      code: 'SERVICE_UNREACHABLE',
      message: 'The service did not answer.',
      remedy: 'It is tried again. Check that it runs and that the network lets you through.',
    };
  }
  return { code: 'INTERNAL_ERROR', message: error.message };
}

export function Loading({ what, lines = 5 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className="bones" role="status">
      <span className="unseen">Loading {what}</span>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} aria-hidden="true" />
      ))}
    </div>
  );
}

export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  );
}
