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
} as const;
