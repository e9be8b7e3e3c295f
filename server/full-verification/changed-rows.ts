/**
 * Which rows the log changed in a span: what is to be compared again after both sides had been found equal before it. One pass
 * over the log for all tables, bounded: a table with more changed keys than can be kept, a truncated one, and one whose log does
 * not say the key are compared as a whole.
 */
import { tableKey } from '../core/object-map.ts';
import { GodwitError } from '../core/errors.ts';
import type { Position } from '../core/position.ts';
import type { RowCells } from '../connectors/row-digester.ts';
import type { ChangeLogReader } from '../store/change-log.ts';
import { touchedKeys } from './expected-rows.ts';
import { eachChange, layoutOf, type Layout } from './log-span.ts';
import type { ComparedTable } from './verification-plan.ts';

/** Keys of all tables together: some hundred megabytes at the most. */
const MOST_KEYS = 1_000_000;

export interface ChangedRows {
  /** By mapping id; tables that nothing changed are absent. */
  readonly rows: ReadonlyMap<string, readonly RowCells[] | 'ALL'>;
  /** The last transaction that changed one of the tables; null: none did. */
  readonly last: { readonly position: Position; readonly committedAtMicros: number } | null;
}

interface OwnLayout extends Layout {
  readonly compared: ComparedTable;
}

/** Of the transactions `fromOrdinal` to `upToOrdinal`. Throws LOG_POSITION_MISSING when the log does not hold them any more. */
export async function readChangedRows(
  log: ChangeLogReader,
  span: { readonly fromOrdinal: number; readonly upToOrdinal: number; readonly tables: readonly ComparedTable[] },
): Promise<ChangedRows> {
  const rows = new Map<string, Map<string, RowCells> | 'ALL'>();
  let last: ChangedRows['last'] = null;
  let kept = 0;
  if (span.fromOrdinal > span.upToOrdinal) return { rows: new Map(), last };
  const named = new Map(
    span.tables.flatMap((compared) =>
      compared.logged.flatMap((of) => of.names.map((name) => [tableKey(name), { compared, of }] as const)),
    ),
  );
  const layouts = new Map<number, OwnLayout>();
  const stop = new AbortController();
  const take = (compared: ComparedTable, keys: ReadonlyMap<string, RowCells> | 'ALL'): void => {
    const { id } = compared.mapping;
    const own = rows.get(id);
    if (own === 'ALL') return;
    if (keys === 'ALL' || kept > MOST_KEYS) {
      rows.set(id, 'ALL');
      kept -= own?.size ?? 0;
      return;
    }
    const all = own ?? new Map<string, RowCells>();
    kept -= all.size;
    for (const [key, cells] of keys) all.set(key, cells);
    kept += all.size;
    rows.set(id, all);
  };
  for await (const items of log.read(span.fromOrdinal, stop.signal)) {
    for (const item of items) {
      if (item.kind === 'definition') {
        const of = named.get(tableKey(item.definition));
        if (of)
          layouts.set(item.table, {
            ...layoutOf(item.definition, { ...of.of, filter: null }, of.compared.source),
            compared: of.compared,
          });
        continue;
      }
      const { part } = item;
      if (part.ordinal > span.upToOrdinal) {
        stop.abort();
        break;
      }
      try {
        eachChange(part.records, layouts, ({ compared, cells }, row) => {
          last = { position: part.commitPosition, committedAtMicros: part.committedAtMicros };
          // a column that came later matters only where it is of the key
          const told = row !== 'TRUNCATED' && compared.source.key.every((index) => cells[index] !== -1);
          take(compared, told ? touchedKeys(compared.source, [row]) : 'ALL');
        });
      } catch (error) {
        if (!(error instanceof GodwitError) || error.code !== 'REPLICA_IDENTITY_MISSING') throw error;
        for (const { compared } of layouts.values()) take(compared, 'ALL'); // whose it is the error says in words only
      }
      if (part.last && part.ordinal === span.upToOrdinal) stop.abort();
    }
    if (stop.signal.aborted) break;
  }
  return { rows: new Map([...rows].map(([id, keys]) => [id, keys === 'ALL' ? 'ALL' : [...keys.values()]])), last };
}
