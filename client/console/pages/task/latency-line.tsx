/**
 * X seconds (updated Y seconds ago). Between two answers both figures age with the clock, so that a figure which nobody
 * renews looks as old as it is; over 20 seconds it is shown as stale.
 */
import { useRef } from 'react';
import { useNow } from '../../format/clock.ts';
import { latencyWords } from '../../format/format.ts';
import { Icon } from '../../parts/icon.tsx';

const STALE_MS = 20_000;

interface Latency {
  readonly latencyMs?: number | null;
  readonly updatedAgoMs?: number | null;
}

export function LatencyLine({
  latency,
  large = false,
}: {
  readonly latency: Latency | null | undefined;
  readonly large?: boolean;
}) {
  const now = useNow();
  const seen = useRef<{ latency: Latency | null | undefined; at: number }>({ latency, at: Date.now() });
  if (seen.current.latency !== latency) seen.current = { latency, at: Date.now() };
  if (latency?.latencyMs === null || latency?.latencyMs === undefined)
    return <span className="muted">No figure yet</span>;
  const aged = Math.max(0, now - seen.current.at);
  const ago = latency.updatedAgoMs === null || latency.updatedAgoMs === undefined ? null : latency.updatedAgoMs + aged;
  const stale = ago !== null && ago > STALE_MS;
  return (
    <span className={`number latency${large ? ' large' : ''}${stale ? ' state warn' : ''}`}>
      {stale ? <Icon name="warning" size={14} /> : null}
      {latencyWords(latency.latencyMs + (stale ? aged : 0), ago)}
    </span>
  );
}
