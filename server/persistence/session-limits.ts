/** Limits of every session on the control database. */

/** A process that stands still inside a transaction loses it, and with it the locks that its successors wait for (C17). */
export const STANDSTILL_MS = 3_000;

/** The same for one that stands still between the messages of one statement, and the longest that a statement may take. */
export const STATEMENT_MS = 15_000;
