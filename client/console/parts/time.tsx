/** A moment as its distance from now, the exact one on hover; and a duration that may still be running. */
import { useNow } from '../format/clock.ts';
import { duration, exact, relative } from '../format/format.ts';

export function Ago({ at }: { readonly at: string | null | undefined }) {
  const now = useNow();
  if (!at) return <span className="muted">–</span>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exact(moment)} className="number">
      {relative(moment, now)}
    </time>
  );
}

/** From start to end, or to now. */
export function Took({
  from,
  to,
}: {
  readonly from: string | null | undefined;
  readonly to: string | null | undefined;
}) {
  const now = useNow();
  if (!from) return <span className="muted">–</span>;
  const start = new Date(from);
  const end = to ? new Date(to).getTime() : now;
  return (
    <span className="number" title={`Started ${exact(start)}${to ? `, ended ${exact(new Date(to))}` : ''}`}>
      {duration(Math.max(0, end - start.getTime()))}
    </span>
  );
}
