/**
 * A query whose answer follows the service: asked again when an event says that something changed, and at an interval for
 * figures that no event tells. The old answer stays until the new one is there, so that nothing jumps.
 *
 * Q1 nothing is asked while the page is hidden. Q2 an answer that could not be renewed is stale, and says since when.
 */
import { useEffect, useRef } from 'react';
import { type AnyVariables, type DocumentInput, useQuery } from 'urql';
import { problemOf, type Problem } from '../parts/notice.tsx';
import { onChanges } from './changes.ts';

export interface Live<Data> {
  readonly data: Data | undefined;
  /** Only while there is nothing to show. */
  readonly problem: Problem | null;
  /** Of a field that may be null, in the newest answer: why it is. */
  readonly refused: Problem | null;
  /** The last attempt to renew it failed. */
  readonly stale: boolean;
  readonly refresh: () => void;
}

interface LiveQuery<Data, Variables extends AnyVariables> {
  readonly query: DocumentInput<Data, Variables>;
  readonly variables: Variables;
  readonly everyMs?: number;
  readonly paused?: boolean;
}

export function useLiveQuery<Data, Variables extends AnyVariables>({
  query,
  variables,
  everyMs = 10_000,
  paused = false,
}: LiveQuery<Data, Variables>): Live<Data> {
  // urql's arguments type distributes over the variables; ours are always given
  const [result, ask] = useQuery<Data>({
    query: query as DocumentInput<Data>,
    variables: variables as object,
    requestPolicy: 'cache-and-network',
    pause: paused,
  });
  const refresh = useRef<() => void>(() => undefined);
  refresh.current = () => {
    if (!document.hidden && !paused) ask({ requestPolicy: 'network-only' });
  };
  useEffect(() => {
    const again = (): void => refresh.current();
    const timer = setInterval(again, everyMs);
    const leave = onChanges(again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      leave();
      document.removeEventListener('visibilitychange', again);
    };
  }, [everyMs]);
  const kept = useRef<Data | undefined>(undefined);
  if (result.data !== undefined && result.data !== null) kept.current = result.data;
  const data = result.data ?? kept.current;
  return {
    data,
    problem: data === undefined && result.error !== undefined ? problemOf(result.error) : null,
    refused: result.error !== undefined && result.error.graphQLErrors.length > 0 ? problemOf(result.error) : null,
    stale: data !== undefined && result.error?.networkError !== undefined,
    refresh: () => refresh.current(),
  };
}
