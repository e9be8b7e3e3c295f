/** What the writing child of the crash test appends, and what its parent expects to find. */
import type { TransactionPart } from '../../server/core/change.ts';
import { asPosition } from '../../server/core/position.ts';

export function sliceOf(
  ordinal: number,
  table: number,
  { slice, slices }: { readonly slice: number; readonly slices: number },
): TransactionPart {
  return {
    ordinal,
    first: slice === 0,
    last: slice === slices - 1,
    transactionId: BigInt(ordinal),
    commitPosition: asPosition(`0/${ordinal.toString(16)}`),
    committedAtMicros: ordinal,
    origin: null,
    rowCount: 1,
    records: Buffer.from(`${ordinal} ${slice} t${ordinal % 50}=${table} ${'x'.repeat((ordinal * 37) % 3_000)}`),
  };
}
