/** The head of a page and its sections. The heading takes the focus when one arrives, so that it is read out. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from '../routing/router.tsx';

export function PageHead({
  title,
  above,
  children,
}: {
  readonly title: string;
  readonly above?: ReactNode;
  readonly children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Godwit`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        {above}
        <h1 tabIndex={-1}>{title}</h1>
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  end,
  children,
  padded = true,
}: {
  readonly title: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
  readonly padded?: boolean;
}) {
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        {end}
      </header>
      {padded ? (
        <div className="stack" style={{ padding: 'var(--gap-4)' }}>
          {children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}

interface Tab {
  readonly to: string;
  readonly words: ReactNode;
  readonly here: boolean;
}

/** Places within a page; the present one is scrolled into sight where not all fit. */
export function TabLinks({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const frame = useRef<HTMLElement>(null);
  const here = tabs.find((tab) => tab.here)?.to;
  useEffect(() => {
    const tab = frame.current?.querySelector<HTMLElement>('[aria-current]');
    if (tab && frame.current)
      frame.current.scrollLeft = tab.offsetLeft - frame.current.offsetLeft - frame.current.clientWidth / 3;
  }, [here]);
  return (
    <nav className="tabs" aria-label={label} ref={frame}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.here ? 'page' : undefined}>
          {tab.words}
        </Link>
      ))}
    </nav>
  );
}

export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Figure({
  name,
  value,
  unit = '',
}: {
  readonly name: string;
  readonly value: ReactNode;
  readonly unit?: string;
}) {
  return (
    <div className="figure">
      <span className="small muted">{name}</span>
      <b>
        {value} {unit === '' ? null : <small>{unit}</small>}
      </b>
    </div>
  );
}

/** Older and newer pages of a list, by cursor. */
export function More({
  page,
  total,
  shown,
  go,
}: {
  readonly page: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor?: string | null;
    readonly startCursor?: string | null;
  };
  readonly total: number;
  readonly shown: number;
  readonly go: (cursor: { after: string | null; before: string | null }) => void;
}) {
  if (!page.hasNextPage && !page.hasPreviousPage) return null;
  return (
    <div className="row spread" style={{ padding: '8px var(--gap-4)' }}>
      <span className="small muted number">
        {shown} of {total}
      </span>
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={!page.hasPreviousPage}
          onClick={() => go({ after: null, before: page.startCursor ?? null })}
        >
          Previous
        </button>
        <button
          type="button"
          className="button small"
          disabled={!page.hasNextPage}
          onClick={() => go({ after: page.endCursor ?? null, before: null })}
        >
          Next
        </button>
      </div>
    </div>
  );
}
