/**
 * One change of the log -> what it does to the target, after the judgement of the overlap (C3), row refreshes (C9) and
 * the row filter. Old and new side are judged by themselves:
 *
 *   old \ new     carried              not carried
 *   there         UPDATE               DELETE
 *   perhaps       REPLACE              DELETE (loose)       default identity does not show the old row to the filter
 *   not there     INSERT               NONE
 *
 * A side that a copied range already contains is "not there" / "not carried". A row that must be written whole while a
 * cell of it was not sent is a REFRESH.
 */
import { CHANGE, TUPLE, skipTuple } from '../core/change.ts';
import { GodwitError } from '../core/errors.ts';
import type { TargetTable } from '../connectors/target-writer.ts';
import type { DdlPlaces } from './ddl-player.ts';
import type { TransactionMark } from './overlap.ts';
import type { RefreshedRows } from './refreshed-rows.ts';
import type { TablePlan } from './table-plan.ts';
import { cellText, cellsKey, compose, hasUnsent } from './tuple.ts';

export type EffectKind = 'NONE' | 'INSERT' | 'UPDATE' | 'DELETE' | 'REPLACE' | 'REFRESH';

/** Filled anew for each change; nothing is allocated per row. */
export interface Effect {
  kind: EffectKind;
  /** What the source did: I, U or D. */
  change: number;
  /** Tuple whose key cells (without a key: all cells) address the old row; offset -1 where there is none. */
  old: { buffer: Buffer; offset: number };
  row: { buffer: Buffer; offset: number };
  /** The old row need not be there. */
  loose: boolean;
}

export interface Judgement {
  readonly transaction: TransactionMark;
  /** False once the log is behind the greatest E. */
  readonly overlapping: boolean;
  readonly refreshed: RefreshedRows;
  /** Mapping ids of tables without a key whose rows can be found fast on the target (C6). */
  readonly keylessReady: ReadonlySet<string>;
  /** Kinds of changes (CHANGE) that are not applied; null: all are. */
  readonly leftOut: ReadonlySet<number> | null;
  readonly ddlPlaces: DdlPlaces;
  /** Whether a DDL statement may be one to apply. */
  readonly appliesDdl: (content: string) => boolean;
}

/** The first change of an existing row of a table without a key: the target has to be made ready for such changes. */
export class KeylessNotReady extends Error {
  readonly table: TargetTable;

  constructor(table: TargetTable) {
    super(`rows of ${table.id} have no key yet to be found by`);
    this.name = 'KeylessNotReady';
    this.table = table;
  }
}

const EMPTY = Buffer.alloc(2);
export const newEffect = (): Effect => ({
  kind: 'NONE',
  change: 0,
  old: { buffer: EMPTY, offset: -1 },
  row: { buffer: EMPTY, offset: -1 },
  loose: false,
});

/** Reads the record at `start` (an insert, update or delete) into `effect`. */
export function readEffect(
  plan: TablePlan,
  records: Buffer,
  start: number,
  judgement: Judgement,
  effect: Effect,
): void {
  const change = records[start] ?? 0;
  let at = start + 5;
  let oldAt = -1;
  let whole = false;
  if (records[at] !== TUPLE.new) {
    whole = records[at] === TUPLE.old;
    oldAt = at + 1;
    if (change === CHANGE.update) at = skipTuple(records, oldAt);
  }
  const newAt = change === CHANGE.delete ? -1 : at + 1;
  effect.change = change;
  effect.loose = false;
  effect.row.buffer = records;
  effect.row.offset = newAt;
  effect.old.buffer = records;
  effect.old.offset = oldAt >= 0 || change === CHANGE.insert ? oldAt : newAt;
  if (plan.keyCells === null && change !== CHANGE.insert && !whole) {
    throw new GodwitError('REPLICA_IDENTITY_MISSING', { table: `${plan.definition.schema}.${plan.definition.name}` });
  }
  if (newAt >= 0 && whole && hasUnsent(records, newAt)) {
    const full = compose({ buffer: records, offset: oldAt }, { buffer: records, offset: newAt });
    effect.row.buffer = full.buffer;
    effect.row.offset = full.offset;
  }
  if (plan.keyCells === null && change !== CHANGE.insert && !judgement.keylessReady.has(plan.target.id))
    throw new KeylessNotReady(plan.target);
  decide(plan, judgement, effect, whole);
}

type Side = 'yes' | 'no' | 'perhaps' | 'unsent';

function decide(plan: TablePlan, judgement: Judgement, effect: Effect, whole: boolean): void {
  const oldSide: Side =
    effect.change === CHANGE.insert || contained(plan, judgement, effect, 'old')
      ? 'no'
      : plan.filter === null
        ? 'yes'
        : whole
          ? passes(plan, effect.old)
          : 'perhaps';
  const newSide: Side =
    effect.change === CHANGE.delete || contained(plan, judgement, effect, 'row') ? 'no' : passes(plan, effect.row);
  effect.loose = oldSide === 'perhaps';
  if (newSide === 'unsent') effect.kind = 'REFRESH';
  else if (newSide === 'no') effect.kind = oldSide === 'no' ? 'NONE' : 'DELETE';
  else if (oldSide === 'yes') effect.kind = 'UPDATE';
  else if (hasUnsent(effect.row.buffer, effect.row.offset)) effect.kind = 'REFRESH';
  else effect.kind = oldSide === 'no' ? 'INSERT' : 'REPLACE';
  if (effect.kind === 'REFRESH' && oldSide === 'no') effect.old.offset = -1;
}

function passes(plan: TablePlan, { buffer, offset }: { buffer: Buffer; offset: number }): Side {
  if (plan.filter === null) return 'yes';
  let unsent = false;
  const passed = plan.filter((column) => {
    const text = cellText(buffer, offset, filteredCell(plan, column));
    if (text === undefined) unsent = true;
    return text ?? null;
  });
  if (unsent) return 'unsent';
  return passed === true ? 'yes' : 'no';
}

/** The cell of a column that the filter asks for; a stream that no longer has it stops the table (C15). */
export function filteredCell(plan: TablePlan, column: string): number {
  const cell = plan.cellOf.get(column);
  if (cell === undefined)
    throw new GodwitError('TABLE_CHANGED', {
      table: `${plan.mapping.source.schema}.${plan.mapping.source.name}`,
      detail: `column ${column} of its row filter was dropped or renamed at the source`,
    });
  return cell;
}

function contained(plan: TablePlan, judgement: Judgement, effect: Effect, side: 'old' | 'row'): boolean {
  const { buffer, offset } = effect[side];
  if (judgement.refreshed.any && plan.keyCells !== null) {
    const key = cellsKey(buffer, offset, plan.keyCells);
    if (judgement.refreshed.contains(plan.target.id, key, judgement.transaction)) return true;
  }
  if (!judgement.overlapping || plan.overlap === null) return false;
  return plan.overlap.contains(
    plan.rangeCell < 0 ? null : rangeValue(plan, effect, side),
    judgement.transaction,
    plan.rangeOrder,
  );
}

/** The value that ranges are cut on; a key tuple that does not carry it means that it did not change. */
function rangeValue(plan: TablePlan, effect: Effect, side: 'old' | 'row'): string | null {
  const own = cellText(effect[side].buffer, effect[side].offset, plan.rangeCell) ?? null;
  return own === null && effect.row.offset >= 0
    ? (cellText(effect.row.buffer, effect.row.offset, plan.rangeCell) ?? null)
    : own;
}
