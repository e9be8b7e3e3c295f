/**
 * What one copied range already contains (correctness.md C3): the snapshot under which it was read, and the end E of
 * its overlap. A transaction that committed after E is never contained; up to E the snapshot judges by top-level id.
 */
import type { Position, PositionOrder } from './position.ts';

/** A snapshot of the source in 64-bit transaction ids: finished below `min`, unstarted from `max` on, `active` between. */
export interface SourceSnapshot {
  readonly min: bigint;
  readonly max: bigint;
  readonly active: ReadonlySet<bigint>;
}

export interface RangeVisibility {
  readonly snapshot: SourceSnapshot;
  /** E: the source's position after the range was read. */
  readonly endPosition: Position;
}

/** Whether the snapshot sees the transaction (given that it committed). */
export function snapshotSees(snapshot: SourceSnapshot, transactionId: bigint): boolean {
  if (transactionId < snapshot.min) return true;
  if (transactionId >= snapshot.max) return false;
  return !snapshot.active.has(transactionId);
}

/** Whether the range already contains a transaction that committed at `commitPosition`. */
export function rangeContains(
  visibility: RangeVisibility,
  transaction: { readonly transactionId: bigint; readonly commitPosition: Position },
  order: PositionOrder,
): boolean {
  if (order.compare(transaction.commitPosition, visibility.endPosition) > 0) return false;
  return snapshotSees(visibility.snapshot, transaction.transactionId);
}

/** Reads PostgreSQL's text form `min:max:a,b,c`, which is also our stored form. */
export function parseSnapshot(text: string): SourceSnapshot {
  const [min = '', max = '', active = ''] = text.split(':');
  return {
    min: BigInt(min),
    max: BigInt(max),
    active: new Set(active === '' ? [] : active.split(',').map((id) => BigInt(id))),
  };
}

export function formatSnapshot(snapshot: SourceSnapshot): string {
  return `${snapshot.min}:${snapshot.max}:${[...snapshot.active].join(',')}`;
}
