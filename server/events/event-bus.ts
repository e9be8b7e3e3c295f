/**
 * Events: numbered, lossless, replayable. They are appended to the outbox in the transaction of the domain change; the bus
 * delivers them in order of their number on every API node. NOTIFY only carries "there is more"; a poll each second backs it.
 * Invariants: E1 numbers grow in the order in which events become visible (appends hold an advisory lock to commit, so a
 * reader that has seen n will never see a smaller one appear). E2 a subscriber gets every event after its cursor once, in order.
 * E3 a subscriber that is too slow for its bounded buffer continues from the outbox, never loses an event.
 */
export const EVENT_TYPES = [
  'TASK_CREATED',
  'TASK_CHANGED',
  'TASK_STATUS_CHANGED',
  'TASK_PENDING_ACTION_CHANGED',
  'TASK_WAITING_FOR_CHANGED',
  'TASK_COMMAND_FAILED',
  'TASK_PARAMETERS_CHANGED',
  'TASK_DELETED',
  'SUBTASK_CHANGED',
  'COMPONENT_CHANGED',
  'SELECTION_CHANGED',
  'OBJECT_CHANGE_CHANGED',
  'PRECHECK_CHANGED',
  'SCHEMA_OBJECT_CHANGED',
  'VERIFICATION_CHANGED',
  'SWITCHOVER_CHANGED',
  'DDL_SEEN',
  'ENDPOINT_CHANGED',
  'ENDPOINT_DELETED',
  'ALERT_CHANGED',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface DomainEvent {
  readonly type: EventType;
  /** Null for events of endpoints. */
  readonly taskId: string | null;
  /** What changed: id of the task, subtask, component, endpoint... */
  readonly subjectId: string;
  /** Small facts, e.g. {from, to} of a status; never secrets, never row values. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface RecordedEvent extends DomainEvent {
  /** Position in the outbox; the cursor. */
  readonly number: bigint;
  readonly at: Date;
}

export interface EventFilter {
  readonly taskIds?: readonly string[] | null;
  readonly types?: readonly EventType[] | null;
}

export interface EventBus {
  /**
   * Events after `after` (a number as text), or from now on when null; ends when the signal aborts.
   * Throws CURSOR_EXPIRED before the first event when those after the cursor were pruned, BAD_INPUT for a cursor that is none.
   */
  subscribe(
    filter: EventFilter,
    options: { readonly after: string | null; readonly signal: AbortSignal },
  ): AsyncIterable<RecordedEvent>;
  /** Number of the newest event, as a cursor. */
  lastCursor(): Promise<string>;
}

/** Port: reads of the outbox, implemented by persistence. */
export interface EventOutbox {
  /** Events with number > after, in order, at most `limit`. */
  read(after: bigint, limit: number): Promise<readonly RecordedEvent[]>;
  /** Newest number, 0 when empty and never used. */
  last(): Promise<bigint>;
  /** The greatest number that was pruned; 0 when none. */
  prunedUpTo(): Promise<bigint>;
  /** Removes events older than `olderThan`; returns how many. */
  prune(olderThan: Date): Promise<number>;
  /** Calls `wake` whenever somebody has appended; returns what ends it. */
  listen(wake: () => void): Promise<() => Promise<void>>;
}
