/** Where the stream is: the position and the source timestamp reached, and how long the source keeps what is still needed. */
import type { ReactNode } from 'react';
import { bytes, duration, exact } from '../../format/format.ts';

/** The service says a year at the most, of a log that is not in danger. */
const NOT_IN_SIGHT_MS = 364 * 86_400_000;
const SOON_MS = 3_600_000;

interface Stream {
  readonly latency?: { readonly position?: string | null; readonly sourceTimestamp?: string | null } | null;
  readonly sourceLog: { readonly retainedBytes?: string | null; readonly lostInMs?: number | null };
}

export function streamFacts({ latency, sourceLog }: Stream): readonly (readonly [string, ReactNode])[] {
  const { lostInMs = null, retainedBytes = null } = sourceLog;
  return [
    ['Source timestamp reached', latency?.sourceTimestamp ? exact(new Date(latency.sourceTimestamp)) : '–'],
    [
      'Position reached',
      <span key="position" className="mono">
        {latency?.position ?? '–'}
      </span>,
    ],
    [
      'Log of the source is lost',
      <span key="log" className={lostInMs !== null && lostInMs < SOON_MS ? 'state warn' : undefined}>
        {lossWords(lostInMs)}
      </span>,
    ],
    ['Log that the source keeps', bytes(retainedBytes)],
  ];
}

function lossWords(lostInMs: number | null): string {
  if (lostInMs === null) return '–';
  return lostInMs >= NOT_IN_SIGHT_MS ? 'not in sight' : `in ${duration(lostInMs)}`;
}
