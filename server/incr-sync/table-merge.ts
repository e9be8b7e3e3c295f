/**
 * Changes of one table in the order of the log -> their net effect per key (TableChange).
 *
 * A slot is one row: `was`, how it is addressed on the target before the batch (none: born in the batch), and `now`, its
 * newest tuple (none: deleted). Slots are found by the row's present key. What serial replay could only do as a conflict
 * (an insert of a living key, a change of a dead one) is not merged: take() answers false and the batch is replayed alone.
 */
import { CELL, CHANGE } from '../core/change.ts';
import type { TableChange, TargetTable, TupleAt, UpdateGroup } from '../connectors/target-writer.ts';
import type { Effect } from './effect.ts';
import type { TablePlan } from './table-plan.ts';
import { cellAt, cellsKey, compose, hasUnsent, TupleList } from './tuple.ts';

class Slot {
  was: TupleAt | null;
  now: TupleAt | null;
  /** Deleted and inserted again. */
  fresh = false;
  loose = false;
  unsent = false;
  moved = false;

  constructor(was: TupleAt | null, now: TupleAt | null) {
    this.was = was;
    this.now = now;
  }
}

/** A merged change in two parts that can be applied one after the other, with other work between. */
export interface SplitChange {
  /** Rows that no earlier merge touches. */
  readonly free: TableChange;
  readonly bound: TableChange;
}

export interface TableMerge {
  readonly table: TargetTable;
  /** Takes in an effect (not NONE, not REFRESH); false when it cannot be merged. */
  take(plan: TablePlan, effect: Effect): boolean;
  result(): TableChange;
  /** Splits by what earlier merges of the same TargetTable write. */
  split(earlier: readonly TableMerge[]): SplitChange;
  /** Whether it may write a row of that key (cellsKey over the key cells). */
  touches(key: string): boolean;
}

const at = ({ buffer, offset }: TupleAt): TupleAt => ({ buffer, offset });

export class KeyedMerge implements TableMerge {
  readonly table: TargetTable;
  readonly #plan: TablePlan;
  readonly #keyCells: readonly number[];
  readonly #slots = new Map<string, Slot>();
  readonly #displaced: Slot[] = [];
  /** Keys that a row had before it moved, or was deleted under before another took it. */
  readonly #left = new Set<string>();

  constructor(plan: TablePlan, keyCells: readonly number[]) {
    this.table = plan.target;
    this.#plan = plan;
    this.#keyCells = keyCells;
  }

  take(_plan: TablePlan, effect: Effect): boolean {
    switch (effect.kind) {
      case 'INSERT':
        return this.#insert(effect);
      case 'DELETE':
        return this.#delete(effect);
      case 'UPDATE':
        return this.#update(effect);
      case 'REPLACE':
        return this.#delete(effect) && this.#insert(effect);
      default:
        return true;
    }
  }

  result(): TableChange {
    const all = this.#netChange();
    for (const slot of this.#displaced) all.add(slot);
    for (const slot of this.#slots.values()) all.add(slot);
    return all.result();
  }

  split(earlier: readonly TableMerge[]): SplitChange {
    const free = this.#netChange();
    const bound = this.#netChange();
    const touched = (key: string): boolean => earlier.some((merge) => merge.touches(key));
    const before = (slot: Slot): boolean => slot.was !== null && touched(this.#key(slot.was));
    for (const slot of this.#displaced) (before(slot) ? bound : free).add(slot);
    for (const [key, slot] of this.#slots) (touched(key) || (slot.moved && before(slot)) ? bound : free).add(slot);
    return { free: free.result(), bound: bound.result() };
  }

  touches(key: string): boolean {
    return this.#slots.has(key) || this.#left.has(key);
  }

  #netChange(): NetChange {
    return new NetChange(this.#plan, this.#keyCells);
  }

  #insert({ row }: Effect): boolean {
    const key = this.#key(row);
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      this.#slots.set(key, new Slot(null, at(row)));
      return true;
    }
    if (slot.now !== null) return false;
    slot.now = at(row);
    slot.fresh = true;
    return true;
  }

  #delete({ old, loose }: Effect): boolean {
    const key = this.#key(old);
    const slot = this.#slots.get(key);
    if (slot === undefined) {
      const dead = new Slot(at(old), null);
      dead.loose = loose;
      this.#slots.set(key, dead);
      return true;
    }
    if (slot.now === null) return loose;
    if (slot.was === null) this.#slots.delete(key);
    slot.now = null;
    return true;
  }

  #update({ old, row }: Effect): boolean {
    const newKey = this.#key(row);
    const oldKey = old.offset === row.offset && old.buffer === row.buffer ? newKey : this.#key(old);
    let slot = this.#slots.get(oldKey);
    if (slot === undefined) {
      slot = new Slot(at(old), at(row));
      this.#slots.set(oldKey, slot);
    } else if (slot.now === null) {
      return false;
    } else {
      slot.now = hasUnsent(row.buffer, row.offset) ? compose(slot.now, row) : at(row);
    }
    slot.unsent = slot.now !== null && hasUnsent(slot.now.buffer, slot.now.offset);
    return newKey === oldKey || this.#move(slot, oldKey, newKey);
  }

  #move(slot: Slot, oldKey: string, newKey: string): boolean {
    const there = this.#slots.get(newKey);
    if (there !== undefined) {
      if (there.now !== null) return false;
      this.#displaced.push(there);
      this.#left.add(newKey);
    }
    this.#slots.delete(oldKey);
    this.#left.add(oldKey);
    this.#slots.set(newKey, slot);
    slot.moved = true;
    return true;
  }

  #key({ buffer, offset }: TupleAt): string {
    return cellsKey(buffer, offset, this.#keyCells);
  }
}

/** Slots -> the statements that they need. */
class NetChange {
  readonly #table: TargetTable;
  /** Whether a row whose key moved, and any row, is written anew instead of updated. */
  readonly #replacesMoved: boolean;
  readonly #replacesAll: boolean;
  readonly #deletes = new TupleList();
  readonly #looseDeletes = new TupleList();
  readonly #inserts = new TupleList();
  readonly #updates: UpdateGroups;

  constructor({ target, replaceable, fixedCells }: TablePlan, keyCells: readonly number[]) {
    this.#table = target;
    this.#replacesMoved = replaceable;
    this.#replacesAll = replaceable && fixedCells.length > 0;
    this.#updates = new UpdateGroups(target, keyCells);
  }

  add(slot: Slot): void {
    const { was, now } = slot;
    if (was === null) {
      if (now !== null) this.#inserts.push(now.buffer, now.offset);
      return;
    }
    const replaced = !slot.unsent && (this.#replacesAll || (slot.moved && this.#replacesMoved));
    if (now !== null && !slot.fresh && !replaced) {
      this.#updates.add(was, now, slot);
      return;
    }
    (slot.loose ? this.#looseDeletes : this.#deletes).push(was.buffer, was.offset);
    if (now !== null) this.#inserts.push(now.buffer, now.offset);
  }

  result(): TableChange {
    return {
      table: this.#table,
      deletes: this.#deletes,
      looseDeletes: this.#looseDeletes,
      updates: this.#updates.groups(),
      inserts: this.#inserts,
    };
  }
}

/** Updates grouped by the columns that they send. */
class UpdateGroups {
  readonly #table: TargetTable;
  readonly #groups = new Map<string, { columns: number[]; keys: TupleList; rows: TupleList }>();
  readonly #keyCells: readonly number[];

  constructor(table: TargetTable, keyCells: readonly number[]) {
    this.#table = table;
    this.#keyCells = keyCells;
  }

  add(was: TupleAt, now: TupleAt, slot: { readonly unsent: boolean; readonly moved: boolean }): void {
    const name = slot.unsent ? this.#sent(now, slot.moved).join() : slot.moved ? 'all' : 'values';
    let group = this.#groups.get(name);
    if (!group) {
      group = { columns: this.#sent(now, slot.moved), keys: new TupleList(), rows: new TupleList() };
      this.#groups.set(name, group);
    }
    group.keys.push(was.buffer, was.offset);
    group.rows.push(now.buffer, now.offset);
  }

  groups(): UpdateGroup[] {
    return [...this.#groups.values()];
  }

  #sent(now: TupleAt, withKey: boolean): number[] {
    return sentColumns(this.#table, now, withKey ? [] : this.#keyCells);
  }
}

/** Indices of the columns that the tuple sends, without those of the cells given. */
export function sentColumns(table: TargetTable, { buffer, offset }: TupleAt, without: readonly number[]): number[] {
  return table.columns.flatMap(({ cell }, index) =>
    without.includes(cell) || buffer[cellAt(buffer, offset, cell)] === CELL.unchanged ? [] : [index],
  );
}

const nothing = (table: TargetTable): TableChange => ({
  table,
  deletes: new TupleList(),
  looseDeletes: new TupleList(),
  updates: [],
  inserts: new TupleList(),
});

/** Without a key equal rows are interchangeable: what counts is how many of each come or go. */
export class KeylessMerge implements TableMerge {
  readonly table: TargetTable;
  readonly #inserts = new TupleList();
  /** Net number per row, kept from the first delete on. */
  #rows: Map<string, { readonly tuple: TupleAt; net: number }> | null = null;
  readonly #cells: readonly number[];

  constructor(plan: TablePlan) {
    this.table = plan.target;
    this.#cells = plan.carriedCells;
  }

  take(_plan: TablePlan, effect: Effect): boolean {
    if (effect.change !== CHANGE.insert && this.#rows === null) this.#startCounting();
    if (effect.kind === 'DELETE' || effect.kind === 'UPDATE') this.#add(effect.old, -1);
    if (effect.kind === 'INSERT' || effect.kind === 'UPDATE') this.#add(effect.row, 1);
    return true;
  }

  result(): TableChange {
    const deletes = new TupleList();
    const inserts = this.#rows === null ? this.#inserts : new TupleList();
    for (const { tuple, net } of this.#rows?.values() ?? []) {
      const list = net < 0 ? deletes : inserts;
      for (let left = Math.abs(net); left > 0; left -= 1) list.push(tuple.buffer, tuple.offset);
    }
    return { ...nothing(this.table), deletes, inserts };
  }

  /** New rows meet nobody; what removes one of several equal rows waits for all that was before. */
  split(earlier: readonly TableMerge[]): SplitChange {
    const meets = this.#rows !== null && earlier.length > 0;
    const none = nothing(this.table);
    return meets ? { free: none, bound: this.result() } : { free: this.result(), bound: none };
  }

  touches(): boolean {
    return true;
  }

  #add(tuple: TupleAt, amount: number): void {
    if (this.#rows === null) {
      this.#inserts.push(tuple.buffer, tuple.offset);
      return;
    }
    const key = cellsKey(tuple.buffer, tuple.offset, this.#cells);
    const found = this.#rows.get(key);
    if (found) found.net += amount;
    else this.#rows.set(key, { tuple: at(tuple), net: amount });
  }

  #startCounting(): void {
    this.#rows = new Map();
    this.#inserts.offsets.forEach((offset, index) => {
      const buffer = this.#inserts.buffers[index];
      if (buffer) this.#add({ buffer, offset }, 1);
    });
  }
}
