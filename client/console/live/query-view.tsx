/** What every list and page does with a live answer: bones, the problem with a way to ask again, or the content. */
import type { ReactNode } from 'react';
import { Loading, ProblemNotice } from '../parts/notice.tsx';
import type { Live } from './use-live-query.ts';

interface QueryViewProps<Data> {
  readonly of: Live<Data>;
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
  readonly lines?: number;
}

export function QueryView<Data>({ of, what, children, lines = 6 }: QueryViewProps<Data>) {
  if (of.data !== undefined) return <div className={of.stale ? 'stale stack' : 'stack'}>{children(of.data)}</div>;
  if (of.problem === null) return <Loading what={what} lines={lines} />;
  return (
    <ProblemNotice
      problem={of.problem}
      spoken
      end={
        <button type="button" className="button small" onClick={of.refresh}>
          Try again
        </button>
      }
    />
  );
}
