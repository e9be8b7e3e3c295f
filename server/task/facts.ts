/** Names of the recorded facts of which the steps of a task are a function (next-step.ts). */
export const FACT = {
  prechecked: 'precheck.passed',
  structure: 'structure.created',
  advanced: 'structure.advanced',
  prepared: 'source.prepared',
  copied: 'copy.completed',
  /** A person asked for the copy from its start; recorded until it has begun. */
  copyAgain: 'copy.again',
  keys: 'keys.created',
  overlap: 'overlap.passed',
  constraints: 'constraints.created',
  verificationSkipped: 'verification.skipped',
  /** Since when the changes of each table are counted; not there while they are not. */
  statistics: 'statistics.since',
  released: 'release.removed',
  /** Where the replay stands still while new tables are taken in (object-changer.ts). */
  standstill: 'objects.standstill',
  /** By table id: the position up to which its sub-migration has applied it. */
  handedOver: 'objects.handed_over',
  /** Which side the application writes to (LiveSide); not there before the first switchover. */
  live: 'switchover.live',
  /** Of a leg: what its Store has pulled is applied from now on. */
  replays: 'switchover.replays',
  /** A person wants the fences to stay after release. */
  keptFence: 'switchover.fence_kept',
  /** A person wants sessions that hold a fence up to be ended; recorded until it was done. */
  endWriters: 'switchover.end_writers',
  /** How far the rows are proven to be equal (CoveredUpTo). */
  covered: 'verification.covered',
  /** The same of the run that is under way. */
  covering: 'verification.covering',
  /** What the newest run over rows that changed saw in the log (LastChange). */
  lastChange: 'verification.last_change',
  /** Streams that were replaced and have nothing left on either side, by number; 0 is the first one. */
  retired: 'switchover.retired',
} as const;

export interface LiveSide {
  readonly side: 'SOURCE' | 'TARGET';
  /** The stream that carries the changes of that side to the other: number of the leg, null: the task's own, or none. */
  readonly leg: number | null;
  readonly since: string | null;
}

/** The last transaction that changed a table of the task, when a run over the rows that changed began. */
export interface LastChange {
  readonly runId: string;
  readonly position: string | null;
  readonly at: string | null;
}

/** The last run that found all that it compared equal. */
export interface CoveredUpTo {
  /** Null: a stream that began with both sides equal. */
  readonly runId: string | null;
  /** Of the log: rows that changed in transactions behind it are not proven. */
  readonly ordinal: number;
  /** Of the log: another one counts anew. */
  readonly logId: string;
}
