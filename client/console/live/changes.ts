/**
 * "Something changed": the numbered events of the service, told to whoever shows what they are about. Events of one moment
 * are told together, at most twice a second, so that a burst does not become a storm of queries.
 */
export interface Change {
  /** Null: not about a task. */
  readonly taskId: string | null;
}

const PAUSE_MS = 500;
const listeners = new Set<(changes: readonly Change[]) => void>();
let waiting: Change[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export function tellChange(change: Change): void {
  waiting.push(change);
  timer ??= setTimeout(() => {
    timer = undefined;
    const told = waiting;
    waiting = [];
    for (const listener of listeners) listener(told);
  }, PAUSE_MS);
}

export function onChanges(listener: (changes: readonly Change[]) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
