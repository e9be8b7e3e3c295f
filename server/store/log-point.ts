/** The transaction of a change log that stands at a position, found by halves: a log can hold many millions. */
import type { Position, PositionOrder } from '../core/position.ts';
import type { ChangeLogReader, LogPoint } from './change-log.ts';

/** The last transaction that committed at the position or before; null when the log does not reach from before it to behind it. */
export async function logPointAt(
  log: ChangeLogReader,
  position: Position,
  order: PositionOrder,
): Promise<LogPoint | null> {
  const bounds = await log.bounds();
  if (bounds === null) return null;
  const { first, last } = bounds;
  if (order.compare(position, first.position) < 0 || order.compare(position, last.position) > 0) return null;
  let found = first;
  let beyond = last.ordinal + 1;
  while (beyond - found.ordinal > 1) {
    const middle = await pointOf(log, Math.floor((found.ordinal + beyond) / 2));
    if (order.compare(middle.position, position) <= 0) found = middle;
    else beyond = middle.ordinal;
  }
  return found;
}

async function pointOf(log: ChangeLogReader, ordinal: number): Promise<LogPoint> {
  const stop = new AbortController();
  try {
    for await (const items of log.read(ordinal, stop.signal))
      for (const item of items)
        if (item.kind === 'part' && item.part.ordinal === ordinal)
          return {
            ordinal,
            position: item.part.commitPosition,
            committedAtMicros: item.part.committedAtMicros,
          };
  } finally {
    stop.abort();
  }
  throw new Error(`transaction ${ordinal} is not in the log`);
}
