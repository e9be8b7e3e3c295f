/**
 * Whether the log that a task still needs could be lost, or its own log could take no more: told while there is time.
 * The source drops what a slot holds back beyond max_slot_wal_keep_size; our own log is bounded by its retention, of
 * which only what is applied may go, and by the disk it lies on.
 */
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';

export interface LogReading {
  /** Seconds until the source drops what is needed, aged to now; null when it does not or nobody has measured it. */
  readonly sourceSecondsLeft: number | null;
  /** What of our log no reader is done with, and the most that may be kept. */
  readonly unappliedBytes: number | null;
  readonly limitBytes: number | null;
  readonly logBytes: number | null;
  readonly diskFreeBytes: number | null;
  readonly pulledBytesPerSecond: number | null;
}

export const NO_LOG: LogReading = {
  sourceSecondsLeft: null,
  unappliedBytes: null,
  limitBytes: null,
  logBytes: null,
  diskFreeBytes: null,
  pulledBytesPerSecond: null,
};

const SOON_SECONDS = 3_600;
const NEARLY_FULL = 0.8;
const LITTLE_DISK_BYTES = 1024 ** 3;
/** An open alert ends when there is so much more room than it takes to raise one. */
const EASED = 1.25;

export function logTrouble(reading: LogReading): { readonly reason: ErrorReason | null; readonly stays: boolean } {
  const reason = troubleBelow(reading, 1);
  return { reason, stays: reason !== null || troubleBelow(reading, EASED) !== null };
}

function troubleBelow(reading: LogReading, wideness: number): ErrorReason | null {
  const { sourceSecondsLeft, unappliedBytes, limitBytes, diskFreeBytes } = reading;
  if (sourceSecondsLeft !== null && sourceSecondsLeft < SOON_SECONDS * wideness)
    return reasonOf(new GodwitError('SOURCE_LOG_ENDS', { minutes: Math.max(0, Math.floor(sourceSecondsLeft / 60)) }));
  if (unappliedBytes !== null && limitBytes !== null && unappliedBytes > (limitBytes * NEARLY_FULL) / wideness)
    return reasonOf(new GodwitError('LOG_NEARLY_FULL', { bytes: unappliedBytes, limit: limitBytes }));
  if (diskFreeBytes !== null && diskIsShort(reading, wideness))
    return reasonOf(new GodwitError('LOG_DISK_LOW', { free: diskFreeBytes }));
  return null;
}

/** A disk that has room for all that the log may still grow by is never short. */
function diskIsShort(
  { diskFreeBytes, limitBytes, logBytes, pulledBytesPerSecond }: LogReading,
  wideness: number,
): boolean {
  if (diskFreeBytes === null || limitBytes === null || logBytes === null) return false;
  if (diskFreeBytes >= limitBytes - logBytes) return false;
  return (
    diskFreeBytes < LITTLE_DISK_BYTES * wideness ||
    diskFreeBytes < (pulledBytesPerSecond ?? 0) * SOON_SECONDS * wideness
  );
}
