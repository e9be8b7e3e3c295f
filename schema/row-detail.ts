/**
 * Who may read values of migrated rows (product.md section 8): OPERATOR and ADMIN. Whole rows (differences, conflicts) are
 * refused to a VIEWER with FORBIDDEN; words beside something that everyone may see (a reason, a log line, a statement)
 * are null for one, so that the same document serves every role.
 */
import { atLeast, type Actor } from '../server/core/actor.ts';

/** `words` for who may read them, else null. */
export const forReaderOfRows = (actor: Actor, words: string | null | undefined): string | null =>
  atLeast(actor.role, 'OPERATOR') ? (words ?? null) : null;

/** Facts of an event without the one that can hold values of rows (errors.ts: rowFacts), unless `actor` may read it. */
export function factsFor<Facts extends Readonly<Record<string, unknown>>>(actor: Actor, facts: Facts): Facts {
  if (!('rowDetail' in facts) || atLeast(actor.role, 'OPERATOR')) return facts;
  const { rowDetail: _, ...others } = facts;
  return others as unknown as Facts; // every reader takes any fact as one that may be missing
}

export const ROW_DETAIL =
  'What the database said, or was asked, where it can hold values of rows; null when there is nothing of the kind, and for the role VIEWER.';
