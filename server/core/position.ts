/**
 * A position in a source's change log. Opaque outside its dialect: kept, shown and handed back, never taken apart.
 * The dialect provides the order (PositionOrder); GTID sets are not totally ordered, so nothing else may compare.
 */
export type Position = string & { readonly __position: true };

export const asPosition = (text: string): Position => text as Position; // the one place where a string becomes one

export interface PositionOrder {
  /** Negative when `a` lies before `b`, 0 when equal, positive when after. */
  compare(a: Position, b: Position): number;
}
