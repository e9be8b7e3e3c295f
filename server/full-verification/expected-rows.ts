/**
 * The rows that the target must have at p: the source's rows at S overlaid with the log's changes of (S, p] (C20). Rows are
 * counted by the text of their key, so that a table without a key (key = whole row) is a multiset of its rows.
 */
import type { DigestRow, DigestSide, RowCells } from '../connectors/row-digester.ts';
import type { LoggedRow, SentCells } from './log-span.ts';

export interface ExpectedRow {
  /** Undefined cells cannot be told at this pair of moments. */
  readonly cells: SentCells;
  readonly count: number;
}

interface State {
  cells: SentCells;
  /** Undefined: cannot be told. */
  passes: boolean | undefined;
  count: number;
}

export const keyOf = (side: DigestSide, cells: SentCells): string =>
  JSON.stringify(side.key.map((index) => cells[index] ?? null));

/** Keys that changes touch: the cells that address the row, by key text. */
export function touchedKeys(side: DigestSide, changes: readonly LoggedRow[]): Map<string, RowCells> {
  const keys = new Map<string, RowCells>();
  for (const { before, after } of changes)
    for (const cells of [before, after === null ? null : fill(after, before)])
      if (cells !== null)
        keys.set(
          keyOf(side, cells),
          side.key.map((index) => cells[index] ?? null),
        );
  return keys;
}

export class ExpectedRows {
  readonly #side: DigestSide;
  readonly #rows = new Map<string, State>();
  /** Every row is one of equal ones, not one of a key. */
  readonly #whole: boolean;

  constructor(side: DigestSide, rows: readonly DigestRow[]) {
    this.#side = side;
    this.#whole = side.key.length === side.columns.length;
    for (const { cells, passes } of rows) {
      const key = keyOf(side, cells);
      const state = this.#rows.get(key);
      if (state) state.count += 1;
      else this.#rows.set(key, { cells, passes, count: 1 });
    }
  }

  apply(changes: readonly LoggedRow[]): void {
    for (const { before, after, passes } of changes) {
      const prior = before === null ? null : this.#take(keyOf(this.#side, before));
      if (after === null) continue;
      const cells = fill(fill(after, before), prior?.cells ?? null);
      const known = (name: string): string | null | undefined =>
        cells[this.#side.columns.findIndex((column) => column.name === name)];
      this.#put(keyOf(this.#side, cells), { cells, passes: passes(known), count: 1 });
    }
  }

  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  /** Null: the target must not have such a row. 'UNKNOWN': it cannot be told at this pair of moments. */
  get(key: string): ExpectedRow | 'UNKNOWN' | null {
    const state = this.#rows.get(key);
    if (state === undefined || state.count <= 0 || state.passes === false) return null;
    return state.passes === undefined ? 'UNKNOWN' : state;
  }

  #take(key: string): State | null {
    const state = this.#rows.get(key) ?? null;
    if (state === null) {
      // Not read because it lies elsewhere, or inserted by an earlier change that was left out: it goes one below.
      if (this.#whole) this.#rows.set(key, { cells: JSON.parse(key) as SentCells, passes: true, count: -1 });
      return null;
    }
    if (this.#whole) {
      state.count -= 1;
      return state;
    }
    this.#rows.delete(key);
    return state;
  }

  #put(key: string, row: State): void {
    const state = this.#rows.get(key);
    if (this.#whole && state) state.count += 1;
    else this.#rows.set(key, row);
  }
}

/** `newer` with what it did not send taken from `older`. */
function fill(newer: SentCells, older: SentCells | null): SentCells {
  return older === null ? newer : newer.map((cell, index) => (cell === undefined ? older[index] : cell));
}
