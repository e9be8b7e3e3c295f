/** What an action answered, for a few seconds in the corner; a failure stays until it is closed. */
import { useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';
import { Notice, ProblemNotice, type Problem } from './notice.tsx';

interface Flash {
  readonly id: number;
  readonly says: string | Problem;
}

const SHOWN_MS = 4_000;
let flashes: readonly Flash[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Flash[]): void {
  flashes = next;
  for (const listener of listeners) listener();
}

function close(id: number): void {
  set(flashes.filter((flash) => flash.id !== id));
}

export function flash(says: string | Problem): void {
  lastId += 1;
  const id = lastId;
  set([...flashes.slice(-2), { id, says }]);
  if (typeof says === 'string') setTimeout(() => close(id), SHOWN_MS);
}

export function Flashes() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flashes,
  );
  return (
    <div className="flash" role="region" aria-label="Messages" aria-live="polite">
      {shown.map(({ id, says }) => {
        const end = (
          <button type="button" className="button plain small" aria-label="Close message" onClick={() => close(id)}>
            <Icon name="close" size={14} />
          </button>
        );
        return typeof says === 'string' ? (
          <Notice key={id} tone="good" end={end}>
            {says}
          </Notice>
        ) : (
          <ProblemNotice key={id} problem={says} end={end} />
        );
      })}
    </div>
  );
}
