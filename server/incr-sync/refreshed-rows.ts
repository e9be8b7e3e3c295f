/**
 * Keys that were refreshed from the source (C9) and what each refresh already contains, until the log has passed it.
 * Kept in memory: after a crash the changes in between are replayed onto the refreshed row and end in the same state.
 */
import type { PositionOrder } from '../core/position.ts';
import { rangeContains, type RangeVisibility } from '../core/range-visibility.ts';
import type { TransactionMark } from './overlap.ts';

export class RefreshedRows {
  readonly #order: PositionOrder;
  readonly #rows = new Map<string, { readonly visibility: RangeVisibility; readonly ordinal: number }>();

  constructor(order: PositionOrder) {
    this.#order = order;
  }

  get any(): boolean {
    return this.#rows.size > 0;
  }

  add(tableId: string, key: string, refresh: { readonly visibility: RangeVisibility; readonly ordinal: number }): void {
    this.#rows.set(`${tableId}\0${key}`, refresh);
  }

  contains(tableId: string, key: string, transaction: TransactionMark): boolean {
    const found = this.#rows.get(`${tableId}\0${key}`);
    return found !== undefined && rangeContains(found.visibility, transaction, this.#order);
  }

  /** Forgets refreshes whose overlap ends before this position. */
  forgetBefore(transaction: TransactionMark): void {
    for (const [key, { visibility }] of this.#rows) {
      if (this.#order.compare(transaction.commitPosition, visibility.endPosition) > 0) this.#rows.delete(key);
    }
  }

  /** Forgets what was refreshed in transactions that were rolled back. */
  forgetAfterOrdinal(ordinal: number): void {
    for (const [key, refresh] of this.#rows) if (refresh.ordinal > ordinal) this.#rows.delete(key);
  }
}
