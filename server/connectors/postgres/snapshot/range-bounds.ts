/** Bounds of a range as they are stored (JSON) and as a condition in SQL. */
import { GodwitError } from '../../../core/errors.ts';
import type { RangeBounds } from '../../snapshot-reader.ts';
import { quoteName, quoteText } from '../sql-text.ts';

export function formatBounds(bounds: RangeBounds, shared: boolean): string {
  return JSON.stringify(shared ? { ...bounds, shared } : bounds);
}

export function parseBounds(text: string): { bounds: RangeBounds; shared: boolean } {
  const { shared = false, ...bounds } = JSON.parse(text) as RangeBounds & { shared?: boolean };
  if (bounds.kind !== 'WHOLE' && bounds.kind !== 'KEY' && bounds.kind !== 'BLOCK')
    throw new GodwitError('INTERNAL_ERROR', { detail: 'a copied range has unknown bounds' }, { rowDetail: text });
  return { bounds, shared };
}

/** The condition that selects the range, or null for the whole table. `type` is that of the key column. */
export function boundsCondition(bounds: RangeBounds, type: string | null): string | null {
  switch (bounds.kind) {
    case 'WHOLE':
      return null;
    case 'BLOCK':
      return `ctid >= '(${bounds.from},0)'::tid AND ctid < '(${bounds.to},0)'::tid`;
    case 'KEY': {
      const column = quoteName(bounds.column);
      const value = (text: string): string => `${quoteText(text)}${type === null ? '' : `::${type}`}`;
      const parts = [
        bounds.from === null ? null : `${column} >= ${value(bounds.from)}`,
        bounds.to === null ? null : `${column} < ${value(bounds.to)}`,
      ];
      return parts.filter((part) => part !== null).join(' AND ') || null;
    }
  }
}
